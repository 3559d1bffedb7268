"""The comparison's page in a real browser: it draws every side, switches, fits, and complains of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.comparison.test_reporters import NAMES, view
from tests.reporters import browser
from tests.reporters.browser import Page
from trainlog_doctor.reporters import COMPARISONS, reporter
from trainlog_doctor.reporters.base import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Open = Callable[..., Page]

PATHS = browser.found()
pytestmark = pytest.mark.skipif(
    PATHS is None, reason="no Chromium with chromedriver (Debian: chromium, chromium-driver)"
)


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    assert PATHS is not None
    with browser.started(PATHS, tmp_path_factory.mktemp("profile")) as driver:
        yield Page(driver)


@pytest.fixture
def opened(window: Page, tmp_path: Path) -> Iterator[Open]:
    def open_page(name: str, width: int = 1000) -> Page:
        file = tmp_path / "comparison.html"
        file.write_text(reporter(COMPARISONS["html"])(view(name), Style()), "utf-8")
        window.size(width)
        window.driver.get(file.as_uri())
        return window

    yield open_page
    assert window.complaints() == []


def test_every_metric_is_drawn_with_every_side(opened: Open) -> None:
    page = opened("worked")
    page.until("document.querySelectorAll('.plot canvas').length === 2")
    assert "A val_loss" in page.text("figure")
    assert "B val_loss" in page.text("figure")


def test_the_language_switches(opened: Open) -> None:
    page = opened("worked")
    assert "B (2.log) is better than A (1.log)." in page.text("main")
    page.click("[name=lang][value=zh]")
    assert "B（2.log）比 A（1.log）好。" in page.text("main")
    assert "is better" not in page.text("main")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [400, 1000])
def test_no_comparison_makes_the_page_scroll_sideways(name: str, width: int, opened: Open) -> None:
    page = opened(name, width)
    assert page.run("return document.documentElement.scrollWidth <= window.innerWidth")


def test_a_hostile_name_is_shown_as_text(opened: Open) -> None:
    page = opened("hostile")
    assert "val_<img src=x onerror=alert(1)>|" in page.text("main")
    assert page.run("return document.images.length") == 0
