"""JUnit XML, in the dialect that Jenkins validates: a suite a run, a test a rule or requirement."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.regex import regex
from trainlog_doctor.reporters.base import joined
from trainlog_doctor.view.checks import checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trainlog_doctor.reporters.base import Style
    from trainlog_doctor.view.checks import Check
    from trainlog_doctor.view.document import ReportView

_NAME = "trainlog-doctor"
_NOT_XML = regex("[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write, escaped or not."""

_ELEMENTS = {"failed": "failure", "unjudged": "error", "skipped": "skipped"}


def render(view: ReportView, style: Style) -> str:
    """Write the document. Text goes into attributes and character data only, escaped."""
    found = checks(view)
    suites = [(title, tuple(own)) for title, own in groupby(found, key=lambda one: one.title or _NAME)]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites name={_attribute(_NAME)} {_counts(found)}>"]
    for title, own in suites:
        skipped = sum(one.state == "skipped" for one in own)
        lines.append(f'  <testsuite name={_attribute(title)} {_counts(own)} skipped="{skipped}">')
        lines += [line for one in own for line in _case(one, style)]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _counts(found: Sequence[Check]) -> str:
    failures = sum(one.state == "failed" for one in found)
    errors = sum(one.state == "unjudged" for one in found)
    return f'tests="{len(found)}" failures="{failures}" errors="{errors}"'


def _case(one: Check, style: Style) -> Iterator[str]:
    about = f"    <testcase name={_attribute(one.label)} classname={_attribute(one.title or _NAME)}"
    said = joined(one.text, style)
    if not said:
        yield f"{about}/>"
        return
    yield f"{about}>"
    element = _ELEMENTS.get(one.state)
    body = [said, *([joined(one.note, style)] if one.note else []), *([f"{one.file}:{one.line}"] if one.line else [])]
    if element is None:
        yield f"      <system-out>{_text(body)}</system-out>"
    else:
        kind = "" if element == "skipped" else f" type={_attribute(one.code)}"
        yield f"      <{element}{kind} message={_attribute(said)}>{_text(body)}</{element}>"
    yield "    </testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _text(lines: Iterable[str]) -> str:
    return escape("\n".join(map(_clean, lines)))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", neutral(text))
