"""Wrapping of text that may be Chinese: text breaks at blanks, paths and names at parts, Chinese almost anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.regex import regex
from trainlog_doctor.reporters.terminal.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.reporters.terminal.line import Line

_OPENING = "（“‘《【「"
_CLOSING = "，。：；！？、）”’》】」…％"
_FIRST_WIDE = "\u2e80"
WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"

PIECE = regex(rf"[{_OPENING}]*(?:[{WIDE}]|[^\s{WIDE}{_OPENING}{_CLOSING}]+)?[{_CLOSING}]*\s*")
"""What must stay on one line: a word or one wide character, with the punctuation that may not be torn from it."""


_LONGEST_WORD = 20
"""Cells up to which a word stays whole; columns beside a longer one need not be squeezed for its sake."""


class Flow:
    """A text that wraps between words and between wide characters, never before closing punctuation.

    Parameters
    ----------
    text
        Its own line ends are kept.
    """

    def __init__(self, text: Line) -> None:
        self.text = text

    def rows(self, width: int) -> Iterator[Line]:
        """Lay it out in lines of at most ``width`` cells."""
        for paragraph in self.text.rows():
            yield from paragraph.divided(breaks(paragraph.plain, width))

    def longest(self, width: int) -> int:
        """Cells that it takes where there are ``width``."""
        return min(width, self.text.width)

    def least(self) -> int:
        """Cells of its longest word that is to stay whole."""
        text = self.text.plain
        of_words = _is_of_words(text, cell_len(text))
        words = text.split() if of_words else [piece[0].rstrip() for piece in PIECE.finditer(text)]
        return min(_LONGEST_WORD, max(map(len if of_words else cell_len, words), default=0))


def breaks(text: str, width: int) -> Iterator[int]:
    """Say where lines of at most ``width`` cells end, as offsets into the text."""
    size = cell_len(text)
    if size <= width:
        return
    width = max(width, 1)
    if _is_of_words(text, size):
        yield from _at_blanks(text, width)
        return
    used = 0
    for start, piece in _pieces(text, width):
        size = cell_len(piece.rstrip())
        if used and used + size > width:
            yield start
            used = 0
        used += cell_len(piece)


def _is_of_words(text: str, size: int) -> bool:
    """Whether every character of a text takes one cell, so that it breaks at blanks alone."""
    return text.isascii() or (size == len(text) and max(text) < _FIRST_WIDE)


def _at_blanks(text: str, width: int) -> Iterator[int]:
    """Say where lines end in a text of words, of which every character takes one cell."""
    begin, end = 0, len(text.rstrip())
    while end - begin > width:
        blank = text.rfind(" ", begin, begin + width + 1)
        begin = _part_of_word(text, begin, begin + width) if blank < 0 else blank + 1
        while text[begin] == " ":
            begin += 1
        yield begin


def _pieces(text: str, width: int) -> Iterator[tuple[int, str]]:
    """Cut a text into what may not be broken, and what is wider than a line into lines."""
    for match in PIECE.finditer(text):
        start, piece = match.start(), match[0]
        at, left = 0, cell_len(piece.rstrip())
        while left > width and at < len(piece):
            end = _end_of_line(piece, at, width)
            yield start + at, piece[at:end]
            at, left = end, left - cell_len(piece[at:end])
        if at < len(piece):
            yield start + at, piece[at:]


def _end_of_line(piece: str, begin: int, width: int) -> int:
    """Where a line that begins in a piece must end: as many characters as fit, at least one."""
    used = 0
    for place in range(begin, len(piece)):
        used += cell_len(piece[place])
        if used > width:
            return _part_of_word(piece, begin, max(begin + 1, place))
    return len(piece)


def _part_of_word(text: str, begin: int, end: int) -> int:
    """Where a line ends that must break a word: behind the last folder of a path, else behind a part of a name."""
    behind_part = max(text.rfind(mark, begin + 1, end) for mark in "-_") + 1
    return text.rfind("/", begin, end) + 1 or behind_part or end
