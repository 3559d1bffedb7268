"""CPU time of judging runs of several lengths: ``python -m benchmarks.rules``.

Beside it stands a floor: five numpy calls on each of the six columns (sort, differences, their sizes, their sum, the
lowest value).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.options import parser
from benchmarks.turns import OURS, Limits, Work, show, timed
from trainlog_doctor.engine.evaluate import evaluate
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.judgement.judge import judge, judge_briefly, silence_of
from trainlog_doctor.model import Frame, Origin, Run
from trainlog_doctor.sweep.row import Row, row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from trainlog_doctor.engine.pack import Pack

TYPICAL = 50
LENGTHS = {TYPICAL: 400, 1_000: 100, 100_000: 5}
"""Epochs of a run, and how many rounds it is judged."""

FLOOR = "five numpy calls a column"


def overfitting_run(epochs: int) -> Run:
    """Losses, accuracy, F1 and learning rate of a run that overfits."""
    noise, at = np.random.default_rng(0), np.arange(epochs)
    fall = np.exp(-5 * at / epochs)
    columns = {
        "loss": fall + 0.01 * noise.random(epochs),
        "val_loss": fall + 0.2 + 0.25 * at / epochs + 0.02 * noise.random(epochs),
        "accuracy": 1 - 0.5 * fall,
        "val_accuracy": 0.9 - 0.4 * fall + 0.01 * noise.random(epochs),
        "val_f1": 0.9 - 0.4 * fall + 0.01 * noise.random(epochs),
        "lr": np.full(epochs, 1e-3),
    }
    return Run("benchmark", Frame(np.arange(1, epochs + 1), columns))


def works(run: Run, pack: Pack, epochs: int) -> Sequence[Work[Callable[[], object]]]:
    """What is measured, each beside the floor."""
    origin, roles = Origin("run.csv", 1), assign(run.frame.columns, pack.metrics)
    judging: Mapping[str, Callable[[], object]] = {
        f"the {len(pack.rules)} rules": lambda: evaluate(run, roles, pack),
        "rules and epoch, for a row": lambda: _row(origin, run, pack),
        "everything of a report": lambda: judge(origin, run, pack),
    }
    limits = {0: Limits(cpu=1e-3)} if epochs == TYPICAL else {}
    return [
        Work(
            f"judging {epochs:,} epochs: {name}",
            {OURS: action, FLOOR: lambda: floor(run)},
            {},
            limits.get(at, Limits()),
        )
        for at, (name, action) in enumerate(judging.items())
    ]


def _row(origin: Origin, run: Run, pack: Pack) -> Row:
    judgement = judge_briefly(run, pack)
    return row_of(origin, run, judgement, silence_of(run, judgement))


def floor(run: Run) -> None:
    """Look at every value of a run five times."""
    for values in run.frame.columns.values():
        ordered = values.copy()
        ordered.sort()
        np.abs(values[1:] - values[:-1]).sum()
        values.argmin()


def main() -> None:
    """Measure and print one Markdown table."""
    pack = load_pack()
    parser(__doc__).parse_args()
    for at, (epochs, rounds) in enumerate(LENGTHS.items()):
        show(works(overfitting_run(epochs), pack, epochs), rounds, timed, head=not at)


if __name__ == "__main__":
    main()
