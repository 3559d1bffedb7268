"""The pages of a comparison: what they look like, and that no text of a log breaks them."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from rich.cells import cell_len

import trainlog_doctor.reporters.comparison
from tests.comparison.trainings import STARTED, STUCK, scored, shown
from tests.conftest import run_of
from tests.reporters.sample_view import both
from tests.reporters.test_markdown import HOSTILE as HOSTILE_TEXT
from tests.reporters.test_markdown import github
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.roles import assign
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.reporters import COMPARISONS, reporter
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.view.document import ErrorView

if TYPE_CHECKING:
    from trainlog_doctor.view.comparison.document import ComparisonView

FOLDER = Path(__file__).parent / "goldens"
PACK = load_pack()
PACKAGE = Path(trainlog_doctor.reporters.comparison.__file__).parent
LONG = "val_" + "a_metric_whose_name_is_so_long_that_no_table_has_room_for_it"
HOSTILE = "val_<img src=x onerror=alert(1)>|`*@a[b](http://c.de)"


@cache
def view(name: str) -> ComparisonView:
    """The comparisons that are looked at."""
    nan = run_of({"loss": [math.nan] * 3, "val_loss": [math.nan] * 3, "val_accuracy": [math.nan] * 3})
    named = [run_of({"val_loss": [0.5, 0.4], LONG: [0.5, 0.6]}), run_of({"val_loss": [0.5, 0.2], LONG: [0.5, 0.9]})]
    hostile = [run_of({"val_loss": [0.5, 0.4 - n], HOSTILE: [0.5, 0.6]}) for n in (0.0, 0.1)]
    many = [scored([0.6, 0.5 - 0.02 * (n * 5 % 12)], [0.7, 0.75 + 0.01 * (n * 5 % 12)]) for n in range(12)]
    folds = tuple(scored([0.5 + 0.01 * n, 0.4 + 0.02 * n], [0.7, 0.8 - 0.01 * n]) for n in range(5))
    better = tuple(scored([0.4 + 0.01 * n, 0.2 + 0.02 * n], [0.8, 0.9 - 0.01 * n]) for n in range(5))
    return {
        "worked": lambda: shown(PACK, STUCK, STARTED),
        "nan": lambda: shown(PACK, STUCK, nan),
        "other-metrics": lambda: shown(PACK, run_of({"val_f1": [0.5]}), run_of({"val_accuracy": [0.7]})),
        "no-validation": lambda: shown(PACK, run_of({"loss": [0.5, 0.4]}), run_of({"loss": [0.5, 0.3]})),
        "long-name": lambda: shown(PACK, *named, score=LONG),
        "hostile": lambda: shown(PACK, *hostile, score=HOSTILE),
        "many": lambda: shown(PACK, *many),
        "folds": lambda: shown(PACK, folds, better),
    }[name]()


NAMES = ("worked", "nan", "other-metrics", "no-validation", "long-name", "hostile", "many", "folds")
CASES = {
    **{
        f"worked-{'-'.join(languages)}-{width}.txt": ("worked", "text", Style(languages, width=width))
        for languages in (("en",), ("zh",), ("en", "zh"))
        for width in (60, 80, 120)
    },
    **{f"{name}-en-80.txt": (name, "text", Style()) for name in NAMES if name != "worked"},
    "many-zh-80.txt": ("many", "text", Style(("zh",))),
    "worked-quiet.txt": ("worked", "text", Style(detail="quiet")),
    "worked-en.md": ("worked", "markdown", Style()),
    "worked-both.md": ("worked", "markdown", Style(("en", "zh"))),
    "many-zh.md": ("many", "markdown", Style(("zh",))),
    "worked.json": ("worked", "json", Style()),
}
"""Golden to the comparison, the format and the style."""


def rendered(golden: str) -> str:
    name, form, style = CASES[golden]
    return str(reporter(COMPARISONS[form])(view(name), style))


@pytest.mark.parametrize("golden", CASES)
def test_a_comparison_looks_as_it_was_approved(golden: str) -> None:
    assert (FOLDER / golden).read_text("utf-8") == rendered(golden)


def test_every_approved_comparison_is_still_made() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(CASES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("languages", [("en",), ("zh",), ("en", "zh")])
def test_no_line_is_wider_than_the_terminal(name: str, width: int, languages: tuple[str, ...]) -> None:
    text = reporter(COMPARISONS["text"])(view(name), Style(languages, width=width))
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_both_languages_tell_the_same_numbers() -> None:
    for name in NAMES:
        for one in view(name).versus:
            for text in (one.headline, *one.reasons, *one.caveats):
                numbers = [sorted(re.findall(r"\d[\d,.]*\d|\d", text[language])) for language in ("en", "zh")]
                assert numbers[0] == numbers[1]


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"hostile"}))
def test_every_sentence_has_its_words_and_its_values(name: str) -> None:
    page = reporter(COMPARISONS["text"])(view(name), Style(("en", "zh"), width=120))
    assert not re.search(r"\?|compare\.|[{}]", page)


@pytest.mark.parametrize("name", NAMES)
def test_the_json_keeps_to_its_schema(name: str) -> None:
    schema = json.loads((PACKAGE / "comparison.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    document = json.loads(reporter(COMPARISONS["json"])(view(name), Style()))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []


def test_the_json_tells_of_every_training_how_long_it_ran_and_which_epoch_to_keep() -> None:
    runs = [run_of({"loss": [0.9, 0.6, 0.5], "val_loss": [0.9, 0.5, low]}) for low in (0.4, 0.6)]
    runs[0] = replace(runs[0], epoch_seconds=np.array([2.0, 3.0, 4.0]))
    sides = json.loads(reporter(COMPARISONS["json"])(shown(PACK, *runs), Style()))["sides"]
    told = [(one["epochs"], one["best_epoch"]["epoch"], one["seconds"]) for side in sides for one in side["trainings"]]
    assert told == [(3, 3, 3.0), (3, 2, None)]


def test_the_schema_refuses_what_is_no_comparison() -> None:
    schema = json.loads((PACKAGE / "comparison.schema.json").read_text("utf-8"))
    document = json.loads(reporter(COMPARISONS["json"])(view("worked"), Style()))
    document["versus"][0]["verdict"] = "splendid"
    assert not Draft202012Validator(schema).is_valid(document)


def test_per_cent_and_a_fraction_have_digits_of_their_own_and_no_change_between_them() -> None:
    runs = [run_of({"val_accuracy": values}) for values in ([70.0, 80.0], [0.7, 0.9])]
    page = reporter(COMPARISONS["markdown"])(shown(PACK, *runs), Style())
    assert "| highest `val_accuracy` | 80.00 | 0.9000 |  |" in page


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_hostile_name_is_shown_as_text(form: str) -> None:
    page = reporter(COMPARISONS[form])(view("hostile"), Style())
    assert "<img src=x" not in re.sub(r"`[^`\n]*`", "", page)
    assert form == "html" or "](http" not in page


@given(HOSTILE_TEXT.filter(lambda text: not assign([text], PACK.metrics)))  # a role has sentences of its own
@settings(max_examples=40)
def test_no_name_changes_the_outline_of_a_comparison(name: str) -> None:
    def written(metric: str) -> str:
        runs = [run_of({"val_loss": [0.5, 0.4 - n], metric: [0.5, 0.6]}) for n in (0.0, 0.1)]
        return str(reporter(COMPARISONS["markdown"])(shown(PACK, *runs, score=metric), Style()))

    assert github(written(name)).tags == github(written("quality")).tags


def test_what_could_not_be_read_is_told_in_the_page() -> None:
    unread = replace(view("worked"), errors=(ErrorView("<b>.log", "missing", both("there is no such file", "没有")),))
    assert "🔴 &#60;b&#62;.log: there is no such file" in reporter(COMPARISONS["markdown"])(unread, Style())
    assert "&lt;b&gt;.log" in reporter(COMPARISONS["html"])(unread, Style())


def test_the_page_shows_every_side_over_each_other() -> None:
    page = reporter(COMPARISONS["html"])(view("worked"), Style())
    for told in ("A val_loss", "B val_loss", "better", "更好", "1,346,113", "Content-Security-Policy"):
        assert told in page


def test_every_side_is_drawn_at_the_epochs_of_all() -> None:
    chart = view("worked").charts[0]
    assert chart.epochs == tuple(range(1, 11))
    lines = {series.name: series.values for series in chart.series}
    assert lines["A val_loss"] == (0.6931,) * 10
    assert lines["B val_loss"] == (0.2639, *[None] * 9)


def test_a_value_logged_as_nan_breaks_the_line() -> None:
    lines = {series.name: series.values for series in view("nan").charts[0].series}
    assert "B val_loss" not in lines or any(value is not None for value in lines["B val_loss"])


def test_a_comparison_of_very_many_runs_fits_into_a_comment() -> None:
    worked = view("many")
    huge = replace(worked, versus=worked.versus * 60)
    page = reporter(COMPARISONS["markdown"])(huge, Style())
    assert len(page) <= 65_536
    assert "Left out" in page
    assert neutral(page.replace("\n", "")) == page.replace("\n", "")


def main() -> None:
    """Write every golden: ``python -m tests.comparison.test_reporters``; look at the difference before you keep it."""
    FOLDER.mkdir(exist_ok=True)
    for golden in CASES:
        (FOLDER / golden).write_text(rendered(golden), "utf-8")


if __name__ == "__main__":
    main()
