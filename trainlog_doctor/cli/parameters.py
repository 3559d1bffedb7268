"""The options of the commands; their help texts come from the catalogue ``cli``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from trainlog_doctor.cli.command import lang
from trainlog_doctor.cli.environment import Option
from trainlog_doctor.cli.output import STDOUT
from trainlog_doctor.errors import UsageError
from trainlog_doctor.i18n import text
from trainlog_doctor.reporters import REPORTERS

if TYPE_CHECKING:
    from collections.abc import Iterable

SEVERITY_NAMES = ("info", "warning", "error")
_FILE = click.Path(dir_okay=False)


def option(language: str, flags: str, told: str = "", **settings: Any) -> click.Option:  # noqa: ANN401 - click's own
    """Make an option.

    Parameters
    ----------
    flags
        Flags and name, blank-separated: ``-o --output``.
    told
        Its help is ``cli.option.<told>``; by default called as the option is.
    """
    made = Option(flags.split(), **settings)
    made.help = text(f"cli.option.{told or made.name}", language)
    return made


def file(language: str, flags: str, told: str = "", **settings: Any) -> click.Option:  # noqa: ANN401 - click's own
    """Make an option that names a file, of which there may be none yet."""
    return option(language, flags, told, **{"callback": _named} | settings, type=_FILE, metavar="FILE")


def output(language: str, told: str = "") -> click.Option:
    """``--output``; ``-`` is standard output, as everywhere."""
    return file(language, "-o --output", told, callback=_placed)


def _placed(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    return None if value == STDOUT else _named(context, parameter, value)


def sources(metavar: str, *, name: str = "sources", **settings: Any) -> click.Argument:  # noqa: ANN401
    """Make the argument that says what is to be read."""
    return click.Argument([name], metavar=metavar, callback=_named, **settings)


def _named(context: click.Context, parameter: click.Parameter, value: Any) -> Any:  # noqa: ANN401 - one name, or several
    """Refuse an empty name: a variable that is not set must not send a report elsewhere, or nowhere."""
    if value == "" or (isinstance(value, tuple) and "" in value):
        raise UsageError("empty_name", parameter=parameter.get_error_hint(context))
    return value


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


def destination_options(language: str, known: Iterable[str] = REPORTERS) -> list[click.Parameter]:
    """Options that decide which reports are made, and where they go.

    Parameters
    ----------
    known
        Names of the reporters that the command has.
    """
    formats = option(language, "--format", multiple=True, metavar="NAME[=FILE]")
    formats.help = text("cli.option.format", language, {"formats": list(known)})
    return [formats, output(language), lang(language)]


def brevity(language: str, command: str = "") -> list[click.Parameter]:
    """``--quiet`` and ``--verbose``; what they mean to a command of its own kind is ``cli.option.<command>_quiet``."""
    told = f"{command}_" if command else ""
    flags = {"quiet": "-q --quiet", "verbose": "-v --verbose"}
    return [option(language, names, told + name, is_flag=True) for name, names in flags.items()]


def report_options(language: str) -> list[click.Parameter]:
    """Options that decide how a report looks and what follows from it."""
    return [
        color(language),
        option(language, "--no-chart", is_flag=True),
        option(language, "--no-history", is_flag=True),
        option(language, "--fail-on", type=click.Choice(SEVERITY_NAMES)),
        option(language, "--show-settings", is_flag=True),
        *brevity(language),
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
