"""Headers that stand twice: two jobs that write into one file, or validation that announces itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.keras.reading import column, epochs, only, read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.keras.jobs import crossing_links

LINKS = st.lists(st.tuples(st.integers(0, 15), st.integers(1, 16)), max_size=12).map(
    lambda links: sorted({end: (begin, end) for begin, end in links if begin < end}.values(), key=lambda link: link[1])
)


def header(epoch: int, planned: int = 9) -> str:
    return f"Epoch {epoch}/{planned}\n"


def bar(loss: float) -> str:
    return f"9/9 [====] - 1s 2ms/step - loss: {loss:.4f} - acc: 0.5000\n"


TANGLED = header(1) * 2 + bar(0.9) + header(2) + bar(0.8) + bar(0.7) + header(2) + bar(0.6) + header(3) + bar(0.5)


VALIDATED = bar(0.9).replace("\n", " - val_loss: 0.5000\n")
IN_STEP = "".join(header(n) * 2 + VALIDATED.replace("0.9", f"0.{n}") + VALIDATED for n in (1, 2, 3))

UNVALIDATED = "".join(header(n) * 2 + bar(n / 8) + bar(n / 9) for n in (1, 2, 3))


@pytest.mark.parametrize("text", [TANGLED, IN_STEP, UNVALIDATED])
def test_jobs_that_begin_together_cannot_be_told_apart(text: str) -> None:
    with pytest.raises(FormatError) as raised:
        read(text)
    assert raised.value.key == "keras.all_interleaved"


def test_a_fit_behind_one_whose_headers_stand_twice_is_no_job_beside_it() -> None:
    text = "".join(header(n) * 2 + VALIDATED for n in (1, 2, 3))
    assert [epochs(run) for run in read(text + VALIDATED.replace("0.9", "0.8"))] == [[1, 2, 3], [1]]


@pytest.mark.parametrize(
    ("headers", "first", "last"),
    [
        (1, bar(0.5), bar(0.4)),
        (2, bar(0.5), bar(0.5)),
        (2, bar(0.5).replace("9/9", "3/3"), bar(0.4)),
        (2, bar(0.5), VALIDATED),
    ],
    ids=["evaluate", "copy", "other data", "validation"],
)
def test_what_an_epoch_prints_besides_is_no_job_beside_it(headers: int, first: str, last: str) -> None:
    assert epochs(only("".join(header(n) * headers + first + last for n in (1, 2, 3)))) == [1, 2, 3]


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


@given(LINKS)
def test_links_cross_where_one_piece_alone_stands_between_two_others(links: list[tuple[int, int]]) -> None:
    crossing = [(a, b) for a, b in links if any(a < c < b < d or c < a < d < b for c, d in links)]
    found = list(crossing_links(links))
    assert bool(found) == bool(crossing)
    if found:
        outmost = min(begin for begin, _ in found), max(end for _, end in found)
        assert outmost == (min(begin for begin, _ in crossing), max(end for _, end in crossing))


def test_links_within_each_other_or_of_one_piece_do_not_cross() -> None:
    assert list(crossing_links([(1, 2), (0, 3), (0, 4), (4, 6)])) == []
