"""Frames as CSV: an empty cell was not logged, ``nan`` was logged as NaN; several runs get a column ``run``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.exports.sheet import columns_of_all, logged
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.readers.histories.frames import EPOCH, RUN
from trainlog_doctor.readers.histories.names import unique
from trainlog_doctor.spreadsheets import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.exports.sheet import Sheet
    from trainlog_doctor.model import Frame


def render(sheets: Sequence[Sheet]) -> bytes:
    """Write the runs one below the other, with the columns of all of them.

    Numbers are written with all their digits. Names are quoted, and neutralised: controls become replacement
    characters, and what a spreadsheet would run as a formula gets an apostrophe in front.

    Raises
    ------
    UsageError
        ``hollow_table``.
    """
    columns = columns_of_all(sheets)
    grouped = len(sheets) > 1
    header = unique([EPOCH, *map(neutral, columns)])
    lines = [",".join(map(_quoted, [RUN, *header] if grouped else header))]
    for sheet in sheets:
        label = f"{_quoted(neutral(sheet.label))}," if grouped else ""
        lines += [label + row for row in _rows(sheet.run.frame, columns)]
    return ("\n".join(lines) + "\n").encode()


def _quoted(text: str) -> str:
    return '"' + guarded(text).replace('"', '""') + '"'


def _rows(frame: Frame, columns: Sequence[str]) -> Iterator[str]:
    cells = [map(str, frame.epoch.tolist()), *(_cells(frame, name) for name in columns)]
    return map(",".join, zip(*cells, strict=True))


def _cells(frame: Frame, name: str) -> list[str]:
    if name not in frame.columns:
        return [""] * len(frame)
    pairs = zip(frame.columns[name].tolist(), logged(frame, name).tolist(), strict=True)
    return [repr(value) if written else "" for value, written in pairs]
