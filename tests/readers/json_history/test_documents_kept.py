from __future__ import annotations

import gc
import json
import weakref

from trainlog_doctor.readers.base import HEAD_BYTES
from trainlog_doctor.readers.json_history.document import load


def _history(epochs: int) -> bytes:
    return json.dumps({"loss": [1 / epoch for epoch in range(1, epochs + 1)]}).encode()


def test_a_document_as_short_as_a_head_is_parsed_once_for_all_readers() -> None:
    data = _history(30)
    assert load(data) is load(bytes(bytearray(data)))


def test_a_longer_document_is_forgotten_with_its_last_reader() -> None:
    data = _history(HEAD_BYTES // 4)
    assert len(data) > HEAD_BYTES
    document = load(data)
    assert document is not None
    assert document.shapes
    kept = weakref.ref(document)
    del document
    gc.collect()
    assert kept() is None
