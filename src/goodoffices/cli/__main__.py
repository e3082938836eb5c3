"""`python -m goodoffices.cli`."""

from . import main

main()
