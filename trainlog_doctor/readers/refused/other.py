"""Documents and tables that are whole and readable but hold no history: refused with what was seen in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.json_history.document import load_strictly
from trainlog_doctor.readers.openings import opens_document
from trainlog_doctor.readers.refused.reader import Reason
from trainlog_doctor.readers.tables.dialect import cells_of, separator_of
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.base import Head

COLUMN_NAME = regex(r"[^\W\d][^:=\n]{0,60}")
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


def other_document(head: Head) -> Reason | None:
    """Recognise a whole JSON object or list."""
    document = load_strictly(head.data) if head.whole and opens_document(head.data) else None
    if document is None:
        return None
    return Reason("other_json", seen_of(list(map(str, document.mapping))) or type(document.value).__name__)


def other_table(head: Head) -> Reason | None:
    """Recognise a header of plain names, and rows as wide as it, a number among their cells."""
    lines = head.data[:8192].decode("utf-8", "replace").splitlines()[:_FIRST_LINES]
    lines = [line for line in (lines if head.whole else lines[:-1]) if line.strip()]
    if len(lines) < 2:
        return None
    separator = separator_of(lines[0])
    header, *rows = [[cell.strip() for cell in cells_of(line, separator)] for line in lines]
    plain = len(header) > 1 and all(COLUMN_NAME.fullmatch(name) for name in header[1:])
    if not plain or any(len(row) != len(header) for row in rows):
        return None
    if not any(_NUMBER.match(cell) for row in rows for cell in row):
        return None
    return Reason("played" if _is_played(header) else "other_table", seen_of(header))
