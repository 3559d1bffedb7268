"""One target, guided by coverage until it fails: ``python -m tests.fuzz.guided TARGET [libFuzzer's flags] CORPUS``."""

from __future__ import annotations

import os
import sys

# Read when numpy is imported: threads of its linear algebra would be counted as time of ours.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> None:
    """Instrument the package, and hand one target to libFuzzer."""
    import atheris

    with atheris.instrument_imports(include=["trainlog_doctor"]):
        from tests.fuzz.targets import targets

        run = targets()[sys.argv[1]]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
