"""The published JSON Schema: every report keeps to it, and it knows every key that a report has."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from tests.conftest import OVERFIT, keras_log, run_of, view_of
from tests.reporters.odd_views import ODD
from tests.reporters.sample_view import MANY, VIEW
from trainlog_doctor.cli import main
from trainlog_doctor.model import Notice, Unfinished
from trainlog_doctor.pipeline import analyze
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.reporters.json_v1 import render
from trainlog_doctor.view import build_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.view.document import ReportView

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED: Mapping[str, Any] = json.loads(
    (ROOT / "trainlog_doctor" / "reporters" / "report.schema.json").read_text("utf-8")
)


def closed(part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """The schema without leave to add keys: what a report has and the schema does not name is a fault of the schema."""
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    made = {key: closed(value) for key, value in part.items()}
    return {"additionalProperties": False, **made} if isinstance(part.get("properties"), dict) else made


STRICT = jsonschema.Draft202012Validator(closed(PUBLISHED))
SAMPLES = sorted(
    path for path in (ROOT / "sample_logs").glob("*/*/*") if path.suffix in {".log", ".csv", ".json"} or path.is_dir()
)
NAN = math.nan


def faults(view: ReportView, *, history: bool = True) -> list[str]:
    document = json.loads(render(view, Style(history=history)))
    return [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in STRICT.iter_errors(document)]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: "/".join(path.parts[-3:]))
def test_the_report_of_every_sample_keeps_to_it(path: Path, pack: Pack) -> None:
    assert faults(build_view(analyze((str(path),), pack), pack)) == []


@pytest.mark.parametrize("history", [True, False])
@pytest.mark.parametrize("view", [VIEW, MANY, *ODD.values()])
def test_a_report_with_something_in_every_place_keeps_to_it(view: ReportView, history: bool) -> None:
    assert faults(view, history=history) == []


@pytest.mark.parametrize(
    "series",
    [
        {"loss": [NAN] * 6, "val_loss": [NAN] * 6},
        {"loss": [0.5, 0.4, math.inf, -math.inf, 0.3, 0.2]},
        {"loss": [0.5]},
        {"loss": []},
        {"odd": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]},
        {"loss": [0.9] * 6, "a_loss": [0.5] * 6, "b_loss": [0.4] * 6, "a_f1": [0.1] * 6, "val_a_f1": [0.1] * 6},
    ],
    ids=["only NaN", "infinite", "one epoch", "no epoch", "nothing known", "outputs"],
)
def test_odd_runs_keep_to_it(series: dict[str, list[float]], pack: Pack) -> None:
    fields: dict[str, Any] = {
        "planned_epochs": 9,
        "unfinished": Unfinished(7, 0.5),
        "notices": (Notice("sources.cut", 1),),
    }
    assert faults(view_of(pack, run_of(series), run_of(series, **fields))) == []


def test_the_report_of_the_gate_keeps_to_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "run.log"
    log.write_text(keras_log(OVERFIT), "utf-8")
    demands = ["--require", "val_f1>=0.99", "--require", "val_loss<9"]
    main(["check", str(log), str(tmp_path / "absent.log"), *demands, "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert {item["state"] for item in document["gate"]["items"]} == {"failed", "passed", "unjudged"}
    assert [error.message for error in STRICT.iter_errors(document)] == []


def test_what_could_not_be_judged_keeps_to_it(tmp_path: Path, pack: Pack) -> None:
    refused = tmp_path / "notes.txt"
    refused.write_text("no training here\n", "utf-8")
    view = build_view(analyze((str(tmp_path / "absent.log"), str(refused)), pack), pack)
    assert len(view.errors) == 2
    assert faults(view) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("runs", 0, "verdict", "severity"), "fatal"),
        (("runs", 0, "epochs"), "12"),
        (("runs", 0, "history", "loss", 0), None),
        (("runs", 0, "findings", 0, "message"), {"en": "one language"}),
        (("runs", 0, "a_key_that_the_schema_does_not_name"), 1),
        (("schema",), "trainlog-doctor/2"),
    ],
)
def test_a_document_that_differs_is_refused(place: tuple[str | int, ...], value: object, pack: Pack) -> None:
    document = json.loads(render(view_of(pack, run_of(OVERFIT)), Style()))
    part = document
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    assert not STRICT.is_valid(document)


def test_readers_are_told_that_keys_may_be_added(pack: Pack) -> None:
    document = json.loads(render(view_of(pack, run_of(OVERFIT)), Style()))
    document["runs"][0]["new"] = document["new"] = 1
    assert jsonschema.Draft202012Validator(PUBLISHED).is_valid(document)


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == PUBLISHED
