"""Tables as detectors print them: a head before every epoch, a bar behind its row, results of all classes below."""

from __future__ import annotations

import pytest

from tests.readers.test_printed_rows import read, table
from trainlog_doctor.readers.base import Certainty, Head
from trainlog_doctor.readers.prints import PRINT_READERS

HEAD = "\n      Epoch    GPU_mem   box_loss   cls_loss  Instances       Size\n"
RESULTS = "                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95)"
OLD_HEAD = "\n     Epoch   gpu_mem       box       obj       cls    labels  img_size\n"
OLD_RESULTS = "               Class     Images     Labels          P          R     mAP@.5 mAP@.5:.95"
FULL = ": 100%|██████████| 8/8 [00:05<00:00,  1.19it/s]\n"
BEGUN = ":  25%|██▌       | 2/8 [00:01<00:03,  1.19it/s]"
LONE = ": 100% ━━━━━━━━━━━━ 8/8 3.5it/s 3.5s0.2s\n"


def row(epoch: int, loss: float, end: str = FULL) -> str:
    return f"       {epoch}/3      2.51G     {loss:6.3f}      3.500         17        640{end}"


def results(score: float, name: str = "all") -> str:
    return f"{name:>22}        128        929       0.75          1     {score:.3f}      0.250\n"


def epoch(number: int, loss: float, score: float, end: str = FULL) -> str:
    return HEAD + row(number, loss, end) + RESULTS + end + results(score) + results(0.9, "person")


@pytest.mark.parametrize("end", [FULL, LONE, ": 100% 8/8 [00:05<00:00,  1.19it/s]\n"])
def test_a_head_a_row_and_results_are_an_epoch(end: str) -> None:
    best = "Validating best.pt...\n" + RESULTS + end + results(0.99)
    (run,) = read("printed-table", epoch(1, 1.5, 0.25, end) + epoch(2, 1.25, 0.5, end) + best)
    assert run.frame.epoch.tolist() == [1, 2]
    assert table(run) == {
        "box_loss": [1.5, 1.25],
        "cls_loss": [3.5, 3.5],
        "val_precision": [0.75, 0.75],
        "val_recall": [1, 1],
        "val_mAP50": [0.25, 0.5],
        "val_mAP50-95": [0.25, 0.25],
    }


def test_what_is_counted_of_the_data_is_no_result() -> None:
    alone = results(0.5).replace("128", "  1").replace("929", "  1").replace("0.250", "3e-05")
    (run,) = read("printed-table", "".join(HEAD + row(n, 0.5) + RESULTS + FULL + alone for n in (1, 2)))
    told = {name: values[0] for name, values in table(run).items() if name.startswith("val")}
    assert told == {"val_precision": 0.75, "val_recall": 1, "val_mAP50": 0.5, "val_mAP50-95": 3e-05}


@pytest.mark.parametrize("remark", ["val acc: 85% ", "acc: 100%", "done: 50% 3 of 6"])
def test_a_share_in_a_remark_is_no_bar(remark: str) -> None:
    rows = "".join(f"| {n} | 0.{n} | {remark} |\n" for n in (1, 2, 3))
    (run,) = read("printed-table", "| epoch | loss | note |\n|---|---|---|\n" + rows)
    assert table(run) == {"loss": [0.1, 0.2, 0.3]}


def test_names_are_written_in_full() -> None:
    told = "".join(
        f"{OLD_HEAD}       {number}/1     3.38G     0.125      0.25     0.025        22       640{FULL}"
        f"{OLD_RESULTS}{FULL}{results(0.5)}"
        for number in range(2)
    )
    (run,) = read("printed-table", told)
    assert list(table(run)) == [
        *("box_loss", "obj_loss", "cls_loss", "val_precision", "val_recall", "val_mAP@.5", "val_mAP@.5:.95")
    ]


@pytest.mark.parametrize("between", ["\r", "\n"])
def test_a_row_whose_bar_has_not_come_to_its_end_is_no_epoch(between: str) -> None:
    states = "".join(row(3, 9.0, BEGUN) + between for _ in range(3))
    (run,) = read("printed-table", epoch(1, 1.5, 0.25) + epoch(2, 1.25, 0.5) + HEAD + states)
    assert run.frame.epoch.tolist() == [1, 2]
    assert read("printed-table", HEAD + states) == []


@pytest.mark.parametrize("between", ["\r", "\n"])
def test_a_row_that_has_begun_is_enough_to_tell_what_a_source_is(between: str) -> None:
    reader = next(one for one in PRINT_READERS if one.name == "printed-table")
    states = (HEAD + (row(1, 9.0, BEGUN) + between) * 900).encode()
    assert reader.sniff(Head(states, whole=False)).certainty is Certainty.WEAK
    assert reader.sniff(Head(states.replace(b"_loss", b"_size"), whole=False)).certainty is Certainty.NO


def test_the_same_head_again_begins_another_training_where_the_epochs_do() -> None:
    twice = epoch(1, 1.5, 0.25) + epoch(2, 1.25, 0.5)
    assert [len(run.frame) for run in read("printed-table", twice * 2)] == [2, 2]


def test_results_alone_are_no_training() -> None:
    assert read("printed-table", (RESULTS + FULL + results(0.5)) * 3) == []
