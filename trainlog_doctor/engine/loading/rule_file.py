"""One rule file to one ``Rule``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from trainlog_doctor.engine.condition import Condition, ConditionSyntaxError, names, parse
from trainlog_doctor.engine.loading.detect import Vocabulary, read_predicates
from trainlog_doctor.engine.loading.nodes import Faults, MapNode, Node
from trainlog_doctor.engine.loading.rule_tests import read_tests
from trainlog_doctor.engine.loading.texts import check_placeholders
from trainlog_doctor.engine.loading.values import (
    LINK,
    bilingual,
    bilingual_list,
    count_of,
    fields,
    link_or_bilingual,
    list_of,
    number_of,
    place_of,
    text_of,
    word_of,
)
from trainlog_doctor.engine.predicate import Param, Predicate
from trainlog_doctor.engine.rule import CONFIDENCES, SEVERITIES, Confidence, Rule, Severity
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUIRED = (
    "id",
    "name",
    "title",
    "severity",
    "confidence",
    "detect",
    "condition",
    "message",
    "advice",
    "explain",
    "false_positives",
    "references",
    "tests",
)
OPTIONAL = ("extends", "tags", "min_epochs", "long_epochs", "params", "suppresses")

ID = regex(r"[A-Z]{2,6}[0-9]{3}", re.ASCII)
NAME = regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)


def read_rule(root: Node, vocabulary: Vocabulary, faults: Faults, *, tested: bool = True) -> Rule | None:
    """Make a rule of a document.

    Parameters
    ----------
    vocabulary
        The statistics and roles that rules may use.
    tested
        Whether the document holds tests.

    Returns
    -------
    Rule or None
        None when anything was added to ``faults``.
    """
    before = len(faults.found)
    given = _given(root, faults, tested=tested)
    params = _params(given.get("params"), faults)
    before_detect = len(faults.found)
    detect = read_predicates(given.get("detect"), params, vocabulary, faults)
    known = vocabulary if len(faults.found) == before_detect else None
    condition = _condition(given.get("condition"), detect, faults)
    rule = Rule(
        id=_matching(given.get("id"), ID, "TEAM001", faults),
        name=_matching(given.get("name"), NAME, "loss-too-high", faults),
        title=bilingual(given.get("title"), faults),
        severity=cast("Severity", word_of(given.get("severity"), SEVERITIES, faults)),
        confidence=cast("Confidence", word_of(given.get("confidence"), CONFIDENCES, faults)),
        tags=tuple(text_of(tag, faults) for tag in list_of(given.get("tags"), faults)),
        min_epochs=count_of(given.get("min_epochs"), faults) or 1,
        long_epochs=count_of(given.get("long_epochs"), faults) or 0,
        params=params,
        detect=detect,
        condition=condition,
        suppresses=tuple(text_of(code, faults) for code in list_of(given.get("suppresses"), faults)),
        message=bilingual(given.get("message"), faults),
        advice=bilingual_list(given.get("advice"), faults),
        explain=bilingual(given.get("explain"), faults),
        false_positives=bilingual_list(given.get("false_positives"), faults),
        references=tuple(
            _matching(link, LINK, "https://example.org", faults) for link in list_of(given.get("references"), faults)
        ),
        tests=read_tests(given.get("tests"), faults),
        extends=text_of(given.get("extends"), faults),
        path=root.place.path,
    )
    check_placeholders(rule, given, known, faults)
    return rule if len(faults.found) == before else None


def _given(root: Node, faults: Faults, *, tested: bool) -> Mapping[str, Node]:
    """Take a document apart; a rule that is derived from another has that one's tests."""
    if tested and not (isinstance(root, MapNode) and "extends" in root.keys):
        return fields(root, faults, REQUIRED, OPTIONAL)
    return fields(root, faults, REQUIRED[:-1], (*OPTIONAL, "tests"))


def _matching(node: Node | None, pattern: re.Pattern[str], like: str, faults: Faults) -> str:
    text = text_of(node, faults)
    if node is not None and text and not pattern.fullmatch(text):
        faults.add("bad_form", node.place, given=text, form=pattern.pattern, like=like)
    return text


def _params(node: Node | None, faults: Faults) -> Mapping[str, Param]:
    if node is None:
        return {}
    return {key: _param(value, faults) for key, value in fields(node, faults).items()}


def _param(node: Node, faults: Faults) -> Param:
    given = fields(node, faults, ("default", "doc", "source"), ("min", "max"))
    default = number_of(given.get("default"), faults)
    bounds = [number_of(given.get(key), faults) for key in ("min", "max")]
    doc, source = bilingual(given.get("doc"), faults), link_or_bilingual(given.get("source"), faults)
    minimum, maximum = (bound[0] if bound else None for bound in bounds)
    if default is None:
        return Param(0.0, doc, source, minimum, maximum)
    param = Param(default[0], doc, source, minimum, maximum, default[1])
    if not param.admits(default[0]):
        faults.add("out_of_bounds", place_of(node, "default"), given=default[0], low=minimum, high=maximum)
    return param


def _condition(node: Node | None, detect: Mapping[str, Predicate], faults: Faults) -> Condition:
    text = text_of(node, faults)
    if node is None or not text:
        return ""
    try:
        condition = parse(text)
    except ConditionSyntaxError as error:
        token = str(error.args[0])
        faults.add("bad_condition" if token else "cut_condition", node.place, token=token)
        return ""
    used = set(names(condition))
    for name in sorted(used - set(detect)):
        faults.add("unknown_predicate", node.place, given=name, legal=list(detect))
    for name in sorted(set(detect) - used):
        faults.add("unused_predicate", node.place, given=name)
    return condition
