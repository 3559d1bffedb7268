"""CPU time of the whole pack over one run of 50 epochs, and of loading it: ``python -m benchmarks.rules``."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.evaluate import evaluate
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.model import Frame, Run

if TYPE_CHECKING:
    from collections.abc import Callable

EPOCHS = 50


def overfitting_run() -> Run:
    """Losses, accuracy, F1 and learning rate of a run that overfits."""
    noise, at = np.random.default_rng(0), np.arange(EPOCHS)
    fall = np.exp(-at / 10)
    columns = {
        "loss": fall + 0.01 * noise.random(EPOCHS),
        "val_loss": fall + 0.2 + 0.005 * at + 0.02 * noise.random(EPOCHS),
        "accuracy": 1 - 0.5 * fall,
        "val_accuracy": 0.9 - 0.4 * fall + 0.01 * noise.random(EPOCHS),
        "val_f1": 0.9 - 0.4 * fall + 0.01 * noise.random(EPOCHS),
        "lr": np.full(EPOCHS, 1e-3),
    }
    return Run("benchmark", Frame(np.arange(1, EPOCHS + 1), columns))


def milliseconds(action: Callable[[], object], times: int) -> float:
    """Best of five CPU times of an action."""
    found = []
    for _ in range(5):
        start = time.process_time()
        for _ in range(times):
            action()
        found.append((time.process_time() - start) / times)
    return 1e3 * min(found)


def main() -> None:
    run, pack = overfitting_run(), load_pack()
    roles = assign(run.frame.columns, pack.metrics)
    judging = milliseconds(lambda: evaluate(run, roles, pack), 100)
    print(f"{len(pack.rules)} rules over {EPOCHS} epochs: {judging:.3f} ms")
    print(f"loading, strict, with tests: {milliseconds(load_pack, 3):.1f} ms")
    print(f"loading to judge: {milliseconds(lambda: load_pack(builtin_tests=False), 3):.1f} ms")


if __name__ == "__main__":
    main()
