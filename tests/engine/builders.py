"""Short ways to the values that engine tests are about."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from trainlog_doctor.engine.condition import parse as parse_condition
from trainlog_doctor.engine.evaluate import evaluate
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.loading.document import parse
from trainlog_doctor.engine.loading.files import builtin_rules
from trainlog_doctor.engine.loading.metric_file import read_metrics
from trainlog_doctor.engine.loading.nodes import Faults
from trainlog_doctor.engine.measuring import make_series
from trainlog_doctor.engine.pack import Pack
from trainlog_doctor.engine.roles import RoleColumn, assign
from trainlog_doctor.engine.rule import Rule
from trainlog_doctor.engine.testing import synthetic_run
from trainlog_doctor.errors import RulePackError

if TYPE_CHECKING:
    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.predicate import Predicate
    from trainlog_doctor.engine.roles import Better, MetricTable
    from trainlog_doctor.engine.series import Series


@functools.cache
def metric_table() -> MetricTable:
    """The built-in metric table alone."""
    faults = Faults()
    node = parse((builtin_rules() / "metrics.yaml").read_text(encoding="utf-8"), "metrics.yaml", faults)
    assert node is not None
    table = read_metrics(node, faults)
    assert not faults.found
    return table


@functools.cache
def builtin_pack() -> Pack:
    """The built-in pack; its faults, if it has any, as a list that a person can read."""
    try:
        return load_pack(builtin_tests=True)
    except RulePackError as error:
        faults = error.faults
    raise AssertionError("\n".join(f"{fault.key} {fault.data}" for fault in faults))


def series(text: str, better: Better = "lower", role: str = "loss", **others: str) -> Series:
    """One series in the rule tests' notation; ``others`` are further columns of the same run."""
    run = synthetic_run({role: text, **others})
    return make_series(RoleColumn(role, better), run)


def outcomes(pack: Pack, **columns: str) -> dict[str, Outcome]:
    """What every rule of a pack says of a synthetic run, by code."""
    run = synthetic_run(columns)
    found = evaluate(run, assign(run.frame.columns, pack.metrics), pack)
    return {outcome.code: outcome for outcome in found}


def pack_of(*rules: Rule) -> Pack:
    """A pack of these rules with the built-in metric table."""
    return Pack({rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}, metric_table(), "test")


def rule_of(
    *detect: Predicate, condition: str, code: str = "XX101", min_epochs: int = 1, suppresses: tuple[str, ...] = ()
) -> Rule:
    """A rule that has what ``evaluate`` looks at, and nothing to say."""
    empty = {"en": "", "zh": ""}
    return Rule(
        id=code,
        name=code.lower(),
        severity="warning",
        confidence="high",
        params={},
        detect={predicate.name: predicate for predicate in detect},
        condition=parse_condition(condition),
        message=empty,
        advice={"en": (), "zh": ()},
        explain=empty,
        false_positives={"en": (), "zh": ()},
        references=(),
        tests=(),
        title=empty,
        min_epochs=min_epochs,
        suppresses=suppresses,
    )
