"""Loops over arrays as machine code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """The function compiled by numba when first called, kept on disk where there is a place for it; it takes its turn
    with other threads."""
    return _compiled(function, short=False)


def inlined(function: Function) -> Function:
    """As `compiled`, for short functions that stand where they are called: a tuple of arrays is passed slowly."""
    return _compiled(function, short=True)


def _compiled(function: Function, short: bool) -> Function:
    try:
        kept = njit(cache=True, nogil=True, error_model="numpy", forceinline=short)(function)
    except RuntimeError:
        # An installation that nobody may write to, for a user without a home: it is compiled anew each time.
        kept = njit(nogil=True, error_model="numpy", forceinline=short)(function)
    return cast("Function", kept)
