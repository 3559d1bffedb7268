"""What is said of each epoch: pure functions of two diagnoses."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tests.conftest import OVERFIT, keras_log
from tests.live.replaying import SAMPLE, Heard, listen, pieces
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.i18n import LANGUAGES
from trainlog_doctor.live.eta import Moment, clock, seconds_left
from trainlog_doctor.live.status import Said, news
from trainlog_doctor.model import Frame, Origin, Run
from trainlog_doctor.pipeline import Found, Options
from trainlog_doctor.pipeline.running import ENDING_TAG, judge_running

PACK = load_pack()


def after(epochs: int, planned: int = 50, **series: list[float]) -> Run:
    columns = {name: np.array(values[:epochs]) for name, values in (series or OVERFIT).items()}
    return Run("keras-stdout", Frame(np.arange(1, epochs + 1), columns), planned_epochs=planned)


def told(run: Run, before: Said | None = None, now: float = 0.0, number: int = 1) -> tuple[Said, list[str]]:
    diagnosis = judge_running(Found(Origin("-", number), run), PACK, Options())
    said, lines = news(before or Said(), diagnosis, PACK.rules, now)
    return said, [line.texts[0]["en"] for line in lines]


def test_an_epoch_is_told_with_its_best_so_far_and_the_time_left() -> None:
    said, _ = told(after(3), now=0.0)
    said, lines = told(after(4), said, now=10.0)
    assert lines[0] == "epoch 4/50  val_loss 0.4000 ↓ best  val_f1 0.8000 ↑ best  ETA 7:40"
    _, lines = told(after(5), said, now=20.0)
    assert lines[0] == "epoch 5/50  val_loss 0.4200 (best 0.4000 @4)  val_f1 0.8000 (= best @4)  ETA 7:30"


def test_nothing_new_is_nothing_said() -> None:
    said, _ = told(after(4))
    assert told(after(4), said)[1] == []


def test_metrics_that_come_later_for_the_same_epoch_are_told() -> None:
    said, _ = told(after(1, loss=[0.5]))
    assert told(after(1, loss=[0.5], val_loss=[0.6]), said)[1][0].startswith("epoch 1/50  val_loss 0.6000")


def test_each_finding_is_said_once_when_it_fires() -> None:
    said, fired = Said(), []
    for epoch in range(1, 13):
        said, lines = told(after(epoch, 12), said)
        fired += [line for line in lines if "TD101" in line]
    assert len(fired) == 1
    assert re.fullmatch(r"epoch \d+: warning TD101 overfit-metric-plateau", fired[0])


def test_each_finding_is_said_once_when_it_clears() -> None:
    rising = judge_running(Found(Origin("-", 1), after(12)), PACK, Options())
    assert any(one.code == "TD102" and one.status == "clear" for one in rising.outcomes)
    said = Said(fired=frozenset({"TD102"}))
    lines: list[str] = []
    for diagnosis in (rising, rising):
        said, new = news(said, diagnosis, PACK.rules, 0.0)
        lines += [line.texts[0]["en"] for line in new if line.kind == "cleared"]
    assert lines == ["epoch 12: TD102 overfitting no longer holds"]


def test_the_advice_to_stop_is_said_once() -> None:
    screen = Heard()
    listen(pieces(SAMPLE.read_bytes(), seed=2), screen)
    stops = [line for line in screen.lines if line.kind == "stop"]
    assert len(stops) == 1
    assert stops[0].detail is not None
    assert all("8" in stops[0].detail[language] for language in LANGUAGES)


def test_what_speaks_of_the_end_is_not_said_while_the_log_grows() -> None:
    screen = Heard()
    report = listen(
        [keras_log({name: values[:3] for name, values in OVERFIT.items()}, planned=50).encode(), None], screen
    )
    said = " ".join(screen.english("finding"))
    ending = {code for code, rule in PACK.rules.items() if ENDING_TAG in rule.tags}
    assert {"TD702", "TD902", "TD305", "TD501"} <= ending
    assert not any(code in said for code in ending)
    # In the end it is.
    assert "TD902" in {one.code for one in report.diagnoses[0].outcomes if one.status == "fired"}


def test_a_file_that_begins_anew_is_another_training() -> None:
    said, _ = told(after(9), Said(fired=frozenset({"TD102"})))
    said, lines = told(after(2), said)
    assert lines[0].startswith("epoch 2/50")
    assert "TD102" not in said.fired


def test_runs_are_told_apart() -> None:
    screen = Heard()
    two = keras_log({"loss": [0.5, 0.4]}) + "Fold 2/5\n" + keras_log({"loss": [0.6, 0.3]})
    listen([part for line in two.encode().splitlines(keepends=True) for part in (line, None)], screen)
    assert [line.split("  ")[0] for line in screen.english("epoch")] == [
        "epoch 1/2",
        "epoch 2/2",
        "fold 2, epoch 1/2",
        "fold 2, epoch 2/2",
    ]


@pytest.mark.parametrize(
    ("planned", "moments", "seconds", "left"),
    [
        (10, ((1, 0.0), (4, 30.0)), None, 60.0),
        (10, ((4, 30.0),), [2.0, 2.0, 9.0, 2.0], 12.0),
        (None, ((1, 0.0), (4, 30.0)), None, None),
        (4, ((1, 0.0), (4, 30.0)), None, None),
        (10, (), None, None),
        (10, (), [np.nan] * 4, None),
    ],
)
def test_the_time_left(
    planned: int | None, moments: tuple[tuple[int, float], ...], seconds: list[float] | None, left: float | None
) -> None:
    frame = Frame(np.arange(1, 5), {"loss": np.ones(4)})
    run = Run("x", frame, planned_epochs=planned, epoch_seconds=None if seconds is None else np.array(seconds))
    assert seconds_left(run, tuple(Moment(*one) for one in moments)) == left


def test_times_are_read_as_on_a_clock() -> None:
    assert [clock(seconds) for seconds in (5, 65, 3725)] == ["0:05", "1:05", "1:02:05"]
