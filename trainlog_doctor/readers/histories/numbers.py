"""One cell of a saved history to one number."""

from __future__ import annotations

import re

from trainlog_doctor.regex import regex

NOT_LOGGED = frozenset({"", "na", "n/a", "<na>", "null", "none", "-", "--", "no log"})
"""Cells, lower-cased, that say that nothing was logged; ``nan`` is not among them: it was logged as not a number."""

_MARKS = "*_`"
"""What Markdown sets a number off with, as the best of a column; an underscore alone is Flair's for nothing."""

_SCALAR = regex(
    r"(?:(?:np|numpy|tf|torch)\.[A-Za-z]+\d*|[Tt]ensor|array|float\d+)"
    r"\(\[?([^(),\[\]]*)\]?(?:,[^()]*(?:\(\)[^()]*)?)?\)"
)
"""``np.float64(0.5)``, ``tensor(0.5, device='cuda:0')``, ``tf.Tensor(0.5, shape=(), dtype=float32)``."""
_EAGER = regex(r"<tf\.[^<>]{0,200}numpy=([^<>,]*)>")
_WINDOWS = regex(r"([+-]?)1\.#(inf|[a-z]+)0*", re.IGNORECASE)
"""What is no number, as older C libraries on Windows print it: ``1.#QNAN``, ``-1.#INF``."""
GROUPED = regex(r"[+-]?[1-9]\d{0,2}(?:,\d{3})++(?:\.\d*)?")
"""A number in which commas set thousands off."""
_GAP = regex(r"[\s,]+")


def number(cell: object) -> float | None:
    """Read one cell.

    Parameters
    ----------
    cell
        Text as a file has it, or a value out of JSON.

    Returns
    -------
    float or None
        The number, NaN where the cell says NaN; None where nothing was logged.

    Raises
    ------
    ValueError
        The cell holds something else than a number.
    """
    if cell is None:
        return None
    if isinstance(cell, str):
        text = cell.strip().strip(_MARKS)
        return None if text.lower() in NOT_LOGGED else float(_bare(text))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise ValueError
    try:
        return float(cell)
    except OverflowError:
        raise ValueError from None


def _bare(text: str) -> str:
    """Take off a percent sign, commas or the constructor around a printed scalar, and spell what is no number."""
    if text.endswith("%"):
        return text[:-1]
    if GROUPED.fullmatch(text):
        return text.replace(",", "")
    wrapped = _SCALAR.fullmatch(text) or _EAGER.fullmatch(text)
    if wrapped:
        return wrapped[1]
    other = _WINDOWS.fullmatch(text)
    if other:
        return f"{other[1]}inf" if other[2].lower() == "inf" else "nan"
    return "nan" if text.lower() in ("nan(ind)", "-nan(ind)", "-nan") else text


def vector(cell: object) -> list[object] | None:
    """Split a cell such as ``[0.1, 0.2]``, ``[0.1 0.2]`` or ``[np.float64(0.1), …]``; None if it is no list."""
    if isinstance(cell, list):
        return cell or None
    if not isinstance(cell, str):
        return None
    text = cell.strip().strip('"').strip()
    if not (text.startswith("[") and text.endswith("]")):
        return None
    inner = _SCALAR.sub(r"\1", text[1:-1]).strip()
    return list(_GAP.split(inner)) if inner else None
