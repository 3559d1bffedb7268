"""Tables one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.readers.histories.labels import Labels, join_labels
from trainlog_doctor.readers.histories.table import Column, Table
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def join_tables(tables: Sequence[Table]) -> Table:
    """Put tables one below the other; a column that one of them lacks was not logged there."""
    if len(tables) == 1:
        return tables[0]
    wanted = list(dict.fromkeys(name for table in tables for name in table.columns))
    columns = {}
    for name in wanted:
        parts = [table.columns.get(name) or _nothing(table.rows) for table in tables]
        columns[name] = Column(
            np.concatenate([part.values for part in parts]), np.concatenate([part.logged for part in parts])
        )
    texts = tuple(dict.fromkeys(name for table in tables for name in table.texts if name not in columns))
    lines = np.concatenate([table.lines for table in tables]) if tables else np.zeros(0, np.int64)
    joined = Table(columns, sum(table.rows for table in tables), lines, texts, labels=_labels(tables))
    return replace(joined, unreadable=sum(table.unreadable for table in tables))


def _labels(tables: Sequence[Table]) -> Mapping[str, Labels]:
    """Join the columns of names that all tables have."""
    shared = [name for name in (tables[0].labels if tables else ()) if all(name in table.labels for table in tables)]
    joined = {name: join_labels([table.labels[name] for table in tables]) for name in shared}
    return {name: one for name, one in joined.items() if one is not None}


def _nothing(rows: int) -> Column:
    return Column(np.full(rows, np.nan), np.zeros(rows, np.bool_))
