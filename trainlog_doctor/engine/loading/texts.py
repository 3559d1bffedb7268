"""Checks of a rule's sentences: the same placeholders in each language, and only such as the rule can fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.spelling import suggestion
from trainlog_doctor.i18n import formatting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.loading.detect import Vocabulary
    from trainlog_doctor.engine.loading.nodes import Faults, Node
    from trainlog_doctor.engine.rule import Rule
    from trainlog_doctor.i18n import Text

RUN_FIELDS = ("run.epochs", "run.first_epoch", "run.last_epoch", "run.planned_epochs")
"""Placeholders that every rule's texts may use, beside ``<role>.metric`` and ``<predicate>.<field>``."""


def placeholders(template: str) -> frozenset[str] | None:
    """Names of a template's placeholders; None where it is malformed or has one without a name."""
    try:
        found = formatting.placeholders(template)
        formatting.fill(template, {})
    except ValueError:
        return None
    return found if all(name and not name[0].isdigit() for name in found) else None


def check_placeholders(rule: Rule, given: Mapping[str, Node], vocabulary: Vocabulary | None, faults: Faults) -> None:
    """Note every malformed text, unequal languages and unknown placeholders.

    Parameters
    ----------
    vocabulary
        None where ``detect`` is at fault: what it offers to texts is not known then.
    """
    legal = None if vocabulary is None else _offered(rule, vocabulary)
    texts: list[tuple[str, Text]] = [("message", rule.message)]
    for key, lists in (("advice", rule.advice), ("false_positives", rule.false_positives)):
        rows = zip(*lists.values(), strict=False)
        texts += [(key, dict(zip(lists, row, strict=True))) for row in rows]
    for key, text in texts:
        node = given.get(key)
        if node is not None:
            _check(text, node, legal, faults)


def _offered(rule: Rule, vocabulary: Vocabulary) -> frozenset[str]:
    offered = {*RUN_FIELDS, *(f"{role}.metric" for role in vocabulary.roles)}
    for name, predicate in rule.detect.items():
        statistic = vocabulary.statistics.get(predicate.stat)
        further = statistic.fields if statistic else ()
        offered |= {f"{name}.{field}" for field in ("value", "threshold", "metric", *further)}
    return frozenset(offered)


def _check(text: Text, node: Node, legal: frozenset[str] | None, faults: Faults) -> None:
    used = {code: placeholders(sentence) for code, sentence in text.items() if sentence}
    for code, found in used.items():
        if found is None:
            faults.add("bad_template", node.place, language=code)
            return
        for spec in formatting.unknown_specs(text[code]):
            faults.add("bad_spec", node.place, language=code, given=spec)
    named = frozenset[str]().union(*(found or () for found in used.values()))
    for name in sorted(named - legal if legal is not None else ()):
        faults.add("unknown_placeholder", node.place, given=name, near=suggestion(name, legal or ()))
    differing = {name for found in used.values() for name in named - (found or frozenset())}
    if differing:
        faults.add("unequal_placeholders", node.place, names=sorted(differing))
