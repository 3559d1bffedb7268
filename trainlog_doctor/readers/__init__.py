"""The formats that we read. A new one is a module here and its line in one of the registries below."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainlog_doctor.readers.base import Reader, TreeReader

READERS: tuple[str, ...] = (
    "tensorboard.reader:TENSORBOARD_READERS",
    "keras.reader:KERAS",
    "notebook:NOTEBOOK",
    "json_history.reader:JSON_READERS",
    "tables.reader:TABLE_READERS",
    "stores:STORE_READERS",
    "prints.reader:PRINTS",
)
"""Formats that come as a stream of bytes, in the order in which the unsure ones are tried.

An entry is a module (below this package) and its attribute, a reader or a tuple of readers; it is imported when the
first source is read, so that other commands do not pay for it.
"""

REFUSING: tuple[str, ...] = ("refused:REFUSED_READERS",)
"""Readers that only know why a source cannot be read; they are asked like the others, after them."""

TREE_READERS: tuple[str, ...] = (
    "tensorboard.reader:TENSORBOARD_TREES",
    "json_history.reader:JSON_TREES",
    "tables.reader:TABLE_TREES",
    "stores:STORE_TREES",
)
"""Formats that come as a directory."""


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader of a stream."""
    return cast("tuple[Reader, ...]", _loaded((*READERS, *REFUSING)))


@cache
def tree_readers() -> tuple[TreeReader, ...]:
    """Every reader of a directory."""
    return cast("tuple[TreeReader, ...]", _loaded(TREE_READERS))


@cache
def formats() -> tuple[str, ...]:
    """Names of every format that is read."""
    known = cast("tuple[Reader | TreeReader, ...]", (*_loaded(READERS), *_loaded(TREE_READERS)))
    return tuple(dict.fromkeys(reader.name for reader in known))


def _loaded(entries: Iterable[str]) -> tuple[object, ...]:
    return tuple(reader for entry in entries for reader in _load(entry))


def _load(entry: str) -> tuple[object, ...]:
    module, _, attribute = entry.partition(":")
    found = getattr(importlib.import_module(f"{__name__}.{module}"), attribute)
    return found if isinstance(found, tuple) else (found,)
