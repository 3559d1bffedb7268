"""Text in spreadsheets: what one would run as a formula is marked as text."""

from __future__ import annotations

from trainlog_doctor.regex import regex

_FORMULA = regex(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = regex(r"'+[=+\-@\t\r＝＋－＠]")


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula; `unguarded` takes it off again."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take off what `guarded` put before a text."""
    return text[1:] if _GUARDED.match(text) else text
