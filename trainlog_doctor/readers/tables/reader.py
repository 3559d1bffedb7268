"""The readers of tables: one a format, all fed by the same rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.tables import per_epoch, stepwise, tensorboard_export
from trainlog_doctor.readers.tables.dialect import Dialect, ends_with_returns, find_dialect
from trainlog_doctor.readers.tables.formats import TableFormat
from trainlog_doctor.readers.tables.frame_csv import FrameCsvReader, is_frame
from trainlog_doctor.readers.tables.parquet import ParquetReader
from trainlog_doctor.readers.tables.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainlog_doctor.model import Run, Scalar
    from trainlog_doctor.readers.histories.table import Table

_FEW = 4096
"""Enough bytes to tell a table by, where its header is not longer than that."""


def _per_epoch(named: Callable[[Table], bool]) -> Callable[[Table], Certainty]:
    """Ask for one row an epoch, and for a tool's own column names."""
    return lambda table: per_epoch.certainty(table) if named(table) else Certainty.NO


FORMATS: tuple[TableFormat, ...] = (
    TableFormat(tensorboard_export.NAME, tensorboard_export.is_export, tensorboard_export.read),
    TableFormat("wandb", stepwise.is_wandb, stepwise.read_wandb),
    TableFormat("lightning-csv", stepwise.is_lightning, stepwise.read),
    TableFormat("steps-csv", stepwise.is_sparse, stepwise.read),
    TableFormat("ultralytics-csv", _per_epoch(per_epoch.is_ultralytics), per_epoch.read),
    TableFormat("fastai-csv", _per_epoch(per_epoch.is_fastai), per_epoch.read),
    TableFormat("keras-csv", _per_epoch(per_epoch.looks_like_keras), per_epoch.read),
    TableFormat("history-csv", per_epoch.certainty, per_epoch.read),
)


@lru_cache(maxsize=2)
def _first_sheet(data: bytes, whole: bool) -> tuple[Dialect, Table] | None:
    """Read the beginning of a source as a table; None if it is none, an object of JSON, or one of our own frames."""
    if is_frame(data) or data[:_FEW].lstrip()[:1] == b"{":
        return None
    returns = ends_with_returns(data)
    data = data.replace(b"\r", b"\n") if returns else data
    few = data[:_FEW] if len(data) > _FEW and data.count(b"\n", 0, _FEW) > 10 else data
    complete = few if whole and few is data else few[: few.rfind(b"\n") + 1]
    dialect = find_dialect(complete.decode("utf-8", "replace"))
    if dialect is None:
        return None
    dialect = replace(dialect, returns=returns)
    sheets = Sheets(dialect)
    sheets.feed(complete)
    tables, _ = sheets.close()
    if not tables:
        return None
    return dialect, tables[0].take(slice(0, tables[0].repeats[0] if tables[0].repeats else None))


@lru_cache(maxsize=2)
def _recognise(data: bytes, whole: bool) -> tuple[str, Sniff, Sniff] | None:
    """Find the one format that a source's beginning belongs to.

    Returns
    -------
    tuple or None
        Its name, its answer, and that of all others; None where the source is no table.
    """
    found = _first_sheet(data, whole)
    if found is None:
        return None
    dialect, table = found
    answers = ((known.name, known.recognise(table)) for known in FORMATS)
    name, certainty = next((one for one in answers if one[1] > Certainty.NO), ("", Certainty.NO))
    learnt: dict[str, Scalar] = {
        "separator": dialect.separator,
        "decimal_comma": dialect.decimal_comma,
        "skipped": dialect.skipped,
        "returns": dialect.returns,
    }
    evidence = dialect.separator.join(dialect.header)[:80].strip()
    return name, Sniff(certainty, evidence, learnt), Sniff(Certainty.NO, evidence, learnt)


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads one of the formats that come as a table."""

    format: TableFormat

    @property
    def name(self) -> str:
        """The format's name."""
        return self.format.name

    def sniff(self, head: Head) -> Sniff:
        """Ours if the table's header and first rows are those of the format, and of none more specific."""
        found = _recognise(head.data, head.whole)
        if found is None:
            return NOT_MINE
        name, its_answer, answer_of_others = found
        return its_answer if name == self.name else answer_of_others

    def parser(self, sniff: Sniff) -> TableParser:
        """Make a parser for a table written as ``sniff`` learnt."""
        learnt = sniff.learnt
        dialect = Dialect(
            str(learnt.get("separator", ",")),
            bool(learnt.get("decimal_comma")),
            (),
            int(learnt.get("skipped") or 0),
            bool(learnt.get("returns")),
        )
        return TableParser(self.format, Sheets(dialect))


@dataclass(frozen=True, slots=True)
class TableParser:
    """Parser of one table."""

    format: TableFormat
    sheets: Sheets

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self.sheets.feed(chunk)

    def settle(self) -> None:
        """Forget the row that has no end yet."""
        self.sheets.settle()

    def close(self) -> Sequence[Run]:
        """Every run of the table, in the order of its rows."""
        tables, notices = self.sheets.close()
        return self.format.read(self.format.name, tables, notices)


TABLE_TREES = (tensorboard_export.ExportTreeReader(),)
TABLE_READERS: tuple[FrameCsvReader | ParquetReader | TableReader, ...] = (
    FrameCsvReader(),
    ParquetReader(),
    *(TableReader(known) for known in FORMATS),
)
