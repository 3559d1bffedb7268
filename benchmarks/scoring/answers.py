"""What trainlog-doctor says of an example."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trainlog_doctor.engine.evaluate import evaluate
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.scoring.example import Example
    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.pack import Pack


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program says of an example.

    Attributes
    ----------
    found
        Codes that it names, on any run.
    warned
        Those of severity warning or error.
    skipped
        Codes that it could not judge.
    best
        Epoch to keep, 1-based; None where it names none.
    """

    found: frozenset[str]
    warned: frozenset[str]
    verdict: str | None = None
    skipped: frozenset[str] = frozenset()
    best: int | None = None


def answer(example: Example, pack: Pack) -> Answer:
    """Judge the runs of an example with a pack of rules."""
    diagnoses = [judge(Origin(example.name, number), run, pack) for number, run in enumerate(example.runs, start=1)]
    said = _said([outcome for diagnosis in diagnoses for outcome in diagnosis.outcomes])
    chosen = diagnoses[example.chosen] if diagnoses else None
    best = chosen.best.epoch if chosen and chosen.best else None
    return replace(said, verdict=chosen.verdict if chosen else None, best=best)


def findings(example: Example, pack: Pack) -> Answer:
    """As `answer`, without a verdict and an epoch to keep."""
    roles = (assign(run.frame.columns, pack.metrics) for run in example.runs)
    judged = (evaluate(run, role, pack) for run, role in zip(example.runs, roles, strict=True))
    return _said([outcome for outcomes in judged for outcome in outcomes])


def _said(outcomes: Sequence[Outcome]) -> Answer:
    fired = [outcome for outcome in outcomes if outcome.status == "fired"]
    found = frozenset(outcome.code for outcome in fired)
    return Answer(
        found=found,
        warned=frozenset(outcome.code for outcome in fired if outcome.severity != "info"),
        skipped=frozenset(outcome.code for outcome in outcomes if outcome.status == "skipped") - found,
    )


def answers(examples: Iterable[Example], pack: Pack) -> Mapping[str, Answer]:
    """The answer to every example, by name."""
    return {example.name: answer(example, pack) for example in examples}
