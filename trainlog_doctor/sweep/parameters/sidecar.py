"""Parameters in a file beside a log: ``params.json``, ``hparams.yaml`` and the like. Nothing in them is executed."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.sources.beside import names_in, small_file
from trainlog_doctor.sources.tree import tree
from trainlog_doctor.sweep.parameters.values import flat, value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.sweep.row import Value

_STEMS = ("params", "hparams", "hyperparameters", "args")
_ENDINGS = (".json", ".yaml", ".yml")
NAMES = tuple(stem + ending for stem in _STEMS for ending in _ENDINGS)
"""In the order in which they are looked for."""
_MOST_BYTES = 1 << 20


def is_sidecar(name: str) -> bool:
    """Whether a file is one of parameters by its name."""
    return name.endswith(NAMES)


def beside(folder: str, own: str) -> Mapping[str, Value]:
    """Read the parameters of a source: those in ``<own>.params.json``, else those of its folder.

    Raises
    ------
    FormatError
        ``scan.bad_parameters``: the file is there, but broken.
    """
    there = _sidecars(names_in(folder))
    chosen = next((name for name in (*(f"{own}.{name}" for name in NAMES), *NAMES) if name in there), None)
    if chosen is None:
        return {}
    place = str(tree(folder) / PurePosixPath(chosen))
    found = _tree(small_file(place, _MOST_BYTES), chosen.endswith(".json"))
    if found is None:
        raise FormatError("scan.bad_parameters", path=place)
    return found


@lru_cache(maxsize=16)
def _sidecars(names: frozenset[str]) -> frozenset[str]:
    """Those of a folder's names that are files of parameters; remembered, since very many runs may share a folder."""
    return frozenset(filter(is_sidecar, names))


@lru_cache(maxsize=16)
def _tree(content: bytes | None, is_json: bool) -> Mapping[str, Value] | None:
    """Read a file's content; remembered, since the runs of a folder share it. None where it is no mapping."""
    text = (content or b"").decode("utf-8", "replace")
    found = _json(text) if is_json else _yaml(text)
    return flat(found) if isinstance(found, dict) else None


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _yaml(text: str) -> object:
    """Read the plain values that a document stands for, without tags and aliases; None where it is broken."""
    from trainlog_doctor.engine.loading.document import parse  # with it comes the parser
    from trainlog_doctor.engine.loading.nodes import Faults, ListNode, MapNode, Node

    def plain(node: Node) -> object:
        if isinstance(node, MapNode):
            return {key: plain(item) for key, item in node.items.items()}
        if isinstance(node, ListNode):
            return [plain(item) for item in node.items]
        return node.text if node.quoted else value(node.text)

    found = parse(text, "", Faults())
    return None if found is None else plain(found)
