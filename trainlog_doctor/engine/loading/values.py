"""Typed values out of nodes: each function returns the value, or None after noting what is wrong and what is legal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.nodes import Faults, ListNode, MapNode, Node, Place, ScalarNode
from trainlog_doctor.engine.spelling import number, suggestion
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from trainlog_doctor.engine.rule import Texts
    from trainlog_doctor.i18n import Text

LANGUAGES = ("en", "zh")

LINK = regex(r"https://\S+")


def fields(
    node: Node | None, faults: Faults, required: Collection[str] = (), optional: Collection[str] | None = None
) -> Mapping[str, Node]:
    """Take a mapping's fields; ``optional=None`` admits any further key."""
    if not isinstance(node, MapNode):
        if node is not None:
            faults.add("not_mapping", node.place)
        return {}
    legal = None if optional is None else [*required, *optional]
    for key, place in node.keys.items():
        if legal is not None and key not in legal:
            faults.add("unknown_key", place, key=key, legal=list(legal), near=suggestion(key, legal))
    missing = [key for key in required if key not in node.keys]
    if missing:
        faults.add("missing_key", node.place, keys=missing)
    return {key: value for key, value in node.items.items() if legal is None or key in legal}


def text_of(node: Node | None, faults: Faults) -> str:
    """A scalar as text; an empty string after a fault."""
    text = node.text.strip() if isinstance(node, ScalarNode) else ""
    if node is not None and not text:
        faults.add("not_text", node.place)
    return text


def word_of(node: Node | None, legal: Collection[str], faults: Faults, fault: str = "unknown_word") -> str:
    """A scalar that must be one of a closed set; an empty string after a fault."""
    word = text_of(node, faults)
    if node is not None and word and word not in legal:
        faults.add(fault, node.place, given=word, legal=list(legal), near=suggestion(word, legal))
        return ""
    return word


def number_of(node: Node | None, faults: Faults) -> tuple[float, bool] | None:
    """A number (and whether it was written as a percentage); None after a fault."""
    if node is None:
        return None
    found = number(node.text) if isinstance(node, ScalarNode) and not node.quoted else None
    if found is None:
        faults.add("not_number", node.place, given=node.text if isinstance(node, ScalarNode) else "")
    return found


def count_of(node: Node | None, faults: Faults) -> int | None:
    """A whole number from 1 on; None after a fault."""
    found = number_of(node, faults)
    if node is None or found is None:
        return None
    value, percent = found
    if percent or value < 1 or value % 1:
        faults.add("not_count", node.place, given=text_of(node, faults))
        return None
    return int(value)


def list_of(node: Node | None, faults: Faults) -> tuple[Node, ...]:
    """A list's items."""
    if node is None:
        return ()
    if isinstance(node, ListNode):
        return tuple(node.items)
    faults.add("not_list", node.place)
    return ()


def bilingual(node: Node | None, faults: Faults) -> Text:
    """A text in every language."""
    found = {code: text_of(value, faults) for code, value in _by_language(node, faults).items()}
    return {code: found.get(code, "") for code in LANGUAGES}


def _by_language(node: Node | None, faults: Faults) -> Mapping[str, Node]:
    if node is None or isinstance(node, MapNode):
        return fields(node, faults, LANGUAGES, ())
    faults.add("one_language", node.place, legal=LANGUAGES)
    return {}


def link_or_bilingual(node: Node | None, faults: Faults) -> Text:
    """A bare link, which no language needs translated, or a text in every language."""
    link = node.text.strip() if isinstance(node, ScalarNode) else ""
    return dict.fromkeys(LANGUAGES, link) if LINK.fullmatch(link) else bilingual(node, faults)


def bilingual_list(node: Node | None, faults: Faults) -> Texts:
    """A list of texts in every language, equally many in each."""
    before = len(faults.found)
    found = {
        code: tuple(text_of(item, faults) for item in list_of(value, faults))
        for code, value in _by_language(node, faults).items()
    }
    if len(faults.found) == before and node is not None and len({len(texts) for texts in found.values()}) > 1:
        counts = [f"{code}: {len(texts)}" for code, texts in found.items()]
        faults.add("unequal_lists", node.place, counts=counts)
    return {code: found.get(code, ()) for code in LANGUAGES}


def place_of(node: Node, key: str) -> Place:
    """Place of a mapping's key, or of the node itself where it has none."""
    return node.keys.get(key, node.place) if isinstance(node, MapNode) else node.place
