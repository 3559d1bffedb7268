from __future__ import annotations

import pytest

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.histories.whole import Whole


def test_the_chunks_come_back_as_one_and_are_kept_no_longer() -> None:
    whole = Whole(lambda _: (), limit=6)
    for chunk in (b"abc", b"", b"def"):
        whole.feed(chunk)
    assert whole.content() == b"abcdef"
    assert whole._chunks == []


def test_a_byte_beyond_the_limit_is_refused_and_no_longer_kept() -> None:
    whole = Whole(lambda _: (), limit=2 * 1024**2)
    for _ in range(3):
        whole.feed(bytes(1024**2))
    with pytest.raises(FormatError) as caught:
        whole.content()
    assert caught.value.key == "history_errors.too_large"
    assert caught.value.data == {"limit": "2 MB"}
    assert sum(map(len, whole._chunks)) == 2 * 1024**2
