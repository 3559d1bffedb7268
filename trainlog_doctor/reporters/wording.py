"""A sentence in the languages of a report, where there is no room to lay them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.checks import Check


def joined(text: Text, style: Style) -> str:
    """Put the languages of a text behind each other, on one line."""
    return " / ".join(dict.fromkeys(text[language] for language in style.languages))


def told(one: Check, style: Style) -> str:
    """Say what a check found, and in which run."""
    return f"{one.title}: {joined(one.text, style)}" if one.title else joined(one.text, style)
