from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import OVERFIT, run_of, view_of
from trainlog_doctor.view.sketch import sketch
from trainlog_doctor.view.sketch.scale import epoch_ticks, scale_of, ticks

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.view.sketch.model import SketchView

NAN = math.nan
FINITE = st.floats(allow_nan=False, allow_infinity=False)


def of(pack: Pack, series: dict[str, list[float]]) -> SketchView | None:
    return sketch(view_of(pack, run_of(series)).runs[0])


def test_losses_and_scores_are_two_panels_over_the_same_epochs(pack: Pack) -> None:
    view = of(pack, dict(OVERFIT))
    assert view is not None
    assert (view.first, view.last) == (1, 12)
    assert [[line.name for line in panel.lines] for panel in view.panels] == [["loss", "val_loss"], ["val_f1"]]
    assert [[line.slot for line in panel.lines] for panel in view.panels] == [[0, 1], [1]]


def test_the_epoch_to_keep_is_that_of_the_report(pack: Pack) -> None:
    (run,) = view_of(pack, run_of(OVERFIT)).runs
    view = sketch(run)
    assert view is not None
    assert run.best is not None
    assert view.kept == run.best.epoch
    assert [(mark.first, mark.last, mark.name) for mark in view.phases] == [
        (phase.first, phase.last, phase.name) for phase in run.phases
    ]


def test_logged_nan_has_no_height_and_what_was_not_logged_no_point(pack: Pack) -> None:
    view = of(pack, {"loss": [0.9, NAN, 0.7, math.inf, 0.5], "val_loss": [0.9, 0.8, 0.9, 0.9, 0.9]})
    assert view is not None
    heights = dict(view.panels[0].lines[0].points)
    assert [epoch for epoch, height in heights.items() if math.isnan(height)] == [2, 4]


@pytest.mark.parametrize("series", [{"loss": [0.5]}, {"loss": [NAN] * 4}, {"loss": []}])
def test_nothing_to_see_is_no_sketch(series: dict[str, list[float]], pack: Pack) -> None:
    assert of(pack, series) is None


@pytest.mark.parametrize(
    ("values", "log"),
    [
        ([0.5, 0.1], False),
        ([0.5, 0.004], True),
        ([0.5, 0.0, 0.004], True),
        ([0.5, 0.0], False),
        ([50.0, -0.1, 0.01], False),
        ([1e300, 1e-300], True),
    ],
)
def test_the_scale_is_logarithmic_where_positive_values_span_two_orders(values: list[float], log: bool) -> None:
    assert scale_of(values).log is log


def test_a_zero_stands_at_the_bottom_of_a_logarithmic_scale() -> None:
    scale = scale_of([0.0, 0.001, 1.0])
    assert [scale.height(value) for value in (0.0, 0.001, 1.0)] == [0.0, 0.0, 1.0]


def test_what_hardly_moves_looks_flat() -> None:
    scale = scale_of([0.69314, 0.69319])
    assert 0.49 < scale.height(0.69314) < scale.height(0.69319) < 0.51


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([0.0, 1.0], ["0", "0.5", "1"]),
        ([0.91, 1.0], ["0.92", "0.94", "0.96", "0.98", "1"]),
        ([0.0004, 0.6], ["0.001", "0.01", "0.1"]),
        ([1e-8, 1.0], ["1e-08", "1e-05", "0.01"]),
        ([-3.0, 2.0], ["-2", "0", "2"]),
        ([5.0, 5.0], ["4.95", "5", "5.05"]),
    ],
)
def test_labels_are_round(values: list[float], labels: list[str]) -> None:
    assert [tick.label for tick in ticks(scale_of(values))] == labels


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [(1, 36, (10, 20, 30)), (1, 2, ()), (1, 3, (2,)), (1, 3000, (1000, 2000)), (40, 45, (42, 44)), (0, 5, (2, 4))],
)
def test_labelled_epochs_are_round_and_between_first_and_last(first: int, last: int, found: tuple[int, ...]) -> None:
    assert epoch_ticks(first, last) == found


@given(st.lists(FINITE, min_size=1, max_size=20))
def test_every_finite_value_has_a_height_within_the_panel(values: list[float]) -> None:
    scale = scale_of(values)
    heights = [scale.height(value) for value in values]
    assert all(0.0 <= height <= 1.0 for height in heights)
    assert heights[values.index(max(values))] >= heights[values.index(min(values))]
    labelled = ticks(scale)
    assert len(labelled) <= 12
    assert all(0.0 <= tick.height <= 1.0 for tick in labelled)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_there_are_never_many_labelled_epochs(first: int, length: int) -> None:
    assert len(epoch_ticks(first, first + length)) <= 12
