"""The demands of a settings file, read from their notation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.nodes import Place
from trainlog_doctor.engine.pack import find_rule
from trainlog_doctor.errors import DoctorError, UsageError
from trainlog_doctor.gate.drops import read_max_drop
from trainlog_doctor.gate.notation import read_requirement
from trainlog_doctor.gate.policy import Suppression
from trainlog_doctor.record import dataclass, field
from trainlog_doctor.settings.fields import inside, line_of, near, told_at
from trainlog_doctor.settings.places import position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeVar

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.gate.notation import Requirement
    from trainlog_doctor.gate.policy import MaxDrop
    from trainlog_doctor.settings.model import GateSettings, Settings, SuppressSettings

    ReadT = TypeVar("ReadT")


@dataclass(frozen=True, slots=True)
class Demands:
    """One place's demands, read; None where it does not say."""

    fail_on: str | None
    require: tuple[Requirement, ...] | None
    max_drop: tuple[MaxDrop, ...]
    baseline: str | None
    allow_unjudged: bool | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the demands of a settings file; every method returns what is right and notes what is wrong."""

    settings: Settings
    pack: Pack
    faults: list[DoctorError] = field(default_factory=list)

    def demands(self, given: GateSettings, where: str) -> Demands:
        """Read what stands below a key."""
        require = None
        if given.require is not None:
            require = tuple(self._read(given.require, inside(where, "require"), read_requirement))
        drops = tuple(self._read(given.max_drop, inside(where, "max-drop"), read_max_drop))
        folder = self.settings.path
        baseline = str(folder.parent / given.baseline) if folder and given.baseline else None
        return Demands(given.fail_on, require, drops, baseline, given.allow_unjudged)

    def _read(self, texts: Iterable[str], where: str, read: Callable[[str, Place], ReadT]) -> Iterator[ReadT]:
        for text in texts:
            line, column = position(self.settings.text, line_of(self.settings.places, where), text)
            try:
                yield read(text, Place(str(self.settings.path), line, column))
            except UsageError as error:
                self.faults.append(error)

    def suppression(self, given: SuppressSettings, where: str) -> Suppression:
        """Read one finding that is accepted."""
        try:
            code = find_rule(self.pack, given.rule).id
        except UsageError as error:
            self.faults.append(told_at(self.settings, inside(where, "rule"), error))
            code = given.rule
        place = near(self.settings.path), line_of(self.settings.places, where)
        return Suppression(code, given.reason, given.until, *place)
