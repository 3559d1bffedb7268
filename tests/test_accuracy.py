"""The published figures are those of today's rules, and the lab behind them is whole."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.lab import curves
from benchmarks.lab.cases import CASES, halves
from benchmarks.lab.causes import CODES
from benchmarks.lab.signs import SIGNS
from benchmarks.lab.store import RUNS, as_keras_prints, records
from benchmarks.peers import meaning
from benchmarks.peers.run import ANSWERS
from benchmarks.scoring import lab, pages
from trainlog_doctor.engine.load import load_pack

TEXT = {path.name: path.read_text(encoding="utf-8") for path in pages.PAGES}


def test_every_published_table_is_what_is_measured_today() -> None:
    published = {
        name: found and found[2] for name in pages.BLOCKS for found in [pages.block(name, "".join(TEXT.values()))]
    }
    assert published == {name: made() for name, made in pages.BLOCKS.items()}, (
        "run: python -m benchmarks.accuracy --update"
    )


def test_every_figure_on_the_pages_is_measured() -> None:
    named = set(re.findall(r"<!-- begin: (accuracy[\w-]*) -->", "".join(TEXT.values())))
    assert named == set(pages.BLOCKS)


def test_every_stored_run_is_of_a_case_and_every_case_has_runs() -> None:
    runs = Counter(path.stem for path in RUNS.glob("*.jsonl"))
    assert set(runs) == {case.name for case in CASES}
    assert sum(path.stat().st_size for path in RUNS.iterdir()) < 3_000_000


def test_every_run_has_the_truth_of_each_of_its_epochs_and_both_versions_of_keras_were_used() -> None:
    versions: Counter[str] = Counter()
    for record in records():
        lengths = {len(values) for values in (*record.history.values(), *record.truth.values())}
        assert len(lengths) == 1, record.case
        versions[record.keras.partition(".")[0]] += 1
    assert versions["2"] > 200
    assert versions["3"] > 200


def test_a_case_is_held_out_with_all_its_seeds_and_every_cause_has_both_halves() -> None:
    half = halves()
    by_cause: dict[str, set[str]] = {}
    for case in CASES:
        by_cause.setdefault(case.cause, set()).add(half[case.name])
    assert {frozenset(found) for found in by_cause.values()} == {frozenset(pages.HALVES)}
    assert {(e.group, e.part) for e in pages.measured().examples} == set(half.items())


def test_causes_name_rules_that_exist_and_have_a_sign() -> None:
    rules = load_pack().rules
    assert {code for codes in CODES.values() for code in codes} <= set(rules)
    assert set(CODES) == set(SIGNS)
    assert {cause for case in CASES for cause in (case.cause, *case.besides)} <= set(CODES)


def test_numbers_are_kept_as_keras_prints_them() -> None:
    assert [as_keras_prints(v) for v in (1.23456, 0.00012345678, -0.5, 1e-3)] == [1.2346, 0.00012346, -0.5, 0.001]
    assert as_keras_prints(float("nan")) == "nan"


def test_what_the_truth_shows_is_expected_and_what_it_rules_out_forbidden() -> None:
    cases = {case.name: case for case in CASES}
    record = next(record for record in records() if record.case == "memorised-labels")
    assert lab.known(cases["memorised-labels"], record).any_of == ("TD102", "TD101")
    flat = replace(record, truth={**record.truth, "test_loss": sorted(record.truth["test_loss"], reverse=True)})
    known = lab.known(cases["memorised-labels"], flat)
    assert known.any_of == ()
    assert not {"TD101", "TD102"} & known.silent, "the case's own cause is never forbidden"
    assert {"TD101", "TD102"} <= lab.known(replace(cases["memorised-labels"], cause="healthy"), flat).silent


def test_curves_are_measured_without_their_lucky_epochs() -> None:
    assert curves.rise([1.0, 0.5, 0.1, 0.5, 0.6, 0.6, 0.6]) == pytest.approx(0.2)
    assert curves.uphill([1, 2, 1, 2, 1]) == pytest.approx(0.5)
    assert curves.constant([1, 1, 1, 2]) == pytest.approx(0.75)


def test_one_event_is_no_jitter_and_the_bottom_of_a_long_descent_has_none() -> None:
    assert curves.jitter([*[2, 1] * 8]) == pytest.approx(1.183 * 2 / 6**0.5 / 1.5)
    assert curves.jitter([*[1] * 12, 9, *[1] * 7]) == 0
    assert curves.jitter([9, 8, *[0.02, 0.01] * 8]) == pytest.approx(1.183 * 0.02 / 6**0.5 / 0.8)


def test_what_jumps_about_one_level_stands_still() -> None:
    assert curves.late_way([9, 5, 3, 2, *[1, 1.4] * 10]) < 0.05
    assert curves.late_way([9, 8, 7, 6, 5, 4, 3, 2]) > 0.1
    assert curves.late_way([1.0] * 12) == 1
    assert math.isnan(curves.late_way([1.05, *[1.0] * 11]))


def test_every_peer_was_asked_about_every_run() -> None:
    kept = json.loads(ANSWERS.read_text(encoding="utf-8"))
    names = {example.name for example in pages.measured().examples}
    assert set(kept["peers"]) == set(meaning.CODES)
    assert all(set(about["runs"]) == names for about in kept["peers"].values())
