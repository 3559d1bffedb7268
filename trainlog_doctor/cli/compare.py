"""``compare``: runs against the first of them."""

from __future__ import annotations

from typing import Any

import click

from trainlog_doctor.cli import output, parameters, reports
from trainlog_doctor.cli.exits import ExitCode
from trainlog_doctor.cli.order import order
from trainlog_doctor.cli.progress import progress_of
from trainlog_doctor.errors import UsageError
from trainlog_doctor.reporters import COMPARISONS


def options(language: str) -> list[click.Parameter]:
    """Everything that ``compare`` takes."""
    return [
        parameters.sources("A B [C]...", nargs=-1, required=True),
        *parameters.destination_options(language, COMPARISONS),
        *parameters.rule_options(language),
        *parameters.selecting(language),
        parameters.option(language, "--as-of", "compare_as_of", type=click.IntRange(min=1), metavar="N"),
        parameters.color(language),
        *parameters.brevity(language, "compare"),
    ]


def compare(sources: tuple[str, ...], **given: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """Compare every run with the first one; 2 when something could not be read, or there is nothing to compare."""
    asked = order(given, sources, COMPARISONS.keys())
    rules = asked.rules

    from trainlog_doctor.judgement.comparison import compare as judge
    from trainlog_doctor.pipeline import analyze
    from trainlog_doctor.view import error_view
    from trainlog_doctor.view.comparison import build_comparison

    with progress_of(sources, given):
        report = analyze(sources, rules.everywhere, asked.options(given))
    found = judge(report.diagnoses, rules.every_rule.metrics, named=asked.names_a_score)
    if len(found.sides) > 1:
        view = build_comparison(found, rules.every_rule, report.errors, named=asked.names_a_score)
        reports.publish(view, asked.destinations, given, COMPARISONS)
        return ExitCode.NOT_JUDGED if report.errors else ExitCode.FINE
    output.complain(map(error_view, report.errors), given["languages"])
    raise UsageError("nothing_to_compare", count=len(found.sides))
