"""A browser for the tests of pages: started once a worker, and only where a test asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest

from tests.conftest import OVERFIT, run_of, view_of
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.reporters.html import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.reporters.browser import Page
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.model import Run

    Open: TypeAlias = Callable[..., Page]

DRAWN = "[...document.querySelectorAll('.panel > .charts .plot')].every((plot) => plot.querySelector('canvas'))"


@pytest.fixture(scope="session")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    from tests.reporters import browser

    paths = browser.found()
    assert paths is not None
    with browser.started(paths, tmp_path_factory.mktemp("profile")) as driver:
        yield browser.Page(driver)


@pytest.fixture
def opened(window: Page, pack: Pack, tmp_path: Path) -> Iterator[Open]:
    """Open the report of runs (of one that overfits, by default); whatever the browser complains of fails the test."""

    def open_page(*runs: Run, languages: tuple[str, ...] = ("en",), width: int = 1000, scheme: str = "light") -> Page:
        file = tmp_path / "report.html"
        file.write_text(render(view_of(pack, *(runs or (run_of(OVERFIT),))), Style(languages)), "utf-8")
        window.size(width)
        window.media(scheme=scheme)
        window.driver.get(file.as_uri())
        if len(runs) < 2:
            window.until(DRAWN)
        return window

    yield open_page
    assert window.complaints() == []
