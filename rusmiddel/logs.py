"""Log lines that say where it went wrong, never about whom."""

import logging
import traceback
from types import TracebackType


class DiscreetFormatter(logging.Formatter):
    """Leaves out what an exception says: a refused row or a typed value may name a citizen."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, _, trace = ei
        if kind is None:
            return ""
        return f"{''.join(traceback.format_tb(trace))}{kind.__module__}.{kind.__qualname__}"
