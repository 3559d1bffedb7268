"""Wrapping of text that may be Chinese: rich breaks at blanks only, Chinese may break almost anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.measure import Measurement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.text import Text as Line

_OPENING = "（“‘《【「"
_CLOSING = "，。：；！？、）”’》】」…％"
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}{_CLOSING}]+)?[{_CLOSING}]*\s*",
)
"""What must stay on one line: a word or one wide character, with the punctuation that may not be torn from it."""

_NARROWEST = 12


class Flow:
    """A text that wraps between words and between wide characters, never before closing punctuation.

    Parameters
    ----------
    text
        Its own line ends are kept.
    """

    def __init__(self, text: Line) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for paragraph in self.text.split("\n", allow_blank=True):
            offsets = list(breaks(paragraph.plain, options.max_width))
            for row in paragraph.divide(offsets):
                row.rstrip()
                row.no_wrap = True
                row.overflow = "crop"
                yield row

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        longest = max((cell_len(row) for row in self.text.plain.split("\n")), default=0)
        return Measurement(min(_NARROWEST, longest), longest).with_maximum(options.max_width)


def breaks(text: str, width: int) -> Iterator[int]:
    """Say where lines of at most ``width`` cells end, as offsets into the text."""
    used = 0
    for start, piece in _pieces(text, width):
        size = cell_len(piece.rstrip())
        if used and used + size > width:
            yield start
            used = 0
        used += cell_len(piece)


def _pieces(text: str, width: int) -> Iterator[tuple[int, str]]:
    """Cut a text into what may not be broken, and what is wider than a line into lines."""
    for match in _PIECE.finditer(text):
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
            return max(begin + 1, place)
    return len(piece)
