"""One cell of a saved history to one number."""

from __future__ import annotations

import re

NOT_LOGGED = frozenset({"", "na", "n/a", "<na>", "null", "none", "-", "--"})
"""Cells, lower-cased, that say that nothing was logged; ``nan`` is not among them: it was logged as not a number."""

_TENSOR = re.compile(r"tf\.Tensor\(([^,()]*),[^()]*(?:\(\)[^()]*)?\)")
_SCALAR = re.compile(r"(?:np|numpy|tf)\.[a-z]+\d*\(([^()]*)\)")
_GAP = re.compile(r"[\s,]+")


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
        text = cell.strip()
        return None if text.lower() in NOT_LOGGED else float(_bare(text))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise ValueError
    try:
        return float(cell)
    except OverflowError:
        raise ValueError from None


def _bare(text: str) -> str:
    """Take off a percent sign or the constructor around a printed scalar."""
    if text.endswith("%"):
        return text[:-1]
    wrapped = _SCALAR.fullmatch(text)
    return wrapped[1] if wrapped else text


def vector(cell: object) -> list[object] | None:
    """Split a list-valued cell into its elements; None if the cell is no list.

    Parameters
    ----------
    cell
        A list out of JSON, or text such as ``[0.1, 0.2]``, ``[0.1 0.2]`` or ``[tf.Tensor(0.1, shape=(), …), …]``.
    """
    if isinstance(cell, list):
        return cell or None
    if not isinstance(cell, str):
        return None
    text = cell.strip().strip('"').strip()
    if not (text.startswith("[") and text.endswith("]")):
        return None
    inner = _TENSOR.sub(r"\1", text[1:-1]).strip()
    return list(_GAP.split(inner)) if inner else None
