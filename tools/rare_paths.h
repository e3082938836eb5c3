/* Says of the C that mypyc makes which of its paths are rare: those that end in an exception. Included before it by
 * tools/compiled.py, so that the compiler lays them apart (-freorder-blocks-and-partition) from what every page passes.
 */
#include <Python.h>
#include <CPy.h>

#define RARE __attribute__((cold))

RARE void CPy_AddTraceback(const char *, const char *, int, PyObject *);
RARE void CPy_AttributeError(const char *, const char *, const char *, const char *, int, PyObject *);
RARE void CPy_TypeError(const char *, PyObject *);
RARE void CPy_TypeErrorTraceback(const char *, const char *, int, PyObject *, const char *, PyObject *);
RARE static void CPy_DecRef(PyObject *);
RARE static void CPy_XDecRef(void *);
