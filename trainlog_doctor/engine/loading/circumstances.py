"""The ``run`` part of a rule's test: what the log says besides its metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.expectation import Circumstances
from trainlog_doctor.engine.loading.values import count_of, fields, list_of, number_of, text_of, word_of
from trainlog_doctor.engine.spelling import number
from trainlog_doctor.model import Fact, Scalar

if TYPE_CHECKING:
    from trainlog_doctor.engine.loading.nodes import Faults, Node

KEYS = ("planned_epochs", "stopped_early", "first_epoch", "unfinished", "epoch_seconds", "facts")


def read_circumstances(node: Node | None, faults: Faults) -> Circumstances:
    """Read what a test says of its run; everything may be left out."""
    given = fields(node, faults, (), KEYS)
    seconds = number_of(given.get("epoch_seconds"), faults)
    return Circumstances(
        planned_epochs=count_of(given.get("planned_epochs"), faults),
        stopped_early=word_of(given.get("stopped_early"), ("true", "false"), faults) == "true",
        first_epoch=count_of(given.get("first_epoch"), faults) or 1,
        unfinished=count_of(given.get("unfinished"), faults),
        epoch_seconds=seconds[0] if seconds else None,
        facts=tuple(_fact(item, faults) for item in list_of(given.get("facts"), faults)),
    )


def _fact(node: Node, faults: Faults) -> Fact:
    """A fact: ``kind``, ``epoch`` if it has one, and its data under their own names."""
    given = fields(node, faults, ("kind",))
    data = {key: _scalar(value, faults) for key, value in given.items() if key not in {"kind", "epoch"}}
    return Fact(text_of(given.get("kind"), faults), count_of(given.get("epoch"), faults), None, data)


def _scalar(node: Node, faults: Faults) -> Scalar:
    """A number where it reads as one (``inf`` too), else text."""
    text = text_of(node, faults)
    found = number(text)
    if found is not None:
        return int(found[0]) if text.isdecimal() else found[0]
    return float(text) if text in {"inf", "-inf", "nan"} else text
