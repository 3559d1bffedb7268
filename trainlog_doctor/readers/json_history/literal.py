"""A tolerant parser of literals: JSON, printed Python values, and both cut off at any point.

Nothing is ever evaluated. It walks tokens with a stack of its own: nesting costs no recursion and has a limit.
"""

from __future__ import annotations

import re
from sys import intern

from trainlog_doctor.record import dataclass, field
from trainlog_doctor.regex import regex

MAX_DEPTH = 64

_TOKEN = regex(
    r"""\s*(?:(?P<string>[ubr]?(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"|'[^'\\]*+(?:\\.[^'\\]*+)*+'))
    |(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)
    |(?P<word>[-+]?[A-Za-z_][\w.]*)|(?P<mark>[\[\]{}(),:=])|(?P<class><[^<>]{0,200}>))""",
    re.VERBOSE | re.DOTALL,
)
_WORDS: dict[str, object] = {
    **dict.fromkeys(("None", "null"), None),
    **dict.fromkeys(("True", "true"), True),
    **dict.fromkeys(("False", "false"), False),
    **dict.fromkeys(("nan", "NaN", "-nan", "np.nan", "-NaN"), float("nan")),
    **dict.fromkeys(("inf", "Infinity", "np.inf", "+inf"), float("inf")),
    **dict.fromkeys(("-inf", "-Infinity", "-np.inf"), float("-inf")),
}
_ESCAPE = regex(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


@dataclass(slots=True)
class _Open:
    """A bracket that is open: the values in it so far, and for braces the key that waits for its value."""

    mark: str
    called: bool = False
    items: list[object] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    keyword: bool = False

    def value(self) -> object:
        if self.mark == "{":
            return dict(zip(self.keys, self.items, strict=False))
        return (self.items[0] if self.items else None) if self.called else self.items


def parse_literal(text: str, position: int = 0) -> tuple[object, bool, int]:
    """Read the literal that begins at a position of a text.

    Parameters
    ----------
    text
        JSON or a printed Python value. ``np.float64(0.5)`` is read as 0.5, ``array([…], dtype=float32)`` as its list.

    Returns
    -------
    (object, bool, int)
        The value, made of dict, list, str, float, int, bool and None; whether brackets were missing; where it ends.

    Raises
    ------
    ValueError
        Something that is no literal, or nested deeper than ``MAX_DEPTH``.
    """
    outer = _Open("[")
    stack = [outer]
    word = ""
    while not (len(stack) == 1 and outer.items and not word):
        token = _TOKEN.match(text, position)
        if token is None:
            break
        position = token.end()
        word = _step(stack, token, word)
    if not outer.items and len(stack) == 1:
        raise ValueError
    unclosed = len(stack) > 1
    if unclosed and (rest := text[position:].strip()) and rest[0] not in "\"'":
        raise ValueError
    while len(stack) > 1:
        _close(stack)
    return outer.items[0], unclosed, position


def _step(stack: list[_Open], token: re.Match[str], word: str) -> str:
    """Take one token; return a word that stands before its bracket, as in ``array(``."""
    kind, text = token.lastgroup, token[0].strip()
    if kind == "mark":
        _mark(stack, text, word)
    elif kind == "word" and text not in _WORDS:
        return text
    elif kind != "class":
        _add(stack[-1], _value(str(kind), text))
    return ""


def _mark(stack: list[_Open], mark: str, word: str) -> None:
    if mark in "[{(":
        if len(stack) > MAX_DEPTH:
            raise ValueError
        stack.append(_Open(mark, called=bool(word)))
    elif mark in "]})":
        if len(stack) == 1 or "[{(".index(stack[-1].mark) != "]})".index(mark):
            raise ValueError
        _close(stack)
    elif mark == "=":
        stack[-1].keyword = True
    elif mark == ":":
        top = stack[-1]
        if top.mark != "{" or len(top.items) != len(top.keys) + 1:
            raise ValueError
        top.keys.append(intern(str(top.items.pop())))  # Rows have the same keys, mostly.


def _close(stack: list[_Open]) -> None:
    closed = stack.pop()
    _add(stack[-1], closed.value())


def _add(top: _Open, value: object) -> None:
    if top.keyword:
        top.keyword = False
    else:
        top.items.append(value)


def _value(kind: str, text: str) -> object:
    if kind == "number":
        return float(text) if len(text) > 18 or not text.lstrip("+-").isdigit() else int(text)
    if kind == "word":
        return _WORDS[text]
    return _ESCAPE.sub(_unescape, text[text.index(text[-1]) + 1 : -1])


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _PLAIN_ESCAPES.get(found[2], found[2])
