"""The readers of tables: one a format, all fed by the same rows."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories.groups import may_be_groups
from trainlog_doctor.readers.tables import curves, per_epoch, stepwise
from trainlog_doctor.readers.tables.dialect import Dialect
from trainlog_doctor.readers.tables.first_rows import FEW, first_rows
from trainlog_doctor.readers.tables.frame_csv import FrameCsvReader
from trainlog_doctor.readers.tables.parquet import PARQUET
from trainlog_doctor.readers.tables.sheets import Sheets
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainlog_doctor.model import Notice, Run
    from trainlog_doctor.readers.histories.table import Table
    from trainlog_doctor.readers.histories.whole import MarkedReader


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads one of the formats that come as a table.

    Attributes
    ----------
    is_one
        Whether a table has the columns of the format.
    read
        Makes runs of the format's name, the sheets, and what was noticed in the file.
    """

    name: str
    is_one: Callable[[Table], bool]
    read: Callable[[str, Sequence[Table], Sequence[Notice]], list[Run]]

    def certainty(self, table: Table) -> Certainty:
        """How sure it is that a table is of the format: of one row an epoch its rows must tell."""
        if not self.is_one(table):
            return Certainty.NO
        return per_epoch.certainty(table) if self.read is per_epoch.read else Certainty.SURE

    def sniff(self, head: Head) -> Sniff:
        """Ours if the table's header and first rows are those of the format, and of none more specific."""
        found = _recognise(head.data, head.whole)
        if found is None:
            return NOT_MINE
        name, its_answer, answer_of_others = found
        return its_answer if name == self.name else answer_of_others

    def parser(self, sniff: Sniff) -> TableParser:
        """Make a parser for a table written as ``sniff`` learnt."""
        return TableParser(partial(self.read, self.name), Dialect(**sniff.learnt))  # type: ignore[arg-type]


FORMATS = (
    TableReader(curves.EXPORT, lambda table: curves.is_export(table.columns), curves.read_export),
    TableReader("wandb", stepwise.is_wandb, stepwise.read_wandb),
    TableReader("lightning-csv", stepwise.is_lightning, stepwise.read),
    TableReader("steps-csv", stepwise.is_sparse, stepwise.read),
    TableReader("ultralytics-csv", per_epoch.is_ultralytics, per_epoch.read),
    TableReader("fastai-csv", per_epoch.is_fastai, per_epoch.read),
    TableReader("keras-csv", per_epoch.looks_like_keras, per_epoch.read),
    TableReader("history-csv", lambda _: True, per_epoch.read),
)


def _known(table: Table) -> tuple[str, Certainty]:
    """Name the first format that a table is of, and how surely."""
    answers = ((known.name, known.certainty(table)) for known in FORMATS)
    return next((one for one in answers if one[1] > Certainty.NO), ("", Certainty.NO))


@lru_cache(maxsize=2)
def _recognise(data: bytes, whole: bool) -> tuple[str, Sniff, Sniff] | None:
    """Find the one format that a source's beginning belongs to: its name, its answer, and that of all others."""
    found = first_rows(data, whole)
    if found is None:
        return None
    name, certainty = _known(found[2])
    if not name and len(data) > FEW and may_be_groups(found[2]):
        found = first_rows(data, whole, len(data)) or found
        name, certainty = _known(found[2])
    dialect, header, _, lost = found
    certainty = min(certainty, Certainty.WEAK) if lost else certainty
    learnt = {name: getattr(dialect, name) for name in Dialect.__slots__}
    evidence = dialect.separator.join(header)[:80].strip()
    return name, Sniff(certainty, evidence, learnt), Sniff(Certainty.NO, evidence, learnt)


class TableParser:
    """Parser of one table, of which ``read`` makes the runs."""

    def __init__(self, read: Callable[[Sequence[Table], Sequence[Notice]], list[Run]], dialect: Dialect) -> None:
        self._read, self._sheets = read, Sheets(dialect)
        self.feed, self.settle = self._sheets.feed, self._sheets.settle

    def close(self) -> Sequence[Run]:
        """Every run of the table, in the order of its rows."""
        return self._read(*self._sheets.close())


TABLE_READERS: tuple[FrameCsvReader | MarkedReader | TableReader, ...] = (
    FrameCsvReader(),
    PARQUET,
    *FORMATS,
)
