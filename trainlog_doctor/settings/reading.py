"""A settings file to ``Settings``: strict, with every fault at once."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.i18n.language import CHOICES
from trainlog_doctor.regex import regex
from trainlog_doctor.settings.fields import Fields, inside
from trainlog_doctor.settings.model import (
    FAIL_ON,
    OWN_FILE,
    TABLE,
    GateSettings,
    PathSettings,
    RuleSettings,
    Settings,
    SuppressSettings,
)
from trainlog_doctor.settings.places import line_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

RULE_KEYS = ("select", "ignore", "metric", "rules")
GATE_KEYS = ("fail-on", "require", "max-drop", "baseline", "allow-unjudged")
SUPPRESS_KEYS = ("rule", "reason", "until", "paths")
PROJECT_KEYS = ("lang", "extend", "max-size", *RULE_KEYS, *GATE_KEYS, "suppress", "overrides")
PATH_KEYS = ("paths", *RULE_KEYS, *GATE_KEYS)
SEVERITY = "severity"

_DEEP_KEY = regex(r"(?:\.[\w \t-]{1,32}){64}")
_LINE = regex(r"\(at line (\d+)", re.ASCII)


def read_settings(path: Path, content: bytes) -> Settings:
    """Read a settings file; what is wrong with it is collected in ``faults``, and the rest is read."""
    try:
        text = content.decode("utf-8-sig")
        document: object = _document(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        line = _LINE.search(str(error))
        problem, number = str(error) or type(error).__name__, int(line[1]) if line else 1
        return Settings(path, faults=(DoctorError("settings.not_toml", path=str(path), line=number, problem=problem),))
    table = "" if path.name == OWN_FILE else TABLE.decode()
    for part in filter(None, table.split(".")):
        document = document.get(part, {}) if isinstance(document, dict) else document
    return _settings(Fields(path, line_numbers(text, table)), document, text)


def _document(text: str) -> dict[str, Any]:
    """Parse TOML; its parser's time grows with the square of a key's depth, so that no file of ours has such keys."""
    if _DEEP_KEY.search(text):
        raise RecursionError
    return tomllib.loads(text)


def _settings(fields: Fields, document: object, text: str) -> Settings:
    given = fields.table(document, "", PROJECT_KEYS)
    overrides = enumerate(fields.tables(given, "overrides"))
    suppressions = enumerate(fields.tables(given, "suppress"))
    return Settings(
        path=fields.path,
        lang=fields.word(given, "lang", "", CHOICES),
        extend=fields.texts(given, "extend", ""),
        max_size=fields.size(given, "max-size", ""),
        rules=_rules(fields, given, ""),
        gate=_gate(fields, given, ""),
        suppress=tuple(_suppress(fields, one, f"suppress[{at}]") for at, one in suppressions),
        overrides=tuple(_override(fields, one, f"overrides[{at}]") for at, one in overrides),
        text=text,
        places=fields.places,
        faults=tuple(fields.faults),
    )


def _override(fields: Fields, document: object, where: str) -> PathSettings:
    given = fields.table(document, where, PATH_KEYS)
    fields.required(given, ("paths",), where)
    return PathSettings(fields.texts(given, "paths", where), _rules(fields, given, where), _gate(fields, given, where))


def _suppress(fields: Fields, document: object, where: str) -> SuppressSettings:
    given = fields.table(document, where, SUPPRESS_KEYS)
    fields.required(given, ("rule", "reason"), where)
    return SuppressSettings(
        rule=fields.text(given, "rule", where) or "",
        reason=fields.text(given, "reason", where) or "",
        until=fields.day(given, "until", where),
        paths=fields.texts(given, "paths", where),
    )


def _gate(fields: Fields, given: Mapping[str, Any], where: str) -> GateSettings:
    return GateSettings(
        fail_on=fields.word(given, "fail-on", where, FAIL_ON),
        require=fields.texts(given, "require", where) if "require" in given else None,
        max_drop=fields.texts(given, "max-drop", where),
        baseline=fields.text(given, "baseline", where),
        allow_unjudged=fields.flag(given, "allow-unjudged", where),
    )


def _rules(fields: Fields, given: Mapping[str, Any], where: str) -> RuleSettings:
    values = dict(_values(fields, given.get("rules", {}), inside(where, "rules")))
    return RuleSettings(
        select=fields.texts(given, "select", where),
        ignore=fields.texts(given, "ignore", where),
        params={rule: {key: text for key, text in own.items() if key != SEVERITY} for rule, own in values.items()},
        severity={rule: own[SEVERITY] for rule, own in values.items() if SEVERITY in own},
        metric=fields.texts(given, "metric", where),
    )


def _values(fields: Fields, document: object, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Take the changes of each rule as a rule file would write them."""
    if not isinstance(document, dict):
        fields.note("not_table", where)
        return
    for rule, own in document.items():
        if not isinstance(own, dict):
            fields.note("not_table", inside(where, rule))
            continue
        right = {key: value for key, value in own.items() if _is_value(value, as_text=key == SEVERITY)}
        for key in own.keys() - right.keys():
            fields.note("not_value", inside(where, f"{rule}.{key}"))
        yield rule, {key: str(value) for key, value in right.items()}


def _is_value(value: object, *, as_text: bool) -> bool:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str) or (plain and not as_text)
