"""Text of unknown origin, made harmless to print."""

from __future__ import annotations

from trainlog_doctor.regex import regex

_INERT = "\N{REPLACEMENT CHARACTER}"
_BLANK = regex(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_ACTS = r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
_ACTIVE = regex(_ACTS)
"""Controls, terminal escapes, marks that turn the reading direction, halves of surrogate pairs."""

_HARMFUL_IN_JSON = regex(rf"(?!\n)(?:{_ACTS}|[\u2028\u2029])")
"""The line ends of a document stand between its values: inside them they are escaped already."""


def neutral(text: str) -> str:
    """Make text of unknown origin harmless to print on one line."""
    return text if text.isprintable() else _ACTIVE.sub(_INERT, _BLANK.sub(" ", text))


def escaped(document: str) -> str:
    """Write what is not harmless to print in a JSON document as JSON escapes: the document means the same."""
    return _HARMFUL_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", document)
