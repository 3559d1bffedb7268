"""The JSON Schema (2020-12) of a rule file, made of the loader's own tables and of the statistics that there are.

It serves editors: completion and the plain mistakes. What only the loader can see (placeholders, conditions that name
predicates, equal lists) stays the loader's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from trainlog_doctor.engine.loading.circumstances import KEYS as RUN_KEYS
from trainlog_doctor.engine.loading.derive import NEEDED as DERIVED
from trainlog_doctor.engine.loading.detect import COMPARISONS
from trainlog_doctor.engine.loading.metric_file import FAMILY_KEYS, METRIC_KEYS
from trainlog_doctor.engine.loading.rule_file import ID, NAME, OPTIONAL, REQUIRED
from trainlog_doctor.engine.loading.rule_tests import OUTCOMES
from trainlog_doctor.engine.loading.values import LANGUAGES, LINK
from trainlog_doctor.engine.pack import RUN_ROLE
from trainlog_doctor.engine.rule import CONFIDENCES, SEVERITIES
from trainlog_doctor.engine.spelling import NUMBER
from trainlog_doctor.engine.statistics import STATISTICS
from trainlog_doctor.i18n import template

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from trainlog_doctor.engine.statistic import Argument, Statistic

Schema: TypeAlias = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 1}
_NUMBER: Schema = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^(?:{NUMBER.pattern})$"}]}
_REFERENCE: Schema = {"type": "string", "pattern": r"^\$\w+$"}
_SERIES: Schema = {"anyOf": [{"type": "string"}, {"type": "number"}]}


def rule_schema(roles: Collection[str], language: str) -> Schema:
    """Make the schema.

    Parameters
    ----------
    roles
        What predicates may look at, beside the run as a whole.
    language
        Language of the descriptions.
    """
    properties = _properties([*roles, RUN_ROLE], language)
    rule = _object(properties, ())
    derived = [key for key in REQUIRED if key in DERIVED]
    rule |= {"if": {"required": ["extends"]}, "then": {"required": derived}, "else": {"required": list(REQUIRED)}}
    document: Schema = {
        "if": {"type": "object", "anyOf": [{"required": [key]} for key in METRIC_KEYS]},
        "then": {"$ref": "#/$defs/metrics"},
        "else": {"$ref": "#/$defs/rule"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "trainlog-doctor rule",
        "if": {"type": "array"},
        "then": {"items": document},
        "else": document,
        "$defs": {
            "rule": rule,
            "metrics": _metrics(),
            "test": _test(),
            "predicate": _predicate([*roles, RUN_ROLE], language),
        },
    }


def _properties(roles: Sequence[str], language: str) -> Schema:
    made: Schema = {
        "id": {"type": "string", "pattern": f"^(?:{ID.pattern})$"},
        "name": {"type": "string", "pattern": f"^(?:{NAME.pattern})$"},
        "title": _bilingual(_TEXT),
        "severity": {"enum": list(SEVERITIES)},
        "confidence": {"enum": list(CONFIDENCES)},
        "extends": {"type": "string", "pattern": f"^(?:{ID.pattern})$"},
        "tags": _list(_TEXT),
        "min_epochs": _COUNT,
        "long_epochs": _COUNT,
        "params": {"type": "object", "additionalProperties": _param()},
        "detect": {"type": "object", "minProperties": 1, "additionalProperties": {"$ref": "#/$defs/predicate"}},
        "condition": _TEXT,
        "suppresses": _list({"type": "string", "pattern": f"^(?:{ID.pattern})$"}),
        "message": _bilingual(_TEXT),
        "advice": _bilingual(_list(_TEXT)),
        "explain": _bilingual(_TEXT),
        "false_positives": _bilingual(_list(_TEXT)),
        "references": _list({"type": "string", "pattern": f"^(?:{LINK.pattern})$"}),
        "tests": _list({"$ref": "#/$defs/test"}),
    }
    return {key: made[key] for key in (*REQUIRED, *OPTIONAL)}


def _metrics() -> Schema:
    names = _list(_TEXT)
    family = _object({"family": _TEXT, "better": {"enum": ["lower", "higher"]}, "names": names}, FAMILY_KEYS)
    roles = {"type": "object", "additionalProperties": names}
    made: Schema = {"roles": roles, "validation": names, "training": names, "score": _list(family)}
    return _object({key: made[key] for key in METRIC_KEYS}, ())


def _param() -> Schema:
    source = {"anyOf": [{"type": "string", "pattern": f"^(?:{LINK.pattern})$"}, _bilingual(_TEXT)]}
    return _object({"default": _NUMBER, "doc": _bilingual(_TEXT), "source": source, "min": _NUMBER, "max": _NUMBER}, ())


def _predicate(roles: Sequence[str], language: str) -> Schema:
    """A predicate: which further keys it may have hangs on its statistic."""
    role = {"enum": list(roles)}
    cases = [_case(statistic, role, language) for statistic in STATISTICS.values()]
    return {
        "type": "object",
        "required": ["of", "stat"],
        "properties": {"of": {"anyOf": [role, _list(role)]}, "stat": {"enum": list(STATISTICS)}},
        "oneOf": [{"required": [comparison]} for comparison in COMPARISONS],
        "allOf": cases,
    }


def _case(statistic: Statistic, role: Schema, language: str) -> Schema:
    several = {"type": "array", "items": role, "minItems": statistic.inputs, "maxItems": statistic.inputs}
    arguments = {name: _argument(argument) for name, argument in statistic.arguments.items()}
    stat = {"const": statistic.name, "description": template(f"statistics.{statistic.name}", language)}
    value = {"anyOf": [_NUMBER, _REFERENCE]}
    keys = {"of": several if statistic.inputs > 1 else {"anyOf": [role, several]}, "stat": stat, **arguments}
    needed = [name for name, argument in statistic.arguments.items() if argument.default is None]
    return {
        "if": {"properties": {"stat": {"const": statistic.name}}, "required": ["stat"]},
        "then": _object(keys | dict.fromkeys(COMPARISONS, value), needed),
    }


def _argument(argument: Argument) -> Schema:
    plain: dict[str, Schema] = {"count": _COUNT, "number": _NUMBER, "word": {"enum": list(argument.words)}}
    default = {} if argument.default is None else {"default": argument.default}
    return {"anyOf": [plain[argument.kind], _REFERENCE], **default}


def _test() -> Schema:
    epochs = {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}
    evidence = {"type": "object", "additionalProperties": _NUMBER}
    fires = _object(
        {"epochs": epochs, "evidence": evidence, "contains": _object(dict.fromkeys(LANGUAGES, _TEXT), ())}, ()
    )
    outcomes: Schema = {"fires": fires, "clear": {"const": True}, "skipped": _TEXT}
    series = {"type": "object", "additionalProperties": _SERIES}
    run = _object(dict.fromkeys(RUN_KEYS, True), ())
    keys = {"name": _TEXT, "series": series, "run": run, "known_miss": {"type": "boolean"}, **outcomes}
    return _object(keys, ("name", "series")) | {"oneOf": [{"required": [key]} for key in OUTCOMES]}


def _object(properties: Schema, required: Sequence[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _bilingual(part: Schema) -> Schema:
    return _object(dict.fromkeys(LANGUAGES, part), LANGUAGES)


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}
