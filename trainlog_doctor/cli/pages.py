"""The pages that Click makes, help and version: printed as reports are, so that a full disk is no fault of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable


def page(flags: list[str], told: str, made: Callable[[click.Context], str]) -> click.Option:
    """Make a flag that prints a page and ends the program.

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
