"""``check``: the gate. Options in, one call, reports and a verdict out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from trainlog_doctor.cli import output, parameters, reports
from trainlog_doctor.cli.exits import ExitCode, of_gate
from trainlog_doctor.cli.order import order
from trainlog_doctor.cli.progress import progress_of
from trainlog_doctor.errors import UsageError
from trainlog_doctor.i18n import translations
from trainlog_doctor.record import replace
from trainlog_doctor.settings.model import FAIL_ON, FAILS_ON, GateSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.cli.order import Order
    from trainlog_doctor.gate.baseline import Baseline
    from trainlog_doctor.pipeline.gate import Judged
    from trainlog_doctor.settings.policies import Policies
    from trainlog_doctor.settings.rulebook import Rulebook

_TEXT = "text"


def check(sources: tuple[str, ...], **given: Any) -> ExitCode:  # noqa: ANN401 - click passes options by name
    """Hold every run of the sources against the policy, and say whether it passes."""
    from trainlog_doctor.settings.policies import of_flags, policies, policy_faults
    from trainlog_doctor.view import build_view
    from trainlog_doctor.view.gate import gate_view

    output.spare(sources, given["write_baseline"])
    flags = of_flags(_demands(given))
    asked = order(given, sources, further=policy_faults)
    demands = policies(given["settings"], flags, asked.rules.loaded)
    if not sources:
        # Never standard input unasked: a pattern that the shell expanded to nothing must not wait for it.
        raise UsageError("gate.no_source")
    judged = _judged(sources, asked, demands, given)
    if not judged.result.items and not any(one.outcomes for one in judged.report.diagnoses):
        raise UsageError("gate.nothing_demanded")
    view = build_view(judged.report, asked.rules.every_rule)
    view = replace(view, gate=gate_view(judged.result, view, asked.rules.every_rule))
    if judged.baseline:
        output.spare(view.paths, given["write_baseline"])
        _write(judged.baseline, given["write_baseline"], given)
    # The text says itself what could not be read, and its last line is to be the last.
    reports.publish(view, asked.destinations, given, told=asked.destinations.get(None) == _TEXT)
    return of_gate(judged.result.state)


def options(language: str) -> list[click.Parameter]:
    """Everything that ``check`` takes."""
    return [
        parameters.sources("SRC...", nargs=-1),
        parameters.option(language, "--fail-on", "check_fail_on", type=click.Choice(FAIL_ON), default=FAILS_ON),
        parameters.option(language, "--require", multiple=True, metavar="REQUIREMENT"),
        parameters.option(language, "--max-drop", multiple=True, metavar="MEASURE=LIMIT"),
        parameters.option(language, "--baseline", type=click.Path(exists=True), metavar="FILE"),
        parameters.file(language, "--write-baseline"),
        parameters.option(language, "--allow-unjudged", is_flag=True),
        *parameters.destination_options(language),
        *parameters.rule_options(language),
        *parameters.selecting(language),
        parameters.color(language),
        parameters.option(language, "--no-history", is_flag=True),
        parameters.option(language, "--show-settings", is_flag=True),
        *parameters.brevity(language),
    ]


def _demands(given: dict[str, Any]) -> GateSettings:
    unsaid = click.get_current_context().get_parameter_source("fail_on") is ParameterSource.DEFAULT
    return GateSettings(
        fail_on=None if unsaid else given["fail_on"],
        require=given["require"],
        max_drop=given["max_drop"],
        baseline=given["baseline"],
        allow_unjudged=given["allow_unjudged"] or None,
    )


def _judged(sources: Sequence[str], asked: Order, demands: Policies, given: dict[str, Any]) -> Judged:
    from trainlog_doctor.pipeline.gate import Gate, check

    rules = asked.rules
    gate = Gate(demands.for_source, rules.every_rule, _root(rules), date.today())
    with progress_of(sources, given):
        return check(sources, rules.everywhere, asked.options(given), gate, renew=given["write_baseline"] is not None)


def _root(rules: Rulebook) -> Path:
    """The folder that runs are named from: that of the settings, so that it does not matter where one stands."""
    return rules.settings.path.parent if rules.settings.path else Path()


def _write(baseline: Baseline, path: str, given: dict[str, Any]) -> None:
    from trainlog_doctor.gate.baseline_file import written

    output.write(written(baseline), path, utf8=True)
    count = sum(len(one.accepted) for one in baseline.runs)
    said = {"path": path, "count": count, "runs": len(baseline.runs)}
    output.remark([translations("gate.baseline_written", said)], given["languages"])
