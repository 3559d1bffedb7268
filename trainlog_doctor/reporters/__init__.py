"""The forms that a report can take. A new one is a module here and its line in the registry.

Reporters are named without being imported, so that a list of formats costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REPORTERS: Mapping[str, str] = {
    "text": "terminal.report",
    "json": "json_v1",
    "html": "html",
    "markdown": "markdown",
    "junit": "junit",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
}
"""Name of a report's format to its module, which has a function ``render``."""

COMPARISONS: Mapping[str, str] = {
    "text": "comparison.terminal",
    "json": "comparison.json_v1",
    "markdown": "comparison.markdown",
    "html": "comparison.html",
}
"""The same of a comparison's formats."""

SCANS: Mapping[str, str] = {
    "text": "scan.terminal",
    "csv": "scan.csv_table",
    "json": "scan.json_v1",
    "jsonl": "scan.json_lines",
    "parquet": "scan.parquet",
    "html": "scan.html",
}
"""The same of a sweep's; ``render`` of ``parquet`` gives bytes, that of others text, or pieces of it."""


def reporter(module: str) -> Callable[..., Any]:
    """Import a reporter, a pure function from a view and a style to the report, by its module in a registry."""
    render: Callable[..., Any] = importlib.import_module(f"{__name__}.{module}").render
    return render
