"""Feeding of readers by tests: the way the program does it, in pieces of a chosen size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from trainlog_doctor.readers.base import HEAD_BYTES, Certainty, Head, Sniff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.base import Parser


class AnyReader(Protocol):
    """A reader, whose name need only be read."""

    @property
    def name(self) -> str: ...

    def sniff(self, head: Head) -> Sniff: ...

    def parser(self, sniff: Sniff) -> Parser: ...


def head_of(data: bytes) -> Head:
    return Head(data[:HEAD_BYTES], len(data) <= HEAD_BYTES)


def claims(data: bytes, readers: Sequence[AnyReader]) -> dict[str, Certainty]:
    """Which readers claim a source, and how surely."""
    answers = [(reader.name, reader.sniff(head_of(data)).certainty) for reader in readers]
    return {name: certainty for name, certainty in answers if certainty}


def read(data: bytes, readers: Sequence[AnyReader], size: int = 65_536) -> list[Run]:
    """Read with the surest of readers; none at all is no run."""
    answers = [(reader, reader.sniff(head_of(data))) for reader in readers]
    reader, sniff = max(answers, key=lambda answer: answer[1].certainty)
    if not sniff.certainty:
        return []
    parser = reader.parser(sniff)
    for begin in range(0, len(data), size):
        parser.feed(data[begin : begin + size])
    return list(parser.close())


def codes(run: Run) -> set[str]:
    """Names of a run's notices."""
    return {notice.code.partition(".")[2] for notice in run.notices}
