"""CPU time of judging runs of several lengths, and of loading the pack: ``python -m benchmarks.rules``.

Beside it stands a floor: five numpy calls on each of the six columns (sort, differences, their sizes, their sum, the
lowest value). All take turns, and the least of many rounds counts, so that the ratios hold on a busy machine too.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.evaluate import evaluate
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.judgement.judge import judge, judge_briefly
from trainlog_doctor.model import Frame, Origin, Run
from trainlog_doctor.sweep.row import row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trainlog_doctor.engine.pack import Pack

LENGTHS = {50: 400, 1_000: 100, 100_000: 5}
"""Epochs of a run, and how many rounds it is judged."""


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


def works(run: Run, pack: Pack) -> Mapping[str, Callable[[], object]]:
    """What is measured, the floor first."""
    origin, roles = Origin("run.csv", 1), assign(run.frame.columns, pack.metrics)
    return {
        "floor": lambda: floor(run),
        "pack": lambda: evaluate(run, roles, pack),
        "judge": lambda: judge(origin, run, pack),
        "row": lambda: row_of(origin, run, judge_briefly(run, pack)),
    }


def floor(run: Run) -> None:
    """Look at every value of a run five times."""
    for values in run.frame.columns.values():
        ordered = values.copy()
        ordered.sort()
        np.abs(values[1:] - values[:-1]).sum()
        values.argmin()


def least(actions: Mapping[str, Callable[[], object]], rounds: int) -> Mapping[str, float]:
    """Least CPU milliseconds of each action, which take turns."""
    found = dict.fromkeys(actions, float("inf"))
    for _ in range(rounds):
        for name, action in actions.items():
            start = time.process_time_ns()
            action()
            found[name] = min(found[name], (time.process_time_ns() - start) / 1e6)
    return found


def main() -> None:
    """Measure and print a table."""
    pack = load_pack()
    print(f"{len(pack.rules)} rules\n\n| epochs | floor, ms | pack | judge | row |\n|---|---|---|---|---|")
    for epochs, rounds in LENGTHS.items():
        (_, limit), *others = least(works(overfitting_run(epochs), pack), rounds).items()
        cells = [f"{spent:.2f} ms, {spent / limit:.1f}×" for _, spent in others]
        print(f"| {epochs} | {limit:.3f} | {' | '.join(cells)} |")
    loading = least({"strict, with tests": load_pack, "to judge": lambda: load_pack(builtin_tests=False)}, 5)
    print("\nloading " + ", ".join(f"{name}: {spent:.1f} ms" for name, spent in loading.items()))


if __name__ == "__main__":
    main()
