"""The table of metric names and directions (``metrics.yaml``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from trainlog_doctor.engine.column_names import plain
from trainlog_doctor.engine.loading.nodes import MapNode, ScalarNode
from trainlog_doctor.engine.loading.values import fields, list_of, text_of, word_of
from trainlog_doctor.engine.roles import Better, Family, MetricTable

if TYPE_CHECKING:
    from trainlog_doctor.engine.loading.nodes import Faults, Node

NO_METRICS = MetricTable({}, (), (), ())
METRIC_KEYS = ("roles", "validation", "training", "score")
FAMILY_KEYS = ("family", "better", "names")


def is_metrics(root: Node) -> bool:
    """Whether a document is a table of metrics; everything else is a rule."""
    return isinstance(root, MapNode) and "id" not in root.keys and any(key in root.keys for key in METRIC_KEYS)


def read_metrics(root: Node, faults: Faults) -> MetricTable:
    """Make a metric table of a document."""
    given = fields(root, faults, (), METRIC_KEYS)
    fixed = fields(given.get("roles"), faults)
    return MetricTable(
        fixed={role: _names(node, faults) for role, node in fixed.items()},
        validation=_names(given.get("validation"), faults),
        training=_names(given.get("training"), faults),
        families=tuple(_family(node, faults) for node in list_of(given.get("score"), faults)),
    )


def completed_by(table: MetricTable, own: MetricTable) -> MetricTable:
    """Complete a table by a project's own: its names go before those there are, its families come behind."""
    return MetricTable(
        fixed={role: own.fixed.get(role, ()) + table.fixed.get(role, ()) for role in {**table.fixed, **own.fixed}},
        validation=table.validation + own.validation,
        training=table.training + own.training,
        families=table.families + own.families,
    )


def _names(node: Node | None, faults: Faults) -> tuple[str, ...]:
    """Names, or what stands before them; nothing, as before most names of training, is written ``""``."""
    listed = list_of(node, faults)
    return tuple(
        "" if isinstance(item, ScalarNode) and not item.text else plain(text_of(item, faults)) for item in listed
    )


def _family(node: Node, faults: Faults) -> Family:
    given = fields(node, faults, FAMILY_KEYS, ())
    better = word_of(given.get("better"), ("lower", "higher"), faults)
    return Family(text_of(given.get("family"), faults), cast("Better", better), _names(given.get("names"), faults))
