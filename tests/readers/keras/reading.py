"""Shorthands to read a text and to compare runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.base import HEAD_BYTES, Certainty, Head
from trainlog_doctor.readers.keras import KERAS, KerasParser

if TYPE_CHECKING:
    from trainlog_doctor.model import Run


def read(text: str | bytes, sizes: tuple[int, ...] = ()) -> list[Run]:
    """Parse a text, cut into chunks of the given sizes, the rest in one."""
    data = text if isinstance(text, bytes) else text.encode()
    parser = KerasParser()
    at = 0
    for size in sizes:
        parser.feed(data[at : at + size])
        at += size
    parser.feed(data[at:])
    return parser.close()


def only(text: str | bytes) -> Run:
    """The one run of a text."""
    (run,) = read(text)
    return run


def column(run: Run, name: str) -> list[float]:
    """One column as a list."""
    return [float(value) for value in run.frame.columns[name]]


def epochs(run: Run) -> list[int]:
    """The epochs' numbers."""
    return [int(number) for number in run.frame.epoch]


def plain(run: Run) -> object:
    """A run as something that compares by value, NaN equal to NaN."""
    columns = {name: repr(column(run, name)) for name in run.frame.columns}
    seconds = None if run.epoch_seconds is None else repr(run.epoch_seconds.tolist())
    told = (run.name, run.planned_epochs, run.unfinished, run.stopped_early, run.continues, run.line, run.epoch_lines)
    return epochs(run), columns, run.frame.logged_nan, seconds, told, run.facts, run.notices


def certainty(text: str | bytes, *, whole: bool = True) -> Certainty:
    """What the reader says of a text."""
    data = text if isinstance(text, bytes) else text.encode()
    return KERAS.sniff(Head(data[:HEAD_BYTES], whole)).certainty
