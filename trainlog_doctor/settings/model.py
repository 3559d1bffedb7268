"""What a settings file says, once it has been read. Data only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from trainlog_doctor.errors import DoctorError


OWN_FILE = "trainlog-doctor.toml"
PROJECT_FILE = "pyproject.toml"
TABLE = b"tool.trainlog-doctor"


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """What is changed about rules.

    Attributes
    ----------
    select, ignore
        Codes or names.
    params
        Rule to parameter to its value as a rule file would write it (``8%``).
    severity
        Rule to severity.
    metric
        As on the command line: ``score=val_my_f1:max``.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    params: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    severity: Mapping[str, str] = field(default_factory=dict)
    metric: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PathSettings:
    """What is changed about rules for some sources; ``paths`` are patterns relative to the settings file."""

    paths: tuple[str, ...] = ()
    rules: RuleSettings = field(default_factory=RuleSettings)


@dataclass(frozen=True, slots=True)
class Settings:
    """One settings file, or none (``path`` is None).

    Attributes
    ----------
    lang
        ``en``, ``zh`` or ``both``; None where the file does not say.
    extend
        Rule files and folders, relative to the settings file as it writes them.
    places
        Line (1-based) of each key that was found, by its path within the settings.
    faults
        What is wrong with the file.
    """

    path: Path | None = None
    lang: str | None = None
    extend: tuple[str, ...] = ()
    rules: RuleSettings = field(default_factory=RuleSettings)
    overrides: tuple[PathSettings, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[DoctorError, ...] = ()

    @property
    def name(self) -> str:
        """Name of the file; empty without one."""
        return self.path.name if self.path else ""

    @property
    def packs(self) -> tuple[Path, ...]:
        """The files and folders of ``extend``."""
        return tuple(self.path.parent / one for one in self.extend) if self.path else ()
