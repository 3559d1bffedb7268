"""The project's settings on the command line: found once for a call, joined with its flags, shown when asked for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from trainlog_doctor.cli import output, values
from trainlog_doctor.cli.environment import unknown_variables, variable
from trainlog_doctor.i18n import text
from trainlog_doctor.i18n.language import languages
from trainlog_doctor.settings import Settings, find_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from trainlog_doctor.settings.origins import Setting
    from trainlog_doctor.settings.rulebook import Rulebook

_NOT_SETTINGS = frozenset({"sources", "show_settings", "write_baseline", "help"})
_ADDING = frozenset({"ignore", "metric", "require", "max-drop"})
"""Settings of which the command line's come in addition to the file's."""

_SOURCES = {ParameterSource.COMMANDLINE: "flag", ParameterSource.ENVIRONMENT: "environment"}


def here() -> Settings:
    """The settings in force in the working directory."""
    try:
        return find_settings(os.getcwd())  # noqa: PTH109 - a page of a rule does not pay for importing pathlib
    except OSError:  # a working directory that is gone
        return Settings()


def with_settings(callback: Callable[..., object]) -> Callable[..., object]:
    """Give a command's function the project's ``settings``, and the ``languages`` of what it says."""

    def run(**given: Any) -> object:  # noqa: ANN401 - click passes options by name
        settings = here()
        asked = languages(_before_the_command() or given.pop("lang", None) or settings.lang, os.environ)
        output.remark(unknown_variables(click.get_current_context(), os.environ), asked)
        return callback(**given, settings=settings, languages=asked)

    return run


def _before_the_command() -> str | None:
    """Take over a ``--lang`` that stands before the command's name, or a group's; the one nearest to it counts."""
    context, flag = click.get_current_context(), ParameterSource.COMMANDLINE
    nearest: click.Context | None = context
    while nearest is not None and nearest.get_parameter_source("lang") is not flag:
        nearest = nearest.parent
    if nearest is None or nearest is context:
        return None
    context.params["lang"] = nearest.params["lang"]
    context.set_parameter_source("lang", flag)
    return str(nearest.params["lang"])


def rules_in_force(given: dict[str, Any], **how: Any) -> Rulebook:  # noqa: ANN401 - the keywords of `rulebook`
    """Load the rules that settings and options ask for, and check both, before anything is read."""
    from trainlog_doctor.settings.rulebook import rulebook

    flags = values.overrides(given.get("select", ()), given.get("ignore", ()), given.get("set", ()))
    return rulebook(given["settings"], _paths(given.get("rules", ())), flags, **how)


def _paths(given: Sequence[str]) -> Sequence[Path]:
    if not given:
        return ()
    from pathlib import Path

    return [Path(path) for path in given]


def show_settings(given: dict[str, Any]) -> None:
    """Print every setting with its value and where it came from."""
    rows = list(_in_force(click.get_current_context(), given["settings"]))
    width = max(len(row.name) for row in rows)
    for language in given["languages"]:
        for row in rows:
            origin = text(f"settings.from.{row.source}", language, {"place": row.place})
            value = row.value or text("settings.nothing", language)
            output.write(f"{row.name:{width}} = {value}  ({origin})\n", None, utf8=False)


def _in_force(context: click.Context, settings: Settings) -> Iterator[Setting]:
    """Flags and variables win over the file, the file over defaults; what adds up is shown once for each place."""
    from trainlog_doctor.settings.origins import of_file

    options = list(_of_options(context))
    given = {row.name for row in options if row.source != "default"}
    replaced = (given - _ADDING) | ({"ignore"} if "select" in given else set())
    of_project = [row for row in of_file(settings, gated="require" in context.params) if row.name not in replaced]
    yield from of_project
    known = {row.name for row in of_project}
    yield from (row for row in options if row.source != "default" or row.name not in known)


def _of_options(context: click.Context) -> Iterator[Setting]:
    from trainlog_doctor.settings.origins import Setting, listed

    for option in context.command.params:
        name = option.name or ""
        if name in _NOT_SETTINGS:
            continue
        given, found = context.params[name], context.get_parameter_source(name)
        source: Any = _SOURCES.get(found, "default") if found else "default"
        flag = max(option.opts, key=len)
        place = {"flag": flag, "environment": variable(name)}.get(source, "")
        if name == "set":
            pairs = (one.partition("=") for one in given)
            yield from (Setting(f"rules.{key.strip()}", value.strip(), source, place) for key, _, value in pairs)
            continue
        plain = listed([str(one) for one in given]) if isinstance(given, tuple) else given
        shown = str(plain).lower() if isinstance(plain, bool) else str(plain or "")
        yield Setting(flag.lstrip("-"), shown, source, place)
