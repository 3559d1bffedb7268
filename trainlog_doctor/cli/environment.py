"""Options out of the environment: each is also a variable, and a variable of ours that is no option may be a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from trainlog_doctor.i18n import translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trainlog_doctor.i18n import Text

_PREFIX = "TRAINLOG_DOCTOR"
FROM_ENVIRONMENT: Mapping[str, Any] = {"auto_envvar_prefix": _PREFIX}
"""Lets every option also be given as ``TRAINLOG_DOCTOR_<NAME>``, the same for each command."""


def variable(name: str) -> str:
    """Name the variable of an option."""
    return f"{_PREFIX}_{name.upper()}"


class Option(click.Option):
    """An option that errors call as it was given: by its flag, or by its variable."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Name the option, in quotation marks."""
        name = self.name or ""
        if ctx is not None and ctx.get_parameter_source(name) is ParameterSource.ENVIRONMENT:
            return f"'{variable(name)}'"
        return super().get_error_hint(ctx)


def unknown_variables(context: click.Context, environment: Iterable[str]) -> Iterator[Text]:
    """Word each variable of ours that is no option's: a gate is not to lose its ``TRAINLOG_DOCTOR_FAIL_ONN`` unseen.

    It is no error: others set such names too, Kubernetes for a service that is called like the program.
    """
    ours = {name[len(_PREFIX) + 1 :].lower() for name in environment if name.startswith(f"{_PREFIX}_")}
    strange = ours.difference(_options(context.command))
    # Other commands are made only where one of them may have it.
    known = set(_options_below(context.find_root())) if strange else set()
    for name in sorted(strange - known):
        from trainlog_doctor.engine.spelling import suggestion

        near = suggestion(name, sorted(known))
        yield translations("cli.unknown_variable", {"given": variable(name), "near": near and variable(near)})


def _options(command: click.Command) -> Iterator[str]:
    return (one.name or "" for one in command.params if isinstance(one, click.Option))


def _options_below(context: click.Context) -> Iterator[str]:
    """The options of a command and of all below it."""
    command = context.command
    yield from _options(command)
    if isinstance(command, click.Group):
        for below in filter(None, (command.get_command(context, name) for name in command.list_commands(context))):
            yield from _options_below(click.Context(below, parent=context))
