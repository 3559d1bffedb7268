"""YAML text to a tree of plain nodes that remember their place. No values are made of it here, and nothing is executed.

Only mappings, lists and plain scalars are read: tags and aliases have no use in a rule file and are faults (an alias is
what makes a small file grow without bound). The tree is built of the parser's events: PyYAML's own trees are built by a
recursion in C that deep nesting brings down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from trainlog_doctor.engine.loading.nodes import ListNode, MapNode, Place, ScalarNode
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trainlog_doctor.engine.loading.nodes import Faults, Node

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGGED = (yaml.ScalarEvent, yaml.CollectionStartEvent)
_QUOTING = frozenset({"'", '"', "|", ">"})
_DEEPEST = 12
_GIVEN_UP = "exceeded maximum nesting depth"
"""What the scanner says that gives up by itself: it looks 1024 characters ahead, so before our count sees the depth."""


def parse(text: str, path: str, faults: Faults) -> Node | None:
    """Read one document; None (with faults added) where the text is no YAML that we accept."""
    try:
        return _Tree(iter(yaml.parse(text, Loader=_Loader)), path, faults).root()
    except yaml.MarkedYAMLError as error:
        _report(error, text, path, faults)
    except yaml.reader.ReaderError as error:
        *above, before = text[: text.find(chr(error.character))].split("\n")
        faults.add("unprintable", Place(path, len(above) + 1, len(before) + 1), given=f"U+{error.character:04X}")
    except (yaml.YAMLError, ValueError) as error:
        faults.add("not_yaml", Place(path, 1, 1), problem=type(error).__name__)
    except _TooDeepError as error:
        faults.add("too_deep", error.args[0], most=_DEEPEST)
    return None


def _report(error: yaml.MarkedYAMLError, text: str, path: str, faults: Faults) -> None:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    place = Place(path, line + 1, column + 1)
    if error.problem == _GIVEN_UP:
        faults.add("too_deep", place, most=_DEEPEST)
    elif "".join(text.splitlines()[line : line + 1]).startswith("\t", column):
        faults.add("tab", place, problem=error.problem or error.context or "")
    else:
        faults.add("not_yaml", place, problem=error.problem or error.context or "")


class _TooDeepError(Exception):
    """Ends the reading of a file at once: the parser's time grows with the square of the depth."""


@dataclass(frozen=True, slots=True)
class _Tree:
    """Builds the nodes of one document out of its events."""

    events: Iterator[yaml.Event]
    path: str
    faults: Faults

    def root(self) -> Node | None:
        documents = (event for event in self.events if isinstance(event, yaml.DocumentStartEvent))
        if next(documents, None) is None:
            self.faults.add("empty", Place(self.path, 1, 1))
            return None
        node = self._node(next(self.events), 0)
        second = next(documents, None)
        if second is not None:
            self.faults.add("second_document", self._place(second))
            return None
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node | None:
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent) and event.tag is None and depth <= _DEEPEST:
            return ScalarNode(place, event.value, event.style in _QUOTING)
        if isinstance(event, yaml.AliasEvent):
            self.faults.add("alias", place)
        elif isinstance(event, _TAGGED) and event.tag is not None:
            self.faults.add("tag", place, tag=event.tag)
        elif depth > _DEEPEST:
            raise _TooDeepError(place)
        elif isinstance(event, yaml.SequenceStartEvent):
            items = [self._node(item, depth + 1) for item in self._until(yaml.SequenceEndEvent)]
            return ListNode(place, tuple(item for item in items if item is not None))
        else:
            return self._map(place, depth)
        self._skip(event)
        return None

    def _map(self, place: Place, depth: int) -> MapNode:
        items: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._key(event, keys)
            value_event = next(self.events)
            if not key:
                self._skip(value_event)
                continue
            keys[key] = self._place(event)
            value = self._node(value_event, depth + 1)
            if value is not None:
                items[key] = value
        return MapNode(place, items, keys)

    def _key(self, event: yaml.Event, keys: Mapping[str, Place]) -> str:
        """Take a key; empty, with a fault noted, where it cannot be used."""
        place = self._place(event)
        self._skip(event)
        key = str(event.value) if isinstance(event, yaml.ScalarEvent) and event.tag is None else ""
        if not key:
            self.faults.add("bad_key", place)
        elif key in keys:
            self.faults.add("duplicate_key", place, key=key, first_line=keys[key].line)
            return ""
        return key

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        while not isinstance(event := next(self.events), end):
            yield event

    def _skip(self, event: yaml.Event) -> None:
        """Pass over what a collection holds; anything else has been passed already."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            event = next(self.events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise _TooDeepError(self._place(event))

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path, 1, 1)
