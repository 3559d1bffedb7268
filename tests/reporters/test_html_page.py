from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import OVERFIT, run_of, view_of
from tests.reporters.page_parts import pairs, parsed, text_of, visible
from tests.reporters.sample_view import MANY, RUN, VIEW
from trainlog_doctor.i18n import LANGUAGES
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.reporters.html import render
from trainlog_doctor.reporters.html.nodes import legible
from trainlog_doctor.view.model import RowView

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.view.document import ReportView

NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")
ONLY_DRAWN = {"name", "epochs"}
"""Fields of phases and charts that stand in the data alone."""


def page_of(view: ReportView, style: Style | None = None) -> Element:
    return parsed(render(view, style or Style()))


def texts(value: object) -> Iterator[Mapping[str, str]]:
    """Every text in every language that is anywhere in a value."""
    if isinstance(value, Mapping):
        if set(value) == set(LANGUAGES):
            yield value
        else:
            for one in value.values():
                yield from texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ONLY_DRAWN:
                yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)


def policy(page: Element) -> dict[str, list[str]]:
    (content,) = (one.get("content", "") for one in page.iter("meta") if one.get("http-equiv"))
    return {name: values for name, *values in (directive.split() for directive in content.split(";"))}


def hashed(element: Element) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256((element.text or '').encode()).digest()).decode()}'"


@pytest.mark.parametrize("view", [VIEW, MANY], ids=["one", "many"])
def test_the_policy_allows_exactly_the_scripts_and_the_style_of_the_page(view: ReportView) -> None:
    page = page_of(view)
    allowed = policy(page)
    scripts = [hashed(one) for one in page.iter("script") if one.get("type") is None]
    assert allowed["default-src"] == ["'none'"]
    assert allowed["script-src"] == scripts
    assert allowed["style-src"] == [hashed(one) for one in page.iter("style")]


def test_a_page_without_runs_is_called_after_what_could_not_be_read() -> None:
    title = page_of(replace(VIEW, runs=())).find(".//title")
    assert title is not None
    assert title.text == f"{VIEW.errors[0].path} · trainlog-doctor"


def test_nothing_is_loaded_and_no_markup_carries_a_script_or_a_style() -> None:
    page = page_of(MANY)
    attributes = {name for node in page.iter() for name in node.attrib}
    assert not attributes & {"src", "srcset", "style", "action", "data"}
    assert [name for name in attributes if name.startswith("on")] == []
    assert all(node.get("href", "#").startswith("#") for node in page.iter())


def test_scripts_cannot_end_early() -> None:
    for script in page_of(VIEW).iter("script"):
        assert "</script" not in (script.text or "").lower()
        assert "<!--" not in (script.text or "")


@pytest.mark.parametrize("view", [VIEW, MANY], ids=["one", "many"])
def test_everything_that_a_report_says_is_in_the_page_in_every_language(view: ReportView) -> None:
    shown = visible(page_of(view))
    runs = tuple(replace(run, summary={}, best=run.best and replace(run.best, candidates=())) for run in view.runs)
    said = [*texts(replace(view, runs=runs, words={})), view.words["findings"], view.words["advice"]]
    assert len(said) > 40
    sentences = [text[language].replace("`", "") for text in said for language in LANGUAGES]
    assert [sentence for sentence in sentences if sentence not in shown] == []


def test_rules_are_named_and_numbers_of_the_tables_are_there() -> None:
    shown = visible(page_of(VIEW))
    assert RUN.best is not None
    cells = [cell for row in RUN.best.rows for cell in (row.metric, *row.cells)]
    codes = [word for outcome in RUN.outcomes for word in (outcome.code, outcome.name)]
    evidence = [one.text for outcome in RUN.outcomes for one in outcome.evidence]
    assert [text for text in (*cells, *codes, *evidence, RUN.title) if text not in shown] == []


def test_both_languages_carry_the_same_numbers(pack: Pack) -> None:
    told = list(pairs(page_of(view_of(pack, run_of(OVERFIT, planned_epochs=50), run_of(OVERFIT)))))
    assert len(told) > 100
    assert [pair for pair in told if Counter(NUMBERS.findall(pair[0])) != Counter(NUMBERS.findall(pair[1]))] == []


@pytest.mark.parametrize("languages", [("en",), ("zh",), ("en", "zh")])
def test_the_style_says_which_language_is_shown_first(languages: tuple[str, ...]) -> None:
    page = page_of(VIEW, Style(languages))
    assert page.get("lang") == languages[0]
    assert page.get("data-lang") == (languages[0] if len(languages) == 1 else "both")
    chosen = [
        node.get("value") for node in page.iter("input") if node.get("name") == "lang" and "checked" in node.attrib
    ]
    assert chosen == [page.get("data-lang")]


@settings(max_examples=25)
@given(st.text() | st.sampled_from(["<img onerror=alert(1)>", "</title><script>", '"><b>', "\u202e", "${x}"]))
def test_no_name_of_a_log_changes_the_page_around_it(name: str) -> None:
    def named(name: str) -> ReportView:
        assert RUN.best is not None
        best = replace(RUN.best, rows=(RowView(name, ("1", "2", "3")),))
        lines = [tuple(replace(one, name=name) for one in chart.series) for chart in RUN.charts]
        charts = tuple(replace(c, title=name, series=s) for c, s in zip(RUN.charts, lines, strict=True))
        return replace(VIEW, runs=(replace(RUN, title=name, name=name, path=name, best=best, charts=charts),))

    page = page_of(named(name))
    plain = page_of(named("loss"))
    assert [node.tag for node in page.iter()] == [node.tag for node in plain.iter()]
    assert legible(name) in "".join(text_of(node) for node in page.iter("h2"))


def test_a_page_is_small_beside_its_data() -> None:
    assert len(render(VIEW, Style()).encode()) < 150_000
    empty = replace(VIEW, runs=(), errors=())
    assert len(render(empty, Style()).encode()) < 100_000


def test_a_long_run_of_many_metrics_is_a_page_that_can_be_mailed(pack: Pack) -> None:
    curve = [1 / (1 + epoch) for epoch in range(20_000)]
    run = run_of({"loss": curve, "val_loss": curve} | {f"metric_{n}": curve for n in range(30)})
    assert len(render(view_of(pack, run), Style()).encode()) < 3_000_000


def test_what_stands_under_the_charts_is_named_once() -> None:
    idents = [node.get("id") for node in page_of(MANY).iter() if node.get("id")]
    assert len(idents) == len(set(idents))


def test_references_inside_the_page_lead_somewhere() -> None:
    page = page_of(MANY)
    idents = {node.get("id") for node in page.iter()}
    links = {node.get("href", "")[1:] for node in page.iter("a")}
    named = {node.get(key) for node in page.iter() for key in ("aria-labelledby", "aria-describedby", "data-panel")}
    assert (links | named) - {None} <= idents


def test_headings_never_leave_out_a_level() -> None:
    levels = [int(node.tag[1]) for node in page_of(MANY).iter() if re.fullmatch(r"h\d", str(node.tag))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_window_is_called_after_the_run_or_the_sources() -> None:
    def title(view: ReportView) -> str:
        (found,) = page_of(view).iter("title")
        return text_of(found)

    assert title(VIEW) == f"{RUN.title} · trainlog-doctor"
    assert title(MANY) == f"{RUN.path} · trainlog-doctor"
    assert title(replace(MANY, runs=(RUN, replace(RUN, path="b.log")))) == f"{RUN.path} … b.log · trainlog-doctor"


def test_a_report_without_runs_says_what_went_wrong() -> None:
    shown = visible(page_of(replace(VIEW, runs=())))
    assert "absent.log" in shown
    assert "there is no such file" in shown
