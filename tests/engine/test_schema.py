"""The JSON Schema of rule files: what the loader takes passes, and plain mistakes do not."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.engine.builders import metric_table
from trainlog_doctor.engine.loading.files import builtin_rules
from trainlog_doctor.engine.schema import rule_schema

ROOT = Path(__file__).resolve().parents[2]
RULES = sorted(builtin_rules().rglob("*.yaml"))
GOOD = (Path(__file__).parent / "good_rule.yaml").read_text(encoding="utf-8")


@functools.cache
def validator() -> Any:  # noqa: ANN401 - the library has no types
    schema = rule_schema(metric_table().roles, "en")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def faulty(text: str) -> bool:
    return not validator().is_valid(yaml.safe_load(text))


@pytest.mark.parametrize(
    "path",
    [*RULES, *(ROOT / "docs" / "examples").glob("*.yaml")],
    ids=lambda path: path.stem,
)
def test_every_file_of_ours_is_valid(path: Path) -> None:
    errors = [error.message for error in validator().iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))]
    assert errors == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: XX101", "id: x-1"),
        ("severity: warning", "severity: warn"),
        ("min_epochs: 5", "min_epoch: 5"),
        ("default: 5%", "default: five"),
        ("stat: epochs_since_best", "stat: epoch_since_best"),
        ("of: [val_loss, loss]", "of: [val_loss, los]"),
        ("of: [val_loss, loss]", "of: [val_loss]"),
        ("of: [val_loss, loss]", "of: val_loss"),
        ("worse_than_best, last: 3", "at_epoch"),
        ("worse_than_best, last: 3", "worse_than_best, lats: 3"),
        ("worse_than_best, last: 3", "worse_than_best, last: 0"),
        ("explain: {en: why, zh: 原因}", "explain: {en: why}"),
        ("clear: true", "clear: true\n    skipped: loss"),
        ("gte: $patience", "gte: $patience, lte: 3"),
        ("references: [https://example.org]", "references: [Prechelt 1998]"),
        ("tags: [example]", "roles: {mine: [mine]}"),
    ],
)
def test_a_plain_mistake_is_seen(old: str, new: str) -> None:
    assert GOOD.count(old) == 1
    assert not faulty(GOOD)
    assert faulty(GOOD.replace(old, new))


def test_a_derived_rule_needs_its_own_code_and_name_only() -> None:
    assert not faulty("{id: XX101, name: own, extends: TD101}")
    assert faulty("{id: XX101, extends: TD101}")
    assert faulty("{id: XX101, name: own}")
