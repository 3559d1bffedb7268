"""What is said while a training runs: one line, worded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.i18n import Text

Kind: TypeAlias = Literal["epoch", "finding", "cleared", "stop", "trouble"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said.

    Attributes
    ----------
    kind
        An ``epoch`` line is out of date with the next one; all others are said once.
    texts
        The same from the fullest wording to the shortest, for narrow terminals.
    detail
        What is to be said of it at length.
    severity
        That of a finding.
    """

    kind: Kind
    texts: tuple[Text, ...]
    detail: Text | None = None
    severity: Severity | None = None
