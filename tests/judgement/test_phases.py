from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judgement.training_runs import fired, make_run, roles_of
from trainlog_doctor.engine.outcome import Outcome
from trainlog_doctor.judgement.phases import phases
from trainlog_doctor.record import replace
from trainlog_doctor.view.phases import phase_view

if TYPE_CHECKING:
    from trainlog_doctor.judgement.course import Phase
    from trainlog_doctor.model import Run

DOWN = np.geomspace(1.0, 0.3, 12).tolist()
UP = np.geomspace(0.31, 0.6, 8).tolist()
FALLING = np.geomspace(1.0, 0.01, 20).tolist()
CLAIMS = {"overfitting", "overconfident", "gap", "oscillating", "stuck", "diverging"}


def told(run: Run, *outcomes: Outcome) -> list[tuple[str, int, int]]:
    return [(phase.kind, phase.first, phase.last) for phase in phases(run, roles_of(run), outcomes)]


def test_overconfidence_begins_after_the_lowest_validation_loss() -> None:
    run = make_run(loss=FALLING, val_loss=DOWN + UP, val_f1=np.linspace(0.5, 0.8, 20).tolist())
    assert told(run, fired("TD101")) == [("learning", 1, 12), ("overconfident", 13, 20)]


def test_a_fall_below_zero_is_told_as_a_difference_and_not_as_more_than_all_of_it() -> None:
    falls = np.linspace(1.0, -2.0, 20).tolist()
    run = make_run(loss=falls)
    data = phases(run, roles_of(run), [])[-1].data
    assert (data["loss_change"], data["loss_relative"]) == (-3.0, False)


def test_a_metric_that_is_logged_no_more_stands_still() -> None:
    made = make_run(val_loss=[*np.linspace(1.0, 0.3, 12).tolist(), *[math.nan] * 20])
    run = replace(made, frame=replace(made.frame, logged_nan={}))
    assert told(run) == [("learning", 1, 12), ("plateau", 13, 32)]


def test_what_a_rule_says_was_still_improving_has_not_come_to_a_standstill() -> None:
    run = make_run(val_loss=[*DOWN, 0.299, 0.298, 0.297])
    assert told(run) == [("learning", 1, 12), ("plateau", 13, 15)]
    assert told(run, fired("TD305", (10, 15))) == [("learning", 1, 15)]


def test_a_level_that_a_rule_says_improves_is_a_slow_way_down() -> None:
    run = make_run(val_loss=np.linspace(0.5, 0.495, 10).repeat(2).tolist())
    assert told(run) == [("plateau", 1, 20)]
    assert told(run, fired("TD305", (14, 20))) == [("learning", 1, 20)]


def test_a_fall_without_one_step_back_is_progress_however_small() -> None:
    falling = [3.528, 3.514, 3.497, 3.485, 3.472, 3.468]
    assert told(make_run(val_loss=falling)) == [("learning", 1, 6)]
    assert told(make_run(val_loss=[*falling[:4], 3.490, 3.468])) == [("plateau", 1, 6)]


def test_overfitting_is_told_with_the_change_since_the_lowest_loss() -> None:
    run = make_run(loss=FALLING, val_loss=DOWN + UP)
    last = phases(run, roles_of(run), [fired("TD102")])[-1]
    assert (last.kind, last.first, last.last) == ("overfitting", 13, 20)
    assert last.data["val_loss_start"] == 0.3
    assert abs(float(last.data["val_loss_change"]) - 1.0) < 1e-9
    assert last.data["val_loss_relative"]
    assert last.data["loss"] == "loss"


def test_overfitting_that_only_a_score_shows_covers_the_epochs_of_the_finding() -> None:
    run = make_run(loss=FALLING, val_f1=[*np.linspace(0.5, 0.8, 12).tolist(), *np.linspace(0.79, 0.6, 8).tolist()])
    assert told(run, fired("TD104", (13, 20))) == [("learning", 1, 12), ("overfitting", 13, 20)]


def test_without_a_finding_no_phase_claims_one_but_says_that_it_gets_worse() -> None:
    run = make_run(loss=FALLING, val_loss=DOWN + UP)
    suppressed = Outcome("TD102", "suppressed", "warning", "high", suppressed_by="TD201")
    assert [kind for kind, _, _ in told(run, suppressed)] == ["learning", "worsening"]


def test_a_score_that_falls_for_good_is_no_standstill() -> None:
    scores = [0.19, 0.30, 0.38, 0.41, 0.45, 0.44, 0.46, 0.45, 0.46, *np.linspace(0.45, 0.27, 19).tolist()]
    assert told(make_run(val_f1=scores))[-1][0] == "worsening"


def test_the_best_epoch_is_not_told_as_one_of_those_that_get_worse() -> None:
    losses = [1.28, 1.04, 0.96, 0.95, 1.0, 1.04, 1.12, 1.1, 1.11, 1.12]
    assert told(make_run(val_loss=losses)) == [("learning", 1, 4), ("worsening", 5, 10)]


def test_a_loss_that_stands_still_does_not_hide_a_score_that_gets_better() -> None:
    still = [0.96, 0.965, 0.985, 0.952, 0.97, 0.989, 0.972, 0.99]
    for epochs, improving in ((4, None), (5, "val_f1"), (8, "val_f1")):
        run = make_run(val_loss=still[:epochs], val_f1=np.linspace(0.1, 0.5, epochs).tolist())
        (phase,) = phases(run, roles_of(run), ())
        assert (phase.kind, phase.data.get("improving")) == ("plateau", improving)
    assert phase_view(phase).text["en"].startswith("no lasting improvement of `val_loss`, but `val_f1` gets better: ")


def test_a_wait_holds_no_epoch_better_than_all_that_came_of_it() -> None:
    lucky = [0.609, 0.667, 0.615, 0.690, 0.591, 0.615, 0.595, 0.600]
    assert [piece[1:] for piece in told(make_run(val_loss=lucky))] == [(1, 8)]
    plain = [0.609, 0.667, 0.615, 0.690, 0.611, 0.615, 0.595, 0.590]
    assert told(make_run(val_loss=plain))[0] == ("plateau", 1, 6)


def test_noise_without_a_direction_is_a_standstill() -> None:
    noise = 0.3 + 0.01 * np.random.default_rng(3).standard_normal(100)
    assert told(make_run(val_loss=DOWN + noise.tolist()))[-1][0] == "plateau"


def test_a_few_epochs_that_get_worse_one_by_one_are_told_as_that() -> None:
    assert told(make_run(val_loss=[0.5, 0.6, 1.5])) == [("worsening", 1, 3)]
    assert told(make_run(val_loss=[0.5, 1.5, 0.6])) == [("plateau", 1, 3)]
    assert told(make_run(val_loss=[0.5, 0.505, 0.51])) == [("plateau", 1, 3)]
    assert told(make_run(val_loss=[0.5, 0.6, 0.7, 1.5])) == [("worsening", 1, 4)]
    assert told(make_run(val_loss=[0.5, 0.45, 0.4])) == [("learning", 1, 3)]


def test_waiting_then_learning_then_standing_still() -> None:
    losses = [0.693] * 8 + np.geomspace(0.6, 0.2, 12).tolist() + [0.2] * 10
    assert told(make_run(loss=losses)) == [("plateau", 1, 8), ("learning", 9, 20), ("plateau", 21, 30)]


def test_a_steady_descent_is_one_phase() -> None:
    assert told(make_run(loss=FALLING, val_loss=FALLING)) == [("learning", 1, 20)]


def test_a_lucky_epoch_ends_no_phase() -> None:
    losses = [*DOWN, 0.3, 0.302, 0.301, 1e-7, 0.3, 0.301, 0.3, 0.302]
    assert told(make_run(loss=FALLING, val_loss=losses)) == [("learning", 1, 12), ("plateau", 13, 20)]


def test_a_jittery_descent_is_called_so() -> None:
    jumps = np.resize([0.12, -0.1, 0.03, -0.05], 30)
    run = make_run(val_loss=(np.linspace(1.5, 0.5, 30) + jumps).tolist())
    assert told(run)[0][0] == "jittery"


def test_a_standstill_is_a_gap_where_the_rule_fired() -> None:
    run = make_run(loss=FALLING, val_loss=DOWN + [0.3] * 8)
    assert told(run, fired("TD103", (16, 20))) == [("learning", 1, 12), ("gap", 13, 20)]


def test_what_comes_before_a_gap_is_judged_by_itself() -> None:
    run = make_run(val_loss=[1.0, 0.9, 1.05, 0.7])
    assert told(run) == [("jittery", 1, 4)]
    assert told(run, fired("TD103", (4, 4))) == [("plateau", 1, 3), ("gap", 4, 4)]


def test_a_gap_without_a_standstill_covers_the_epochs_of_the_finding() -> None:
    run = make_run(loss=FALLING, val_loss=np.geomspace(1.0, 0.3, 20).tolist())
    assert told(run, fired("TD103", (16, 20))) == [("learning", 1, 15), ("gap", 16, 20)]


def test_a_standstill_in_which_training_was_far_ahead_belongs_to_the_gap() -> None:
    still, waited = [3.5, 3.6, 3.55, 3.5, 3.6, 3.5, 3.55, 3.53, 3.1], [0.69] * 8
    assert told(make_run(val_loss=still)) == [("plateau", 1, 8), ("learning", 9, 9)]
    assert told(make_run(loss=[0.03] * 9, val_loss=still), fired("TD103", (1, 9))) == [("gap", 1, 9)]
    training, validation = (waited + np.geomspace(0.6, end, 12).tolist() for end in (0.05, 0.3))
    assert told(make_run(loss=training, val_loss=validation), fired("TD103", (1, 20))) == [
        ("plateau", 1, 8), ("gap", 9, 20),
    ]  # fmt: skip


def test_what_a_rule_calls_wasted_is_not_told_as_learning() -> None:
    run = make_run(val_loss=FALLING)
    assert told(run, fired("TD503", (8, 20))) == [("learning", 1, 7), ("plateau", 8, 20)]
    assert told(run, fired("TD303", (1, 20))) == [("plateau", 1, 20)]


def test_stuck_and_oscillating_cover_the_epochs_of_their_findings() -> None:
    run = make_run(loss=[0.693] * 20)
    assert told(run, fired("TD301")) == [("stuck", 1, 20)]
    assert told(run, fired("TD201", (6, 20)))[-1] == ("oscillating", 6, 20)


def test_what_follows_a_finding_that_ends_early_is_told_too() -> None:
    run = make_run(loss=[0.693] * 10 + np.geomspace(0.6, 0.1, 20).tolist())
    assert told(run, fired("TD301", (1, 10))) == [("stuck", 1, 10), ("learning", 11, 30)]
    levels_off = make_run(loss=[0.693] * 10 + [*np.geomspace(0.6, 0.1, 20).tolist(), *[0.1] * 20])
    assert told(levels_off, fired("TD301", (1, 10))) == [("stuck", 1, 10), ("plateau", 11, 50)]


def test_broken_epochs_begin_at_the_first_one() -> None:
    run = make_run(loss=[*FALLING[:9], *[np.nan] * 11], val_loss=[*FALLING[:9], *[np.nan] * 11])
    found = phases(run, roles_of(run), [fired("TD001", (10, 20))])
    assert [(phase.kind, phase.first, phase.last) for phase in found] == [("learning", 1, 9), ("nonfinite", 10, 20)]
    assert dict(found[-1].data) == {"metric": "loss", "count": 11}


def test_a_number_is_not_called_infinite_however_large_it_is() -> None:
    run = make_run(loss=[*FALLING[:9], 1e40, 1e120, 1e200])
    found = phases(run, roles_of(run), [fired("TD002", (10, 12))])
    assert [(phase.kind, phase.first, phase.last) for phase in found] == [("learning", 1, 9), ("diverging", 10, 12)]


def test_a_run_of_broken_epochs_only() -> None:
    assert told(make_run(loss=[np.nan] * 3)) == [("nonfinite", 1, 3)]


def test_one_value_has_no_course_and_is_no_phase() -> None:
    assert told(make_run(loss=[0.5], val_loss=[0.6])) == []
    assert told(make_run(loss=[0.5, 0.4], val_loss=[math.nan, 0.6])) == [("learning", 1, 2)]


def test_a_first_phase_of_one_epoch_belongs_to_the_next() -> None:
    run = make_run(loss=FALLING, val_loss=np.geomspace(0.3, 0.9, 20).tolist())
    assert told(run, fired("TD102")) == [("overfitting", 1, 20)]
    assert told(make_run(loss=[0.5, math.nan, math.nan]), fired("TD001")) == [("learning", 1, 1), ("nonfinite", 2, 3)]


def test_a_training_loss_that_rises_with_validation_is_told() -> None:
    rising = [*DOWN, *UP]
    both, alone = (make_run(loss=loss, val_loss=rising) for loss in (rising, FALLING))
    assert phases(both, roles_of(both), ())[-1].data["training"] == "loss"
    assert "training" not in phases(alone, roles_of(alone), ())[-1].data


def test_no_epoch_and_no_known_metric_are_no_phase() -> None:
    assert phases(make_run(), {}, ()) == ()
    assert phases(make_run(other=[1.0, 2.0]), {}, ()) == ()


def test_thousands_of_epochs_stay_a_handful_of_phases() -> None:
    noise = np.random.default_rng(1).normal(0, 0.01, 3000)
    run = make_run(
        loss=(np.geomspace(2, 0.1, 3000) + noise).tolist(), val_loss=(np.geomspace(2, 0.5, 3000) + noise).tolist()
    )
    assert 1 <= len(told(run)) <= 3


numbers = st.one_of(st.floats(allow_nan=True, allow_infinity=True), st.integers(1, 200).map(lambda n: n / 100))
codes = st.sampled_from(["TD001", "TD002", "TD101", "TD102", "TD103", "TD104", "TD201", "TD301", "TD902"])


@settings(max_examples=200)
@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=40), st.sets(codes), st.data())
def test_phases_partition_the_epochs(course: list[tuple[float, float]], said: set[str], data: st.DataObject) -> None:
    training, losses = zip(*course, strict=True)
    run = make_run(first=3, loss=training, val_loss=losses)
    last = len(course)
    ends = st.tuples(st.integers(3, last + 2), st.integers(3, last + 2))
    spans = st.one_of(st.none(), ends.map(lambda pair: (min(pair), max(pair))))
    outcomes = [fired(code, data.draw(spans)) for code in sorted(said)]
    found = phases(run, roles_of(run), outcomes)
    _assert_partition(found, run)
    assert len(found) <= 6
    if not said:
        assert not CLAIMS & {phase.kind for phase in found}


def _assert_partition(found: tuple[Phase, ...], run: Run) -> None:
    if not found:
        assert all(np.count_nonzero(np.abs(values) < 1e100) < 2 for values in run.frame.columns.values())
        return
    assert found[0].first == run.frame.epoch[0]
    assert found[-1].last == run.frame.epoch[-1]
    for before, after in itertools.pairwise(found):
        assert after.first == before.last + 1
    assert all(phase.first <= phase.last for phase in found)
