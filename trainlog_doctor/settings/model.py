"""What a settings file says, once it has been read. Data only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass, field
from trainlog_doctor.sizes import read_size

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from trainlog_doctor.errors import DoctorError


OWN_FILE = "trainlog-doctor.toml"
PROJECT_FILE = "pyproject.toml"
TABLE = b"tool.trainlog-doctor"
NEVER = "never"
FAIL_ON = ("info", "warning", "error", NEVER)
"""Severities that a gate may fail on."""
FAILS_ON = "error"
"""The one that it fails on where nobody says."""


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
class GateSettings:
    """What one place demands of runs, as it is written there; None where the place does not say.

    Attributes
    ----------
    fail_on
        A severity, or ``never``.
    require, max_drop
        As on the command line: ``val_f1>=0.80``, ``val_f1=0.01``.
    baseline
        A path, relative to the settings file as that writes it.
    """

    fail_on: str | None = None
    require: tuple[str, ...] | None = None
    max_drop: tuple[str, ...] = ()
    baseline: str | None = None
    allow_unjudged: bool | None = None


@dataclass(frozen=True, slots=True)
class SuppressSettings:
    """Findings of one rule that are accepted; without ``paths`` those of every source, without ``until`` for good."""

    rule: str = ""
    reason: str = ""
    until: date | None = None
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PathSettings:
    """What is changed for some sources; ``paths`` are patterns relative to the settings file."""

    paths: tuple[str, ...] = ()
    rules: RuleSettings = field(default_factory=RuleSettings)
    gate: GateSettings = field(default_factory=GateSettings)


@dataclass(frozen=True, slots=True)
class Settings:
    """One settings file, or none (``path`` is None).

    Attributes
    ----------
    lang
        ``en``, ``zh`` or ``both``; None where the file does not say.
    extend
        Rule files and folders, relative to the settings file as it writes them.
    max_size
        Bytes that a source may have which is packed, or can only be read as a whole, as the file writes them.
    text
        Content of the file.
    places
        Line (1-based) of each key that was found, by its path within the settings.
    faults
        What is wrong with the file.
    """

    path: Path | None = None
    lang: str | None = None
    extend: tuple[str, ...] = ()
    max_size: str | None = None
    rules: RuleSettings = field(default_factory=RuleSettings)
    gate: GateSettings = field(default_factory=GateSettings)
    suppress: tuple[SuppressSettings, ...] = ()
    overrides: tuple[PathSettings, ...] = ()
    text: str = ""
    places: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[DoctorError, ...] = ()

    @property
    def name(self) -> str:
        """Name of the file; empty without one."""
        return self.path.name if self.path else ""

    @property
    def most(self) -> int | None:
        """``max_size`` as a number of bytes."""
        return read_size(self.max_size) if self.max_size else None

    @property
    def packs(self) -> tuple[Path, ...]:
        """The files and folders of ``extend``."""
        return tuple(self.path.parent / one for one in self.extend) if self.path else ()
