"""One comparison as people type it, ``best(val_loss)<0.3``, to the ``detect`` entry that a rule file would hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.engine.loading.nodes import ListNode, MapNode, Node, Place, ScalarNode
from trainlog_doctor.engine.pack import RUN_ROLE
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

KEPT = "kept"
"""Parameter that stands for the epoch to keep."""

EPOCHS = "epochs"

_NAME = r'"[^"]+"|[^\W\d][\w./-]*+'
_INSIDE = r'(?:"[^"]*"|[^()"]++)*+'
# A name is looked for from its beginning only, or the search of a long one would take quadratic time.
COMPARISON = regex(
    rf"(?<![\w./-])(?P<name>{_NAME})(?:\s*\((?P<inside>{_INSIDE})\))?\s*(?P<sign>>=|<=|>|<)\s*(?P<number>[^\s()]+)"
)
_ENTRY = regex(rf"\s*(?:(?P<key>[A-Za-z_]\w*)\s*=\s*)?(?P<value>{_NAME}|[^,\s\"]+)\s*(?:,|$)")
_SIGNS = {">=": "gte", "<=": "lte", ">": "gt", "<": "lt"}


class Comparison(NamedTuple):
    """What a comparison says.

    Attributes
    ----------
    measure
        As typed.
    stat, series, arguments
        Of the statistic that is measured. A bare name is ``at_epoch`` at the epoch to keep, ``epochs`` is
        ``points(run)``.
    start, number_start
        Offsets of the comparison and of its number.
    argument_starts
        Offset of each argument's name.
    """

    measure: str
    stat: str
    series: tuple[str, ...]
    arguments: Mapping[str, str]
    sign: str
    number: str
    start: int
    number_start: int
    argument_starts: Mapping[str, int]

    @property
    def at_kept_epoch(self) -> bool:
        """Whether it looks at the epoch to keep."""
        return f"${KEPT}" in self.arguments.values()

    def node(self, place: Place) -> MapNode:
        """Write it as a rule file would; ``place`` is that of the whole text."""
        here = place._replace(column=place.column + self.start)
        there = place._replace(column=place.column + self.number_start)
        plain = {"stat": self.stat, **self.arguments}
        items: dict[str, Node] = {key: ScalarNode(here, value, quoted=False) for key, value in plain.items()}
        items["of"] = ListNode(here, [ScalarNode(here, one, quoted=False) for one in self.series])
        items[_SIGNS[self.sign]] = ScalarNode(there, self.number, quoted=False)
        keys = {name: place._replace(column=place.column + start) for name, start in self.argument_starts.items()}
        return MapNode(here, items, {**dict.fromkeys(items, here), **keys})


def comparison(match: re.Match[str]) -> Comparison:
    """Take a match of `COMPARISON` apart."""
    entries = list(_ENTRY.finditer(match["inside"] or ""))
    stat, series, arguments = _measured(match, entries)
    measure = match["name"] if match["inside"] is None else f"{match['name']}({match['inside'].strip()})"
    ends = match.start(), match.start("number")
    starts = {entry["key"]: match.start("inside") + entry.start("key") for entry in entries if entry["key"] is not None}
    return Comparison(measure, stat, series, arguments, match["sign"], match["number"], *ends, starts)


def _measured(match: re.Match[str], entries: Sequence[re.Match[str]]) -> tuple[str, tuple[str, ...], Mapping[str, str]]:
    name = match["name"]
    if match["inside"] is None:
        return ("points", (RUN_ROLE,), {}) if name == EPOCHS else ("at_epoch", (_bare(name),), {"epoch": f"${KEPT}"})
    series = tuple(_bare(entry["value"]) for entry in entries if entry["key"] is None)
    return name, series, {entry["key"]: entry["value"] for entry in entries if entry["key"] is not None}


def _bare(name: str) -> str:
    return name.strip('"')
