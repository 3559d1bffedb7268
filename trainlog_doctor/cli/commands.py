"""The commands by name: each is made when it is called, so that none pays for what another one needs."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING

import click

from trainlog_doctor import __version__
from trainlog_doctor.cli.command import Group, command, lang, page, with_help
from trainlog_doctor.cli.environment import FROM_ENVIRONMENT
from trainlog_doctor.errors import UsageError
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
        super().__init__(
            "trainlog-doctor",
            params=[lang(language)],
            help=text("cli.group", language),
            context_settings={**FROM_ENVIRONMENT},
        )
        self._language = language
        self.params.append(page(["--version"], text("cli.option.version", language), _version))
        with_help(self, language)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names, in the order of the help."""
        return list(NAMES)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called.

        Raises
        ------
        UsageError
            ``no_command`` where a file stands in its place, else ``unknown_command``.
        """
        if args[0] not in NAMES and os.path.exists(args[0]):  # noqa: PTH110 - `--help` does not pay for pathlib
            raise UsageError("no_command", given=args[0])
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make a command."""
        return made(cmd_name, self._language) if cmd_name in NAMES else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by a line each, without making them."""
        named = [click.Command(name, short_help=text(f"cli.short.{name}", self._language)) for name in NAMES]
        listed = click.Group(commands=named)
        listed.list_commands = self.list_commands  # type: ignore[method-assign]
        listed.format_commands(ctx, formatter)


def _version(context: click.Context) -> str:
    return f"{context.find_root().info_name}, version {__version__}"


def made(name: str, language: str) -> click.Command:
    """Make one command."""
    module = importlib.import_module(f"trainlog_doctor.cli.{name}")
    if hasattr(module, "group"):
        group: click.Group = module.group(language)
        return group
    options: Sequence[click.Parameter] = module.options(language)
    own = any(one.type is click.UNPROCESSED for one in options if isinstance(one, click.Argument))
    return command(language, name, getattr(module, name), list(options), own_arguments=own)
