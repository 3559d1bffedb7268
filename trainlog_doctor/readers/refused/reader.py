"""The reader of sources that are refused: it keeps nothing of them and always raises, with the reason it found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Sniff
from trainlog_doctor.readers.histories.whole import Whole
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainlog_doctor.model import Scalar
    from trainlog_doctor.readers.base import Head

_KEY = "key"


class Reason(NamedTuple):
    """Why a source is refused: the key of a sentence in the catalogues, and what was seen, if the sentence tells it."""

    key: str
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class RefusingReader:
    """Recognises sources of one kind, and refuses them.

    Attributes
    ----------
    look
        Gives the reason to refuse a source that begins like this; None if it is of another kind.
    certainty
        How sure that is: what is WEAK counts where nobody reads the source.
    """

    name: str
    look: Callable[[Head], Reason | None]
    certainty: Certainty = Certainty.WEAK

    def sniff(self, head: Head) -> Sniff:
        """Ours if there is a reason to refuse it."""
        reason = self.look(head)
        if reason is None:
            return NOT_MINE
        seen: dict[str, Scalar] = {} if reason.seen is None else {"seen": reason.seen}
        return Sniff(self.certainty, reason.seen or reason.key, {_KEY: reason.key, **seen})

    def parser(self, sniff: Sniff) -> Whole:
        """Make a parser that keeps nothing of the source, and refuses it."""
        return Whole(lambda _: _refuse(sniff, self.name), 0)


def _refuse(sniff: Sniff, name: str) -> NoReturn:
    """Refuse a source with the reason that was found, else by the reader's name, and with what was seen of it."""
    data = dict(sniff.learnt)
    raise FormatError(f"history_errors.{data.pop(_KEY, name)}", **data)
