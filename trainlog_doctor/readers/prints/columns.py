"""What the cells of a printed table hold, a number, nothing, or words, and what the names of its columns say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.labels import names_trainings
from trainlog_doctor.readers.prints.counts import FIRST
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GAP = regex(r"[ \t]*(?:\t| {2})[ \t]*")
WORD = regex(r"(?i)(?:train(?:ing)?|valid(?:ation)?|val|eval|test) (?:loss|acc(?:uracy)?)\b|no log\b|\S+")
"""What single blanks set off: a word, or a name or a cell of two words as tables of Hugging Face have them."""

PREFIX = regex(r"^[\s#>*%]{0,40}(?:\[[\d/:\-.,T ]{8,30}\][\s\-]{0,4})?[\s#>*%]{0,40}(?=[\w|])")
"""Comment signs, and what a logger puts before a line."""

NUMBER = regex(r"[-+]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:e[-+]?\d{1,3})?(?P<per_cent>\s?%)?", re.IGNORECASE)
MARK = regex(r"\s{0,2}(?:[^\x00-\x7f\w\s]{1,4}|\*{1,3}|\((?:[A-Za-z]|[-+\u2212]\d)[^()]{0,40}\)|±\s?[\d.]{1,12})$")
"""What may stand behind a number: a mark of the best row, ``0.3125 ✓``, a word or a change in brackets, a deviation."""

THOUSANDS = regex(r"\d{1,3}(?:,\d{3}){1,5}")
"""How a count may be written: ``1,500``."""

NO_NUMBER = regex(r"(?i)nan|inf|-?inf|no log|n/?a|none|[-+\u2013\u2014]|")
CLOCK = regex(r"(?:\d{1,4}:)?\d{1,4}:\d\d(?:\.\d+)?")

NOT_A_CELL = object()

BOX = str.maketrans(
    dict.fromkeys("│┃║", "|") | dict.fromkeys("─━═", "-") | dict.fromkeys("┏┓┗┛┳┻╋├┤┬┴┼┡┩╇┌┐└┘╔╗╚╝╦╩╬╠╣╞╡╪╭╮╰╯", "+")
)
"""What boxes are drawn with, in signs that every keyboard has."""

MOST_COLUMNS = 64

SHORT = (
    {"E": "epoch", "#": "step"},
    {"box": "box_loss", "obj": "obj_loss", "cls": "cls_loss"},
    {"P": "precision", "R": "recall"},
)
"""What columns are called for short, in heads that have all of these names."""

BESIDE = frozenset({"Instances", "Size", "labels", "img_size"})
"""What detectors tell of the last batch."""

BAR = regex(r":\s{1,4}(?P<full>100)?(?:\d{1,2})?%(?:\|[^|]{0,300}\|| [^\w|]{1,300})? \d{1,9}/\d.*$")
"""A bar behind the last cell, with its count: ``: 100%|████| 8/8 [00:05<00:00``."""

PLANNED = regex(r"(?<=\d)\s?/\s?\d{1,7}$")
"""Of how many a count is: ``3/100``."""


def cells_of(text: str) -> list[str]:
    """Cut a line into cells, at upright lines or else at gaps; what copying and logging put before it is left out."""
    text = PREFIX.sub("", text).strip()
    if "|" in text:
        return [cell.strip(" *`") for cell in text.strip("|").split("|")]
    return [cell.strip() for cell in GAP.split(text)]


def value_of(cell: str) -> object:
    """The number of a cell, or of a list with one; None where there is none or a time is told; else ``NOT_A_CELL``."""
    cell = cell.strip("[]") if cell.count("[") == cell.count("]") else cell  # a row of a matrix begins with ``[[5``
    if found := NUMBER.fullmatch(MARK.sub("", cell)):
        return float(found[0].rstrip(" %")) / (100 if found["per_cent"] else 1)
    if cell.lower() in ("nan", "inf", "-inf"):
        return float(cell)
    return None if NO_NUMBER.fullmatch(cell) or CLOCK.fullmatch(cell) else NOT_A_CELL


def in_full(cells: list[str]) -> list[str]:
    """The names of a head written in full."""
    told = {name: full for short in SHORT if short.keys() <= set(cells) for name, full in short.items()}
    return [told.get(cell, cell) for cell in cells]


def is_counter(name: str) -> bool:
    """Whether a column counts epochs or steps; ``epochs`` is a setting, in a table of experiments."""
    return (names.is_epoch(name) and not names.is_plural(name)) or names.is_step(name)


def is_head(cells: Sequence[str]) -> bool:
    """Whether cells are the names of a history's columns: words, one of which counts and another is a metric."""
    if not 2 <= len(cells) <= MOST_COLUMNS or not all(cell[:1].isalpha() for cell in cells):
        return False
    return any(map(is_counter, cells)) and any(names.is_metric(cell) and not is_counter(cell) for cell in cells)


def is_frame_head(cells: Sequence[str], is_part: bool = False) -> bool:
    """Whether cells are names that only a history's ``DataFrame`` has: metrics, maybe the rate.

    A loss is among them, unless they are a part of the columns.
    """
    if not all(cell[:1].isalpha() and (names.is_metric(cell) or names.is_rate(cell)) for cell in cells):
        return False
    return len(cells) <= MOST_COLUMNS and (is_part or (len(cells) > 1 and any(map(names.is_loss, cells))))


def is_known_head(cells: Sequence[str]) -> bool:
    """Whether words that single blanks set off are the names of a history's columns, and nothing else."""
    return is_head(cells) and all(is_counter(cell) or names.is_metric(cell) or names.is_beside(cell) for cell in cells)


def results_of(cells: Sequence[str]) -> list[str]:
    """The names of what was measured of each class, as ``val_…``; none if cells are no head of such results."""
    told = in_full([word.rpartition("(")[2].rstrip(")") for word in " ".join(cells).split()])
    words = all(name[:1].isalpha() and not is_counter(name) for name in told)
    return names.unique([f"val_{name}" for name in told]) if words and any(map(names.is_metric, told)) else []


def stacked(lines: Sequence[Sequence[str]]) -> list[str]:
    """The names of a head of several lines, in which their words stand above each other; none if there are others."""
    if len({len(line) for line in lines}) != 1:
        return []
    return [" ".join(filter(None, words)) for words in zip(*lines, strict=True)]


def cell_of(name: str, cell: str) -> object:
    """The value of a cell; words are remarks, left out, unless the column counts, measures or names trainings."""
    if name in BESIDE:
        return None
    if is_counter(name):
        return value_of(cell.replace(",", "") if THOUSANDS.fullmatch(cell) else PLANNED.sub("", cell))
    value = value_of(cell)
    return None if value is NOT_A_CELL and not (names.is_metric(name) or names_trainings(name)) else value


def is_first_epoch(row: Mapping[str, object]) -> bool:
    """Whether a row is that of the first epoch, with a loss of training and one of validation, as fastai's have."""
    losses = [names.is_validation(name) for name in row if names.is_loss(name)]
    counts = [names.is_epoch(name) and row[name] in FIRST for name in row if is_counter(name)]
    return True in losses and False in losses and all(counts)
