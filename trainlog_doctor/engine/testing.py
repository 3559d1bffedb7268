"""The tests that rules carry in their own files, run against the statistics there are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.evaluate import evaluate_whole_and_outputs
from trainlog_doctor.engine.expectation import Circumstances
from trainlog_doctor.engine.notation import read_series
from trainlog_doctor.engine.pack import Pack
from trainlog_doctor.engine.roles import Roles, assign
from trainlog_doctor.engine.sentences import message
from trainlog_doctor.model import Frame, Run, Unfinished
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trainlog_doctor.engine.expectation import Expectation, RuleTest
    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.rule import Rule

_STATUS = {"fires": "fired", "clear": "clear", "skipped": "skipped"}


@dataclass(frozen=True, slots=True)
class TestResult:
    """How one test of one rule went.

    Attributes
    ----------
    failures
        Codes and data of what did not hold: ``(code, expected, got)``; empty when all of it held.
    known_miss
        The rule file says that the expectation does not hold yet.
    """

    __test__ = False

    rule: str
    test: str
    failures: tuple[tuple[str, str, str], ...]
    known_miss: bool
    path: str
    line: int | None

    @property
    def passed(self) -> bool:
        """A known miss passes by failing: when it begins to hold, its mark is out of date."""
        return bool(self.failures) == self.known_miss


def run_tests(pack: Pack) -> tuple[TestResult, ...]:
    """Run every test of every rule, each rule by itself."""
    return tuple(
        TestResult(rule.id, test.name, tuple(_failures(rule, test, pack)), test.known_miss, rule.path, test.line)
        for rule in pack.rules.values()
        for test in rule.tests
    )


def synthetic_run(series: Mapping[str, str], about: Circumstances | None = None) -> Run:
    """Make a run of series in the notation of ``engine.notation``; shorter series end in epochs without a value."""
    about = about or Circumstances()
    first = about.first_epoch
    columns = {name: read_series(text) for name, text in series.items()}
    length = max((len(values) for values in columns.values()), default=0)
    padded = {name: values + [None] * (length - len(values)) for name, values in columns.items()}
    frame = Frame(
        epoch=np.arange(first, first + length, dtype=np.int64),
        columns={
            name: np.array([math.nan if value is None else value for value in values], dtype=np.float64)
            for name, values in padded.items()
        },
        logged_nan={name: hit for name, values in padded.items() if (hit := _printed_nan(values, first))},
    )
    return Run(
        "test",
        frame,
        planned_epochs=about.planned_epochs,
        unfinished=None if about.unfinished is None else Unfinished(about.unfinished),
        stopped_early=about.stopped_early,
        epoch_seconds=None if about.epoch_seconds is None else np.full(length, about.epoch_seconds),
        facts=about.facts,
    )


def _printed_nan(values: list[float | None], first: int) -> tuple[int, ...]:
    return tuple(epoch for epoch, value in enumerate(values, first) if value is not None and math.isnan(value))


def _failures(rule: Rule, test: RuleTest, pack: Pack) -> Iterator[tuple[str, str, str]]:
    run = synthetic_run(test.series, test.run)
    roles = assign(run.frame.columns, pack.metrics)
    (outcome,) = evaluate_whole_and_outputs(run, roles, Pack({rule.id: rule}, pack.metrics, pack.version))
    expected = _STATUS[test.expects.outcome]
    if outcome.status != expected:
        yield "status", expected, f"{outcome.status} ({', '.join(_because(outcome))})"
    elif test.expects.skipped is not None and test.expects.skipped not in outcome.missing:
        yield "missing", test.expects.skipped, ", ".join(outcome.missing)
    elif outcome.status == "fired":
        yield from _unmet(rule, test.expects, outcome, run, roles)


def _because(outcome: Outcome) -> Iterable[str]:
    """What an outcome that nobody expected comes from: what is missing, or else what was measured."""
    return outcome.missing or [
        f"{name} {one.value:g}" for name, one in outcome.measured.items() if one.value is not None
    ]


def _unmet(
    rule: Rule, expects: Expectation, outcome: Outcome, run: Run, roles: Roles
) -> Iterator[tuple[str, str, str]]:
    if expects.epochs and expects.epochs != outcome.epochs:
        yield "epochs", str(expects.epochs), str(outcome.epochs)
    for key, wanted in expects.evidence.items():
        got = _evidence(outcome, key)
        if not isinstance(got, int | float) or not math.isclose(wanted, got, rel_tol=1e-6, abs_tol=1e-9):
            yield key, str(wanted), str(got)
    texts = message(rule, outcome, roles, run)
    for language, part in expects.contains.items():
        if part not in texts[language]:
            yield language, part, texts[language]


def _evidence(outcome: Outcome, key: str) -> float | int | str | None:
    name, _, field = key.partition(".")
    measured = outcome.measured.get(name)
    if measured is None:
        return None
    return {"value": measured.value, **measured.fields}.get(field)
