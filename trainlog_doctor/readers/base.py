"""What every reader of a stream is: a cheap test of the first bytes, and a parser that is fed bytes and yields runs."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.model import Run, Scalar

HEAD_BYTES = 65_536
"""How much of a source a reader is shown when it is asked whether the source is its own."""


class Certainty(IntEnum):
    """How sure a reader is that a source is its own."""

    NO = 0
    WEAK = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a source.

    Attributes
    ----------
    data
        Its first bytes, at most ``HEAD_BYTES``, already decompressed and transcoded to UTF-8 where it was UTF-16.
    whole
        Whether ``data`` is all there is.
    """

    data: bytes
    whole: bool


@dataclass(frozen=True, slots=True)
class Sniff:
    """A reader's answer, with its evidence and what it learnt on the way (so that nothing is found out twice).

    Attributes
    ----------
    certainty
        NO, WEAK (a reading is possible; used when nobody is SURE) or SURE.
    evidence
        Short quotation of what was recognised, for errors and ``--verbose``; data, not prose.
    learnt
        Facts that ``parser`` is given back, for instance the delimiter.
    """

    certainty: Certainty
    evidence: str = ""
    learnt: Mapping[str, Scalar | tuple[str, ...]] = field(default_factory=dict)


NOT_MINE = Sniff(Certainty.NO)


class Parser(Protocol):
    """A parser is fed a source's bytes in chunks of any size. Any chunking gives the same runs."""

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes. Never raises on any content and keeps no more memory than the frames need."""
        ...

    def close(self) -> Sequence[Run]:
        """End of input: every run found, in the order of the source; no run at all is an empty sequence.

        Raises
        ------
        FormatError
            When the content turns out not to be what ``sniff`` took it for.
        """
        ...


@runtime_checkable
class Growing(Protocol):
    """A parser that can be asked while its source still grows."""

    def runs(self) -> Sequence[Run]:
        """Every run so far, finished epochs only. Changes nothing."""
        ...


@runtime_checkable
class ByRow(Protocol):
    """A parser of a format that is written row by row."""

    def settle(self) -> None:
        """Forget the row that has no end yet: what there is of its last number may be a part of it."""
        ...


@runtime_checkable
class Held(Protocol):
    """A parser of a format that can only be read as a whole, up to a limit in bytes that its user may set."""

    limit: int


class Reader(Protocol):
    """One format that comes as a stream of bytes (a file or a pipe)."""

    name: str

    def sniff(self, head: Head) -> Sniff:
        """Say whether a source that begins like this is ours. Cheap, total, never raises."""
        ...

    def parser(self, sniff: Sniff) -> Parser:
        """Make a fresh parser for a source that was recognised by ``sniff``."""
        ...
