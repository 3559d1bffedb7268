"""The tables of ``docs/json.md``: every key of the JSON report, made of its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCHEMA: Mapping[str, Any] = json.loads(
    (Path(__file__).resolve().parent.parent / "trainlog_doctor" / "reporters" / "report.schema.json").read_text("utf-8")
)


def tables() -> str:
    """A table for the document and for each of its parts."""
    parts = {"The document": SCHEMA, **{f"`{name}`": part for name, part in SCHEMA["$defs"].items()}}
    return "\n\n".join(_table(name, part) for name, part in parts.items() if part.get("type") == "object")


def _table(name: str, part: Mapping[str, Any]) -> str:
    head = f"### {name}\n\n{part['description']}\n\n| key | holds | what it is |\n|---|---|---|"
    return "\n".join([head, *_rows(part)])


def _rows(part: Mapping[str, Any]) -> Iterator[str]:
    for key, value in part["properties"].items():
        optional = "" if key in part["required"] else " (may be left out)"
        described = value.get("description") or SCHEMA["$defs"][_target(value)]["description"]
        yield f"| `{key}` | {_kind(value)}{optional} | {described} |"


def _kind(value: Mapping[str, Any]) -> str:
    if "$ref" in value:
        return f"`{_target(value)}`"
    if "anyOf" in value:
        return " or ".join(_kind(one) for one in value["anyOf"])
    if "const" in value:
        return f"`{json.dumps(value['const'])}`"
    if "enum" in value:
        return " or ".join(f"`{json.dumps(one)}`" for one in value["enum"])
    if value["type"] == "array":
        return f"list of {_kind(value['items'])}"
    if value["type"] == "object":
        return f"object of {_kind(value['additionalProperties'])}"
    return " or ".join([value["type"]] if isinstance(value["type"], str) else value["type"])


def _target(value: Mapping[str, Any]) -> str:
    return str(value["$ref"]).removeprefix("#/$defs/")
