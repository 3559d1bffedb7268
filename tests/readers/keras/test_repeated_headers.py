"""Headers that stand twice: two jobs that write into one file, or validation that announces itself."""

from __future__ import annotations

import pytest

from tests.readers.keras.reading import column, epochs, only, read
from trainlog_doctor.errors import FormatError


def header(epoch: int, planned: int = 9) -> str:
    return f"Epoch {epoch}/{planned}\n"


def bar(loss: float) -> str:
    return f"9/9 [====] - 1s 2ms/step - loss: {loss:.4f} - acc: 0.5000\n"


TANGLED = header(1) * 2 + bar(0.9) + header(2) + bar(0.8) + bar(0.7) + header(2) + bar(0.6) + header(3) + bar(0.5)


def test_jobs_that_begin_together_cannot_be_told_apart() -> None:
    with pytest.raises(FormatError) as raised:
        read(TANGLED)
    assert raised.value.key == "keras.all_interleaved"


def test_what_else_is_in_their_log_is_read() -> None:
    (run,) = read(header(1, 2) + bar(0.4) + header(2, 2) + bar(0.3) + TANGLED)
    assert column(run, "loss") == [0.4, 0.3]
    assert "keras.interleaved" in [notice.code for notice in run.notices]


@pytest.mark.parametrize(
    "text",
    [
        header(1) + bar(0.9) + header(2) + bar(0.8) + header(2) + bar(0.7) + header(3) + bar(0.6),
        header(1) + "OutOfMemory\n" + header(1) + bar(0.9) + header(2) + bar(0.8) + header(2) + bar(0.7),
    ],
)
def test_a_fit_that_was_taken_up_again_is_another_run(text: str) -> None:
    assert [epochs(run)[0] for run in read(text)] == [1, 2]


def test_validation_that_prints_a_header_and_nothing_else_begins_no_run() -> None:
    line = "9/9 - 1s - loss: 0.{} - val_loss: 0.6\n"
    run = only("".join(header(n) + header(1) + line.format(n) for n in (1, 2, 3)))
    assert (epochs(run), column(run, "loss")) == ([1, 2, 3], [0.1, 0.2, 0.3])


def test_a_fit_killed_at_a_header_and_begun_again_is_another_run() -> None:
    assert [epochs(run) for run in read(header(1) + bar(0.9) + header(2) + header(1) + bar(0.8))] == [[1], [1]]


def test_bold_print_inside_a_line_is_no_part_of_a_name() -> None:
    run = only(header(1) + "9/9 [====] - 1s 2ms/step - loss: 0.5000 - **acc: 0.7000 - val_loss: 0.6000**\n")
    assert list(run.frame.columns) == ["loss", "acc", "val_loss"]


def test_pieces_without_a_header_are_of_the_same_jobs() -> None:
    one, two, three, four, five = (bar(x).rstrip("\n") + " - val_loss: 0.5000\n" for x in (0.9, 0.8, 0.7, 0.6, 0.5))
    tangled = header(1) * 2 + one + header(2) + two + header(2) + three + header(3) + four + five
    (run,) = read(header(1, 2) + one + header(2, 2) + two + tangled)
    assert (run.planned_epochs, epochs(run)) == (2, [1, 2])
