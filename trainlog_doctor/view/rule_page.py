"""A rule itself in words: the page that explains it. Nothing here needs numpy."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.formatting import fill
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex
from trainlog_doctor.view.phrases import each, same, word
from trainlog_doctor.view.predicates import how, param_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainlog_doctor.engine.predicate import Param
    from trainlog_doctor.engine.rule import Rule, Texts
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.view.predicates import Defaults

_PARAGRAPHS = regex(r"\n[ \t]*\n")
_QUOTES = ("“", "”")


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
    title: Text
    explanation: Text
    facts: tuple[Text, ...]
    sections: tuple[SectionView, ...]


def rule_page(rule: Rule, defaults: Defaults | None = None) -> RulePage:
    """Word the page of a rule with the thresholds in force; given the defaults of `how`, also how it is computed."""
    sections = (
        ("how", how(rule, defaults) if defaults is not None else ()),
        ("params", tuple(_param(name, param) for name, param in rule.params.items())),
        ("advice", _rows(rule.advice, rule)),
        ("false_positives", _rows(rule.false_positives, rule)),
        ("references", tuple(same(link) for link in rule.references)),
    )
    return RulePage(
        code=rule.id,
        name=rule.name,
        title=rule.title,
        explanation={language: _flowing(block) for language, block in rule.explain.items()},
        facts=tuple(_facts(rule)),
        sections=tuple(SectionView(translations(f"rule_page.{key}"), texts) for key, texts in sections if texts),
    )


def _facts(rule: Rule) -> Iterable[Text]:
    confidence = word(f"confidence.{rule.confidence}")
    severity = word(f"severity.{rule.severity}")
    yield each("rule_page.weight", {"severity": severity, "confidence": confidence})
    yield translations("rule_page.needs", {"roles": sorted(rule.roles), "epochs": rule.min_epochs})
    if rule.suppresses:
        yield translations("rule_page.suppresses", {"codes": rule.suppresses})
    if rule.suppressed_by:
        yield translations("rule_page.suppressed_by", {"codes": rule.suppressed_by})
    if rule.extends:
        yield translations("rule_page.extends", {"code": rule.extends})


def _param(name: str, param: Param) -> Text:
    value = same(param_value(param, param.default))
    if param.shipped is not None:
        shipped = param_value(param, param.shipped)
        value = each("rule_page.overridden", {"value": value}, shipped=shipped, origin=param.origin)
    return each("rule_page.param", {"value": value, "doc": param.doc, "source": param.source}, name=name)


def _rows(texts: Texts, rule: Rule) -> tuple[Text, ...]:
    """Word a list without a run: roles stand where a report names the run's own metrics."""
    names = {role: {"metric": role} for role in rule.roles}
    names |= {name: {"metric": predicate.of[0]} for name, predicate in rule.detect.items()}
    rows = zip(*texts.values(), strict=True)
    return tuple({language: fill(line, names) for language, line in zip(texts, row, strict=True)} for row in rows)


def _flowing(block: str) -> str:
    """Undo the line breaks inside paragraphs; between two Chinese signs a line end stands for nothing."""
    return "\n\n".join(reduce(_continued, paragraph.split("\n")) for paragraph in _PARAGRAPHS.split(block.strip()))


def _continued(text: str, line: str) -> str:
    before, after = text.rstrip(" "), line.strip(" ")
    signs = before[-1:], after[:1]
    torn = all(map(_is_wide, signs)) or any(map(_is_wide_mark, signs))
    return f"{before}{after}" if torn else f"{before} {after}"


def _is_wide(sign: str) -> bool:
    return "\u3000" <= sign <= "\u9fff" or _is_wide_mark(sign) or sign in _QUOTES


def _is_wide_mark(sign: str) -> bool:
    return "\u3000" <= sign <= "\u303f" or "\uff00" <= sign <= "\uffef"
