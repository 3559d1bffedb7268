"""The ``run`` part of a rule's test."""

from __future__ import annotations

from trainlog_doctor.engine.expectation import Circumstances
from trainlog_doctor.engine.loading.circumstances import read_circumstances
from trainlog_doctor.engine.loading.document import parse
from trainlog_doctor.engine.loading.nodes import Faults
from trainlog_doctor.engine.testing import synthetic_run
from trainlog_doctor.model import Fact, Scalar, Unfinished


def read(text: str) -> tuple[Circumstances, list[str]]:
    faults = Faults()
    found = read_circumstances(parse(text, "test.yaml", faults), faults)
    return found, [fault.key for fault in faults.found]


def test_a_test_without_it_knows_what_a_table_of_numbers_tells() -> None:
    assert read_circumstances(None, Faults()) == Circumstances()
    run = synthetic_run({"loss": "0.5 0.4"})
    assert (run.planned_epochs, run.unfinished, run.stopped_early, run.facts) == (None, None, False, ())
    assert run.frame.epoch.tolist() == [1, 2]


def test_everything_that_it_says_reaches_the_run() -> None:
    about, faults = read(
        "{planned_epochs: 30, unfinished: 13, stopped_early: true, first_epoch: 11, epoch_seconds: 2.5}"
    )
    run = synthetic_run({"loss": "0.5 nan"}, about)
    assert not faults
    assert run.planned_epochs == 30
    assert run.unfinished == Unfinished(13)
    assert run.stopped_early
    assert run.frame.epoch.tolist() == [11, 12]
    assert run.frame.logged_nan == {"loss": (12,)}
    assert run.epoch_seconds is not None
    assert run.epoch_seconds.tolist() == [2.5, 2.5]


def test_a_fact_takes_its_data_under_their_own_names() -> None:
    about, faults = read("facts: [{kind: checkpoint-saved, epoch: 2, monitor: val_loss, previous: inf, value: 0.5}]")
    data: dict[str, Scalar] = {"monitor": "val_loss", "previous": float("inf"), "value": 0.5}
    assert not faults
    assert about.facts == (Fact("checkpoint-saved", 2, None, data),)


def test_whole_numbers_stay_whole() -> None:
    about, _ = read("facts: [{kind: samples, train: 49}]")
    assert about.facts[0].data == {"train": 49}
    assert isinstance(about.facts[0].data["train"], int)


def test_an_unknown_key_and_a_fact_without_a_kind_are_faults() -> None:
    assert read("{planed_epochs: 30}")[1] == ["rules.unknown_key"]
    assert read("facts: [{epoch: 3}]")[1] == ["rules.missing_key"]
    assert read("{stopped_early: yes}")[1] == ["rules.unknown_word"]
