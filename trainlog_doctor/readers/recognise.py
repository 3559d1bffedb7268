"""Which reader a source belongs to: every reader is asked, and one sure answer decides. Nothing is read by hope."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import ByRow, Certainty, Growing, Head, Held, Reader, Sniff
from trainlog_doctor.readers.folded import by_fold
from trainlog_doctor.readers.played import without_played
from trainlog_doctor.readers.refusal import explained, refusal, refuse_nothing
from trainlog_doctor.readers.unmeasured import without_unmeasured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from trainlog_doctor.model import Run


class Reading:
    """A source while it is read, by the readers that recognise it.

    Parameters
    ----------
    head
        The source's beginning.
    readers
        In the order in which the unsure are tried.
    forced
        Whether the user chose the readers: they read the source whatever they think of it.
    most
        Bytes that may be held of a source that can only be read as a whole; None as the parsers have it.
    doubtful
        Further readers, as in `claims_of`.

    Raises
    ------
    FormatError
        ``empty``, ``only_nul``, ``blank`` or ``ambiguous``.
    """

    def __init__(
        self,
        head: Head,
        readers: Iterable[Reader],
        forced: bool = False,
        most: int | None = None,
        *,
        doubtful: Iterable[Reader] = (),
    ) -> None:
        refuse_nothing(head)
        claims = [(reader, reader.sniff(head)) for reader in readers] if forced else claims_of(head, readers, doubtful)
        self._parsers = [reader.parser(sniff) for reader, sniff in claims]
        for parser in self._parsers:
            if most is not None and isinstance(parser, Held) and parser.limit:  # what is refused is not kept
                parser.limit = most
        self._head = head
        self._refusal = lambda: refusal(head, [sniff for _, sniff in claims], forced)
        self.sure = any(sniff.certainty is Certainty.SURE for _, sniff in claims)
        self.shown = any(sniff.evidence for _, sniff in claims)

    @property
    def wanted(self) -> bool:
        """Whether any reader wants the bytes."""
        return bool(self._parsers)

    @property
    def growing(self) -> bool:
        """Whether `runs` can tell anything before the end, and no document is tried first: it may be written anew."""
        telling = (isinstance(parser, Growing) for parser in self._parsers if isinstance(parser, Growing | Held))
        return next(telling, False)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes, the head included."""
        for parser in self._parsers:
            parser.feed(chunk)

    def runs(self) -> Sequence[Run]:
        """Every run so far, of the first reader that has one; nothing where it takes the whole source to tell."""
        growing = (parser.runs() for parser in self._parsers if isinstance(parser, Growing))
        with suppress(FormatError):  # said at the end: by then there may be another run
            return _told(without_played(next(filter(None, growing), ())))
        return ()

    def settle(self) -> None:
        """Leave out what has no line end yet: somebody may still be writing it."""
        for parser in self._parsers:
            if isinstance(parser, ByRow):
                parser.settle()

    def close(self) -> Sequence[Run]:
        """End of the source: every run of the first reader that finds a finished epoch.

        Raises
        ------
        FormatError
            ``unrecognised``, ``lookalike``, ``binary_data``, ``not_this_format``, ``no_epoch``, ``crashed``, or what a
            reader itself found wrong.
        """
        try:
            return first_with_epochs([parser.close for parser in self._parsers], self._refusal)
        except FormatError as error:
            raise explained(error, self._head) from error


def claims_of(head: Head, readers: Iterable[Reader], doubtful: Iterable[Reader] = ()) -> Sequence[tuple[Reader, Sniff]]:
    """Ask the readers of a source; keep the one that is sure, or all that think a reading possible.

    The doubtful ones are never sure, and looked at where nobody else is.

    Raises
    ------
    FormatError
        ``ambiguous`` when several are sure.
    """
    answers = [(reader, reader.sniff(head)) for reader in readers]
    if all(answer.certainty is not Certainty.SURE for _, answer in answers):
        answers += [(reader, reader.sniff(head)) for reader in doubtful]
    sure = [answer for answer in answers if answer[1].certainty is Certainty.SURE]
    if len(sure) > 1:
        raise FormatError("ambiguous", names=[reader.name for reader, _ in sure])
    return sure or [answer for answer in answers if answer[1].certainty is Certainty.WEAK]


def first_with_epochs(
    attempts: Sequence[Callable[[], Sequence[Run]]], refusal: Callable[[], FormatError]
) -> Sequence[Run]:
    """Take the first attempt that finds a finished epoch; otherwise tell the most that any of them found out."""
    told: FormatError | None = None
    for attempt in attempts:
        try:
            runs = without_played(attempt())
        except FormatError as error:
            told = told or error
            continue
        if any(len(run.frame) for run in runs):
            return _told(runs)
        if runs:
            told = told or FormatError("no_epoch")
    raise told or refusal()


def _told(runs: Sequence[Run]) -> Sequence[Run]:
    """Do to the runs of any source what concerns all formats."""
    return without_unmeasured(by_fold(runs))
