"""Lines that say that an epoch has ended: what stands below them may be the next one's, which nothing names yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.prints.draft import Draft
    from trainlog_doctor.readers.prints.grammar import Printed

ENDED = regex(r"(?i)(?<![a-z])(?:end(?:s|ed)?|finish(?:ed|es)|complete[ds]?|done)(?![a-z\-_])|结束|完成")
"""The word for it, on a line that names the epoch and tells no metric."""


@dataclass(slots=True)
class Waiting:
    """Lines that name no epoch below one that has ended; what it has told already is told of another one.

    Whose they are the next line that names an epoch tells: if that one has ended by it, or a step of it is told, they
    are its own. If it only begins there, they are those of the epoch above.
    """

    held: Printed | None = None
    ended: bool = False
    ahead: bool = False  # whether such lines have been those of the next epoch

    def takes(self, printed: Printed, drafts: list[Draft]) -> bool:
        """Whether a line is held back."""
        if printed.epoch is not None or (drafts and not self._is_ahead(printed, drafts[-1])):
            return False
        told = self.held.metrics if self.held else {}
        self.held = printed._replace(metrics=told | printed.metrics)
        return True

    def _is_ahead(self, printed: Printed, draft: Draft) -> bool:
        told = draft.rows.get(draft.latest, {})
        return self.ended and (self.held is not None or not told.keys().isdisjoint(printed.metrics))

    def given(self, printed: Printed, *, first: bool) -> Printed | None:
        """What was held back and is of the epoch that a line names; the ``first`` one has it only if it ends there."""
        own = printed.ends or (printed.stepwise and not first)
        given, self.ended = (self.held if own else None), printed.ends
        if own or first:
            self.held = None
        self.ahead = self.ahead or given is not None
        return given

    def left(self) -> Printed | None:
        """What is still held back and is of the epoch above."""
        left, self.held = self.held, None
        return None if self.ahead else left
