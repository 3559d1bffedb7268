from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import OVERFIT, run_of, view_of
from tests.reporters.sample_view import HOSTILE, MANY, VIEW
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.reporters.json_v1 import render
from trainlog_doctor.reporters.json_v1.rules import outcome_document

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack


def refuse(word: str) -> None:
    raise AssertionError(word)


def document(history: bool = True) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(render(VIEW, Style(history=history)), parse_constant=refuse)
    return made


PROMISED = {
    "": ["schema", "tool", "runs", "errors"],
    "tool": ["name", "version", "rules"],
    "runs.0": [
        *["source", "epochs", "planned_epochs", "complete", "metrics", "roles", "history", "best_epoch", "verdict"],
        *["findings", "outcomes", "notices", "continues", "facts", "unfinished", "seconds", "callbacks"],
    ],
    "runs.0.source": ["path", "format", "run", "name"],
    "runs.0.best_epoch": ["epoch", "by", "reason", "values", "candidates"],
    "runs.0.best_epoch.candidates.0": ["by", "epoch", "value", "ties"],
    "runs.0.verdict": ["code", "label", "severity", "silence", "en", "zh"],
    "runs.0.findings.0": ["code", "name", "severity", "confidence", "epochs", "evidence", "message", "advice"],
    "runs.0.outcomes.1": ["code", "status", "reason"],
    "runs.0.notices.0": ["code", "line", "message"],
    "runs.0.facts.0": ["kind", "epoch", "line", "data"],
    "errors.0": ["path", "reason"],
}


@pytest.mark.parametrize("place", PROMISED)
def test_every_promised_key_is_there(place: str) -> None:
    found: Any = document()
    for part in place.split(".") if place else []:
        found = found[int(part)] if part.isdigit() else found[part]
    assert set(PROMISED[place]) <= set(found)


def test_values_that_json_cannot_write_are_words() -> None:
    history = document()["runs"][0]["history"]
    assert history["val_loss"] == [0.5, "nan", "inf"]
    assert history[HOSTILE] == [0.7, 0.75, "-inf"]


def test_history_can_be_left_out() -> None:
    assert "history" not in document(history=False)["runs"][0]
    assert document(history=False)["runs"][0]["metrics"] == ["val_loss", HOSTILE]


def test_evidence_is_the_predicates_values_and_fields() -> None:
    assert document()["runs"][0]["findings"][0]["evidence"] == {"risen": 0.75, "risen.best_epoch": 4, "held": None}


def test_an_answer_on_outputs_alone_names_them() -> None:
    outcome = VIEW.runs[0].outcomes[0]
    assert "outputs" not in outcome_document(outcome)
    assert outcome_document(replace(outcome, outputs=("age",)))["outputs"] == ("age",)


def test_advice_is_a_list_for_each_language() -> None:
    advice = document()["runs"][0]["findings"][0]["advice"]
    assert [len(advice[language]) for language in ("en", "zh")] == [2, 2]


def test_a_run_without_verdict_or_best_epoch_has_the_keys_all_the_same() -> None:
    run = json.loads(render(MANY, Style()))["runs"][1]
    assert run["best_epoch"] is None
    assert (run["verdict"]["code"], run["verdict"]["label"]) == (None, "no-finding")


def test_what_the_text_says_in_numbers_is_there_in_numbers() -> None:
    run = document()["runs"][0]
    assert run["unfinished"] == {"epoch": 13, "fraction": 0.5}
    assert run["seconds"] == {"median": 1.5, "total": None}
    advised = {"monitor": "val_loss", "mode": "min", "patience": 5, "min_delta": 0.001}
    assert {key: run["callbacks"][key] for key in advised} == advised


def test_the_overview_of_several_runs_has_its_means_in_numbers(pack: Pack) -> None:
    runs = [run_of({"loss": [0.9, 0.5], "val_loss": [0.9, low]}) for low in (0.25, 0.75)]
    overview = json.loads(render(view_of(pack, *runs), Style()))["overview"]
    assert overview["means"] == [{"metric": "val_loss", "mean": 0.5, "deviation": 0.125**0.5, "runs": 2}]
    assert "0.50 ± 0.35" in overview["messages"][0]["zh"]
    assert document()["overview"] is None


def test_a_judged_run_keeps_its_values_exactly(pack: Pack) -> None:
    run = json.loads(render(view_of(pack, run_of(OVERFIT)), Style()))["runs"][0]
    assert run["history"] == {"epoch": list(range(1, 13)), **OVERFIT}
    assert run["findings"][0]["code"] == run["verdict"]["code"]
    assert {outcome["code"] for outcome in run["outcomes"]} == set(pack.rules)
