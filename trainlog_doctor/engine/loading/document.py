"""YAML text to a tree of plain nodes that remember their place. No values are made of it here, and nothing is executed.

Only mappings, lists and plain scalars are read: tags, anchors and aliases have no use in a rule file and are faults (an
alias is what makes a small file grow without bound).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import yaml

from trainlog_doctor.errors import DoctorError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, line and column, both 1-based."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A single value as it is written. ``quoted`` tells ``"5"`` from ``5``."""

    place: Place
    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    place: Place
    items: Sequence[Node]


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping with text keys; ``keys`` holds the place of each key."""

    place: Place
    items: Mapping[str, Node]
    keys: Mapping[str, Place]


Node: TypeAlias = ScalarNode | ListNode | MapNode


class Faults:
    """Collects what is wrong, so that one reading reports everything."""

    def __init__(self) -> None:
        self.found: list[DoctorError] = []

    def add(self, key: str, place: Place, /, **data: object) -> None:
        """Note one fault: catalogue key ``rules.<key>`` with its place and data."""
        self.found.append(DoctorError(f"rules.{key}", path=place.path, line=place.line, column=place.column, **data))


def parse(text: str, path: str, faults: Faults) -> Node | None:
    """Read one document; None (with faults added) where the text is no YAML that we accept."""
    start = Place(path, 1, 1)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else start
        faults.add("not_yaml", place, problem=error.problem or error.context or "")
        return None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        faults.add("not_yaml", start, problem=type(error).__name__)
        return None
    if root is None:
        faults.add("empty", start)
        return None
    return _convert(root, path, faults, 0)


def _place(node: yaml.Node, path: str) -> Place:
    return Place(path, node.start_mark.line + 1, node.start_mark.column + 1)


def _convert(node: yaml.Node, path: str, faults: Faults, depth: int) -> Node | None:
    place = _place(node, path)
    if depth > _DEEPEST:
        faults.add("too_deep", place, most=_DEEPEST)
        return None
    if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.rpartition(":")[2] in {"binary", "set", "omap"}:
        faults.add("tag", place, tag=node.tag)
        return None
    if isinstance(node, yaml.ScalarNode):
        return ScalarNode(place, node.value, node.style in {"'", '"', "|", ">"})
    if isinstance(node, yaml.SequenceNode):
        items = (_convert(item, path, faults, depth + 1) for item in _distinct(node, path, faults))
        return ListNode(place, tuple(item for item in items if item is not None))
    return _convert_map(node, path, faults, depth)


def _distinct(parent: yaml.Node, path: str, faults: Faults) -> Iterator[yaml.Node]:
    """Pass a list's items on; one that does not stand behind what was passed last was reached by an alias."""
    last = parent.start_mark.index
    for node in parent.value:
        if node.start_mark.index <= last:
            faults.add("alias", _place(node, path))
            continue
        last = node.start_mark.index
        yield node


def _convert_map(node: yaml.Node, path: str, faults: Faults, depth: int) -> MapNode:
    items: dict[str, Node] = {}
    keys: dict[str, Place] = {}
    for key_node, value_node in node.value:
        place = _place(key_node, path)
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        if value_node.start_mark.index < key_node.start_mark.index:
            faults.add("alias", place)
        elif not key:
            faults.add("bad_key", place)
        elif key in items:
            faults.add("duplicate_key", place, key=key, first_line=keys[key].line)
        else:
            keys[key] = place
            value = _convert(value_node, path, faults, depth + 1)
            if value is not None:
                items[key] = value
    return MapNode(_place(node, path), items, keys)
