"""What an earlier scan found: rows of sources that have not changed since need not be read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.errors import UsageError
from trainlog_doctor.sweep.record import row_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.sweep.row import Row, Stamp

Earlier: TypeAlias = Mapping[str, "Sequence[Row]"]
"""Path of a source to its rows."""

SCHEMA = "trainlog-doctor/scan-1"


def read_earlier(lines: Iterable[str], path: str, rules: str) -> Earlier:
    """Read the output of ``scan --format jsonl``; a last line that was cut off is left out.

    Parameters
    ----------
    path
        Names the file in errors.
    rules
        Fingerprint of the rules in force: rows that other rules judged are left out.

    Raises
    ------
    UsageError
        ``scan.not_jsonl``.
    """
    found: dict[str, list[Row]] = {}
    for number, line in enumerate(lines, 1):
        written = _document(line)
        if written is None or written.get("schema") != SCHEMA:
            if number == 1:
                raise UsageError("scan.not_jsonl", path=path)
            continue
        try:
            row = row_from(written)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise UsageError("scan.not_jsonl", path=path) from None
        if written.get("rules") == rules and row.trouble is None:
            found.setdefault(row.path, []).append(row)
    return found


def unchanged(rows: Sequence[Row], stamp: Stamp | None) -> bool:
    """Whether a source is still as it was when these rows were made of it."""
    return bool(rows) and stamp is not None and all(row.stamp == stamp for row in rows)


def _document(line: str) -> Mapping[str, object] | None:
    try:
        written = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return written if isinstance(written, Mapping) else None
