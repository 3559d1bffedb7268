"""What a source of JSON, JSON lines or a printed literal holds, and the histories in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from trainlog_doctor.readers.json_history.boosting import rounds_of
from trainlog_doctor.readers.json_history.layouts import join_phases
from trainlog_doctor.readers.json_history.search import find_histories
from trainlog_doctor.readers.json_history.shapes import Shape
from trainlog_doctor.readers.json_history.training import final_values
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, eq=False)
class Document:
    """What a source holds.

    Attributes
    ----------
    value
        The document; of JSON lines a list, one element a line.
    is_lines
        Whether it came as JSON lines.
    lines
        Line of each element (1-based) if it came as JSON lines.
    unclosed
        Whether brackets were missing at the end.
    lost
        Lines that are no JSON, 1-based.
    """

    value: object
    is_lines: bool = False
    lines: tuple[int, ...] = ()
    unclosed: bool = False
    lost: tuple[int, ...] = ()

    @property
    def mapping(self) -> Mapping[str, object]:
        """The document as an object; an empty one if it is something else."""
        return self.value if isinstance(self.value, Mapping) else {}

    @cached_property
    def shapes(self) -> Sequence[Shape]:
        """Every history in it, or else its final values: it is recognised by them and then read."""
        final = None if self.histories else final_values(self.value)
        return [final] if final else self.histories

    @cached_property
    def histories(self) -> Sequence[Shape]:
        """Every history in it that has more than final values."""
        rounds = rounds_of(self.value)
        return [Shape(rounds)] if rounds else join_phases(list(find_histories(self.value)))
