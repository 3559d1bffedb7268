"""Objects of JSON right behind each other."""

from __future__ import annotations

import pytest

from trainlog_doctor.readers.json_history.document import load
from trainlog_doctor.readers.json_history.stream import objects_of

ONE, TWO, CUT = '{"a": 1,\n"b": {}}', '{"a": 2}', '{"a": 3, "b": [{"c": 1'


@pytest.mark.parametrize(
    ("text", "values", "lines", "unclosed", "lost"),
    [
        (ONE + TWO, [1, 2], (1, 2), False, ()),
        (f"{ONE},\n\n{TWO}\n", [1, 2], (1, 4), False, ()),
        (ONE + TWO + CUT, [1, 2], (1, 2), True, ()),
        (f"{ONE}{CUT}, oops}}]}}\n{TWO}", [1, 2], (1, 3), False, (2,)),
        (f"{ONE}{TWO}\nsaved\n", [1, 2], (1, 2), False, ()),
        (ONE + TWO + '{"a": ' * 100_000, [1, 2], (1, 2), True, ()),
    ],
)
def test_whole_objects_are_read_and_broken_ones_told(
    text: str, values: list[int], lines: tuple[int, ...], unclosed: bool, lost: tuple[int, ...]
) -> None:
    document = load(text.encode())
    assert document is not None
    assert isinstance(document.value, list)
    assert [value["a"] for value in document.value] == values
    assert (document.lines, document.unclosed, document.lost) == (lines, unclosed, lost)


@pytest.mark.parametrize("text", [f"{ONE}{TWO}\nsaved\n{ONE}", ONE + TWO + "{oops}" * 200])
def test_what_a_program_prints_among_other_things_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        list(objects_of(text))
