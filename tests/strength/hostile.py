"""A log, its place and its parameters, all named by somebody who means harm, and what may come of it."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, TypeAlias
from xml.etree import ElementTree as ET

import cmarkgfm
from cmarkgfm.cmark import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

ESCAPES = "\x1b]0;x\x07\x1b[31m\x9b1m\x7f\u202e\u2066\u200f\u2028"
NAMES = (
    ESCAPES,
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) ![y](http://z) @all #1 `a` | b",
    "::error::x%0A::warning::y",
    "a\r\n::error::z",
    "+1",
    "@SUM(A1)",
    "\ud800",
)
FOLDER = "runs\x1b[31m\u202e<img src=x>"
FILE = "=h@x`y`|.json"

_ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_FORMULA = re.compile(r"[=+\-@\t\r]")
_GITHUB = re.compile(r"::(error|warning|notice) [^:]*::")

Check: TypeAlias = "Callable[[str], None]"


def planted(folder: Path) -> Path:
    """A source of such names in a folder of such a name."""
    below = folder / FOLDER
    below.mkdir()
    history: dict[str, list[float]] = {
        "loss": [1 / epoch for epoch in range(1, 13)],
        "val_loss": [0.5 + 0.1 * abs(epoch - 4) for epoch in range(1, 13)],
    }
    for at, name in enumerate(NAMES):
        history[name] = [0.5 + 0.01 * epoch for epoch in range(12)]
        history[f"val_{name}"] = [0.5 + 0.02 * epoch * (-1) ** at for epoch in range(12)]
    (below / FILE).write_text(json.dumps(history))
    (below / "params.json").write_text(json.dumps({name: NAMES[-at] for at, name in enumerate(NAMES)}))
    return below / FILE


def harmless(written: str) -> None:
    """Nothing that a terminal obeys or that turns text around."""
    assert (found := _ACTIVE.search(written)) is None, repr(written[max(0, found.start() - 30) : found.end() + 9])


class _Markup(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def no_markup(page: str) -> None:
    """No element, no handler and no address of the log's in a page."""
    parser = _Markup()
    parser.feed(page)
    assert "img" not in {tag for tag, _ in parser.found}
    assert [name for _, given in parser.found for name in given if name.startswith("on")] == []
    addresses = [given.get("href") or given.get("src") or "" for _, given in parser.found]
    assert [one for one in addresses if one.startswith("javascript") or "//z" in one] == []


def no_formula(table: str) -> None:
    """No cell that a spreadsheet would compute."""
    rows = list(csv.reader(io.StringIO(table)))
    assert len(rows) > 1
    assert [cell for row in rows for cell in row if _FORMULA.match(cell) and not _is_number(cell)] == []


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell not in NAMES


def no_command(told: str) -> None:
    """No workflow command but ours."""
    assert [line for line in told.splitlines() if line.startswith("::") and not _GITHUB.match(line)] == []
    assert "::error::" not in told


def no_markdown(text: str) -> None:
    """No markup, link or mention once it is rendered."""
    rendered: str = cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)
    no_markup(rendered)
    assert "@all" not in rendered


def lossless(document: str) -> None:
    """A JSON document (or one a line) that still has the names as they were."""
    for one in document.splitlines():
        json.loads(one)


CHECKS: Mapping[str, Check] = {
    "html": no_markup,
    "markdown": no_markdown,
    "csv": no_formula,
    "github": no_command,
    "json": lossless,
    "jsonl": lossless,
    "sarif": lossless,
    "gitlab": lossless,
    "junit": lambda document: [*ET.fromstring(document).iter()].clear(),  # noqa: S314 - our own
    "text": lambda _: None,
}
