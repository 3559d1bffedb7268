"""What is drawn on the canvases of a page, by its colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reporters.browser import Page

PICTURE = "document.querySelector('.plot canvas').toDataURL()"
"""The first chart, as an expression of the page."""

_COUNT = """
const probe = document.body.appendChild(document.createElement("i"));
probe.style.color = `var(--${name})`;
const wanted = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
probe.remove();
const canvas = new OffscreenCanvas(drawn.width, drawn.height).getContext("2d", { willReadFrequently: true });
canvas.drawImage(drawn, 0, 0);
const { data } = canvas.getImageData(left, 0, width, drawn.height);
let count = 0;
for (let at = 0; at < data.length; at += 4) {
  if (data[at + 3] > 200 && wanted.every((part, place) => Math.abs(data[at + place] - part) < 12)) count += 1;
}
return count;
"""
"""Counts the points of ``drawn``, from ``left`` on, that have the colour ``name`` of the style sheet."""
_WHOLE = f"""
const [chart, name] = arguments;
const drawn = document.querySelectorAll(".plot canvas")[chart];
const [left, width] = [0, drawn.width];
{_COUNT}"""
_PART = f"""
const [name, first, last] = arguments;
const drawn = document.querySelector(".plot canvas");
const over = document.querySelector(".u-over");
const [min, max] = document.querySelector(".plot").dataset.shown.split(" ").map(Number);
const place = (epoch) => over.offsetLeft + ((epoch - min) / (max - min)) * over.offsetWidth;
const [left, width] = [place(first), place(last) - place(first)].map(Math.round);
{_COUNT}"""


def coloured(page: Page, chart: int, name: str) -> int:
    """How many points of a chart have a colour of the style sheet."""
    return int(page.run(_WHOLE, chart, name))


def between(page: Page, name: str, first: float, last: float) -> int:
    """How many points of the first chart between two epochs have a colour of the style sheet."""
    return int(page.run(_PART, name, first, last))
