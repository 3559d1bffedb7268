"""Parameters in a file beside a log: ``params.json``, ``hparams.yaml`` and the like. Nothing in them is executed."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.document import Faults, ListNode, MapNode, ScalarNode, parse
from trainlog_doctor.errors import FormatError
from trainlog_doctor.sources.beside import beside as file_beside
from trainlog_doctor.sources.beside import siblings, small_file, stem
from trainlog_doctor.sweep.parameters.values import flat, value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.loading.document import Node
    from trainlog_doctor.sweep.row import Value

_STEMS = ("params", "hparams", "hyperparameters", "args")
_ENDINGS = (".json", ".yaml", ".yml")
NAMES = tuple(stem + ending for stem in _STEMS for ending in _ENDINGS)
"""In the order in which they are looked for."""
_MOST_BYTES = 1 << 20


def is_sidecar(name: str) -> bool:
    """Whether a file is one of parameters by its name."""
    return name.endswith(NAMES)


def beside(path: str) -> Mapping[str, Value]:
    """Read the parameters of a source: those in ``<its name>.params.json``, else those of its folder.

    Raises
    ------
    FormatError
        ``scan.bad_parameters``: the file is there, but broken.
    """
    names = siblings(path)
    if names.isdisjoint(NAMES) and not any(map(is_sidecar, names)):
        return {}
    own = stem(path)
    chosen = next((name for name in (*(f"{own}.{name}" for name in NAMES), *NAMES) if name in names), None)
    if chosen is None:
        return {}
    place = file_beside(path, chosen)
    tree = _tree(small_file(place, _MOST_BYTES), chosen.endswith(".json"))
    if tree is None:
        raise FormatError("scan.bad_parameters", path=place)
    return tree


@lru_cache(maxsize=16)
def _tree(content: bytes | None, is_json: bool) -> Mapping[str, Value] | None:
    """Read a file's content; remembered, since the runs of a folder share it. None where it is no mapping."""
    text = (content or b"").decode("utf-8", "replace")
    tree = _json(text) if is_json else _yaml(text)
    return flat(tree) if isinstance(tree, dict) else None


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _yaml(text: str) -> object:
    return _plain(parse(text, "", Faults()))


def _plain(node: Node | None) -> object:
    if isinstance(node, MapNode):
        return {key: _plain(item) for key, item in node.items.items()}
    if isinstance(node, ListNode):
        return [_plain(item) for item in node.items]
    if isinstance(node, ScalarNode):
        return node.text if node.quoted else value(node.text)
    return None
