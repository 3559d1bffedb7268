"""The table of metric names and directions (``metrics.yaml``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from trainlog_doctor.engine.loading.values import fields, list_of, text_of, word_of
from trainlog_doctor.engine.roles import Better, Family, MetricTable

if TYPE_CHECKING:
    from trainlog_doctor.engine.loading.nodes import Faults, Node


def read_metrics(root: Node, faults: Faults) -> MetricTable:
    """Make a metric table of a document."""
    given = fields(root, faults, ("roles", "validation", "training", "score"))
    fixed = fields(given.get("roles"), faults)
    return MetricTable(
        fixed={role: _names(node, faults) for role, node in fixed.items()},
        validation=_names(given.get("validation"), faults),
        training=_names(given.get("training"), faults),
        families=tuple(_family(node, faults) for node in list_of(given.get("score"), faults)),
    )


def _names(node: Node | None, faults: Faults) -> tuple[str, ...]:
    return tuple(text_of(item, faults) for item in list_of(node, faults))


def _family(node: Node, faults: Faults) -> Family:
    given = fields(node, faults, ("family", "better", "names"))
    better = word_of(given.get("better"), ("lower", "higher"), faults)
    return Family(text_of(given.get("family"), faults), cast("Better", better), _names(given.get("names"), faults))
