"""Histories that programs print themselves: epoch lines, tables, lines that count steps or rounds, dictionaries."""

from trainlog_doctor.readers.prints import dicts, rounds, sheet, steps
from trainlog_doctor.readers.prints.reader import PRINTS, PrintsParser, PrintsReader
from trainlog_doctor.readers.prints.rows import RowsParser, RowsReader

PRINT_READERS: tuple[PrintsReader | RowsReader, ...] = (
    RowsReader("printed-dicts", dicts.Dicts, dicts.TRACE),
    RowsReader("printed-table", sheet.Sheet, sheet.TRACE),
    RowsReader("printed-rounds", rounds.Rounds, rounds.TRACE),
    PRINTS,
    RowsReader("printed-steps", steps.Steps, steps.TRACE),
)
"""In the order in which they are tried."""

__all__ = ["PRINTS", "PRINT_READERS", "PrintsParser", "PrintsReader", "RowsParser"]
