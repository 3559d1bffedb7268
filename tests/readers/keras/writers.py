"""Writers of Keras' console formats, for tests that read back what they wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

STEPS = 25


@dataclass(frozen=True)
class History:
    """A training as a test makes it up: metric to one value an epoch; the same metrics in every epoch."""

    metrics: Mapping[str, Sequence[float]]
    first: int = 1
    planned: int | None = None

    @property
    def epochs(self) -> range:
        length = len(next(iter(self.metrics.values())))
        return range(self.first, self.first + length)

    @property
    def total(self) -> int:
        return self.planned or self.epochs[-1]


def shown(value: float) -> str:
    """A value as Keras prints it at verbose=1."""
    return f"{value:.4f}" if abs(value) > 1e-3 else f"{value:.4e}"


def metrics(history: History, row: int, *, validation: bool = True) -> str:
    """`` - loss: 0.5 - val_loss: 0.6`` of one epoch."""
    names = [name for name in history.metrics if validation or not name.startswith("val_")]
    return "".join(f" - {name}: {shown(history.metrics[name][row])}" for name in names)


def keras1_newlines(history: History) -> str:
    """Keras 1 to 2.3 in a file: an update a line."""
    lines = ["Train on 1000 samples, validate on 200 samples"]
    for row, epoch in enumerate(history.epochs):
        lines += [f"Epoch {epoch}/{history.total}", ""]
        lines.append(f"  64/1000 [>.............................] - ETA: 3s{metrics(history, row, validation=False)}")
        lines.append(f" 512/1000 [==============>...............] - ETA: 1:02{metrics(history, row, validation=False)}")
        lines.append(f"1000/1000 [==============================] - 4s 64us/step{metrics(history, row)}")
    return "\n".join(lines) + "\n"


def keras2_in_place(history: History) -> str:
    """tf.keras 2 in a terminal or a pipe on Linux: each update written over the one before."""
    text = []
    for row, epoch in enumerate(history.epochs):
        text.append(f"Epoch {epoch}/{history.total}\n")
        before = ""
        for step, bar in (
            (1, ">............................."),
            (13, "==============>..............."),
            (25, "=" * 30),
        ):
            clock = "1s 19ms/step" if step == STEPS else "ETA: 0s"
            update = f"{step:2}/{STEPS} [{bar}] - {clock}{metrics(history, row, validation=step == STEPS)}"
            text.append("\b" * len(before) + "\r" + update)
            before = update
        text.append("\n")
    return "".join(text)


def keras3_in_place(history: History) -> str:
    """Keras 3: colours, heavy bars, backspaces; a full bar without validation comes before the last one."""
    text = []
    for row, epoch in enumerate(history.epochs):
        text.append(f"Epoch {epoch}/{history.total}\n")
        for step, done, last in ((1, 0, False), (25, 20, False), (25, 20, True)):
            bar = f"\x1b[32m{'━' * done}\x1b[0m\x1b[37m{'━' * (20 - done)}\x1b[0m"
            head = f"\x1b[1m{step:2}/{STEPS}\x1b[0m {bar} \x1b[1m1s\x1b[0m 20ms/step"
            text.append("\b" * 60 + "\r" + head + metrics(history, row, validation=last))
        text.append("\n")
    return "".join(text)


def keras3_lines(history: History) -> str:
    """Keras 3 through a Windows pipe: a line an update, the bar in a narrow encoding."""
    lines = []
    for row, epoch in enumerate(history.epochs):
        lines.append(f"Epoch {epoch}/{history.total}")
        lines.append(f" 1/{STEPS} ==================== 12s 512ms/step{metrics(history, row, validation=False)}")
        lines.append(f"{STEPS}/{STEPS} ==================== 1s 20ms/step{metrics(history, row)}")
    return "\r\n".join(lines) + "\r\n"


def keras23_verbose2(history: History) -> str:
    """Keras 2.3 at verbose=2: no counter."""
    rows = enumerate(history.epochs)
    return "".join(f"Epoch {epoch}/{history.total}\n - 3s{metrics(history, row)}\n" for row, epoch in rows)


def keras2_verbose2(history: History) -> str:
    """tf.keras 2 at verbose=2: times at the end."""
    lines = []
    for row, epoch in enumerate(history.epochs):
        lines.append(f"Epoch {epoch}/{history.total}\n")
        lines.append(f"{STEPS}/{STEPS} - 1s{metrics(history, row)} - {900 + row}ms/epoch - 41ms/step\n")
    return "".join(lines)


def keras3_verbose2(history: History) -> str:
    """Keras 3 at verbose=2: times in front."""
    rows = enumerate(history.epochs)
    return "".join(
        f"Epoch {epoch}/{history.total}\n{STEPS}/{STEPS} - 3s - 164ms/step{metrics(history, row)}\n"
        for row, epoch in rows
    )


WRITERS: tuple[Callable[[History], str], ...] = (
    keras1_newlines,
    keras2_in_place,
    keras3_in_place,
    keras3_lines,
    keras23_verbose2,
    keras2_verbose2,
    keras3_verbose2,
)
