"""Entry of the command line: ``trainlog-doctor`` and ``python -m trainlog_doctor``."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
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
    from trainlog_doctor.cli import main as run

    code = run()
    if threading.active_count() == 1 and not (sys.gettrace() or sys.getprofile()):
        _end(code)
    sys.exit(code)


def _end(code: int) -> None:
    """End the process at once: taking apart all that was imported is a twentieth of a small report's time.

    Returns only where an output cannot be written, which Python's own end then tells.
    """
    atexit._run_exitfuncs()  # what other libraries have to do at the end
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
