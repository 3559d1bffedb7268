"""The forms that a sweep can take."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SCANS: Mapping[str, str] = {
    "text": "terminal",
    "csv": "csv_table",
    "json": "json_v1",
    "jsonl": "json_lines",
    "parquet": "parquet",
    "html": "html",
}
"""Name of the format to its module, which has a function ``render``; that of ``parquet`` gives bytes, others text."""


def scan_reporter(name: str) -> Callable[..., Any]:
    """Import a reporter."""
    render: Callable[..., Any] = importlib.import_module(f"{__name__}.{SCANS[name]}").render
    return render
