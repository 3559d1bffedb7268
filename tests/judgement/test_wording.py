"""Every key that the judgement uses is worded, in every language, with nothing but the data that it gives."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judgement.training_runs import fired, make_run, roles_of
from trainlog_doctor.i18n import LANGUAGES, catalogue, text
from trainlog_doctor.i18n.formatting import MISSING, placeholders
from trainlog_doctor.judgement.best_epoch import best_epoch
from trainlog_doctor.judgement.callbacks import callbacks
from trainlog_doctor.judgement.course import PhaseKind
from trainlog_doctor.judgement.phases import phases
from trainlog_doctor.view.phases import phase_view


@pytest.mark.parametrize("topic", ["best", "phases", "phase_names", "callbacks"])
def test_languages_have_the_same_keys_and_placeholders(topic: str) -> None:
    english, *others = (catalogue(topic, language) for language in LANGUAGES)
    assert english
    for other in others:
        assert list(other) == list(english)
        assert all(placeholders(other[key]) == placeholders(english[key]) for key in english)


@pytest.mark.parametrize("topic", ["phases", "phase_names"])
def test_every_kind_of_phase_is_worded(topic: str) -> None:
    assert set(catalogue(topic, "en")) == set(get_args(PhaseKind))


losses = st.integers(1, 60).map(lambda n: n / 20)
scores = st.integers(0, 20).map(lambda n: n / 20)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(losses, losses, scores), min_size=1, max_size=25),
    st.sampled_from([("loss",), ("loss", "val_loss"), ("loss", "f1"), ("val_f1",), ("loss", "val_loss", "val_f1")]),
    st.booleans(),
    st.sampled_from(["TD001", "TD101", "TD103", "TD201", "TD301", "TD902"]),
)
def test_no_sentence_has_a_hole(
    course: list[tuple[float, float, float]], kept: tuple[str, ...], named: bool, code: str
) -> None:
    training, validation, score = (np.array(values) for values in zip(*course, strict=True))
    columns = {"loss": training, "val_loss": validation, "f1": score, "val_f1": score}
    run = make_run(**{name: columns[name].tolist() for name in kept})
    roles = roles_of(run)
    best = best_epoch(run, roles, named=named)
    advice = callbacks(run, roles, best)
    assert best is not None
    assert advice is not None
    said = [(f"best.{best.reason}", best.data)]
    with_view = {"monitor": advice.monitor, "patience": advice.patience, **advice.data}
    said.append((f"callbacks.{advice.patience_reason}", with_view))
    for key, data in said:
        for language in LANGUAGES:
            sentence = text(key, language, data)
            assert sentence != key
            assert MISSING not in sentence
    for phase in phases(run, roles, [fired(code)]):
        assert not any(MISSING in sentence for sentence in phase_view(phase).text.values())
