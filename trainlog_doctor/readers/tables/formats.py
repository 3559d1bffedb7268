"""The formats that come as a table, most specific first: how each is told, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trainlog_doctor.model import Notice, Run
from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.readers.histories.table import Table
from trainlog_doctor.record import dataclass

Recognise = Callable[[Table], Certainty]
Read = Callable[[str, Sequence[Table], Sequence[Notice]], list[Run]]


@dataclass(frozen=True, slots=True)
class TableFormat:
    """One format.

    Attributes
    ----------
    name
        Name of the reader, and the ``format`` of its runs.
    recognise
        Says how sure it is that a table with these columns and first rows is its own.
    read
        Makes runs of the format's name, the sheets, and what was noticed in the file.
    """

    name: str
    recognise: Recognise
    read: Read
