"""JSON is read alike with orjson and without it."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainlog_doctor.readers.json_values import load_json, load_numbers

pytest.importorskip("orjson")

INTEGERS = st.integers(-(2**63), 2**64 - 1)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), INTEGERS, st.floats(), st.text(st.characters(codec=None))),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=20,
)
PIECES = st.sampled_from(["[", "]", "{", "}", ",", ":", '"', "\\u12", "\\ud800", "-0", "01", "1.", "1e999", "é", "\0"])


def outcome(text: bytes, read: object) -> str:
    """What reading gives, bit by bit; every refusal is the same."""
    assert callable(read)
    try:
        return repr(read(text))
    except (ValueError, RecursionError):
        return "refused"


@settings(max_examples=200)
@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_a_document_gives_the_same_values(value: object, ascii_only: bool, indent: int | None) -> None:
    data = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "surrogatepass")
    assert outcome(data, load_json) == outcome(data, json.loads)


@settings(max_examples=200)
@given(st.lists(st.one_of(PIECES, st.floats().map(repr)), max_size=12).map("".join))
def test_a_broken_document_is_refused_alike(text: str) -> None:
    assert outcome(text.encode(), load_json) == outcome(text.encode(), json.loads)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32-le", "utf-8-sig"])
def test_other_encodings_are_still_read(encoding: str) -> None:
    assert load_json('{"loss": [0.5]}'.encode(encoding)) == {"loss": [0.5]}


@settings(max_examples=200)
@given(
    st.lists(st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**30), 10**30)), min_size=1)
)
def test_numbers_are_read_to_the_last_bit(values: list[float]) -> None:
    texts = [repr(value) for value in values]
    numbers = load_numbers(",".join(texts).encode())
    assert numbers is not None
    assert [float(number).hex() for number in numbers] == [float(text).hex() for text in texts]


@pytest.mark.parametrize("text", ["-0", "-0,1", "1,-0", "nan", "1e999", "[1]", "true", '"1"', "1,,2", "+1", "01", ""])
def test_numbers_that_json_has_not_or_has_otherwise_are_left_to_float(text: str) -> None:
    assert not load_numbers(text.encode())


def test_a_negative_zero_with_a_point_stays_one() -> None:
    numbers = load_numbers(b"-0.0")
    assert numbers is not None
    assert math.copysign(1, numbers[0]) == -1
