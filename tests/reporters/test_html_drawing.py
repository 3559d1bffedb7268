"""What the page looks like in a real browser: curves and marks, colours, paper, narrow windows."""

from __future__ import annotations

import base64
import math
from typing import TYPE_CHECKING

import pytest

from tests.conftest import OVERFIT, run_of, view_of
from tests.reporters import browser
from tests.reporters.pixels import PICTURE, between, coloured

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.reporters.browser import Page
    from tests.reporters.conftest import Open
    from trainlog_doctor.engine.pack import Pack

pytestmark = browser.NEEDED

DARK, WHITE = "rgb(22, 24, 28)", "rgb(255, 255, 255)"


def test_every_line_is_drawn_in_its_colour(opened: Open) -> None:
    page = opened()
    assert coloured(page, 0, "series-0") > 100
    assert coloured(page, 0, "series-1") > 100
    assert coloured(page, 1, "series-0") == 0
    assert coloured(page, 1, "series-1") > 100


def test_the_epoch_to_keep_the_findings_and_the_phases_are_drawn_where_they_are(opened: Open, pack: Pack) -> None:
    page = opened()
    run = view_of(pack, run_of(OVERFIT)).runs[0]
    assert run.best is not None
    assert between(page, "best", run.best.epoch - 0.2, run.best.epoch + 0.2) > 50
    (first, last), severity = run.findings[0].epochs or (0, 0), run.findings[0].severity
    assert between(page, severity, first, last) > 100
    assert between(page, severity, 1, first - 1) == 0
    for phase in run.phases:
        assert between(page, f"phase-{phase.kind}", phase.first, phase.last) > 100


def test_a_line_breaks_where_nan_was_logged_and_goes_on_where_nothing_was(opened: Open) -> None:
    series = [0.5, 0.5, 0.5, math.nan, math.nan, math.nan, 0.5, 0.5, 0.5]
    run = run_of({"loss": series, "val_loss": [value + 0.3 for value in series]})
    run.frame.logged_nan.pop("val_loss")  # type: ignore[attr-defined]
    page = opened(run)
    assert between(page, "series-0", 3.3, 6.7) == 0
    assert between(page, "series-1", 3.3, 6.7) > 100
    assert between(page, "series-0", 1.3, 2.7) > 50


def test_colours_follow_the_system_and_the_switch_and_the_charts_follow_them(opened: Open) -> None:
    page = opened(scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.run(f"return {paper}") == DARK
    dark = page.run(f"return {PICTURE}")
    page.click("[name=theme][value=light]")
    assert page.run(f"return {paper}") == WHITE
    page.until(f"{PICTURE} !== arguments[0]", dark)
    assert coloured(page, 0, "series-0") > 100
    page.click("[name=theme][value=auto]")
    page.media(scheme="light")
    page.until(f"{paper} === arguments[0]", WHITE)


def test_a_line_is_hidden_and_shown_by_its_box(opened: Open) -> None:
    page = opened()
    page.click("[data-series='1']")
    wait_for(page, "series-1", lambda count: count == 0)
    assert coloured(page, 0, "series-0") > 100
    page.click("[data-series='1']")
    wait_for(page, "series-1", lambda count: count > 100)


def wait_for(page: Page, colour: str, fits: Callable[[int], bool]) -> None:
    browser.wait(lambda: fits(coloured(page, 0, colour)), colour)


def test_scale_smoothing_and_marks_change_the_picture(opened: Open) -> None:
    page = opened()
    seen = [page.run(f"return {PICTURE}")]
    for change in (
        "document.querySelector('[data-tool=log]').click()",
        "const s = document.querySelector('[data-tool=smooth]'); s.value = 0.8; s.dispatchEvent(new Event('input'))",
        "document.querySelector('[data-tool=bands]').click()",
        "document.querySelector('[data-tool=phases]').click()",
    ):
        page.run(change)
        page.until(f"!arguments[0].includes({PICTURE})", seen)
        seen.append(page.run(f"return {PICTURE}"))
    assert page.text("[data-smooth]") == "0.8"


@pytest.mark.parametrize(
    "series",
    [
        {"loss": [0.5]},
        {"loss": [math.nan] * 4, "val_loss": [math.nan] * 4},
        {"loss": [1.0, math.nan, 0.5, math.inf, 0.4]},
        {"loss": [0.0, 0.0, 0.0], "val_loss": [-1.0, -2.0, 1e300]},
    ],
    ids=["one epoch", "only NaN", "breaks", "odd sizes"],
)
def test_odd_runs_are_drawn_on_either_scale_without_a_complaint(opened: Open, series: dict[str, list[float]]) -> None:
    page = opened(run_of({**series, "accuracy": [0.5] * len(series["loss"])}))
    page.click("[data-tool=log]")
    page.click("[data-tool=zoom_in]")
    page.click("[data-tool=zoom_all]")
    assert page.run("return document.querySelectorAll('canvas').length") > 0


def test_paper_is_white_has_no_controls_and_shows_the_charts(opened: Open) -> None:
    page = opened(scheme="dark")
    page.media("print", "dark")
    assert page.run("return getComputedStyle(document.body).color") == "rgb(28, 31, 36)"
    hidden = [".switch", ".tools", ".hint", "[data-copy]"]
    assert [one for one in hidden if page.one(one).is_displayed()] == []
    page.media(scheme="dark")
    assert base64.b64decode(page.driver.print_page()).startswith(b"%PDF")


def test_printing_draws_what_was_not_yet_in_sight_in_the_colours_of_paper(opened: Open) -> None:
    page = opened(scheme="dark")
    page.size(1000, 200)
    page.driver.refresh()
    assert page.run("return document.querySelectorAll('canvas').length") < 2
    page.run("dispatchEvent(new Event('beforeprint'))")
    assert page.run("return document.querySelectorAll('canvas').length") == 2
    assert page.run("return document.documentElement.dataset.theme") == "light"
    page.run("dispatchEvent(new Event('afterprint'))")
    assert page.run("return document.documentElement.dataset.theme") == "auto"


@pytest.mark.parametrize("width", [380, 800, 1400])
def test_the_page_never_scrolls_sideways(opened: Open, width: int) -> None:
    name = "a_metric_whose_name_is_sixty_characters_long_as_some_are_xxxxx"
    page = opened(run_of({**OVERFIT, name: OVERFIT["loss"]}), languages=("en", "zh"), width=width)
    page.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.until("document.querySelectorAll('canvas').length === 3")
    assert page.run("return document.documentElement.scrollWidth") <= width


def test_without_scripts_the_report_is_still_there(opened: Open) -> None:
    page = opened()
    page.run("document.documentElement.classList.remove('scripted')")
    assert not page.one(".tools").is_displayed()
    assert page.one("[data-role=verdict]").is_displayed()
