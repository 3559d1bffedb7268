from __future__ import annotations

import pytest

from tests.readers.tables.reading import claims, read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.refused import REFUSED_READERS


@pytest.mark.parametrize(
    "data",
    [b"1.5\n1.25e+00\n1\n", b"0,3.5,4\n1,2.5,3\n", b"[3.5, 2.5, 1.5]", b"[\n 3.5,\n nan\n]\n", b"  1 0.5\n  2 -inf\n"],
)
def test_numbers_without_names_are_refused_and_shown(data: bytes) -> None:
    with pytest.raises(FormatError) as caught:
        read(data, REFUSED_READERS)
    assert caught.value.key == "history_errors.bare_numbers"
    assert str(caught.value.data["seen"]).strip("[], ")[:1] in data.decode()


@pytest.mark.parametrize(
    "data", [b"loss\n1.5\n", b"1.5 s\n2.5 s\n", b"1.2.3\n", b'{"a": 1}', b"[]", b"12:30\n", b"0/99 1.5G\n"]
)
def test_anything_named_is_not_bare(data: bytes) -> None:
    assert "bare-numbers" not in claims(data, REFUSED_READERS)


def test_a_long_row_is_not_matched_for_long() -> None:
    assert "bare-numbers" not in claims(b"1" * 60_000 + b"x", REFUSED_READERS)
