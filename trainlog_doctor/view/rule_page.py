"""Rules themselves in words: the page that explains one, and the list of all. Nothing here needs numpy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.formatting import fill, number
from trainlog_doctor.view.phrases import each, same, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainlog_doctor.engine.rule import Param, Rule, Severity, Texts
    from trainlog_doctor.view.model import Text

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_LINE_END = re.compile(r" *\n *")
_WIDE = "[\u3000-\u9fff\uff00-\uffef]"
_WIDE_LINE_END = re.compile(rf"(?<={_WIDE}) *\n *| *\n *(?={_WIDE})")


@dataclass(frozen=True, slots=True)
class SectionView:
    """Paragraphs under a heading."""

    heading: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """Everything that a user may want to know of a rule."""

    code: str
    name: str
    severity: Severity
    severity_label: Text
    title: Text
    explanation: Text
    facts: tuple[Text, ...]
    sections: tuple[SectionView, ...]


def rule_page(rule: Rule) -> RulePage:
    """Word the page of a rule, with the thresholds in force."""
    sections = (
        ("params", tuple(_param(name, param) for name, param in rule.params.items())),
        ("advice", _rows(rule.advice, rule)),
        ("false_positives", _rows(rule.false_positives, rule)),
        ("references", tuple(same(link) for link in rule.references)),
    )
    return RulePage(
        code=rule.id,
        name=rule.name,
        severity=rule.severity,
        severity_label=word(f"severity.{rule.severity}"),
        title=rule.title,
        explanation={language: _flowing(block) for language, block in rule.explain.items()},
        facts=tuple(_facts(rule)),
        sections=tuple(SectionView(translations(f"rule_page.{key}"), texts) for key, texts in sections if texts),
    )


def _facts(rule: Rule) -> Iterable[Text]:
    confidence = word(f"confidence.{rule.confidence}")
    severity = word(f"severity.{rule.severity}")
    yield each("rule_page.weight", {"severity": severity, "confidence": confidence})
    yield translations("rule_page.needs", {"roles": ", ".join(sorted(rule.roles)), "epochs": rule.min_epochs})
    if rule.suppresses:
        yield translations("rule_page.suppresses", {"codes": ", ".join(rule.suppresses)})


def _param(name: str, param: Param) -> Text:
    value = f"{number(100 * param.default)}%" if param.percent else number(param.default)
    return each(
        "rule_page.param", {"name": same(name), "value": same(value), "doc": param.doc, "source": same(param.source)}
    )


def _rows(texts: Texts, rule: Rule) -> tuple[Text, ...]:
    """Word a list without a run: roles stand where a report names the run's own metrics."""
    names = {role: {"metric": role} for role in rule.roles}
    names |= {name: {"metric": predicate.of[0]} for name, predicate in rule.detect.items()}
    rows = zip(*texts.values(), strict=True)
    return tuple({language: fill(line, names) for language, line in zip(texts, row, strict=True)} for row in rows)


def _flowing(block: str) -> str:
    """Undo the line breaks inside paragraphs; Chinese needs no blank where a line ended."""
    paragraphs = _PARAGRAPHS.split(block.strip())
    return "\n\n".join(_LINE_END.sub(" ", _WIDE_LINE_END.sub("", paragraph)) for paragraph in paragraphs)
