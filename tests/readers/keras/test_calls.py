"""Results of ``evaluate`` that stand behind the call itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.readers.keras.reading import only
from trainlog_doctor.readers import facts

if TYPE_CHECKING:
    from trainlog_doctor.model import Run

EPOCHS = "Epoch 1/1\n5/5 [==============================] - 1s - {}\n"
TWO = EPOCHS.format("loss: 0.0500 - acc: 0.9900 - val_loss: 0.6000 - val_acc: 0.8000")


def told(run: Run) -> list[dict[str, object]]:
    """Data of every result of ``evaluate``."""
    return [dict(fact.data) for fact in run.facts if fact.kind == facts.EVALUATE]


@pytest.mark.parametrize(
    ("call", "data"),
    [
        ("model.evaluate(x_train, y_train)", "train"),
        ("`model.evaluate(x=X_train,y=Y)`", "train"),
        ("score = net.evaluate(x_test, y_test, verbose=0)", "test"),
        ("model.evaluate(val_ds)", "validation"),
    ],
)
def test_a_list_behind_a_call_is_its_result(call: str, data: str) -> None:
    run = only(TWO + f"\nbut {call}\ngives\n[4.552013397216797, 0.44897958636283875]\n")
    assert told(run) == [{"set": data, "loss": 4.552013397216797, "acc": 0.44897958636283875}]


@pytest.mark.parametrize("gap", ["\n", " "])
def test_a_call_on_what_fit_was_given_is_one_on_the_training_data(gap: str) -> None:
    run = only(f"model.fit(imgs, y, epochs=1){gap}" + TWO + "model.evaluate(imgs, y)\n[10.7, 0.333]\n")
    assert told(run) == [{"set": "train", "loss": 10.7, "acc": 0.333}]


def test_a_call_whose_data_says_nothing_leaves_the_set_open() -> None:
    assert told(only(TWO + "model.evaluate(imgs, y)\n[10.7, 0.333]\n")) == [{"loss": 10.7, "acc": 0.333}]


def test_call_bar_and_list_may_share_a_line() -> None:
    bar = "3/3 [==============================] - 3s 890ms/step"
    assert told(only(TWO + f"model.evaluate(x_train, y) {bar} [10.7, 0.333]\n")) == [
        {"set": "train", "loss": 10.7, "acc": 0.333}
    ]


def test_the_loss_comes_first_wherever_the_log_prints_it() -> None:
    epochs = EPOCHS.format("acc: 0.9900 - loss: 0.0500 - lr: 0.0010")
    expected = {"set": "train", "loss": 4.5, "acc": 0.4}
    assert told(only(epochs + "model.evaluate(x_train, y)\n[4.5, 0.4]\n")) == [expected]


@pytest.mark.parametrize(
    "after",
    [
        "[4.5, 0.4]\n",
        "model.evaluate(x_train, y)\n[4.5, 0.4, 0.3]\n",
        "model.evaluate(x_train, y)\n[4.5, 0.4] and more\n",
        "model.evaluate(x_train, y)\na\nb\nc\nd\n[4.5, 0.4]\n",
        "model.evaluate(x_train, y)\n['loss', 'acc']\n",
        "evaluate(x_train, y)\n[4.5, 0.4]\n",
    ],
)
def test_what_may_be_another_list_is_none(after: str) -> None:
    assert told(only(TWO + after)) == []


def test_a_call_before_an_epoch_has_no_result_behind_it() -> None:
    assert told(only("model.evaluate(x_train, y)\n" + TWO + "[4.5, 0.4]\n")) == []
