"""Tables that are written for spreadsheets: cells that one would run as formulas, and tables too empty to be opened."""

from __future__ import annotations

from trainlog_doctor.regex import regex

_FORMULA = regex(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = regex(r"'+[=+\-@\t\r＝＋－＠]")

_MOST_CELLS = 20_000_000
"""Cells that any table may have: some seconds, some tens of megabytes."""
_TIMES_FILLED = 50
"""Beyond them, so many cells for each that is filled: a sweep over hundreds of parameters fills more than that."""


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula; `unguarded` takes it off again."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take off what `guarded` put before a text."""
    return text[1:] if _GUARDED.match(text) else text


def is_hollow(rows: int, columns: int, filled: int) -> bool:
    """Whether runs share so few columns that their table grows with the square of what it holds."""
    return rows * columns > max(_MOST_CELLS, _TIMES_FILLED * filled)
