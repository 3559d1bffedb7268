"""What the cells of a printed table hold: a number, nothing, or words."""

from __future__ import annotations

import re

from trainlog_doctor.regex import regex

GAP = regex(r"[ \t]*(?:\t| {2})[ \t]*")
PREFIX = regex(r"^[\s#>*%]{0,40}(?:\[[\d/:\-.,T ]{8,30}\][\s\-]{0,4})?[\s#>*%]{0,40}(?=[\w|])")
"""Comment signs, and what a logger puts before a line."""

NUMBER = regex(r"[-+]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:e[-+]?\d{1,3})?(?P<per_cent>\s?%)?", re.IGNORECASE)
MARK = regex(r"\s{0,2}(?:[^\x00-\x7f\w\s]{1,4}|\*{1,3}|\((?:[A-Za-z]|[-+\u2212]\d)[^()]{0,40}\)|±\s?[\d.]{1,12})$")
"""What may stand behind a number: a mark of the best row, ``0.3125 ✓``, a word or a change in brackets, a deviation."""

THOUSANDS = regex(r"\d{1,3}(?:,\d{3}){1,5}")
NO_NUMBER = regex(r"(?i)nan|inf|-?inf|no log|n/?a|none|[-+\u2013\u2014]|")
CLOCK = regex(r"(?:\d{1,4}:)?\d{1,4}:\d\d(?:\.\d+)?")

NOT_A_CELL = object()

BOX = str.maketrans(
    dict.fromkeys("│┃║", "|") | dict.fromkeys("─━═", "-") | dict.fromkeys("┏┓┗┛┳┻╋├┤┬┴┼┡┩╇┌┐└┘╔╗╚╝╦╩╬╠╣╞╡╪╭╮╰╯", "+")
)
"""What boxes are drawn with, in signs that every keyboard has."""


def cells_of(text: str) -> list[str]:
    """Cut a line into cells, at upright lines or else at gaps; what copying and logging put before it is left out."""
    text = PREFIX.sub("", text).strip()
    if "|" in text:
        return [cell.strip(" *`") for cell in text.strip("|").split("|")]
    return [cell.strip() for cell in GAP.split(text)]


def value_of(cell: str) -> object:
    """The number of a cell, or of a list with one; None where there is none or a time is told; else ``NOT_A_CELL``."""
    cell = cell.strip("[]")
    if found := NUMBER.fullmatch(MARK.sub("", cell)):
        return float(found[0].rstrip(" %")) / (100 if found["per_cent"] else 1)
    if cell.lower() in ("nan", "inf", "-inf"):
        return float(cell)
    return None if NO_NUMBER.fullmatch(cell) or CLOCK.fullmatch(cell) else NOT_A_CELL


def count_of(cell: str) -> object:
    """The number of a cell that counts, which may be written ``1,500``."""
    return float(cell.replace(",", "")) if THOUSANDS.fullmatch(cell) else value_of(cell)
