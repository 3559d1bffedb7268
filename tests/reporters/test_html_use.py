"""The page in use in a real browser: languages, zooming, the keyboard, findings, tables, many runs, hostile names."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import OVERFIT, run_of
from tests.reporters import browser

if TYPE_CHECKING:
    from tests.reporters.browser import Page
    from tests.reporters.conftest import Open

pytestmark = browser.NEEDED

SHOWN = "document.querySelector('.plot').dataset.shown.split(' ').map(Number)"
"""First and last epoch in sight, as an expression of the page."""
EVERY_SHOWN = "[...document.querySelectorAll('.plot')].map((plot) => plot.dataset.shown)"


def test_the_language_switches(opened: Open) -> None:
    page = opened()
    english = page.text("main")
    page.click("[name=lang][value=zh]")
    chinese = page.text("main")
    page.click("[name=lang][value=both]")
    both = page.text("main")
    assert "Keep epoch" in english
    assert not re.search("[一-鿿]", english)
    assert "建议保留" in chinese
    assert "Keep epoch" not in chinese
    assert "Keep epoch" in both
    assert "建议保留" in both


def test_the_page_says_which_language_it_is_in(opened: Open) -> None:
    page = opened(languages=("zh",))
    assert page.run("return document.documentElement.lang") == "zh"
    page.click("[name=lang][value=en]")
    assert page.run("return document.documentElement.lang") == "en"


def test_dragging_zooms_every_chart_and_a_double_click_shows_all(opened: Open) -> None:
    from selenium.webdriver import ActionChains

    page = opened()
    over = page.one(".plot .u-over")
    width = over.size["width"]
    ActionChains(page.driver).move_to_element(over).click_and_hold().move_by_offset(width // 4, 0).release().perform()
    low, high = page.until(f"({SHOWN})[0] > 1 && {SHOWN}")
    assert 6 < low < high < 10
    page.until(f"new Set({EVERY_SHOWN}).size === 1")
    ActionChains(page.driver).double_click(over).perform()
    page.until(f"({SHOWN})[1] === 12 && ({SHOWN})[0] === 1")


def test_the_values_under_the_pointer_are_told_in_every_chart(opened: Open) -> None:
    from selenium.webdriver import ActionChains

    page = opened()
    kept = page.text(".at")
    over = page.one(".plot .u-over")
    ActionChains(page.driver).move_to_element_with_offset(over, over.size["width"] // 2 - 3, 0).perform()
    page.until("[...document.querySelectorAll('.panel > .charts .at')].every((at) => at.innerText === 'epoch 12')")
    values = [cell.text for cell in page.all(".panel > .charts .value")]
    assert values == [str(OVERFIT[name][-1]).rstrip("0") for name in ("loss", "val_loss", "val_f1")]
    assert kept != "epoch 12"


def test_buttons_zoom_too(opened: Open) -> None:
    page = opened()
    page.click("[data-tool=zoom_in]")
    low, high = page.until(f"({SHOWN})[0] > 1 && {SHOWN}")
    assert high - low == pytest.approx(5.5)
    page.until(f"new Set({EVERY_SHOWN}).size === 1")
    page.click("[data-tool=zoom_out]")
    page.until(f"({SHOWN})[0] === 1")
    page.click("[data-tool=zoom_in]")
    page.click("[data-tool=zoom_all]")
    page.until(f"({SHOWN})[0] === 1")


def test_keys_move_from_epoch_to_epoch_and_the_values_are_read_out(opened: Open) -> None:
    page = opened()
    page.run("document.querySelector('.plot').focus()")
    keys(page, "\ue011")
    page.until("document.querySelector('.at').innerText === 'epoch 1'")
    keys(page, "\ue014\ue014")
    page.until("document.querySelector('.at').innerText === 'epoch 3'")
    spoken = page.text("[data-spoken]")
    assert f"loss {OVERFIT['loss'][2]}" in spoken
    assert "epoch 3" in spoken
    keys(page, "+")
    page.until(f"({SHOWN})[1] < 12")
    keys(page, "0")
    page.until(f"({SHOWN})[1] === 12")


def keys(page: Page, pressed: str) -> None:
    page.driver.switch_to.active_element.send_keys(pressed)


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(opened: Open) -> None:
    page = opened()
    seen: list[Any] = []
    for _ in range(60):
        keys(page, "\ue004")
        active = page.driver.switch_to.active_element
        if active in seen or active.tag_name == "body":
            break
        seen.append(active)
    tops = page.run("return arguments[0].map((e) => e.getBoundingClientRect().top + scrollY)", seen)
    assert [e.get_attribute("class") or e.get_attribute("name") for e in seen[:3]] == ["skip", "lang", "theme"]
    assert all(after >= before - 30 for before, after in pairwise(tops[1:]))
    classes = {e.get_attribute("class") for e in seen}
    assert {"plot scripted", "jump"} <= classes


def test_everything_that_can_be_used_has_a_name(opened: Open) -> None:
    page = opened()
    used = page.all("input, button, summary, a, .plot")
    assert len(used) > 20
    assert [element.get_attribute("outerHTML") for element in used if not element.accessible_name.strip()] == []


def test_a_finding_leads_to_its_epochs(opened: Open) -> None:
    page = opened()
    page.size(1000, 600)
    page.click(".jump")
    low, high = page.until(f"({SHOWN})[0] > 1 && {SHOWN}")
    assert low < 5 < 12 <= high
    assert page.run("return document.activeElement.className") == "plot scripted"
    assert page.run("return document.querySelector('.panel').getBoundingClientRect().top") < 100


def test_the_values_are_there_as_a_table(opened: Open) -> None:
    page = opened(run_of({**OVERFIT, "val_loss": [math.nan, *OVERFIT["val_loss"][1:]]}))
    page.click(".values summary")
    rows = page.until("document.querySelectorAll('.values table tr').length")
    assert rows == 13
    assert page.text(".values tbody tr").split() == ["1", "0.6", "NaN"]
    assert page.text(".values thead tr").split() == ["epoch", "loss", "val_loss"]


def test_code_is_copied_whole(opened: Open) -> None:
    page = opened()
    page.run("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.click("[data-copy]")
    copied = page.until("window.copied")
    assert copied == page.run("return document.querySelector('pre code').textContent")
    assert "\n    monitor=" in copied
    page.until("document.querySelector('[data-copy]').innerText === 'Copied'")


def test_runs_stay_closed_and_undrawn_until_they_are_wanted(opened: Open) -> None:
    page = opened(*(run_of(OVERFIT) for _ in range(12)))
    assert len(page.all("details.run")) == 12
    assert page.all("canvas") == []
    # Data are read when they are wanted, too: what is changed before still counts.
    page.run("""
        const data = document.querySelector("#run-7-charts-data");
        data.textContent = data.textContent.replace('"best":4', '"best":2');
    """)
    page.click("a[href='#run-7']")
    page.until("document.querySelector('#run-7').open && document.querySelector('#run-7 canvas')")
    assert page.text("#run-7 .at") == "epoch 2"
    assert page.all("#run-6 canvas") == []


def test_a_metric_called_like_markup_is_text(opened: Open) -> None:
    name = "<img src=x onerror=document.title='taken'>"
    page = opened(run_of({**OVERFIT, name: OVERFIT["loss"], "</script><b>x": OVERFIT["loss"]}))
    page.click(".more summary")
    page.until("document.querySelectorAll('canvas').length > 2")
    assert name in page.text("main")
    assert page.all("img") == []
    assert page.driver.title != "taken"


def test_the_policy_stops_foreign_scripts_and_requests(opened: Open) -> None:
    page = opened()
    page.run("const s = document.createElement('script'); s.textContent = 'window.taken = 1'; document.body.append(s)")
    sent = page.driver.execute_async_script(
        "fetch('http://127.0.0.1:9/').then(() => arguments[0](1), () => arguments[0](0))"
    )
    assert page.run("return window.taken") is None
    assert sent == 0
    refusals = [entry["message"] for entry in page.complaints()]
    assert len(refusals) >= 2
    assert all("Content Security Policy" in refusal or "Fetch" in refusal for refusal in refusals)
