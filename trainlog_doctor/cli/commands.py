"""The commands by name: each is made when it is called, so that none pays for what another one needs."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import click

from trainlog_doctor import __version__
from trainlog_doctor.cli.command import Group, command, from_environment, lang, with_help
from trainlog_doctor.i18n import text

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = ("analyze", "check", "compare", "convert", "explain", "rules", "run", "scan", "schema", "watch")
"""Modules beside this one, in the order of the help.

Each holds a function of its own name and its ``options``, or a ``group`` of commands.
"""


class Commands(Group):
    """All commands, in one language."""

    def __init__(self, language: str) -> None:
        version = text("cli.option.version", language)
        super().__init__(
            "trainlog-doctor",
            params=[lang(language)],
            help=text("cli.group", language),
            context_settings=from_environment(),
        )
        self._language = language
        click.version_option(__version__, prog_name=self.name, help=version)(self)
        with_help(self, language)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names, in the order of the help."""
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make a command."""
        return made(cmd_name, self._language) if cmd_name in NAMES else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by a line each, without making them."""
        named = [click.Command(name, short_help=text(f"cli.short.{name}", self._language)) for name in NAMES]
        listed = click.Group(commands=named)
        listed.list_commands = self.list_commands  # type: ignore[method-assign]
        listed.format_commands(ctx, formatter)


def made(name: str, language: str) -> click.Command:
    """Make one command."""
    module = importlib.import_module(f"trainlog_doctor.cli.{name}")
    if hasattr(module, "group"):
        group: click.Group = module.group(language)
        return group
    options: Sequence[click.Parameter] = module.options(language)
    own = any(one.type is click.UNPROCESSED for one in options if isinstance(one, click.Argument))
    return command(language, name, getattr(module, name), list(options), own_arguments=own)
