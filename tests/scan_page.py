"""The sweep that ``docs/scan.md`` shows: made anew each time, the same on every machine."""

from __future__ import annotations

import random
import tempfile
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from tests.sweep.histories import history

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEHIND = {0.0001: 0.3, 0.001: 0.1, 0.01: 0.2}
"""Learning rate to what the validation loss stays behind."""


@contextmanager
def sweep() -> Iterator[Path]:
    """A folder with ``runs``: three learning rates, three batch sizes, four seeds, and a file that is empty."""
    dice = random.Random(1)  # noqa: S311 - nothing secret
    with tempfile.TemporaryDirectory() as name:
        for lr, size, seed in product(_BEHIND, (16, 32, 64), range(4)):
            folder = Path(name, "runs", f"lr={lr},bs={size}", f"seed{seed}")
            folder.mkdir(parents=True)
            level = _BEHIND[lr] + dice.gauss(0, 0.03)
            (folder / "history.csv").write_text(history(level, epochs=20), encoding="utf-8")
        Path(name, "runs", "lr=0.01,bs=64", "seed3", "history.csv").write_text("", encoding="utf-8")
        yield Path(name)
