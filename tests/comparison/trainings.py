"""Runs to compare, small enough to work the answer out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tests.conftest import run_of
from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.judgement.comparison import compare
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.model import Fact, Origin, Run, Unfinished
from trainlog_doctor.readers import facts
from trainlog_doctor.view.comparison import build_comparison

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.judgement.comparison.result import Comparison
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.view.comparison.document import ComparisonView

CLASSES = Fact(facts.CLASS_COUNTS, None, 1, {"消极": 60000, "积极": 60000})


def model(layers: int, parameters: int, dropout: int) -> Fact:
    data = {"layers": layers, "parameters": parameters, "dropout": dropout, "dense": 1}
    return Fact(facts.MODEL_SUMMARY, None, 2, data)


STUCK = run_of(
    {
        "loss": [0.6934, 0.6932, 0.6932, 0.6931, 0.6932, 0.6931, 0.6931, 0.6932, 0.6931, 0.6931],
        "accuracy": [0.4998, 0.5003, 0.4989, 0.5012, 0.4996, 0.5001, 0.5006, 0.4993, 0.5002, 0.4999],
        "val_loss": [0.6931] * 10,
        "val_accuracy": [0.505] * 10,
    },
    planned_epochs=10,
    epoch_seconds=np.full(10, 95.0),
    steps=1500,
    facts=(CLASSES, model(3, 1_313_089, 0), Fact(facts.SETTINGS, None, 3, {"optimizer": "SGD", "learning_rate": 0.1})),
)
"""The model that guesses: ten epochs at the entropy of two equal classes."""

STARTED = run_of(
    {"loss": [0.3712], "accuracy": [0.8321], "val_loss": [0.2639], "val_accuracy": [0.92]},
    planned_epochs=15,
    unfinished=Unfinished(2, 0.2),
    epoch_seconds=np.array([121.0]),
    steps=1500,
    facts=(
        CLASSES,
        model(4, 1_346_113, 1),
        Fact(facts.SETTINGS, None, 3, {"optimizer": "Adam", "learning_rate": 0.001}),
    ),
)
"""The next attempt, still in its second epoch."""


def scored(losses: list[float], scores: list[float], name: str = "val_accuracy", **fields: Any) -> Run:  # noqa: ANN401
    """A run of validation metrics only."""
    return run_of({"val_loss": losses, name: scores}, **fields)


def diagnoses(pack: Pack, *sources: Run | tuple[Run, ...], score: str | None = None) -> list[Diagnosis]:
    """Judge each source's runs; a source is a run or a tuple of them, and a score may be named."""
    named = {"val_score": RoleColumn(score, "higher")} if score else {}
    found = []
    for place, source in enumerate(sources, start=1):
        runs = source if isinstance(source, tuple) else (source,)
        found += [judge(Origin(f"{place}.log", number), run, pack, named) for number, run in enumerate(runs, start=1)]
    return found


def compared(pack: Pack, *sources: Run | tuple[Run, ...], named: bool = False) -> Comparison:
    """Compare sources with the first one."""
    return compare(diagnoses(pack, *sources), pack.metrics, named=named)


def shown(pack: Pack, *sources: Run | tuple[Run, ...], score: str | None = None) -> ComparisonView:
    """The same, worded."""
    named = score is not None
    comparison = compare(diagnoses(pack, *sources, score=score), pack.metrics, named=named)
    return build_comparison(comparison, pack, named=named)
