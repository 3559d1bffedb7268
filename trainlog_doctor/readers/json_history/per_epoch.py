"""Histories in JSON with one number an epoch, as Keras, skorch and hand-written loops save them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.model import Notice, Run
from trainlog_doctor.readers.histories.building import make_runs
from trainlog_doctor.readers.histories.epochs import find_counter
from trainlog_doctor.readers.histories.table import make_table
from trainlog_doctor.readers.json_history.lengths import align
from trainlog_doctor.readers.json_history.search import final_values, find_histories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.json_history.document import Document
    from trainlog_doctor.readers.json_history.shapes import Shape


@lru_cache(maxsize=1)
def shapes_of(document: Document) -> Sequence[Shape]:
    """Find every history of a document; remembered, since it is recognised by them and then read."""
    found = list(find_histories(document.value))
    final = None if found else final_values(document.value)
    return [final] if final else found


def read(format_name: str, document: Document) -> list[Run]:
    """Make runs of every history in a document."""
    notices = [Notice("histories.unclosed")] if document.unclosed else []
    shapes = shapes_of(document)
    return [run for shape in shapes for run in _read_shape(format_name, shape, notices)]


def _read_shape(format_name: str, shape: Shape, notices: list[Notice]) -> list[Run]:
    columns, lengths = align(shape.columns)
    table = make_table(columns)
    counted = find_counter(table)
    if counted:
        table = table.without(counted[0])
    name = "/".join(shape.path) or None
    return make_runs(format_name, table, counted[1] if counted else None, name, [*notices, *lengths])


def looks_like_keras(document: Document) -> bool:
    """Whether the columns are named as Keras names them: ``loss``, ``val_loss``."""
    return any(not {"loss", "val_loss"}.isdisjoint(shape.columns) for shape in shapes_of(document)[:3])
