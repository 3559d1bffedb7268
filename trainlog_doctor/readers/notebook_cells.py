"""What the cells of a Jupyter notebook printed and show, as texts."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_ROW = regex(r"(?i)<tr[\s>]")
_CELL = regex(r"(?i)<t[dh](?:\s[^<>]*)?>")
_TAG = regex(r"<[^<>]*>")
_LONGEST_CELL = 200
"""Names and numbers are shorter; `unescape` fails at a reference of thousands of digits."""


def outputs(document: object) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """Each code cell's name, with what it gave."""
    for position, cell in enumerate(cells(document), 1):
        count = cell.get("execution_count", cell.get("prompt_number"))
        given = [output for output in listed(cell.get("outputs")) if isinstance(output, dict)]
        yield f"cell {count if isinstance(count, int) else position}", given


def printed(given: Iterable[Mapping[str, Any]]) -> bytes:
    """All that a cell printed."""
    return "".join(map(printed_text, given)).encode("utf-8", "replace")


def shown(given: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Each text or table that a cell shows."""
    return (text.encode("utf-8", "replace") for text in filter(None, map(shown_text, given)))


def cells(document: object) -> Iterator[Mapping[str, Any]]:
    """The cells of a notebook of format 3 or 4."""
    if not isinstance(document, dict):
        return
    sheets = [sheet for sheet in listed(document.get("worksheets")) if isinstance(sheet, dict)]
    for holder in (document, *sheets):
        yield from (cell for cell in listed(holder.get("cells")) if isinstance(cell, dict))


def printed_text(output: Mapping[str, Any]) -> str:
    """The text of a stream, or the name and message of an error; empty for anything else."""
    kind = output.get("output_type")
    if kind == "stream":
        return text_of(output.get("text"))
    return text_of(f"{output.get('ename')}: {output.get('evalue')}") if kind in ("error", "pyerr") else ""


def shown_text(output: Mapping[str, Any]) -> str:
    """What is shown as a text, or the tables that are shown in HTML, as trainers do; empty for anything else.

    Tables with an index are data, or a few rows of a history, as pandas shows them.
    """
    data = output.get("data")
    kinds = data if isinstance(data, dict) else {}
    rows = [cells for row in _ROW.split(text_of(kinds.get("text/html"))) if (cells := _CELL.split(row)[1:])]
    if not rows:
        return text_of(kinds.get("text/plain"))
    return "".join("\t".join(map(cell_text, row)) + "\n" for row in rows) if cell_text(rows[0][0]) else ""


def cell_text(cell: str) -> str:
    """The text of a table's cell, which begins behind its tag."""
    return unescape(_TAG.sub("", cell.partition("</t")[0])[:_LONGEST_CELL]).strip()


def text_of(value: object) -> str:
    """A text, which may come as a list of lines, with a line feed at its end; empty for anything else."""
    text = "".join(part for part in listed(value) if isinstance(part, str)) if isinstance(value, list) else value
    return text + "\n" * (text[-1:] not in ("", "\n")) if isinstance(text, str) else ""


def listed(value: object) -> Sequence[object]:
    """The value if it is a list, else nothing."""
    return value if isinstance(value, list) else ()
