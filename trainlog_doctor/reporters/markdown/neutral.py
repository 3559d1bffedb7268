"""Text for Markdown that means nothing in Markdown or HTML, in any renderer: what is not code is written as entities.

Sentences of a report put code between backticks. What stands there comes from a log, as may anything else in a
sentence: each part is made harmless by itself, so that a backtick in a name can at worst make a word look like code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.reporters.base import Style

_BREAK = "&#8203;"
"""A blank of no width: GitHub finds mentions, issues and bare addresses in the finished text, past every escape."""

_SPECIAL = regex(
    r"[&<>`*|\[\]\\~!$^{}]"  # means something anywhere
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"  # within a word it does not
    r"|^[-+](?=\s|$)|^#(?=#{0,5}(?:\s|$))|^[-=:](?=[-=:\s]*$)"  # means something at the beginning of a line
)
_ORDERED = regex(r"^(\d{1,9})([.)])(?=\s|$)")
_FOUND_LATER = regex(r"@|#(?=\d)|\bGH-(?=\d)|:(?=//)|www(?=\.)", re.IGNORECASE)
_PLAIN_CODE = regex(r"[^`|\\&<>\s](?:[^`|\\&<>]*[^`|\\&<>\s])?")


def prose(text: str) -> str:
    """Write a sentence, what stands between backticks as code."""
    return _parts(text, code)


def in_html(text: str) -> str:
    """Write a sentence for a place in which Markdown is not read, such as a summary that can be folded."""
    return _parts(text, _html_code)


def code(text: str) -> str:
    """Write a name or a number as code."""
    plain = neutral(text).strip()
    return f"`{plain}`" if _PLAIN_CODE.fullmatch(plain) else _html_code(plain)


def plain(text: str) -> str:
    """Write a text that has no code in it."""
    broken = _FOUND_LATER.sub(lambda found: f"{found[0]}\0", neutral(text).strip())
    inert = _SPECIAL.sub(lambda found: _entity(found[0]), broken)
    return _ORDERED.sub(lambda found: found[1] + _entity(found[2]), inert).replace("\0", _BREAK)


def lines(text: Text, style: Style) -> str:
    """Put a sentence's languages below each other."""
    return "<br>".join(dict.fromkeys(prose(text[language]) for language in style.languages))


def label(text: Text, style: Style) -> str:
    """Put a short text's languages beside each other."""
    return " / ".join(dict.fromkeys(prose(text[language]) for language in style.languages))


def html_label(text: Text, style: Style) -> str:
    """The same, for a place in which Markdown is not read."""
    return " / ".join(dict.fromkeys(in_html(text[language]) for language in style.languages))


def _parts(text: str, code_of: Callable[[str], str]) -> str:
    parts = text.split("`")
    return "".join((code_of(part) if place % 2 else _around(part)) for place, part in enumerate(parts) if part).strip()


def _around(text: str) -> str:
    """Keep the blanks that part a text from the code beside it."""
    left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' if left else ''}{plain(text)}{' ' if right and text.strip() else ''}"


def _html_code(text: str) -> str:
    return f"<code>{plain(text)}</code>"


def _entity(character: str) -> str:
    return f"&#{ord(character)};"
