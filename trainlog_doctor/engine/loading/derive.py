"""Derived rules: one that ``extends`` another takes over everything that it does not state itself.

``params`` and ``detect`` are taken over entry by entry, everything else as a whole. Its code and its name are its own.
Tests are taken over only where nothing that they look at is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.nodes import Faults, ListNode, MapNode, Node, Place, ScalarNode
from trainlog_doctor.engine.loading.values import text_of
from trainlog_doctor.engine.spelling import suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

NEEDED = ("id", "name")
"""What a derived rule states itself in any case."""

_OWN = frozenset({*NEEDED, "extends"})
_TESTED = ("params", "detect", "condition", "min_epochs", "message")
_DEPTHS = {"params": 2, "detect": 1}
"""How many levels are taken over entry by entry."""


def code_of(node: Node) -> str:
    """A document's code as it is written; empty where it has none."""
    return _text(node, "id")


def _text(node: Node, key: str) -> str:
    given = node.items.get(key) if isinstance(node, MapNode) else None
    return given.text.strip() if isinstance(given, ScalarNode) else ""


def completed(documents: Sequence[Node], faults: Faults, untested: Collection[str] = ()) -> list[Node]:
    """Fill every derived rule up from the one that it extends; a rule that cannot be derived is left out.

    Parameters
    ----------
    untested
        Files that were read without their tests: none are asked of their rules.
    """
    by_code = {code: node for node in reversed(documents) if isinstance(node, MapNode) and (code := code_of(node))}
    for node in documents:
        _check_suppressed(node, by_code, faults)
    made: dict[str, Node | None] = {}
    found = [_completed(node, by_code, made, faults, tested=node.place.path not in untested) for node in documents]
    return [full for full in found if full is not None]


def _check_suppressed(node: Node, by_code: Mapping[str, Node], faults: Faults) -> None:
    listed = node.items.get("suppresses") if isinstance(node, MapNode) else None
    for item in listed.items if isinstance(listed, ListNode) else ():
        if isinstance(item, ScalarNode) and item.text.strip() not in by_code:
            _unknown(item, node, by_code, faults)
        elif isinstance(item, ScalarNode) and item.text.strip() == code_of(node):
            faults.add("self_suppressed", item.place, given=code_of(node))


def _unknown(item: ScalarNode, rule: Node, by_code: Mapping[str, Node], faults: Faults) -> None:
    """Rules are named by their codes here; of one that is named by its name the code is suggested."""
    given, legal = item.text.strip(), sorted(by_code.keys() - {code_of(rule)})
    near = next((code for code in legal if _text(by_code[code], "name") == given), suggestion(given, legal))
    faults.add("unknown_word", item.place, given=given, legal=legal, near=near)


def _completed(
    node: Node, by_code: Mapping[str, Node], made: dict[str, Node | None], faults: Faults, *, tested: bool
) -> Node | None:
    if not isinstance(node, MapNode) or (extends := node.items.get("extends")) is None:
        return node
    code = text_of(extends, faults)
    if isinstance(extends, ScalarNode) and code not in by_code:
        _unknown(extends, node, by_code, faults)
    elif code and _comes_back(node, by_code, made):
        faults.add("circular", extends.place, given=code)
    elif code:
        base = _base(code, by_code, made)
        return _filled(node, base, faults, tested=tested) if isinstance(base, MapNode) else None
    return None


def _base(code: str, by_code: Mapping[str, Node], made: dict[str, Node | None]) -> Node | None:
    """A rule that is extended, completed once; what is wrong with it is told where it stands."""
    waiting = [] if code in made else [code]
    while waiting:
        node = by_code[waiting[-1]]
        if (above := _text(node, "extends")) in by_code and above not in made:
            waiting.append(above)
        else:
            made[waiting.pop()] = _completed(node, by_code, made, Faults(), tested=False)
    return made[code]


def _comes_back(node: Node, by_code: Mapping[str, Node], made: Collection[str]) -> bool:
    """Whether following ``extends`` from a rule never ends."""
    seen = {code_of(node)}
    while (code := _text(node, "extends")) in by_code and code not in made:
        if code in seen:
            return True
        seen.add(code)
        node = by_code[code]
    return False


def _filled(node: MapNode, base: MapNode, faults: Faults, *, tested: bool) -> MapNode:
    place = node.keys["extends"]
    changed = [key for key in _TESTED if key in node.items]
    if tested and changed and "tests" not in node.items:
        faults.add("own_tests", place, keys=list(changed))
    inherited = MapNode(
        base.place,
        {key: value for key, value in base.items.items() if key not in _OWN},
        {key: value for key, value in base.keys.items() if key not in _OWN},
    )
    full = _merged(node, inherited, place, 0)
    parts = {
        key: _merged(own, theirs, place, depth - 1)
        for key, depth in _DEPTHS.items()
        if isinstance(own := node.items.get(key), MapNode) and isinstance(theirs := base.items.get(key), MapNode)
    }
    return MapNode(full.place, {**full.items, **parts}, full.keys)


def _merged(own: MapNode, base: MapNode, place: Place, depth: int) -> MapNode:
    """Take over the entries that a mapping lacks; faults in them are told at ``place``, where the user can act."""
    dropped = {"source"} if "default" in own.items else set[str]()
    taken = {key: value for key, value in base.items.items() if key not in own.keys and key not in dropped}
    items: dict[str, Node] = {key: _moved(value, place) for key, value in taken.items()}
    for key, value in own.items.items():
        theirs = base.items.get(key)
        deeper = depth > 0 and isinstance(value, MapNode) and isinstance(theirs, MapNode)
        items[key] = _merged(value, theirs, place, depth - 1) if deeper else value  # type: ignore[arg-type]
    return MapNode(own.place, items, {**dict.fromkeys(taken, place), **own.keys})


def _moved(node: Node, place: Place) -> Node:
    if isinstance(node, ScalarNode):
        return ScalarNode(place, node.text, node.quoted)
    if isinstance(node, ListNode):
        return ListNode(place, tuple(_moved(item, place) for item in node.items))
    return MapNode(
        place, {key: _moved(item, place) for key, item in node.items.items()}, dict.fromkeys(node.keys, place)
    )
