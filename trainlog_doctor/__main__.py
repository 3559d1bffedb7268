"""Entry of the command line: ``trainlog-doctor`` and ``python -m trainlog_doctor``."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress

_GARBAGE = 100_000
"""Objects after which the first look for cycles is worth its time."""


def main() -> None:
    """Run the command line and exit with its code."""
    # Threads of the linear algebra library are never used here, and starting them takes longer than a small report.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Nothing that a start makes is garbage; looking for it in vain takes a tenth of a small report's time.
    gc.set_threshold(_GARBAGE)
    _open_outputs()
    codes: list[int] = []
    atexit.register(_end, codes)  # before any library: what is registered first is called last
    from trainlog_doctor.cli import main as run

    code = run()
    codes.append(code)
    sys.exit(code)


def _end(codes: list[int]) -> None:
    """End the process at once: taking apart all that was imported is a twentieth of a small report's time.

    Returns, for Python to end in its own way, where that has something to tell: an output that cannot be written, an
    exception, what a debugger or profiler saw.
    """
    if not codes or sys.gettrace() or sys.getprofile():
        return
    (code,) = codes
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _open_outputs() -> None:
    """Open outputs that the caller has closed: else the next file that we open would be taken for one of them."""
    for descriptor, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            if nowhere != descriptor:
                os.dup2(nowhere, descriptor)
                os.close(nowhere)
            setattr(sys, name, os.fdopen(descriptor, "w", encoding="utf-8"))


if __name__ == "__main__":
    main()
