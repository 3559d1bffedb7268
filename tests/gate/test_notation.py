"""Requirements as people type them are read by the engine, and refused where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import OVERFIT, run_of
from trainlog_doctor.engine.loading.nodes import Place
from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.errors import UsageError
from trainlog_doctor.gate.evaluation import measured
from trainlog_doctor.gate.notation import Requirement, read_requirement
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.model import Origin

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack

HERE = Place("--require", 1, 1)


def read(text: str) -> Requirement:
    return read_requirement(text, HERE)


def holds(text: str, pack: Pack, series: dict[str, list[float]] | None = None) -> bool | None:
    """Whether a requirement holds for a run; None is unknown. Its epoch to keep is the fourth, of the lowest loss."""
    diagnosis = judge(Origin("run.log", 1), run_of(series or OVERFIT), pack)
    (outcome,) = measured(diagnosis, [read(text)], pack.metrics)
    return {"fired": False, "clear": True, "skipped": None}[outcome.status]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("val_f1>=0.80", True),  # at the epoch to keep
        ("val_f1>=0.805", False),
        ("best(val_f1)>=0.81", True),
        ("last(val_loss)<0.7", False),
        ("last(val_loss)<=0.7", True),
        ("best(val_loss)<40.01%", True),
        ("epochs>=12", True),
        ("epochs>12", False),
        ("best_by_epoch(val_f1, epoch=2)>0.75", True),
        ("at_epoch(val_loss, epoch=1) < 0.5", False),
        ("val_score>=0.8", True),  # by role
        ("val_f1>=0.9 or epochs>=10", True),
        ("val_f1>=0.8 and epochs>=20", False),
        ("not (val_f1>=0.9 or epochs>=20)", True),
        ('"val_f1">=0.8', True),
        ("val_auc>=0.5", None),
        ("val_auc>=0.5 or epochs>=10", True),
        ("val_auc>=0.5 and epochs>=20", False),
        ("not val_auc>=0.5", None),
    ],
)
def test_requirements_are_evaluated_in_three_valued_logic(text: str, answer: bool | None, pack: Pack) -> None:
    assert holds(text, pack) is answer


def test_a_value_that_the_log_does_not_end_with_is_not_its_last(pack: Pack) -> None:
    nan = float("nan")
    assert holds("last(loss)<1", pack, {"loss": [0.5, 0.4, nan]}) is None


def test_a_column_goes_before_a_role_of_its_name(pack: Pack) -> None:
    series = {"loss": [0.5, 0.4], "score": [0.1, 0.1], "val_loss": [0.5, 0.4], "val_f1": [0.9, 0.9], "f1": [0.9, 0.9]}
    assert holds("last(score)<0.2", pack, series) is True


def test_the_best_of_a_column_of_unknown_direction_is_unknown(pack: Pack) -> None:
    series = {"loss": [0.5, 0.4], "val_wobble": [0.1, 0.9]}
    assert holds("best(val_wobble)>=0.5", pack, series) is None
    diagnosis = judge(Origin("a", 1), run_of(series), pack, {"score": RoleColumn("val_wobble", "higher")})
    (outcome,) = measured(diagnosis, [read("best(val_wobble)>=0.5")], pack.metrics)
    assert outcome.status == "clear"


def test_an_argument_beyond_all_sense_gives_no_answer(pack: Pack) -> None:
    assert holds("tail_trend(loss, share=1e308)<1", pack) is None


def test_the_same_requirement_twice_has_two_answers(pack: Pack) -> None:
    diagnosis = judge(Origin("run.log", 1), run_of(OVERFIT), pack)
    assert len(measured(diagnosis, [read("epochs>1"), read("epochs>1")], pack.metrics)) == 2


@pytest.mark.parametrize(
    ("text", "key", "column"),
    [
        ("val_f1", "gate.bad_require", 1),
        ("", "gate.bad_require", 1),
        ("val_f1==0.8", "gate.bad_require", 7),
        ("val_f1>=0.8 && epochs>3", "gate.bad_require", 13),
        ("val_f1>=0.8 epochs>3", "gate.bad_require", 13),
        ("epochs>3)", "gate.bad_require", 9),
        ("p1 and epochs>3", "gate.bad_require", 8),
        ("val_f1>0.8 and", "gate.bad_require", 12),
        ("epochs<1 and b<", "gate.bad_require", 15),
        ("epochs>3 and " * 100, "gate.bad_require", 1),
        ("val_f1>=high", "rules.not_number", 9),
        ("epochs>1 and bset(val_loss)<0.3", "rules.unknown_word", 14),
        ("best()<1", "rules.wrong_inputs", 1),
        ("gap(val_loss)<1", "rules.wrong_inputs", 1),
        ("best_by_epoch(val_f1)>1", "rules.missing_key", 1),
        ("best(val_f1, first=3)>1", "rules.unknown_key", 14),
        ("at_epoch(val_f1, epoch=0)>1", "rules.takes_count", 18),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(text: str, key: str, column: int) -> None:
    with pytest.raises(UsageError) as raised:
        read(text)
    assert (raised.value.key, raised.value.data["column"]) == (key, column)


@settings(max_examples=200)
@given(text=st.text(alphabet='ab1_.>=<()",% \nandornot', max_size=60) | st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert read(text).measures
    except UsageError:
        return


def test_a_very_long_text_is_refused_at_once() -> None:
    with pytest.raises(UsageError):
        read("a(" * 100_000)
