"""The policy in force: what a project's settings and the command line demand of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.nodes import Place
from trainlog_doctor.gate.drops import read_max_drop
from trainlog_doctor.gate.notation import read_requirement
from trainlog_doctor.gate.policy import Policy
from trainlog_doctor.record import dataclass, field
from trainlog_doctor.settings.demands import Demands, Reader
from trainlog_doctor.settings.model import FAILS_ON, NEVER
from trainlog_doctor.settings.patterns import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeVar

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.errors import DoctorError
    from trainlog_doctor.gate.policy import Suppression
    from trainlog_doctor.settings.model import GateSettings, Settings

    ReadT = TypeVar("ReadT")
    _Said = tuple["Demands", tuple["Demands", ...], tuple[Suppression, ...]]


@dataclass(frozen=True, slots=True)
class Policies:
    """Every demand of the settings, by path, and those of the command line."""

    settings: Settings
    project: Demands
    overrides: tuple[Demands, ...]
    suppressions: tuple[Suppression, ...]
    flags: Demands
    _made: dict[tuple[tuple[int, ...], tuple[int, ...]], Policy] = field(default_factory=dict)

    def for_source(self, path: str) -> Policy:
        """What a source must satisfy, named as the user named it."""
        overrides = self._matching(path, (one.paths for one in self.settings.overrides))
        suppressions = self._matching(path, (one.paths for one in self.settings.suppress))
        chosen = overrides, suppressions
        if chosen not in self._made:
            layers = (self.project, *(self.overrides[at] for at in overrides))
            suppressed = tuple(self.suppressions[at] for at in suppressions)
            self._made[chosen] = _policy(layers, self.flags, suppressed)
        return self._made[chosen]

    def _matching(self, path: str, patterns: Iterable[tuple[str, ...]]) -> tuple[int, ...]:
        """Places among these whose patterns match a source; one without patterns is about every source."""
        root = self.settings.path.parent if self.settings.path else None
        return tuple(at for at, one in enumerate(patterns) if root and (not one or matches(path, one, root)))


def _policy(layers: Sequence[Demands], flags: Demands, suppressions: tuple[Suppression, ...]) -> Policy:
    """Let later places win; what the command line requires comes in addition, lest a flag weaken the project."""
    every = (*layers, flags)
    required = [one.require for one in layers if one.require is not None]
    drops = {drop.measure: drop for one in every for drop in one.max_drop}
    fail_on = _last(one.fail_on for one in every) or FAILS_ON
    return Policy(
        fail_on=None if fail_on == NEVER else fail_on,  # type: ignore[arg-type]
        require=(*(required[-1] if required else ()), *(flags.require or ())),
        max_drop=tuple(drops.values()),
        suppressions=suppressions,
        baseline=_last(one.baseline for one in every),
        allow_unjudged=bool(_last(one.allow_unjudged for one in every)),
    )


def _last(values: Iterable[ReadT | None]) -> ReadT | None:
    said = [value for value in values if value is not None]
    return said[-1] if said else None


def policy_faults(settings: Settings, pack: Pack) -> Sequence[DoctorError]:
    """Every fault of the demands that settings make."""
    return _read(settings, pack)[1]


def of_flags(flags: GateSettings) -> Demands:
    """Read what the command line demands.

    Raises
    ------
    UsageError
        With its first fault.
    """
    return Demands(
        flags.fail_on,
        tuple(read_requirement(one, Place("--require", 1, 1)) for one in flags.require or ()),
        tuple(read_max_drop(one, Place("--max-drop", 1, 1)) for one in flags.max_drop),
        flags.baseline,
        flags.allow_unjudged,
    )


def policies(settings: Settings, flags: Demands, pack: Pack) -> Policies:
    """Read every demand of the settings, and put the command line's beside them.

    Parameters
    ----------
    settings
        Without faults.
    pack
        Every rule there is.
    """
    (project, overrides, suppressions), _ = _read(settings, pack)
    return Policies(settings, project, overrides, suppressions, flags)


def _read(settings: Settings, pack: Pack) -> tuple[_Said, Sequence[DoctorError]]:
    reader = Reader(settings, pack)
    project = reader.demands(settings.gate, "")
    overrides = tuple(reader.demands(one.gate, f"overrides[{at}]") for at, one in enumerate(settings.overrides))
    suppressions = tuple(reader.suppression(one, f"suppress[{at}]") for at, one in enumerate(settings.suppress))
    return (project, overrides, suppressions), reader.faults
