"""Frames to write and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

from tests.reading import read_stream
from trainlog_doctor.exports.sheet import Sheet, labels, logged
from trainlog_doctor.model import Frame, Run
from trainlog_doctor.readers import readers
from trainlog_doctor.readers.base import Head

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt


LETTERS = st.characters(exclude_categories=("C", "Z"), exclude_characters="�\u200e\u200f\u061c")
NAMES = st.one_of(
    st.sampled_from(["loss", "val_loss", "step", "=cmd|'/C calc'!A0", "'=x", 'a"b', "a,b", "0/acc", "轮", "phase"]),
    st.text(LETTERS, min_size=1, max_size=8),
).filter(lambda name: name not in {"epoch", "run"} and name == name.strip())
CELLS = st.one_of(st.floats(allow_nan=False), st.sampled_from(["nan", None]))


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """A frame with gaps between epochs, cells that were not logged, NaN that were, and infinities."""
    epochs = sorted(draw(st.sets(st.integers(1, 10**6), min_size=1, max_size=6)))
    columns: dict[str, npt.NDArray[np.float64]] = {}
    logged_nan: dict[str, tuple[int, ...]] = {}
    for name in draw(st.lists(NAMES, min_size=1, max_size=4, unique=True)):
        cells = [draw(CELLS) for _ in epochs]
        if all(cell is None for cell in cells):
            cells[0] = 0.5
        columns[name] = np.array([cell if isinstance(cell, float) else np.nan for cell in cells])
        nan = tuple(epoch for epoch, cell in zip(epochs, cells, strict=True) if cell == "nan")
        logged_nan |= {name: nan} if nan else {}
    return Frame(np.array(epochs), columns, logged_nan)


RUNS = st.lists(frames(), min_size=1, max_size=3).map(
    lambda found: [Run("keras-stdout", frame, name=f"fold {n}" if n > 1 else None) for n, frame in enumerate(found, 1)]
)


def sheets_of(runs: Sequence[Run]) -> list[Sheet]:
    """Label runs, and give no roles."""
    return [Sheet(run, label, {}) for run, label in zip(runs, labels(runs), strict=True)]


def there_and_back(runs: Sequence[Run], render: Callable[[Sequence[Sheet]], bytes]) -> list[Run]:
    """Write runs, and read them as anybody's file would be read."""
    data = render(sheets_of(runs))
    chunks = (data[begin : begin + 50] for begin in range(0, len(data), 50))
    return list(read_stream(Head(data[:65536], len(data) <= 65536), chunks, readers()))


def assert_same(before: Sequence[Run], after: Sequence[Run]) -> None:
    """Hold runs against each other: names, epochs, columns, and what of the NaN was logged."""
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        assert new.frame.epoch.tolist() == old.frame.epoch.tolist()
        assert new.name == old.name
        assert set(new.frame.columns) == set(old.frame.columns)
        for name, values in old.frame.columns.items():
            np.testing.assert_array_equal(new.frame.columns[name], values)
            assert logged(new.frame, name).tolist() == logged(old.frame, name).tolist()
