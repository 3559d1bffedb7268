"""From rule files to a pack: the built-in rules, and a user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.compiled import compiled_defaults, compiled_pack
from trainlog_doctor.engine.loading.files import builtin_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from trainlog_doctor.engine.pack import Pack


def load_pack(extra: Sequence[Path] = (), *, builtin_tests: bool = False) -> Pack:
    """Read the built-in pack and a user's own rule files or folders.

    Parameters
    ----------
    builtin_tests
        Also read the tests of the built-in rules, which ``rules test`` and ``rules validate`` look at.

    Raises
    ------
    RulePackError
        With every fault of every file.
    """
    folder = builtin_folder()
    pack = None if extra or builtin_tests else compiled_pack(folder)
    if pack is not None:
        return pack
    # What reads YAML is imported only where there is YAML to read.
    from pathlib import Path

    from trainlog_doctor.engine.loading.packs import read_pack

    return read_pack(Path(folder), extra, builtin_tests=builtin_tests)


def defaults_of(statistic: str) -> Mapping[str, float | str]:
    """The defaults of a statistic's arguments; empty for one that does not exist."""
    known = compiled_defaults(builtin_folder())
    if statistic in known:
        return known[statistic]
    from trainlog_doctor.engine.statistics import STATISTICS

    found = STATISTICS.get(statistic)
    return found.defaults if found else {}
