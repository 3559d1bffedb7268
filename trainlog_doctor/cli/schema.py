"""``schema``: the JSON Schema of the JSON report, of a comparison or of a sweep."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import trainlog_doctor.reporters
from trainlog_doctor.cli import output
from trainlog_doctor.cli.command import lang
from trainlog_doctor.cli.exits import ExitCode

_FOLDER = Path(trainlog_doctor.reporters.__file__).parent
_SCHEMAS = {
    "report": _FOLDER / "report.schema.json",
    "comparison": _FOLDER / "comparison" / "comparison.schema.json",
    "scan": _FOLDER / "scan" / "scan.schema.json",
}


def options(language: str) -> list[click.Parameter]:
    """Everything that ``schema`` takes."""
    return [
        click.Argument(["document"], type=click.Choice(list(_SCHEMAS)), default="report"),
        lang(language),
    ]


def schema(document: str, **_: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """Print the schema that every document of a kind keeps to."""
    output.write(_SCHEMAS[document].read_text(encoding="utf-8"), None, utf8=True)
    return ExitCode.FINE
