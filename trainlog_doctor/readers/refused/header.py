"""A header without rows: what a training leaves that ended before its first epoch did."""

from __future__ import annotations

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.openings import SEPARATORS
from trainlog_doctor.readers.refused.other import seen_of
from trainlog_doctor.readers.refused.parser import RefusingParser
from trainlog_doctor.readers.tables.dialect import cells_of
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

_NAME = regex(r"[^\W\d][^:=\n]{0,60}")
_LONGEST = 8_192


@dataclass(frozen=True, slots=True)
class HeaderReader:
    """Recognises one line with the names of a history's columns, and nothing else."""

    name: str = "header-only"

    def sniff(self, head: Head) -> Sniff:
        """Ours, if nobody else's: an epoch or a step among the names, and a metric."""
        lines = head.data.strip().splitlines()
        if not head.whole or len(lines) != 1 or len(lines[0]) > _LONGEST:
            return NOT_MINE
        line = lines[0].decode("utf-8", "replace")
        header = [cell.strip() for cell in cells_of(line, max(SEPARATORS, key=line.count))]
        counted = any(names.is_epoch(name) or names.is_step(name) for name in header)
        if not counted or not any(map(names.is_metric, header)) or not all(map(_NAME.fullmatch, header)):
            return NOT_MINE
        return Sniff(Certainty.WEAK, seen_of(header), {"seen": seen_of(header)})

    def parser(self, sniff: Sniff) -> RefusingParser:
        """Make a parser that refuses."""
        return RefusingParser("header_only", dict(sniff.learnt))
