"""Documents: objects of JSON right behind each other, and what is remembered of one."""

from __future__ import annotations

import gc
import json
import weakref

import pytest

from trainlog_doctor.readers.base import HEAD_BYTES
from trainlog_doctor.readers.json_history.loading import load
from trainlog_doctor.readers.json_history.stream import values_of

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


@pytest.mark.parametrize(
    "text", [f"{ONE}{TWO}\nsaved\n{ONE}", f"[INFO] {ONE}{TWO}", f"[{{0}}]{ONE}{TWO}", ONE + TWO + "{oops}" * 200]
)
def test_what_a_program_prints_among_other_things_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        list(values_of(text))


def history(epochs: int) -> bytes:
    return json.dumps({"loss": [1 / epoch for epoch in range(1, epochs + 1)]}).encode()


def test_a_document_as_short_as_a_head_is_parsed_once_for_all_readers() -> None:
    data = history(30)
    assert load(data) is load(bytes(bytearray(data)))


def test_a_longer_document_is_forgotten_with_its_last_reader() -> None:
    data = history(HEAD_BYTES // 4)
    assert len(data) > HEAD_BYTES
    document = load(data)
    assert document is not None
    assert document.shapes
    kept = weakref.ref(document)
    del document
    gc.collect()
    assert kept() is None


@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize("in_rows", [True, False])
def test_of_a_document_that_grows_the_last_state_is_kept(in_rows: bool, between: str) -> None:
    losses = [3.0, 2.0, 1.0]
    states = [[{"epoch": at, "loss": x} for at, x in enumerate(losses[:end])] for end in (1, 2, 3)]
    grown = states if in_rows else [{"loss": losses[:end], "best": end} for end in (1, 2, 3)]
    document = load(between.join(map(json.dumps, grown)).encode())
    assert document is not None
    assert document.value == grown[-1]


def test_rows_that_list_what_grows_are_all_kept() -> None:
    rows = [{"epoch": at, "loss": 1 / at, "steps": list(range(at))} for at in (1, 2, 3)]
    for between in ("", "\n"):
        document = load(between.join(map(json.dumps, rows)).encode())
        assert document is not None
        assert document.value == rows


def test_what_is_nested_too_deep_to_be_compared_is_no_document_that_grows() -> None:
    for depth in range(850, 1000, 3):
        deep = "[" * depth + "]" * depth
        for between in ("", "\n"):
            load(f'{{"loss": [{deep}]}}{between}{{"loss": [{deep}, 1]}}'.encode())
