"""Documents and tables that are whole and readable but hold no history: refused with what was seen in them."""

from __future__ import annotations

from collections.abc import Mapping

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.json_history.document import load_strictly
from trainlog_doctor.readers.openings import SEPARATORS, opens_document
from trainlog_doctor.readers.refused.parser import RefusingParser
from trainlog_doctor.readers.tables.dialect import cells_of
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

_COLUMN_NAME = regex(r"[^\W\d][^:=\n]{0,60}")
_NUMBER = regex(r"[-+]?\.?\d")
_FIRST_LINES = 12
_REWARDS = names.word_set("rew reward rewards return returns")
_PLAYED = names.word_set("timestep timesteps episode episodes ep env rollout")


def seen_of(found: list[str]) -> str:
    """Quote the first names of what was found."""
    return ", ".join(found[:6])[:120] + ("…" if len(found) > 6 else "")


def _is_played(header: list[str]) -> bool:
    """Whether columns are of reinforcement learning: a reward beside what counts episodes or time steps."""
    words = {word for name in header for word in names.words(name)}
    return not (words.isdisjoint(_REWARDS) or words.isdisjoint(_PLAYED))


@dataclass(frozen=True, slots=True)
class OtherDocumentReader:
    """Recognises JSON that is no history."""

    name: str = "other-json"

    def sniff(self, head: Head) -> Sniff:
        """Ours, if nobody else's: a whole JSON object or list."""
        if not (head.whole and opens_document(head.data)):
            return NOT_MINE
        document = load_strictly(head.data)
        if document is None:
            return NOT_MINE
        value = document.value
        keys = [str(key) for key in value] if isinstance(value, Mapping) else []
        seen = seen_of(keys) or type(value).__name__
        return Sniff(Certainty.WEAK, seen, {"seen": seen})

    def parser(self, sniff: Sniff) -> RefusingParser:
        """Make a parser that refuses."""
        return RefusingParser("other_json", dict(sniff.learnt))


@dataclass(frozen=True, slots=True)
class OtherTableReader:
    """Recognises tables that are no history."""

    name: str = "other-table"

    def sniff(self, head: Head) -> Sniff:
        """Ours, if nobody else's: a header of plain names, and rows as wide as it, a number among their cells."""
        lines = head.data[:8192].decode("utf-8", "replace").splitlines()[:_FIRST_LINES]
        lines = [line for line in (lines if head.whole else lines[:-1]) if line.strip()]
        if len(lines) < 2:
            return NOT_MINE
        separator = max(SEPARATORS, key=lines[0].count)
        header, *rows = [[cell.strip() for cell in cells_of(line, separator)] for line in lines]
        plain = len(header) > 1 and all(_COLUMN_NAME.fullmatch(name) for name in header[1:])
        if not plain or any(len(row) != len(header) for row in rows):
            return NOT_MINE
        if not any(_NUMBER.match(cell) for row in rows for cell in row):
            return NOT_MINE
        return Sniff(Certainty.WEAK, seen_of(header), {"seen": seen_of(header), "played": _is_played(header)})

    def parser(self, sniff: Sniff) -> RefusingParser:
        """Make a parser that refuses."""
        key = "played" if sniff.learnt.get("played") else "other_table"
        return RefusingParser(key, {"seen": sniff.learnt.get("seen", "")})
