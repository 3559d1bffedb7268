"""The options of the commands; their help texts come from the catalogue ``cli``."""

from __future__ import annotations

from typing import Any

import click

from trainlog_doctor.cli.command import lang
from trainlog_doctor.i18n import text
from trainlog_doctor.reporters import REPORTERS

SEVERITY_NAMES = ("info", "warning", "error")


def option(language: str, flags: str, **settings: Any) -> click.Option:  # noqa: ANN401 - click's own keyword arguments
    """Make an option whose help is ``cli.option.<name>``.

    Parameters
    ----------
    flags
        Flags and name, blank-separated: ``-o --output``.
    """
    made = click.Option(flags.split(), **settings)
    made.help = text(f"cli.option.{made.name}", language, {"formats": list(REPORTERS)})
    return made


def color(language: str) -> click.Option:
    """``--color``."""
    return option(language, "--color", type=click.Choice(["auto", "always", "never"]), default="auto")


def rule_options(language: str) -> list[click.Parameter]:
    """Options that decide which rules are in force."""
    return [
        option(language, "--select", multiple=True, metavar="RULE"),
        option(language, "--ignore", multiple=True, metavar="RULE"),
        option(language, "--rules", multiple=True, type=click.Path(exists=True), metavar="PATH"),
        option(language, "--set", multiple=True, metavar="RULE.PARAM=VALUE"),
    ]


def reading(language: str) -> list[click.Parameter]:
    """Options that decide how a source is read."""
    return [
        option(language, "--metric", multiple=True, metavar="ROLE=COLUMN[:max|:min]"),
        option(language, "--input-format", metavar="NAME"),
        option(language, "--max-size", metavar="SIZE"),
    ]


def selecting(language: str) -> list[click.Parameter]:
    """Options that decide how a source is read, and which of its runs are wanted."""
    return [*reading(language), option(language, "--run", metavar="N|NAME")]


def destination_options(language: str) -> list[click.Parameter]:
    """Options that decide which reports are made, and where they go."""
    return [
        option(language, "--format", multiple=True, metavar="NAME[=FILE]"),
        option(language, "-o --output", type=click.Path(dir_okay=False), metavar="FILE"),
        lang(language),
    ]


def report_options(language: str) -> list[click.Parameter]:
    """Options that decide how a report looks and what follows from it."""
    return [
        color(language),
        option(language, "--no-chart", is_flag=True),
        option(language, "--no-history", is_flag=True),
        option(language, "--fail-on", type=click.Choice(SEVERITY_NAMES)),
        option(language, "--show-settings", is_flag=True),
        option(language, "-q --quiet", is_flag=True),
        option(language, "-v --verbose", is_flag=True),
    ]


def page_options(language: str) -> list[click.Parameter]:
    """What commands take that show rules."""
    return [lang(language), color(language), *rule_options(language)]


def list_options(language: str) -> list[click.Parameter]:
    """Everything that ``rules list`` takes."""
    formats = click.Choice(["text", "json", "markdown"])
    return [option(language, "list_format --format", type=formats, default="text"), *page_options(language)]


def file_options(language: str) -> list[click.Parameter]:
    """What commands take that look at rule files."""
    return [click.Argument(["rules"], nargs=-1, type=click.Path(exists=True), metavar="[PATH]..."), lang(language)]
