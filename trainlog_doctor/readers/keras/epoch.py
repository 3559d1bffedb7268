"""One epoch while it runs: which of its lines holds the values it ended with."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.model import Unfinished
from trainlog_doctor.readers.keras.events import is_validation
from trainlog_doctor.record import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainlog_doctor.readers.keras.events import Pairs, Status

SEVERAL = 2


@dataclass(slots=True)
class EpochDraft:
    """An epoch between its header and the next one.

    Attributes
    ----------
    number, line
        Its number and the line of its header.
    total
        Steps of its bar; None while unknown.
    final
        The line that holds its last values so far; a full counter alone does not prove that no better one comes.
    last
        Its latest unfinished update.
    hidden
        Whether nothing of it was shown before lines were left out: its last line may be that of a later epoch.
    redrawn
        Whether a callback wrote under a bar of Keras 3, which is then drawn once more with slightly other averages.
    drifted
        Whether it was, with other averages: the mark of Keras 3.0 to 3.14.
    printed
        Metrics that callbacks printed beside the bar.
    unmarked
        Those of ``printed`` that nothing but their place ties to the epoch, twice where they had several values.
    """

    number: int
    line: int
    total: int | None = None
    final: Status | None = None
    last: Status | None = None
    hidden: bool = False
    redrawn: bool = False
    drifted: bool = False
    printed: dict[str, float] = field(default_factory=dict)
    unmarked: list[str] = field(default_factory=list)

    def take(self, status: Status) -> bool:
        """Take a bar or verbose=2 line; False when it belongs to something else, such as ``evaluate``."""
        if self.total is None:
            self.total = status.total
        if not status.ends:
            return self._progress(status)
        if not status.names or not self._ends(status):
            return False
        self._keep_printed(self.last, status)
        self._keep_printed(self.final, status)
        before = self.final
        if before is not None and before.heavy and before.total == status.total:
            self.drifted = before.trained.keys() == status.trained.keys() and not status.repeats(before)
        self.final, self.total, self.redrawn = status, status.total, False
        return True

    @property
    def shown(self) -> bool:
        """Whether any of its values has been shown."""
        return self.final is not None or (self.last is not None and bool(self.last.names))

    def print(self, pairs: Pairs) -> None:
        """A callback printed metrics beside the bar."""
        for name, value in zip(pairs.names, pairs.values, strict=True):
            if not pairs.marked and self.printed.get(name) != value and self.unmarked.count(name) < SEVERAL:
                self.unmarked.append(name)
            self.printed[name] = value

    def interrupted(self) -> None:
        """A callback wrote a line of its own."""
        self.redrawn = self.final is not None and self.final.heavy and not self.final.validated

    def after(self, updates: Iterable[Status]) -> EpochDraft:
        """The same epoch as unfinished updates show it; this one stays as it is."""
        later = replace(self, printed=dict(self.printed))
        for update in updates:
            if not update.ends:
                later.take(update)
        return later

    def close(self) -> None:
        """The next epoch begins: an update that had reached its last step, or had no known last step, was final."""
        last = self.last
        if self.final is None and last is not None and last.names and (last.total is None or last.full):
            self.final = last

    def stop(self) -> bool:
        """``TerminateOnNaN`` ended the training in the middle of it; whether it is shown what Keras logged then."""
        last = self.last
        if self.final is None and last is not None and not all(map(math.isfinite, last.values)):
            self.final = last
            return True
        return False

    def metrics(self) -> list[tuple[str, float]]:
        """The epoch's values: those of its last line, then what callbacks printed."""
        if self.final is None:
            return []
        logged = dict(zip(self.final.names, self.final.values, strict=True))
        return [*logged.items(), *((name, value) for name, value in self.printed.items() if name not in logged)]

    def unfinished(self) -> Unfinished:
        """How far the epoch had come."""
        last = self.last
        if last is None or last.step is None or not last.total:
            return Unfinished(self.number)
        return Unfinished(self.number, min(1.0, last.step / last.total))

    def _progress(self, status: Status) -> bool:
        if self.final is not None or (status.total != self.total and status.total is not None):
            return False
        self._keep_printed(self.last, status)
        self.last = status
        return True

    def _ends(self, status: Status) -> bool:
        last = self.last
        if self.final is None:
            if last is not None and last.names and last.total and status.total and status.total != last.total:
                return False
            return status.validated or self.total in (None, status.total) or (last is not None and not last.total)
        if any(map(is_validation, {*status.names} & {*self.final.names})):
            return status.repeats(self.final)
        if status.validated or status.total != self.total:
            return status.validated
        return self.redrawn or (status.step or 0) > (self.final.step or 0) or status.repeats(self.final)

    def _keep_printed(self, earlier: Status | None, later: Status) -> None:
        if earlier is None:
            return
        kept = set(later.names)
        pairs = zip(earlier.names, earlier.values, strict=True)
        self.printed.update((name, value) for name, value in pairs if name not in kept)
