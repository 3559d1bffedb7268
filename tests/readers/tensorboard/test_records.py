"""Records whose lengths come again and again are found all at once, and are those that a walk finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.tensorboard.writers import event, record, simple
from trainlog_doctor.pipeline import collect
from trainlog_doctor.readers.tensorboard.alike import Pattern
from trainlog_doctor.readers.tensorboard.framing import Framing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from trainlog_doctor.readers.tensorboard.records import Records

SIZES = st.lists(st.integers(0, 40), max_size=6)


def read(data: bytes) -> tuple[Framing, list[bytes]]:
    framing = Framing()
    blocks = [*framing.feed(data), *framing.close()]
    return framing, [found for block in blocks for found in block]


def records(sizes: Sequence[int]) -> list[bytes]:
    return [record(bytes([at % 251]) * size) for at, size in enumerate(sizes)]


@settings(max_examples=150)
@given(SIZES, SIZES, st.integers(0, 60), SIZES)
def test_records_in_turn_are_those_that_were_written(
    before: list[int], cycle: list[int], times: int, behind: list[int]
) -> None:
    written = records([*before, *cycle * times, *behind])
    assert read(b"".join(written))[1] == [one[12:] for one in written]


@pytest.mark.parametrize("cycle", [[9], [9, 9, 7], [3, 9, 4, 9]])
def test_damage_among_records_in_turn_costs_one_of_them(cycle: list[int]) -> None:
    written = records(cycle * 120)
    hurt = [one if at != 100 else one[:3] + b"\1" + one[4:] for at, one in enumerate(written)]
    framing, found = read(b"".join(hurt))
    assert found == [one[12:] for one in written[:100] + written[101:]]
    assert framing.damage.places == 1


def test_records_in_turn_are_not_walked_over_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[int] = []
    hop = Framing._hop

    def counted(framing: Framing, data: bytes, position: int, records: Records, most: int) -> tuple[int, int | None]:
        walked.append(most)
        return hop(framing, data, position, records, most)

    monkeypatch.setattr(Framing, "_hop", counted)
    assert len(read(b"".join(records([9, 7, 8] * 5_000)))[1]) == 15_000
    assert sum(walked) < 100


def points(tag: str, count: int = 40) -> bytes:
    return b"".join(event(1.6e9 + at, 200 + at, simple(tag, at)) for at in range(count))


def test_the_layout_of_a_tag_is_learnt_once_for_all_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learnt: list[bytes] = []
    learn = Pattern.of

    def counted(payload: bytes, width: int) -> Pattern | None:
        learnt.append(payload)
        return learn(payload, width)

    monkeypatch.setattr(Pattern, "of", counted)
    for name in "abc":
        (tmp_path / name).mkdir()
        (tmp_path / name / "events.out.tfevents.1").write_bytes(points("loss"))
    assert [one.run.frame.columns["loss"].tolist() for one in collect((str(tmp_path),)).found] == [[*range(40)]] * 3
    assert len(learnt) == 1


def test_what_is_learnt_of_one_file_is_not_taken_for_another_tag(tmp_path: Path) -> None:
    for name, tag in (("a", "loss"), ("b", "rmse")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "events.out.tfevents.1").write_bytes(points(tag))
    assert [list(one.run.frame.columns) for one in collect((str(tmp_path),)).found] == [["loss"], ["rmse"]]
