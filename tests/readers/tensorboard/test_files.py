from __future__ import annotations

import random
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.tables.reading import codes, read
from tests.readers.tensorboard import writers as tb
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.tensorboard.checksum import find_header, masked_crc, masked_crcs_like
from trainlog_doctor.readers.tensorboard.event_file import EventFile, EventParser
from trainlog_doctor.readers.tensorboard.reader import TENSORBOARD_READERS


def parse(data: bytes, size: int = 1 << 20) -> EventFile:
    parser = EventParser()
    for begin in range(0, len(data), size):
        parser.feed(data[begin : begin + size])
    return parser.close()


@settings(max_examples=60)
@given(st.one_of(st.binary(max_size=300), st.integers(0, 5000).map(lambda size: random.Random(size).randbytes(size))))  # noqa: S311
def test_checksums_are_those_of_the_plain_algorithm(data: bytes) -> None:
    assert masked_crc(data) == tb.masked_crc(data)


@settings(max_examples=60)
@given(st.binary(min_size=4, max_size=400), st.randoms(use_true_random=False), st.integers(1, 4))
def test_checksums_by_the_places_that_change_are_the_same(example: bytes, dice: random.Random, count: int) -> None:
    places = sorted(dice.sample(range(len(example)), dice.randint(1, len(example))))
    changed = [bytearray(example) for _ in range(count)]
    for record in changed:
        for place in places:
            record[place] = dice.randrange(256)
    rows = np.frombuffer(b"".join(changed), np.uint8).reshape(count, -1)
    assert masked_crcs_like(example, rows, np.array(places)).tolist() == [tb.masked_crc(bytes(one)) for one in changed]


def test_a_point_that_no_other_is_like_keeps_its_time() -> None:
    # Records as long as the first, of another tag, so that it is looked at together with them.
    others = b"".join(tb.event(1e9 + step, step, tb.simple("xy/lr", 0.5)) for step in range(1, 31))
    points = tb.event(1e9 + 0.125, 0, tb.simple("loss/xy", 0.5)) + others
    series = parse(tb.VERSION + points).series["loss/xy"]
    assert series.clock.tolist() == [1e9 + 0.125]


@pytest.mark.parametrize("gap", [0, 1, 300, 5000])
def test_the_next_header_is_found_however_far_it_is(gap: int) -> None:
    data = b"\x07" * gap + tb.record(b"payload")
    assert find_header(data, 0) == gap


ENCODINGS = {
    "simple_value": tb.simple("x", 0.5),
    "tensor_content": tb.keras("x", 0.5),
    "double": tb.tensor("x", 2, tb.field(4, struct.pack("<d", 0.5))),
    "float_val": tb.tensor("x", 1, tb.field(5, struct.pack("<f", 0.5))),
    "float_val, not packed": tb.tensor("x", 1, b"\x2d" + struct.pack("<f", 0.5)),
    "double_val": tb.tensor("x", 2, tb.field(6, struct.pack("<d", 0.5))),
    "half": tb.tensor("x", 19, tb.field(4, struct.pack("<e", 0.5))),
    "half_val": tb.tensor("x", 19, tb.field(13, tb.varint(0x3800))),
    "bfloat16": tb.tensor("x", 14, tb.field(4, b"\x00\x3f")),
    "one dimension of 1": tb.tensor("x", 1, tb.field(4, struct.pack("<f", 0.5)), tb.field(2, b"\x08\x01")),
}


@pytest.mark.parametrize("count", [1, 100], ids=["singly", "together"])
@pytest.mark.parametrize("name", ENCODINGS)
def test_every_encoding_of_a_scalar_is_read(name: str, count: int) -> None:
    data = tb.VERSION + b"".join(tb.event(1e9 + step, step, ENCODINGS[name]) for step in range(count))
    series = parse(data).series["x"]
    assert series.values.tolist() == [0.5] * count
    assert series.steps.tolist() == list(range(count))


def test_integers_and_negative_steps_are_read() -> None:
    number = tb.tensor("n", 9, tb.field(10, tb.varint(-7)))
    assert parse(tb.event(1.0, 0, number)).series["n"].values.tolist() == [-7.0]
    assert parse(tb.event(1.0, -1, tb.simple("x", 1.0))).series["x"].steps.tolist() == [-1]


def test_images_vectors_and_text_are_no_scalars() -> None:
    vector = tb.tensor("v", 1, tb.field(4, bytes(12)), tb.field(2, b"\x08\x03"))
    text = tb.tensor("t", 7, tb.field(8, b"words"))
    data = b"".join(tb.event(1.0, 1, content) for content in (vector, text, tb.image("i", 4000)))
    parsed = parse(data)
    assert parsed.series == {}
    assert parsed.beside == 3


def test_many_points_of_many_tags_are_all_read_in_order() -> None:
    random_numbers = np.random.default_rng(1).random((3000, 2)).astype(np.float32)
    data = tb.VERSION + b"".join(
        tb.event(1e9 + step, step, tb.keras("a", float(a))) + tb.event(1e9 + step, step, tb.simple("tag b", float(b)))
        for step, (a, b) in enumerate(random_numbers)
    )
    series = parse(data).series
    assert series["a"].values.tolist() == random_numbers[:, 0].tolist()
    assert series["tag b"].values.tolist() == random_numbers[:, 1].tolist()
    assert series["a"].steps.tolist() == list(range(3000))


@settings(max_examples=30)
@given(size=st.integers(1, 500), cut=st.integers(0, 40))
def test_any_chunking_gives_the_same_points(size: int, cut: int) -> None:
    data = tb.VERSION + tb.curve("epoch_loss", [float(n) for n in range(30)])
    data = data[: len(data) - cut]
    whole, pieces = parse(data), parse(data, size)
    assert whole.damage == pieces.damage
    assert whole.series["epoch_loss"].values.tolist() == pieces.series["epoch_loss"].values.tolist()


@settings(max_examples=40)
@given(place=st.integers(0, 2000), damage=st.binary(min_size=1, max_size=30))
def test_what_stands_before_and_behind_damage_is_read(place: int, damage: bytes) -> None:
    points = [tb.event(1e9 + n, n, tb.keras("x", float(n))) for n in range(40)]
    data = b"".join(points)
    place = min(place, len(data) - len(damage))
    broken = data[:place] + damage + data[place + len(damage) :]
    found = set(parse(broken).series["x"].values.tolist())
    size = len(points[0])
    spared = {float(n) for n in range(40) if (n + 1) * 80 < place - size or n * size > place + len(damage) + 2 * size}
    assert spared <= found
    assert found <= {float(n) for n in range(40)}


def test_bytes_lost_from_the_middle_cost_their_neighbourhood_only_and_are_reported() -> None:
    data = tb.curve("epoch_loss", [float(n) for n in range(50)])
    (run,) = read(data[:1000] + data[1037:], TENSORBOARD_READERS)
    assert len(run.frame) >= 47
    assert "tb_damaged" in codes(run)


def test_a_changed_value_is_left_out_and_reported() -> None:
    data = bytearray(tb.curve("epoch_loss", [1.0, 2.0, 3.0]))
    data[data.index(struct.pack("<f", 2.0))] ^= 1
    (run,) = read(bytes(data), TENSORBOARD_READERS)
    assert run.frame.columns["loss"].tolist() == [1.0, 3.0]
    assert "tb_bad_checksum" in codes(run)


def test_a_file_that_is_still_being_written_is_read_up_to_its_last_record() -> None:
    data = tb.curve("epoch_loss", [1.0, 2.0, 3.0])
    (run,) = read(data[:-5], TENSORBOARD_READERS)
    assert run.frame.columns["loss"].tolist() == [1.0, 2.0]
    assert "tb_cut" in codes(run)


def test_a_length_that_is_not_true_hides_nothing_behind_it() -> None:
    length = struct.pack("<Q", 1 << 29)
    lie = length + struct.pack("<I", tb.masked_crc(length))
    parsed = parse(tb.curve("x", [1.0]) + lie + tb.curve("x", [2.0, 3.0], begin=1))
    assert parsed.series["x"].values.tolist() == [1.0, 2.0, 3.0]
    assert parsed.damage.places == 1


def test_a_file_without_scalars_is_refused_with_what_it_holds() -> None:
    with pytest.raises(FormatError) as caught:
        read(tb.VERSION + tb.event(1.0, 1, tb.image("i", 400)), TENSORBOARD_READERS)
    assert caught.value.key == "history_errors.no_scalars"
    assert caught.value.data["records"] == 2


@given(st.binary(max_size=400))
def test_any_bytes_behind_a_true_beginning_are_survived(noise: bytes) -> None:
    parse(tb.VERSION + noise)
