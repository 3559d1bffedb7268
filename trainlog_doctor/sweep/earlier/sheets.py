"""Records out of tables that ``scan`` wrote as CSV or Parquet; parameters are read anew, and are left out."""

from __future__ import annotations

import csv
import importlib
import json
from typing import TYPE_CHECKING, Any

from trainlog_doctor.errors import UsageError
from trainlog_doctor.spreadsheets import unguarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    Cells = Mapping[str, Any]

_TEXTS = ("path", "name", "format", "by", "verdict", "silence", "changed", "rules")
_NUMBERS = ("number", "epochs", "planned_epochs", "best_epoch", "judged", "size")
_TRUTHS = ("complete", "worth_keeping")
_VALUES = ("best", "last")
_HEADING = b"place,path,number,"


def is_csv(first: bytes) -> bool:
    """Whether a first line is that of our table."""
    return first.startswith(_HEADING)


def csv_rows(first: bytes, rest: BinaryIO) -> Iterator[Cells]:
    """Give the rows behind the first line; an empty cell is None."""
    names = [unguarded(name) for name in next(csv.reader([first.decode("utf-8", "replace")]))]
    for cells in csv.reader(line.decode("utf-8", "replace") for line in rest):
        yield {name: unguarded(cell) or None for name, cell in zip(names, cells, strict=True)}


def parquet_rows(file: BinaryIO) -> Iterator[Cells]:
    """Give the rows.

    Raises
    ------
    UsageError
        ``no_pyarrow``.
    """
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("no_pyarrow") from None
    for batch in parquet.ParquetFile(file).iter_batches(batch_size=10_000):
        yield from batch.to_pylist()


def from_columns(cells: Cells) -> dict[str, Any]:
    """Write a row of the table as the record that it was made of.

    Raises
    ------
    KeyError, TypeError, ValueError
        It is none.
    """
    findings = zip(*((cells[name] or "").split() for name in ("findings", "severities")), strict=True)
    return {
        **{name: cells[name] for name in _TEXTS},
        **{name: _made(cells[name], int) for name in _NUMBERS},
        **{name: _made(cells[name], lambda cell: str(cell).lower() == "true") for name in _TRUTHS},
        **{group: _values(cells, f"{group}.") for group in _VALUES},
        "findings": [{"code": code, "severity": severity} for code, severity in findings],
        "roles": json.loads(cells["roles"] or "{}"),
        "parameters": {},
        "error": {"key": "internal", "data": {}} if cells["error"] else None,
        "parameter_error": None,
    }


def _made(cell: object, kind: Callable[[Any], object]) -> object:
    return None if cell is None else kind(cell)


def _values(cells: Cells, prefix: str) -> dict[str, float]:
    named = ((name.removeprefix(prefix), cell) for name, cell in cells.items() if name.startswith(prefix))
    return {name: float(cell) for name, cell in named if cell is not None}
