"""How lines look: behind a bar that tells them from the training's own, wrapped, wide characters counted as two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import replace
from trainlog_doctor.reporters.terminal.canvas import LOOKS, QUIET, STRONG, draw, lines
from trainlog_doctor.reporters.terminal.cells import cell_len, cut
from trainlog_doctor.reporters.terminal.flow import Flow
from trainlog_doctor.reporters.terminal.line import Line as Marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.live.words import Line
    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.terminal.blocks import Block

BAR = "│ "
_ARROWS = str.maketrans({"↓": "v", "↑": "^", "（": " (", "）": ")"})


def rows(line: Line, style: Style) -> str:
    """One row a language, each with its end."""
    return "".join(row(line, style, language) + "\n" for language in style.languages)


def row(line: Line, style: Style, language: str) -> str:
    """One row that fits into the width, without an end: the fullest wording that has room."""
    room = style.width - len(BAR) - 1
    told = [text[language] for text in line.texts]
    fitting = next((text for text in told if cell_len(text) <= room), told[-1])
    shown = fitting if cell_len(fitting) <= room else cut(fitting, room - 1).rstrip() + "…"
    return _plain(BAR + draw([Flow(Marked((shown, QUIET)))], _narrower(style)).rstrip("\n"), style)


def block(line: Line, style: Style) -> str:
    """Rows in every language, each with its end; what is longer than the width goes on below."""
    inner = [BAR + one for one in draw(_parts(line, style), _narrower(style)).splitlines(keepends=True)]
    return "".join(_plain(one, style) for one in inner)


def _parts(line: Line, style: Style) -> Iterator[Block]:
    look = LOOKS[line.severity] if line.severity else QUIET if line.kind == "epoch" else STRONG
    for language in style.languages:
        yield Flow(Marked((line.texts[0][language], look)))
    if line.detail is not None:
        yield lines(line.detail, style)


def _narrower(style: Style) -> Style:
    return replace(style, width=max(20, style.width - len(BAR) - 1))


def _plain(text: str, style: Style) -> str:
    return text if style.unicode else text.translate(_ARROWS).replace(BAR, "| ")
