"""Interactive charts: what the scripts draw into, beside what is there without them; the data are embedded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import dataclass
from trainlog_doctor.reporters.html.nodes import Html, tag
from trainlog_doctor.reporters.html.pieces import embedded, fixed, folded, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.view.charts.model import ChartView, SeriesView
    from trainlog_doctor.view.document import RunView

_COLOURS = 8
"""As many as the style sheet has; further lines take them again."""
_BUTTONS = ("zoom_in", "zoom_out", "zoom_all")


@dataclass(frozen=True, slots=True)
class Marks:
    """What is drawn into charts besides their lines.

    Attributes
    ----------
    best
        The epoch to keep.
    bands
        Stretches to shade: ``code``, ``severity``, ``first``, ``last``.
    phases
        Stretches that follow each other: ``kind``, ``name`` (by language), ``first``, ``last``.
    """

    best: int | None = None
    bands: Sequence[dict[str, object]] = ()
    phases: Sequence[dict[str, object]] = ()


def marks(run: RunView) -> Marks:
    """Take what a run's charts show besides their lines."""
    return Marks(
        best=run.best.epoch if run.best and run.best.worth_keeping else None,
        bands=[
            {"code": one.code, "severity": one.severity, "first": one.epochs[0], "last": one.epochs[1]}
            for one in run.findings
            if one.epochs
        ],
        phases=[{"kind": one.kind, "name": one.name, "first": one.first, "last": one.last} for one in run.phases],
    )


def curves(charts: Sequence[ChartView], shown: Marks, ident: str) -> Html | None:
    """Make a panel of charts that zoom and are pointed at together; None without any chart.

    Parameters
    ----------
    ident
        Unique in the page.
    """
    if not charts:
        return None
    data = {
        "best": shown.best,
        "bands": shown.bands,
        "phases": shown.phases,
        "charts": [_data(chart) for chart in charts],
    }
    numbered = list(enumerate(charts))
    main = [_chart(chart, place, ident) for place, chart in numbered if chart.main]
    others = [_chart(chart, place, ident) for place, chart in numbered if not chart.main]
    return tag(
        "div",
        _tools(shown),
        tag("p", fixed("no_script"), class_="unscripted quiet lines"),
        tag("p", fixed("hint"), class_="hint scripted lines", id=f"{ident}-hint"),
        tag("p", class_="unseen", aria_live="polite", data_spoken=True),
        tag("div", main or others, class_="charts"),
        _more(others) if main else None,
        embedded(data, f"{ident}-data"),
        class_="panel",
        id=ident,
    )


def _data(chart: ChartView) -> dict[str, object]:
    series = [{"slot": one.slot % _COLOURS, "dashed": one.dashed, "values": one.values} for one in chart.series]
    return {"epochs": chart.epochs, "series": series}


def _more(charts: Sequence[Html]) -> Html | None:
    if not charts:
        return None
    small = tag("div", charts, class_="charts small")
    return folded(fixed("more_metrics"), len(charts), small, class_="more", open=len(charts) == 1)


def _tools(shown: Marks) -> Html:
    smoothing = tag("input", type="range", min="0", max="0.95", step="0.05", value="0", data_tool="smooth")
    return tag(
        "div",
        tag("label", tag("input", type="checkbox", data_tool="log"), " ", fixed("tool.log")),
        tag("label", fixed("tool.smooth"), " ", smoothing, " ", tag("span", "0", class_="number", data_smooth=True)),
        _toggle("bands") if shown.bands else None,
        _toggle("phases") if shown.phases else None,
        tag("span", (tag("button", fixed(f"tool.{key}"), type="button", data_tool=key) for key in _BUTTONS)),
        class_="tools scripted",
    )


def _toggle(name: str) -> Html:
    return tag("label", tag("input", type="checkbox", checked=True, data_tool=name), " ", fixed(f"tool.{name}"))


def _chart(chart: ChartView, place: int, ident: str) -> Html:
    name = f"{ident}-{place}"
    title = tag("code", chart.title, id=f"{name}-title")
    plot = tag(
        "div",
        class_="plot scripted",
        tabindex="0",
        role="group",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{ident}-hint",
    )
    values = tag("details", tag("summary", fixed("as_table")), class_="values scripted")
    return tag(
        "figure",
        tag("figcaption", title, " ", tag("span", class_="at")),
        plot if chart.drawable else None,
        tag("ul", (_line(one, index, chart.drawable) for index, one in enumerate(chart.series)), class_="legend"),
        None if chart.note is None else sentence(chart.note),
        values if chart.drawable else None,
        class_="chart" if chart.main else "chart small",
        data_chart=place,
    )


def _line(series: SeriesView, index: int, drawn: bool) -> Html:
    """Make an entry of the legend, which shows and hides the line."""
    look = f"swatch slot-{series.slot % _COLOURS}{' dashed' if series.dashed else ''}"
    toggle = tag("input", type="checkbox", checked=True, data_series=index, class_="scripted") if drawn else None
    named = (toggle, tag("span", class_=look), " ", tag("code", series.name))
    return tag("li", tag("label", named) if drawn else named, " ", tag("span", class_="number value", data_value=index))
