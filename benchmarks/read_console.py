"""What is measured: a log is located, recognised and read into its frame. ``python -m benchmarks.read_console LOG``."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    # As the command line does.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from trainlog_doctor.pipeline import collect

    print(sum(len(found.run.frame) for found in collect(sys.argv[1:]).found))
