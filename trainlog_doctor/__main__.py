"""Entry of the command line: ``trainlog-doctor`` and ``python -m trainlog_doctor``."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    # Threads of the linear algebra library are never used here, and starting them takes longer than a small report.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from trainlog_doctor.cli import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
