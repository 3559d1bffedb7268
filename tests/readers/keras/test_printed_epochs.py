"""What a program prints of epochs among the output of Keras."""

from __future__ import annotations

import pytest

from tests.readers.keras.reading import only, read

FIT = "".join(f"Epoch {n}/2\n9/9 [====] - 1s 2ms/step - loss: 0.{n}000\n" for n in (1, 2))
OWN = "Epoch {}/500 - loss: 0.3 val_loss: 0.4\n"


def test_epochs_of_another_training_are_not_passed_over_in_silence() -> None:
    run = only(FIT + "".join(OWN.format(n) for n in (10, 20, 30)))
    assert [(notice.code, notice.line, notice.data["count"]) for notice in run.notices] == [
        ("keras.printed_epochs", 5, 3)
    ]


@pytest.mark.parametrize(
    "text",
    [
        FIT + OWN.format(10) + OWN.format(20),
        FIT.replace("\n9/9", "\nEpoch 1/2 starts, loss: 0.5\n9/9") * 2,
        FIT + "We saw in epoch 3/5 that the loss fell.\n" * 3,
    ],
)
def test_single_lines_and_those_on_the_run_itself_are_nothing_to_say(text: str) -> None:
    assert "keras.printed_epochs" not in [notice.code for run in read(text) for notice in run.notices]
