"""The short cut for long logs gives what the slow way gives."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.readers.keras.reading import plain, read
from tests.readers.keras.writers import History, keras2_in_place, keras2_verbose2, keras3_in_place, keras3_verbose2
from trainlog_doctor.readers.keras import KerasParser
from trainlog_doctor.readers.keras.bulk import Bulk

if TYPE_CHECKING:
    from collections.abc import Callable

SLOWLY = (4_000,) * 200


def long_history(epochs: int, seed: int) -> History:
    chance = random.Random(seed)  # noqa: S311
    scales = {"loss": 1.0, "accuracy": 1e-3, "val_loss": -20.0, "lr": 1e-6}
    return History({name: [chance.random() * scale for _ in range(epochs)] for name, scale in scales.items()})


@pytest.mark.parametrize("write", [keras2_verbose2, keras3_verbose2, keras2_in_place, keras3_in_place])
@pytest.mark.parametrize("seed", range(2))
def test_the_short_cut_equals_the_slow_way(write: Callable[[History], str], seed: int) -> None:
    text = write(long_history(1_500, seed))
    assert list(map(plain, read(text))) == list(map(plain, read(text, SLOWLY)))


@pytest.mark.parametrize("write", [keras2_verbose2, keras3_verbose2, keras3_in_place])
def test_the_short_cut_is_taken(write: Callable[[History], str], monkeypatch: pytest.MonkeyPatch) -> None:
    leaps: list[int] = []
    original = Bulk.read

    def spy(self: Bulk, chunk: bytes, at: int, awaited: object) -> object:
        found = original(self, chunk, at, awaited)  # type: ignore[arg-type]
        leaps.append(len(found.seconds) if found else 0)
        return found

    monkeypatch.setattr(Bulk, "read", spy)
    (run,) = read(write(long_history(1_500, 0)))
    assert len(run.frame) == 1_500
    assert sum(leaps) > 1_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Epoch 800/1500", "Epoch 800/1500\nEpoch 800: early stopping"),
        ("Epoch 800/1500", "Epoch 1/1500"),
        ("Epoch 800/1500", "Epoch 800/1400"),
        ("Epoch 800/1500\n", ""),
        ("Epoch 800/1500\n25/25", "Epoch 800/1500\n26/26"),
        ("Epoch 800/1500", "Train on 5 samples\nEpoch 800/1500"),
        ("Epoch 800/1500\n25/25 - 3s - 164ms/step - loss", "Epoch 800/1500\n25/25 - 3s - 164ms/step - LOSS"),
        (
            "Epoch 800/1500\n25/25 - 3s - 164ms/step - loss: ",
            "Epoch 800/1500\n25/25 - 3s - 164ms/step - loss: nan - x: ",
        ),
    ],
)
def test_whatever_breaks_the_pattern_is_read_the_slow_way(old: str, new: str) -> None:
    text = keras3_verbose2(long_history(1_500, 1))
    assert old in text
    changed = text.replace(old, new)
    assert list(map(plain, read(changed))) == list(map(plain, read(changed, SLOWLY)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\nEpoch 800/1500\n", "\n\nEpoch 799: early stopping\nEpoch 800/1500\n"),
        ("\nEpoch 800/1500\n", "\nEpoch 1/1500\n"),
        ("\nEpoch 800/1500\n", "\n"),
        ("\nEpoch 800/1500\n", "\nEpoch 800/1500\n[1/2] something else\n"),
    ],
)
def test_whatever_breaks_into_bars_is_read_the_slow_way(old: str, new: str) -> None:
    text = keras3_in_place(long_history(1_500, 2))
    assert old in text
    changed = text.replace(old, new)
    assert list(map(plain, read(changed))) == list(map(plain, read(changed, SLOWLY)))


def test_a_growing_log_of_bars_shows_what_it_has() -> None:
    data = keras3_in_place(long_history(300, 3)).encode()
    parser = KerasParser()
    for at in range(0, len(data), 40_000):
        parser.feed(data[at : at + 40_000])
        done = data[: at + 40_000].count(b"\nEpoch")
        assert [len(run.frame) for run in parser.runs()] in ([done], [done + 1])
