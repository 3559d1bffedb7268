from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from tests.conftest import OVERFIT, run_of, view_of
from trainlog_doctor.view.charts import rows_for

if TYPE_CHECKING:
    from tests.conftest import Series
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.view.charts.model import ChartView


def charts(pack: Pack, series: Series) -> tuple[ChartView, ...]:
    return view_of(pack, run_of(series)).runs[0].charts


def test_loss_and_main_metric_come_first_with_both_sides_in_one_chart(pack: Pack) -> None:
    found = charts(
        pack, {"auc": [0.5, 0.6], **{name: values[:2] for name, values in OVERFIT.items()}, "val_auc": [0.5, 0.7]}
    )
    names = [[one.name for one in chart.series] for chart in found]
    assert names == [["loss", "val_loss"], ["val_f1"], ["auc", "val_auc"]]
    assert [chart.main for chart in found] == [True, True, False]


def test_a_side_keeps_its_colour_where_the_other_is_missing(pack: Pack) -> None:
    found = charts(pack, {"loss": [1.0, 0.9], "val_loss": [1.0, 0.9], "val_f1": [0.1, 0.2]})
    assert [[one.slot for one in chart.series] for chart in found] == [[0, 1], [1]]


@pytest.mark.parametrize(
    ("train", "validation"), [("train_auc", "eval_auc"), ("auc", "val_auc"), ("train/auc", "val/auc")]
)
def test_a_metric_is_recognised_by_every_mark_of_its_sides(pack: Pack, train: str, validation: str) -> None:
    found = charts(pack, {"loss": [1.0, 0.9], validation: [0.1, 0.2], train: [0.1, 0.2]})
    assert [one.name for one in found[1].series] == [train, validation]
    assert found[1].title == "auc"


def test_what_was_logged_as_nan_breaks_the_line_and_what_was_not_logged_does_not(pack: Pack) -> None:
    run = run_of({"loss": [1.0, math.nan, 0.5, math.inf], "val_loss": [1.0, math.nan, 0.6, 0.5]})
    run.frame.logged_nan.pop("val_loss")  # type: ignore[attr-defined]
    (chart,) = view_of(pack, run).runs[0].charts
    loss, validation = (one.values for one in chart.series)
    assert str(loss) == str((1.0, math.nan, 0.5, math.inf))
    assert validation == (1.0, None, 0.6, 0.5)


def test_a_chart_without_a_finite_value_says_so(pack: Pack) -> None:
    (chart,) = charts(pack, {"loss": [math.nan] * 3})
    assert not chart.drawable
    assert chart.note is not None


def test_a_long_run_is_thinned_and_says_so_and_the_marked_epochs_stay(pack: Pack) -> None:
    values = [1 / (1 + epoch) for epoch in range(5000)]
    view = view_of(pack, run_of({"loss": values, "val_loss": [v + 1e-4 * e for e, v in enumerate(values)]})).runs[0]
    (chart,) = view.charts
    assert len(chart.epochs) < 2100
    assert chart.note is not None
    assert "5,000" in chart.note["en"]
    assert view.best is not None
    assert view.best.epoch in chart.epochs


def test_a_report_of_many_runs_draws_fewer_points_each() -> None:
    assert rows_for(1) > rows_for(100) > 0
    assert rows_for(10**9) > 0
