"""The CSV that ``convert`` writes: a quoted header that begins with ``epoch``, or with ``run`` and ``epoch``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories.frames import EPOCH, RUN, to_runs
from trainlog_doctor.readers.tables.dialect import Dialect, cells_of
from trainlog_doctor.readers.tables.rows import WholeLines
from trainlog_doctor.readers.tables.sheets import Sheets
from trainlog_doctor.record import dataclass, field
from trainlog_doctor.regex import regex
from trainlog_doctor.spreadsheets import unguarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run

NAME = "frame-csv"
_HEADER = regex(rb'"(?:run",")?epoch"(?:,"[^"\r\n]*+(?:""[^"\r\n]*+)*+")+\n')
_LABEL = regex(rb'"([^"]*+(?:""[^"]*+)*+)",')
_LOOKED_AT = 100


def is_frame(data: bytes) -> bool:
    """Whether bytes begin with our header, and with rows whose epochs are numbered from 1 or more and rise."""
    header = _HEADER.match(data)
    if header is None:
        return False
    whole_rows = data[header.end() : header.end() + (1 << 16)].split(b"\n", _LOOKED_AT)[:-1]
    before: tuple[str, int] = ("", 0)
    for row in whole_rows[:_LOOKED_AT]:
        label, rest = _split(row, grouped=data.startswith(b'"run"'))
        epoch = rest.partition(b",")[0]
        if not (epoch.isdigit() and len(epoch) < 16):
            return False
        if int(epoch) <= (before[1] if label == before[0] else 0):
            return False
        before = label, int(epoch)
    return bool(before[1])


def _split(row: bytes, grouped: bool) -> tuple[str, bytes]:
    """Cut a row's label off."""
    found = _LABEL.match(row) if grouped else None
    if found is None:
        return "", row
    return found[1].decode("utf-8", "replace").replace('""', '"'), row[found.end() :]


@dataclass(frozen=True, slots=True)
class FrameCsvReader:
    """Reads frames that were written as CSV."""

    name: str = NAME

    def sniff(self, head: Head) -> Sniff:
        """Ours if the header is quoted as ours is, and the epochs rise."""
        if not is_frame(head.data):
            return NOT_MINE
        return Sniff(Certainty.SURE, head.data[:80].decode("utf-8", "replace").split("\n")[0])

    def parser(self, sniff: Sniff) -> FrameCsvParser:
        """Make a parser."""
        return FrameCsvParser()


@dataclass(slots=True)
class FrameCsvParser:
    """Parser of one file of frames, one after the other."""

    _lines: WholeLines = field(default_factory=WholeLines)
    _header: list[str] = field(default_factory=list)
    _columns: tuple[str, ...] = ()
    _sheets: dict[str, Sheets] = field(default_factory=dict)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        for line in self._lines.feed(bytes(chunk)).split(b"\n")[:-1]:
            self._take(line)

    def _take(self, line: bytes) -> None:
        if not self._header:
            self._header = [unguarded(cell) for cell in cells_of(line.decode("utf-8", "replace"), ",")]
            self._columns = tuple(self._header[self._header.index(EPOCH) :]) if EPOCH in self._header else ()
            return
        if not self._columns:  # somebody says it is ours, and it is not
            return
        label, rest = _split(line, self._header[0] == RUN)
        if label not in self._sheets:
            self._sheets[label] = Sheets(Dialect(header=self._columns))
        self._sheets[label].feed(rest + b"\n")

    def settle(self) -> None:
        """Forget the row that has no end yet."""
        self._lines.rest()

    def close(self) -> Sequence[Run]:
        """Every run, in the order of the file.

        Raises
        ------
        FormatError
            A row has no epoch.
        """
        if rest := self._lines.rest():
            self._take(rest)
        runs: list[Run] = []
        for position, (label, sheets) in enumerate(self._sheets.items(), 1):
            tables, notices = sheets.close()
            name = None if not label or label == str(position) else unguarded(label)
            runs += [run for table in tables for run in to_runs(NAME, table, name, notices)]
        if not runs:
            raise FormatError("history_errors.broken_frame")
        return runs
