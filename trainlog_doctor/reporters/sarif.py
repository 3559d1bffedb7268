"""SARIF 2.1.0, as code scanning reads it: a result for everything that was found, accepted or not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from trainlog_doctor.reporters.base import colon, joined, told
from trainlog_doctor.reporters.plain_json import written
from trainlog_doctor.view.checks import checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.reporters.plain_json import Json
    from trainlog_doctor.view.checks import Check
    from trainlog_doctor.view.document import ReportView

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_FOUND = {"failed", "noted", "accepted"}


def render(view: ReportView, style: Style) -> str:
    """Write the document; what could not be judged is a notification, since it is no result."""
    found = checks(view)
    results = [one for one in found if one.state in _FOUND]
    run: dict[str, Json] = {
        "tool": {"driver": {"name": "trainlog-doctor", "version": view.version, "rules": _rules(results, view, style)}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, style) for one in results],
        "invocations": [_invocation([one for one in found if one.state == "unjudged"], style)],
    }
    return written({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(results: Iterable[Check], view: ReportView, style: Style) -> list[Json]:
    titles = {finding.code: joined(finding.title, style) for run in view.runs for finding in run.findings}
    named = {one.code: one.label.removeprefix(f"{one.code} ") for one in results}
    return [_rule(code, titles.get(code), named[code]) for code in sorted(named)]


def _rule(code: str, title: str | None, name: str) -> Json:
    """Describe a rule; a requirement is no rule, and its words are those of whoever typed it."""
    described: dict[str, Json] = {"id": code, "shortDescription": {"text": title or code}}
    return described | {"name": name} if title else described


def _result(one: Check, style: Style) -> Json:
    result: dict[str, Json] = {
        "ruleId": one.code,
        "level": _LEVELS[one.severity],
        "message": {"text": told(one, style)},
        "partialFingerprints": {"trainlogDoctor/v1": one.fingerprint},
    }
    if one.file:
        result["locations"] = [_location(one)]
    if one.note is not None:
        result["suppressions"] = [{"kind": "external", "justification": joined(one.note, style)}]
    return result


def _location(one: Check) -> Json:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(one.file)}, "region": {"startLine": one.line or 1}}}


def _uri(path: str) -> str:
    plain = path.replace("\\", "/")
    return ("file://" if plain.startswith("/") else "") + quote(plain.encode("utf-8", "surrogateescape"), safe="/")


def _invocation(unjudged: Sequence[Check], style: Style) -> Json:
    notifications = [_notification(one, style) for one in unjudged]
    return {"executionSuccessful": not unjudged, "toolExecutionNotifications": notifications}


def _notification(one: Check, style: Style) -> Json:
    message = colon(style).join((one.title, one.label, joined(one.text, style)))
    notification: dict[str, Json] = {"level": "error", "message": {"text": message}}
    return notification | {"locations": [_location(one)]} if one.file else notification
