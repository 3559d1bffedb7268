"""What a rule file is made of: nodes that remember their place, whatever wrote them, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from trainlog_doctor.errors import DoctorError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Place(NamedTuple):
    """Where something stands: file, line and column, both 1-based."""

    path: str
    line: int
    column: int


class ScalarNode(NamedTuple):
    """A single value as it is written. ``quoted`` tells ``"5"`` from ``5``."""

    place: Place
    text: str
    quoted: bool


class ListNode(NamedTuple):
    """A list."""

    place: Place
    items: Sequence[Node]


class MapNode(NamedTuple):
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
