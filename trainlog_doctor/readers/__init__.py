"""The formats that we read. A new one is a module here and its line in one of the registries below."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from trainlog_doctor.readers import openings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from trainlog_doctor.readers.base import Head, Reader
    from trainlog_doctor.readers.trees import TreeReader


class Entry(NamedTuple):
    """Readers of streams that are imported together.

    Attributes
    ----------
    place
        A module (below this package) and its attribute, a reader or a tuple of readers.
    possible
        True of what a source that is theirs may begin with; else they are not imported.
    """

    place: str
    possible: Callable[[bytes], bool]


READERS: tuple[Entry, ...] = (
    Entry("tensorboard.reader:TENSORBOARD_READERS", lambda data: data[4:8] == bytes(4)),
    Entry("keras.reader:KERAS", lambda data: openings.DURATION.search(data) is not None),
    Entry("notebook:NOTEBOOK", openings.maybe_notebook),
    Entry("json_history.reader:JSON_READERS", openings.opens_document),
    Entry("tables.reader:TABLE_READERS", openings.maybe_table),
    Entry("tables.yolo_results:YOLO_RESULTS", lambda data: openings.YOLO_RESULTS.match(data) is not None),
    Entry("stores:STORE_READERS", lambda data: data.startswith(b"SQLite format 3")),
)
"""Formats that come as a stream of bytes, in the order in which the unsure ones are tried."""

REFUSING: tuple[Entry, ...] = (Entry("refused:SURELY_REFUSED", lambda data: data[:1] in openings.REFUSED),)
"""Readers that only know why a source cannot be read; they are asked like the others, after them."""

DOUBTFUL: tuple[str, ...] = (
    "json_history.yaml_text:YAML",
    "prints:PRINT_READERS",
    "json_history.named_lists:NAMED_LISTS",
)
"""Formats of which nobody can be sure: asked where nobody else is, after them."""

LATER: tuple[str, ...] = ("keras.later:LATER", "prints.later:LATER")
"""Readers of formats above that look beyond the head; asked where nobody is sure of it, after the doubtful ones."""

DOUBTFULLY_REFUSING: tuple[str, ...] = ("refused:DOUBTFULLY_REFUSED",)
"""Likewise readers that refuse; the last to be asked."""

TREE_READERS: tuple[str, ...] = (
    "tensorboard.reader:TENSORBOARD_TREES",
    "json_history.reader:JSON_TREES",
    "tables.export_folder:CURVE_TREES",
    "stores:STORE_TREES",
)
"""Formats that come as a directory."""


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader of a stream."""
    entries = (*(entry.place for entry in (*READERS, *REFUSING)), *DOUBTFUL, *DOUBTFULLY_REFUSING)
    return cast("tuple[Reader, ...]", _loaded(entries))


def possible_readers(head: Head) -> Iterator[Reader]:
    """The readers that may be sure of a source, those whose formats cannot begin like this left out."""
    entries = (entry.place for entry in (*READERS, *REFUSING) if entry.possible(head.data))
    return iter(cast("tuple[Reader, ...]", _loaded(entries)))


def doubtful_readers() -> Iterator[Reader]:
    """The readers that are never sure, imported when the first one is asked for."""
    yield from cast("tuple[Reader, ...]", _loaded((*DOUBTFUL, *LATER, *DOUBTFULLY_REFUSING)))


@cache
def tree_readers() -> tuple[TreeReader, ...]:
    """Every reader of a directory."""
    return cast("tuple[TreeReader, ...]", _loaded(TREE_READERS))


@cache
def formats() -> tuple[str, ...]:
    """Names of every format that is read."""
    known = cast(
        "tuple[Reader | TreeReader, ...]",
        (*_loaded((*(entry.place for entry in READERS), *DOUBTFUL)), *_loaded(TREE_READERS)),
    )
    return tuple(dict.fromkeys(reader.name for reader in known))


def _loaded(entries: Iterable[str]) -> tuple[object, ...]:
    return tuple(reader for entry in entries for reader in _load(entry))


@cache
def _load(entry: str) -> tuple[object, ...]:
    module, _, attribute = entry.partition(":")
    found = getattr(importlib.import_module(f"{__name__}.{module}"), attribute)
    return found if isinstance(found, tuple) else (found,)
