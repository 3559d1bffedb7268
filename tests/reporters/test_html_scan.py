"""The page of a sweep in a real browser: its table is ordered by a press on a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reporters import browser
from tests.sweep.histories import sweep_of
from trainlog_doctor.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.reporters.browser import Page

pytestmark = browser.NEEDED

TITLES = "return [...document.querySelectorAll('table.sortable tbody th')].map((one) => one.textContent)"


def test_a_press_on_a_heading_orders_the_runs_and_the_next_one_turns_them_round(
    window: Page, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sweep_of(tmp_path / "runs", {"a": 0.3, "b": 0.1, "c": 0.2})
    (tmp_path / "runs" / "d").mkdir()
    (tmp_path / "runs" / "d" / "history.csv").write_text("epoch,loss\n1,0.5\n2,0.4\n")
    page = tmp_path / "sweep.html"
    assert main(["scan", str(tmp_path / "runs"), "--format", f"html={page}"]) == 0
    capsys.readouterr()
    window.driver.get(page.as_uri())
    assert window.run(TITLES) == ["b", "c", "a", "d"]
    window.click("table.sortable thead th:nth-child(5) button")
    assert window.run(TITLES) == ["a", "c", "b", "d"]
    window.click("table.sortable thead th:nth-child(5) button")
    assert window.run(TITLES) == ["b", "c", "a", "d"], "what has no value stays last"
    window.click("table.sortable thead th:nth-child(2) button")
    assert window.run(TITLES) == ["a", "b", "c", "d"]
    assert window.complaints() == []
