from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from trainlog_doctor.engine.measures.shared import shared_places

epochs = st.sets(st.integers(1, 40)).map(lambda chosen: np.array(sorted(chosen), dtype=np.int64))


@given(epochs, epochs)
def test_both_places_hold_the_same_epoch_and_no_shared_epoch_is_left_out(ours: object, theirs: object) -> None:
    assert isinstance(ours, np.ndarray)
    assert isinstance(theirs, np.ndarray)
    here, there = shared_places(ours, theirs)
    assert ours[here].tolist() == theirs[there].tolist() == sorted({*ours.tolist()} & {*theirs.tolist()})
