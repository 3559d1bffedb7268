from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainlog_doctor.i18n import LANGUAGES, catalogue
from trainlog_doctor.readers import formats, readers, tree_readers
from trainlog_doctor.readers.base import Certainty, Head


def test_every_registered_reader_can_be_imported() -> None:
    assert {"keras-stdout", "tensorboard"} <= {reader.name for reader in readers()}
    assert "tensorboard" in {reader.name for reader in tree_readers()}


def test_formats_are_listed_once_and_only_those_that_are_read() -> None:
    assert len(set(formats())) == len(formats())
    assert {"keras-stdout", "history-csv"} <= set(formats())
    assert "binary" not in formats()


@pytest.mark.parametrize("reader", readers(), ids=lambda reader: reader.name)
@given(data=st.binary(max_size=200))
def test_no_reader_minds_any_bytes(reader: object, data: bytes) -> None:
    assert reader.sniff(Head(data, True)).certainty in set(Certainty)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_is_described_and_nothing_else(language: str) -> None:
    wanted = {f"{name}.{part}" for name in formats() for part in ("what", "told_by", "kept", "left")}
    assert set(catalogue("formats", language)) == wanted
