"""A settings file to ``Settings``: strict, with every fault at once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from trainlog_doctor.engine.loading.values import suggestion
from trainlog_doctor.errors import DoctorError
from trainlog_doctor.i18n.language import CHOICES
from trainlog_doctor.settings.model import OWN_FILE, TABLE, PathSettings, RuleSettings, Settings
from trainlog_doctor.settings.places import line_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

RULE_KEYS = ("select", "ignore", "metric", "rules")
PROJECT_KEYS = ("lang", "extend", *RULE_KEYS, "overrides")
PATH_KEYS = ("paths", *RULE_KEYS)
SEVERITY = "severity"

_LINE = re.compile(r"\(at line (\d+)", re.ASCII)


def read_settings(path: Path, content: bytes) -> Settings:
    """Read a settings file; what is wrong with it is collected in ``faults``, and the rest is read."""
    try:
        text = content.decode("utf-8-sig")
        document = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line = _LINE.search(str(error))
        problem = {"path": str(path), "line": int(line[1]) if line else 1, "problem": str(error)}
        return Settings(path, faults=(DoctorError("settings.not_toml", **problem),))
    table = "" if path.name == OWN_FILE else TABLE.decode()
    for part in filter(None, table.split(".")):
        document = document.get(part, {})
    return _Reader(path, line_numbers(text, table)).settings(document)


def fault(path: Path | None, places: Mapping[str, int], kind: str, where: str, **data: object) -> DoctorError:
    """Make a fault that stands at a key; its line is that of the nearest key around it whose line is known."""
    around = where
    while around and around not in places:
        around = around.rpartition(".")[0]
    return DoctorError(f"settings.{kind}", path=str(path), line=places.get(around, 1), where=where, **data)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one document; every method returns what is right and notes what is wrong."""

    path: Path
    places: Mapping[str, int]
    faults: list[DoctorError] = field(default_factory=list)

    def settings(self, document: object) -> Settings:
        given = self._table(document, "", PROJECT_KEYS)
        listed = given.get("overrides", [])
        if not isinstance(listed, list):
            self._note("not_tables", "overrides")
            listed = []
        return Settings(
            path=self.path,
            lang=self._word(given, "lang", CHOICES),
            extend=self._texts(given, "extend", ""),
            rules=self._rules(given, ""),
            overrides=tuple(self._override(one, f"overrides[{at}]") for at, one in enumerate(listed)),
            places=self.places,
            faults=tuple(self.faults),
        )

    def _note(self, kind: str, where: str, **data: object) -> None:
        self.faults.append(fault(self.path, self.places, kind, where, **data))

    def _table(self, given: object, where: str, legal: Collection[str]) -> Mapping[str, Any]:
        if not isinstance(given, dict):
            self._note("not_table", where)
            return {}
        for key in given:
            if key not in legal:
                near = suggestion(key, legal)
                self._note("unknown_key", _inside(where, key), legal=", ".join(legal), near=near)
        return {key: value for key, value in given.items() if key in legal}

    def _word(self, given: Mapping[str, Any], key: str, legal: Collection[str]) -> str | None:
        word = given.get(key)
        if word is None or word in legal:
            return word
        self._note("unknown_word", key, given=word, legal=", ".join(legal), near=suggestion(str(word), legal))
        return None

    def _texts(self, given: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        texts = given.get(key, [])
        if isinstance(texts, list) and all(isinstance(one, str) and one.strip() for one in texts):
            return tuple(texts)
        self._note("not_texts", _inside(where, key))
        return ()

    def _override(self, document: object, where: str) -> PathSettings:
        given = self._table(document, where, PATH_KEYS)
        if not given.get("paths"):
            self._note("missing_key", _inside(where, "paths"))
        return PathSettings(self._texts(given, "paths", where), self._rules(given, where))

    def _rules(self, given: Mapping[str, Any], where: str) -> RuleSettings:
        values = dict(self._values(given.get("rules", {}), _inside(where, "rules")))
        return RuleSettings(
            select=self._texts(given, "select", where),
            ignore=self._texts(given, "ignore", where),
            params={rule: {key: text for key, text in own.items() if key != SEVERITY} for rule, own in values.items()},
            severity={rule: own[SEVERITY] for rule, own in values.items() if SEVERITY in own},
            metric=self._texts(given, "metric", where),
        )

    def _values(self, document: object, where: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Take the changes of each rule as a rule file would write them."""
        if not isinstance(document, dict):
            self._note("not_table", where)
            return
        for rule, own in document.items():
            if not isinstance(own, dict):
                self._note("not_table", _inside(where, rule))
                continue
            right = {key: value for key, value in own.items() if _is_value(value, as_text=key == SEVERITY)}
            for key in own.keys() - right.keys():
                self._note("not_value", _inside(where, f"{rule}.{key}"))
            yield rule, {key: str(value) for key, value in right.items()}


def _is_value(value: object, *, as_text: bool) -> bool:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str) or (plain and not as_text)


def _inside(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key
