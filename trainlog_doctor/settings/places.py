"""Where the keys of a TOML file stand. The parser of the standard library does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADER = regex(r"[ \t]*(\[{1,2})([^\[\]#]+)\]{1,2}[ \t]*(?:#.*)?")
_KEY = regex(r"""[ \t]*([\w.'"-]+)[ \t]*=""")


def line_numbers(text: str, table: str) -> Mapping[str, int]:
    """Find the line of every plain key below a table.

    Parameters
    ----------
    table
        Dotted name of the table; empty for the whole file.

    Returns
    -------
    mapping of str to int
        Dotted path within the table (``rules.TD101.min_rise``, ``overrides[0].paths``) to its line, 1-based. Keys in
        inline tables are not in it.
    """
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = ""
    for number, line in enumerate(text.splitlines(), 1):
        header, key = _HEADER.fullmatch(line), _KEY.match(line)
        if header:
            prefix = _dotted(header[2])
            if header[1] == "[[":
                counts[prefix] = counts.get(prefix, -1) + 1
            found.setdefault(_indexed(prefix, counts), number)
        elif key:
            found.setdefault(_indexed(f"{prefix}.{_dotted(key[1])}".lstrip("."), counts), number)
    inside = f"{table}." if table else ""
    return {path.removeprefix(inside): line for path, line in found.items() if path.startswith(inside)}


def position(text: str, line: int, value: str) -> tuple[int, int]:
    """Find where a text of a list stands: line and column (1-based), from the line of its key on.

    A text that the file writes otherwise (with escapes) is said to stand at its key.
    """
    start = sum(len(one) for one in text.splitlines(keepends=True)[: line - 1])
    quoted = (text.find(f"{quote}{value}{quote}", start) for quote in "\"'")
    at = min((found + 1 for found in quoted if found >= 0), default=text.find(value, start))
    if at < 0:
        return line, 1
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _dotted(name: str) -> str:
    return ".".join(part.strip().strip("'\"") for part in name.split("."))


def _indexed(path: str, counts: Mapping[str, int]) -> str:
    """Name the element of an array of tables in which a path now stands."""
    for array, count in counts.items():
        if path == array or path.startswith(f"{array}."):
            return f"{array}[{count}]{path.removeprefix(array)}"
    return path
