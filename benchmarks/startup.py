"""What starting costs: whole processes, against a process that only imports what no such program can do without.

``python -m benchmarks.startup`` runs each beside its floor.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.options import parser
from benchmarks.turns import OURS, Command, Work, cost, show

if TYPE_CHECKING:
    from collections.abc import Sequence

PER_ROUND = 3
"""Processes this short are run more often."""

LIGHT_COMMANDS = ("--help", "--version", "explain TD101", "rules list", "schema")
EPOCHS = 50
LIGHT, HEAVY = "import click", "import click, rich.console, yaml, numpy"
TARGETS = {LIGHT: 1 / 1.3, HEAVY: 1 / 1.5}
"""How much of our time each floor has to take at least: we may take 1.3 and 1.5 times as long."""


def works(folder: Path) -> Sequence[Work[Command]]:
    """Every process beside its floor."""
    log, table = str(folder / "run.log"), str(folder / "history.csv")
    light = [_ours(f"`{name}`", name.split(), LIGHT) for name in LIGHT_COMMANDS]
    return [
        *light,
        _ours("`analyze`, a log of 50 epochs", ["analyze", log], HEAVY),
        _ours("`analyze`, a CSV history of 50 epochs", ["analyze", table], HEAVY),
        _ours("`check --quiet`, the log", ["check", "--quiet", "--fail-on", "never", log], HEAVY),
        _ours("`scan`, the log", ["scan", log], HEAVY),
    ]


def _ours(name: str, arguments: Sequence[str], floor: str) -> Work[Command]:
    program = ("-c", "from trainlog_doctor.__main__ import main; main()")
    tools = {OURS: Command((sys.executable, *program, *arguments)), floor: Command((sys.executable, "-c", floor))}
    return Work(name, tools, {floor: TARGETS[floor]})


def log_of(epochs: int) -> str:
    """A Keras 3 log at verbose=2 of a run that overfits."""
    rows = (
        f"Epoch {at}/{epochs}\n50/50 - 1s - 20ms/step - accuracy: {1 - 0.5 / at:.4f} - loss: {0.7 / at:.4f} "
        f"- val_accuracy: {0.9 - 0.4 / at:.4f} - val_loss: {0.7 / at + 0.01 * at:.4f}\n"
        for at in range(1, epochs + 1)
    )
    return "".join(rows)


def history_of(epochs: int) -> str:
    """The same run as Keras' CSVLogger writes it."""
    rows = (f"{at},{1 - 0.5 / (at + 1)},{0.7 / (at + 1)},{0.7 / (at + 1) + 0.01 * at}\n" for at in range(epochs))
    return "epoch,accuracy,loss,val_loss\n" + "".join(rows)


def main() -> None:
    """Run every process once, so that its modules are compiled as they are when it is installed; then measure."""
    options = parser(__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "run.log").write_text(log_of(EPOCHS))
        Path(folder, "history.csv").write_text(history_of(EPOCHS))
        measured = works(Path(folder))
        for work in measured:
            for command in work.tools.values():
                cost(command)
        show(measured, PER_ROUND * options.rounds, cost)


if __name__ == "__main__":
    main()
