"""What a reporter is: a pure function from a view to text. It opens nothing, prints nothing and computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from trainlog_doctor.i18n import template
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.view.checks import Check

Detail: TypeAlias = Literal["quiet", "normal", "verbose"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look; decided by the caller, who knows where it goes.

    Attributes
    ----------
    languages
        Languages to show, in their order.
    width
        Columns of the terminal.
    unicode
        Whether lines and marks beyond ASCII can be shown.
    detail
        ``quiet`` is one line a run, ``verbose`` adds every rule's answer.
    chart
        Whether a terminal report draws the curves.
    history
        Whether machine-readable reports carry the values of every epoch.
    """

    languages: tuple[str, ...] = ("en",)
    width: int = 80
    colour: bool = False
    unicode: bool = True
    detail: Detail = "normal"
    chart: bool = True
    history: bool = True


def joined(text: Text, style: Style) -> str:
    """Put the languages of a text behind each other, on one line, where there is no room to lay them out."""
    return " / ".join(dict.fromkeys(text[language] for language in style.languages))


def colon(style: Style) -> str:
    """What stands between a label and what it labels, as the first language writes it."""
    return template("lists.label", style.languages[0])


def labelled(name: str, text: Text) -> Text:
    """Put a name before a text, as each language writes it."""
    return {language: f"{name}{template('lists.label', language)}{words}" for language, words in text.items()}


def told(one: Check, style: Style) -> str:
    """Say what a check found, and in which run."""
    return f"{one.title}{colon(style)}{joined(one.text, style)}" if one.title else joined(one.text, style)
