"""What every command has besides its own options: a help, the project's settings, and the environment's."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from trainlog_doctor.cli.environment import FROM_ENVIRONMENT, Option
from trainlog_doctor.i18n import text
from trainlog_doctor.i18n.language import CHOICES

if TYPE_CHECKING:
    from collections.abc import Callable

CommandT = TypeVar("CommandT", bound=click.Command)


class Group(click.Group):
    """Commands under one name; a word that is none of them is answered as any other word that is nearly right."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called.

        Raises
        ------
        UsageError
            ``unknown_command``.
        """
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-") and not ctx.resilient_parsing:
            from trainlog_doctor.engine.spelling import unknown

            raise unknown("unknown_command", args[0], names)
        return super().resolve_command(ctx, args)


def command(
    language: str,
    name: str,
    callback: Callable[..., object],
    parameters: list[click.Parameter],
    *,
    own_arguments: bool = False,
) -> click.Command:
    """Make a command whose help is ``cli.command.<name>``.

    Parameters
    ----------
    own_arguments
        Whether what looks like options behind its first argument belongs to that argument.
    """
    # What reads settings is more than the list of commands needs.
    from trainlog_doctor.cli.project import with_settings

    made = click.Command(
        name.rpartition(".")[2],
        params=parameters,
        callback=with_settings(callback),
        help=text(f"cli.command.{name}", language),
        context_settings={**FROM_ENVIRONMENT, "allow_interspersed_args": not own_arguments},
    )
    return with_help(made, language)


def lang(language: str) -> click.Option:
    """``--lang``, before the command's name or behind it."""
    return Option(["--lang"], type=click.Choice(CHOICES), help=text("cli.option.lang", language))


def with_help(made: CommandT, language: str) -> CommandT:
    """Give a command ``--help``, described in the language."""
    made.params.append(page(["-h", "--help"], text("cli.option.help", language), click.Context.get_help))
    return made


def page(flags: list[str], told: str, made: Callable[[click.Context], str]) -> click.Option:
    """Make a flag that prints a page and ends the program.

    It is printed as reports are, so that a full disk is no fault of ours.

    Parameters
    ----------
    told
        What the help says of it.
    made
        Makes the page.
    """

    def show(context: click.Context, _: click.Parameter, asked: bool) -> None:
        if asked and not context.resilient_parsing:
            from trainlog_doctor.cli.output import standard_output

            with standard_output():
                click.echo(made(context))
            context.exit()

    # A variable with the version that a pipeline installs is no wish to have ours printed.
    return click.Option(
        flags, is_flag=True, expose_value=False, is_eager=True, allow_from_autoenv=False, help=told, callback=show
    )
