"""What an engine is: it has batches of sources computed, wherever, and hands their rows back in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from trainlog_doctor.sweep.row import Row, Trouble


class Share(NamedTuple):
    """A part of a directory that is read apart from the rest of it.

    Attributes
    ----------
    reader
        Name of the one that knows it.
    files
        Relative to the directory, with ``/``.
    """

    reader: str
    files: tuple[str, ...]


class Source(NamedTuple):
    """One source of a sweep.

    Attributes
    ----------
    asked
        Whether it was named, itself or by a pattern; files that were merely found in a directory may be of any kind.
    share
        Of a directory that a reader knows as a whole; the shares of one directory follow each other.
    """

    path: str
    asked: bool = True
    share: Share | None = None


Batch: TypeAlias = Sequence[Source]
Work: TypeAlias = Callable[[Batch], Sequence[Sequence[Row]]]
"""Rows of every source of a batch. It can be pickled, and keeps nothing between calls."""

Engine: TypeAlias = Callable[[Work, Iterable[Batch]], Iterator[Sequence[Sequence[Row]]]]


def in_process(work: Work, batches: Iterable[Batch]) -> Iterator[Sequence[Sequence[Row]]]:
    """Compute everything here."""
    return map(work, batches)


def lost(source: Source) -> Sequence[Row]:
    """The row of a source that ends every process which reads it."""
    return [Row(source.path, trouble=Trouble("scan.worker_lost", {}))]
