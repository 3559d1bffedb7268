"""YOLO's ``results.txt``: fifteen places, no header."""

from __future__ import annotations

import pytest

from tests.readers.tables.reading import claims, read
from trainlog_doctor.readers import readers
from trainlog_doctor.readers.tables.yolo_results import YOLO_RESULTS


def row(epoch: int) -> str:
    values = " ".join(f"{place + epoch / 8:10.4g}" for place in range(3, 7))
    scores = " ".join(f"{place + epoch / 8:10.4g}" for place in range(9, 16))
    return f"{f'{epoch}/9':>10}{'3.5G':>10} {values} {31:9} {640:9} {scores}\n"


LOG = "".join(map(row, range(3))).encode()


@pytest.mark.parametrize("size", [7, 65_536])
def test_places_are_named_as_in_the_csv_of_the_same_programs(size: int) -> None:
    (run,) = read(LOG, [YOLO_RESULTS], size)
    assert (run.format, run.frame.epoch.tolist()) == ("yolo-results", [1, 2, 3])
    first = {name: float(cells[0]) for name, cells in run.frame.columns.items()}
    assert first == {
        "train/box_loss": 3,
        "train/obj_loss": 4,
        "train/cls_loss": 5,
        "train/total_loss": 6,
        "metrics/precision": 9,
        "metrics/recall": 10,
        "metrics/mAP_0.5": 11,
        "metrics/mAP_0.5:0.95": 12,
        "val/box_loss": 13,
        "val/obj_loss": 14,
        "val/cls_loss": 15,
    }


def test_nobody_else_is_sure_of_it() -> None:
    assert list(claims(LOG, readers())) == ["yolo-results"]


@pytest.mark.parametrize("data", [LOG.replace(b"G", b"M"), LOG.replace(b" 640", b""), b"0/9 3.5G\n", b"\n"])
def test_other_rows_are_not_taken(data: bytes) -> None:
    assert not claims(data, [YOLO_RESULTS])


def test_a_long_row_is_not_matched_for_long() -> None:
    assert not claims(b"0/9 3.5G " + b"1 " * 30_000, [YOLO_RESULTS])


def test_a_row_of_unusual_blanks_is_passed_over() -> None:
    (run,) = read(LOG + "\u2003\n".encode() + row(3).encode(), [YOLO_RESULTS])
    assert run.frame.epoch.tolist() == [1, 2, 3, 4]
