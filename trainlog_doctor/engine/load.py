"""From rule files to the rules in force: the built-in pack, a user's own files, and the project's overrides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.compiled import compiled_defaults, compiled_pack
from trainlog_doctor.engine.loading.files import builtin_folder
from trainlog_doctor.engine.overrides import Overrides, apply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from trainlog_doctor.engine.pack import Pack


def load_pack(
    extra: Sequence[Path] = (),
    overrides: Overrides | None = None,
    *,
    check_statistics: bool = True,
    builtin_tests: bool = True,
) -> Pack:
    """Read the built-in pack and a user's own rule files or folders.

    Parameters
    ----------
    check_statistics
        Also hold every rule against the statistics there are; this imports numpy.
    builtin_tests
        Also read the tests of the built-in rules, which only ``rules test`` and ``rules validate`` look at.

    Raises
    ------
    RulePackError
        With every fault of every file.
    UsageError
        When an override names a rule, parameter or severity that does not exist.
    """
    folder = builtin_folder()
    pack = None if extra or builtin_tests else compiled_pack(folder)
    if pack is None:
        # What reads YAML is imported only where there is YAML to read.
        from pathlib import Path

        from trainlog_doctor.engine.loading.packs import read_pack

        pack = read_pack(Path(folder), extra, check_statistics=check_statistics, builtin_tests=builtin_tests)
    return apply(pack, overrides or Overrides())


def defaults_of(statistic: str) -> Mapping[str, float | str]:
    """The defaults of a statistic's arguments; empty for one that does not exist."""
    known = compiled_defaults(builtin_folder())
    if statistic in known:
        return known[statistic]
    from trainlog_doctor.engine.statistics import STATISTICS

    found = STATISTICS.get(statistic)
    return found.defaults if found else {}
