"""YAML as the plain values it stands for: safely parsed, without tags and aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.document import parse
from trainlog_doctor.engine.loading.nodes import Faults, ListNode, MapNode, ScalarNode
from trainlog_doctor.sweep.parameters.values import value

if TYPE_CHECKING:
    from trainlog_doctor.engine.loading.nodes import Node


def read_yaml(text: str) -> object:
    """Read a document; None where it is broken or holds nothing."""
    return _plain(parse(text, "", Faults()))


def _plain(node: Node | None) -> object:
    if isinstance(node, MapNode):
        return {key: _plain(item) for key, item in node.items.items()}
    if isinstance(node, ListNode):
        return [_plain(item) for item in node.items]
    if isinstance(node, ScalarNode):
        return node.text if node.quoted else value(node.text)
    return None
