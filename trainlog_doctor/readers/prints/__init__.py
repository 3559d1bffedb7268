"""Histories that programs print themselves: epoch lines, tables, lines that count steps or rounds, dictionaries."""

from functools import partial

from trainlog_doctor.readers.prints import dicts, rounds, sheet, steps
from trainlog_doctor.readers.prints.epochs import EpochsParser
from trainlog_doctor.readers.prints.grammar import TRACE
from trainlog_doctor.readers.prints.reader import LinesReader
from trainlog_doctor.readers.prints.rows import RowsParser

PRINTS = LinesReader("keras-like", EpochsParser, TRACE, wrapped=True)
PRINT_READERS = (
    LinesReader("printed-dicts", partial(RowsParser, dicts.Dicts), dicts.TRACE),
    LinesReader("printed-table", partial(RowsParser, sheet.Sheet), sheet.TRACE),
    LinesReader("printed-rounds", partial(RowsParser, rounds.Rounds), rounds.TRACE),
    PRINTS,
    LinesReader("printed-steps", partial(RowsParser, steps.Steps), steps.TRACE),
)
"""In the order in which they are tried."""

__all__ = ["PRINTS", "PRINT_READERS"]
