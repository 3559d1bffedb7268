"""Reports for CI systems: valid by the schemas of those who read them, whatever a log holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import OVERFIT, keras_log, run_of, view_of
from tests.gate.gating import BROKEN, HEALTHY, baseline_of, gated, policy, report
from tests.reporters.sample_view import MANY, VIEW
from tests.reporters.test_json_schema import faults
from trainlog_doctor.gate.policy import Suppression
from trainlog_doctor.i18n import LANGUAGES
from trainlog_doctor.pipeline import analyze
from trainlog_doctor.reporters import REPORTERS, reporter
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.view import build_view
from trainlog_doctor.view.gate import gate_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.view.document import ReportView

SCHEMAS = Path(__file__).parent / "schemas"
JUNIT = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))
SARIF = jsonschema.Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8")))
FORMATS = ("junit", "sarif", "github", "gitlab")
GRAVE = "runs/é 100%, a:b.log"
HOSTILE = "x\x00\x1b[31m\u202e\ud800\ufffe\r\n::error::]]>&\"'<é,%0A"


@pytest.fixture(scope="module")
def view(pack: Pack) -> ReportView:
    """A gate that failed, with one of each kind of item."""
    told = report(pack, {GRAVE: BROKEN, "ok.log": HEALTHY, "known.log": OVERFIT}, unread=("gone.log",))
    known = baseline_of(pack, report(pack, {"known.log": OVERFIT}))
    gone = Suppression("TD002", "we | promised", date(2030, 1, 1), "sub/pyproject.toml", 9)
    wanted = policy(
        "val_accuracy>=0.8",
        "epochs>=100",
        drops=("val_loss=1%",),
        baseline="b",
        fail_on="warning",
        suppressions=(gone,),
    )
    plain = build_view(told, pack)
    return replace(plain, gate=gate_view(gated(pack, told, wanted, known), plain, pack))


def rendered(name: str, shown: ReportView, languages: Sequence[str] = ("en",)) -> str:
    return str(reporter(REPORTERS[name])(shown, Style(languages=tuple(languages))))


def check(name: str, text: str) -> None:
    """Hold a report against what its readers demand."""
    text.encode()
    if name == "junit":
        JUNIT.validate(ET.fromstring(text))  # noqa: S314 - our own document
    elif name == "sarif":
        SARIF.validate(json.loads(text))
    elif name == "gitlab":
        issues = json.loads(text)
        assert len({one["fingerprint"] for one in issues}) == len(issues)
        for one in issues:
            assert one.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
            assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
            assert one["location"]["lines"]["begin"] >= 1
    else:
        command = r"::(error|warning|notice) (file=[^,:\n]+,line=\d+,)?title=[^,:\n]+::[^\n\r]*|trainlog-doctor: .*"
        assert all(re.fullmatch(command, line) for line in text.splitlines())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)


@pytest.mark.parametrize("languages", [("en",), ("zh",), LANGUAGES])
@pytest.mark.parametrize("name", FORMATS)
def test_a_gate_that_failed_is_valid(name: str, languages: tuple[str, ...], view: ReportView) -> None:
    check(name, rendered(name, view, languages))


@pytest.mark.parametrize("shown", [VIEW, MANY], ids=["one", "many"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_report_without_a_gate_is_valid(name: str, shown: ReportView) -> None:
    check(name, rendered(name, shown))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_at_all_is_valid(name: str) -> None:
    check(name, rendered(name, replace(VIEW, runs=(), overview=None, errors=())))


@settings(max_examples=30)
@given(text=st.text(max_size=30) | st.just(HOSTILE))
@pytest.mark.parametrize("name", FORMATS)
def test_whatever_a_name_holds_the_report_is_valid(name: str, text: str) -> None:
    said = dict.fromkeys(LANGUAGES, text)
    (run,) = VIEW.runs
    findings = tuple(replace(one, message=said, name=text or "x") for one in run.findings)
    outcomes = tuple(replace(one, reason=said if one.reason else None) for one in run.outcomes)
    path = text.encode("utf-8", "replace").decode() or "x"
    changed = replace(run, title=text or "x", path=path, findings=findings, outcomes=outcomes, summary=said)
    check(name, rendered(name, replace(VIEW, runs=(changed,))))


def test_junit_counts_what_fails_and_what_could_not_be_judged(view: ReportView) -> None:
    suites = ET.fromstring(rendered("junit", view))  # noqa: S314
    assert suites.attrib["errors"] == str(len(suites.findall(".//error"))) != "0"
    assert suites.attrib["failures"] == str(len(suites.findall(".//failure"))) != "0"
    failed = {case.attrib["name"] for case in suites.iter("testcase") if case.find("failure") is not None}
    assert {"TD001 non-finite-loss", "epochs>=100"} <= failed
    assert "TD101 overfit-metric-plateau" not in failed


def test_sarif_keeps_what_was_accepted_with_its_reason(view: ReportView) -> None:
    (run,) = json.loads(rendered("sarif", view))["runs"]
    accepted = [one for one in run["results"] if "suppressions" in one]
    assert [(one["ruleId"], one["suppressions"][0]["justification"]) for one in accepted] == [
        ("TD101", "accepted by the baseline")
    ]
    (notification, *_) = run["invocations"][0]["toolExecutionNotifications"]
    assert not run["invocations"][0]["executionSuccessful"]
    assert "gone.log" in str([one["message"] for one in run["invocations"][0]["toolExecutionNotifications"]])
    assert notification["level"] == "error"
    uris = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in run["results"]
        if "locations" in one
    }
    assert "runs/%C3%A9%20100%25%2C%20a%3Ab.log" in uris


def test_annotations_put_failures_first_and_escape_what_means_something(view: ReportView) -> None:
    lines = rendered("github", view).splitlines()
    levels = [line.split(" ")[0] for line in lines[:-1]]
    assert levels == sorted(levels, key=["::error", "::warning", "::notice"].index)
    assert "file=runs/é 100%25%2C a%3Ab.log,line=1,title=TD001 non-finite-loss::" in "\n".join(lines)
    assert lines[-1].startswith("trainlog-doctor: Gate failed: ")


def test_an_annotation_points_at_the_line_of_the_epoch(tmp_path: Path, pack: Pack) -> None:
    log = tmp_path / "run.log"
    log.write_text("Loading data\n" + keras_log(OVERFIT), "utf-8")
    shown = build_view(analyze((str(log),), pack), pack)
    (line,) = [one for one in rendered("github", shown).splitlines() if "TD101" in one and one.startswith("::")]
    found = re.search(r"line=(\d+)", line)
    assert found
    # The finding begins at epoch 5, the first one after the lowest validation loss.
    assert log.read_text("utf-8").splitlines()[int(found[1]) - 1].startswith("Epoch 5/")


def test_the_json_report_of_a_gate_keeps_to_the_published_schema(view: ReportView) -> None:
    assert faults(view) == []
    gate = json.loads(rendered("json", view))["gate"]
    assert [item["code"] for item in gate["items"] if item["state"] == "accepted"] == ["TD101"]


def test_a_requirement_means_nothing_in_markdown(pack: Pack) -> None:
    told = report(pack, {"a|b<i>.log": HEALTHY})
    plain = build_view(told, pack)
    wanted = policy('"<img src=x onerror=alert(1)>|@all"<1')
    shown = replace(plain, gate=gate_view(gated(pack, told, wanted), plain, pack))
    text = rendered("markdown", shown)
    (row,) = [line for line in text.splitlines() if "onerror" in line and line.startswith("|")]
    assert re.sub(r"\\\\|", "", row).count("|") == 4
    assert "<img" not in text
    assert "<i>" not in text


def test_a_demand_points_at_its_epoch_and_a_suppression_at_its_file(tmp_path: Path, pack: Pack) -> None:
    log = tmp_path / "run.log"
    log.write_text(keras_log(OVERFIT), "utf-8")
    told = analyze((str(log),), pack)
    gone = Suppression("TD002", "promised", date(2030, 1, 1), "sub/pyproject.toml", 9)
    plain = build_view(told, pack)
    result = gated(pack, told, policy("last(val_loss)<0.3", suppressions=(gone,)))
    lines = rendered("github", replace(plain, gate=gate_view(result, plain, pack))).splitlines()
    (demand,) = [one for one in lines if "title=last(val_loss)" in one]
    found = re.search(r"line=(\d+)", demand)
    assert found
    assert log.read_text("utf-8").splitlines()[int(found[1]) - 1] == "Epoch 12/12"
    assert any("file=sub/pyproject.toml,line=9,title=TD002" in one for one in lines)


def test_fingerprints_do_not_depend_on_numbers_or_words(pack: Pack) -> None:
    longer = {name: [*values, values[-1]] for name, values in OVERFIT.items()}
    one, other = (json.loads(rendered("gitlab", view_of(pack, run_of(series)))) for series in (OVERFIT, longer))
    assert one[0]["description"] != other[0]["description"]
    assert one[0]["fingerprint"] == other[0]["fingerprint"]
