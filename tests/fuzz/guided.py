"""One target, guided by coverage until it fails: ``python -m tests.fuzz.guided TARGET [libFuzzer's flags] CORPUS``."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from itertools import islice

# Read when numpy is imported: threads of its linear algebra would be counted as time of ours.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_EVERY = 8
"""So many seeds of a target, one of which has it import what it needs."""


def main() -> None:
    """Instrument the package, and hand one target to libFuzzer."""
    import atheris

    with atheris.instrument_imports(include=["trainlog_doctor"]):
        from tests.fuzz.seeds import seeds
        from tests.fuzz.targets import targets

        run = targets()[sys.argv[1]]
        for seed in islice(seeds(sys.argv[1]), 0, None, _EVERY):
            # Most modules are imported when they are first needed, which takes longer than a target may take.
            with suppress(AssertionError):
                run(seed)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
