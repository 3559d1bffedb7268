"""``schema``: the JSON Schema of the JSON report, of a comparison or of a sweep."""

from __future__ import annotations

import os
from typing import Any

import click

import trainlog_doctor.reporters
from trainlog_doctor.cli import output
from trainlog_doctor.cli.command import lang
from trainlog_doctor.cli.exits import ExitCode

_SCHEMAS = {
    "report": "report.schema.json",
    "comparison": "comparison/comparison.schema.json",
    "scan": "scan/scan.schema.json",
}


def options(language: str) -> list[click.Parameter]:
    """Everything that ``schema`` takes."""
    return [
        click.Argument(["document"], type=click.Choice(list(_SCHEMAS)), default="report"),
        lang(language),
    ]


def schema(document: str, **_: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """Print the schema that every document of a kind keeps to."""
    folder = os.path.dirname(trainlog_doctor.reporters.__file__)  # noqa: PTH120 - pathlib takes longer than the rest
    with open(f"{folder}/{_SCHEMAS[document]}", encoding="utf-8") as file:  # noqa: PTH123
        output.write(file.read(), None, utf8=True)
    return ExitCode.FINE
