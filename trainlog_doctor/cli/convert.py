"""``convert``: the frames of a source as a file that other tools read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trainlog_doctor.cli import output, parameters
from trainlog_doctor.cli.command import lang
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.cli.order import order
from trainlog_doctor.cli.progress import progress_of
from trainlog_doctor.exports import exporter

if TYPE_CHECKING:
    from collections.abc import Sequence

    import click

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.exports.sheet import Sheet
    from trainlog_doctor.pipeline import Found, Options


def options(language: str) -> list[click.Parameter]:
    """Everything that ``convert`` takes."""
    return [
        parameters.sources("SRC", name="source"),
        parameters.output(language, "convert_output"),
        *parameters.selecting(language),
        lang(language),
    ]


def convert(source: str, **given: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """Write the frame of every run of the source; what was noticed in it is told on standard error."""
    render = exporter(given["output"])
    output.spare((source,), given["output"])
    asked = order(given, (source,), ())
    rules, options = asked.rules.everywhere, asked.options(given)

    from trainlog_doctor.pipeline import gather
    from trainlog_doctor.view import error_view
    from trainlog_doctor.view.notices import told_once

    with progress_of((source,), given):
        collected, found = gather((source,), rules, options)
    output.complain([error_view(failure) for failure in collected.errors], given["languages"])
    filled = [one for one in found if len(one.run.frame)]
    if not filled:
        return ExitCode.NOT_JUDGED
    output.spare({one.origin.path for one in filled}, given["output"])
    output.deliver((render(_sheets(filled, rules, options)),), given["output"])
    output.remark(told_once([one.run for one in filled]), given["languages"])
    return ExitCode.NOT_JUDGED if collected.errors else ExitCode.FINE


def _sheets(found: Sequence[Found], pack: Pack, options: Options) -> list[Sheet]:
    from trainlog_doctor.engine.roles import assign
    from trainlog_doctor.exports.sheet import Sheet, labels
    from trainlog_doctor.pipeline import rules_for

    runs = [one.run for one in found]
    roles = [assign(one.run.frame.columns, pack.metrics, rules_for(one, pack, options)[1]) for one in found]
    return [Sheet(*parts) for parts in zip(runs, labels(runs), roles, strict=True)]
