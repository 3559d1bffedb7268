"""A header without rows: what a training leaves that ended before its first epoch did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.refused.other import COLUMN_NAME, seen_of
from trainlog_doctor.readers.refused.reader import Reason
from trainlog_doctor.readers.tables.dialect import cells_of, separator_of

if TYPE_CHECKING:
    from trainlog_doctor.readers.base import Head

_LONGEST = 8_192


def header_only(head: Head) -> Reason | None:
    """Recognise one line with the names of a history's columns: an epoch or a step among them, and a metric."""
    lines = head.data.strip().splitlines()
    if not head.whole or len(lines) != 1 or len(lines[0]) > _LONGEST:
        return None
    line = lines[0].decode("utf-8", "replace")
    header = [cell.strip() for cell in cells_of(line, separator_of(line))]
    known = any(map(names.is_counter, header)) and any(map(names.is_metric, header))
    return Reason("header_only", seen_of(header)) if known and all(map(COLUMN_NAME.fullmatch, header)) else None
