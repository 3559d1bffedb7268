"""Programs that call ``fit`` for one epoch after the other, and count them themselves."""

from __future__ import annotations

import pytest

from tests.readers.keras.reading import column, epochs, only, read
from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.sequence import BY_POSITION, BY_PROGRAM

ANNOUNCED = "Train on 90 samples, validate on 10 samples\n"


def fit(loss: float) -> str:
    return f"{ANNOUNCED}Epoch 1/1\n3s - loss: {loss} - val_loss: 0.5\n"


@pytest.mark.parametrize(
    "count",
    ["Epoch {}", "epoch: {}", "--- Epoch {} ---", "Epoch {}/9", "[Epoch = {}]", "== Epoch {}/9 ==", "Iteration {}"],
)
def test_epochs_that_a_program_counts_are_of_one_run(count: str) -> None:
    run = only("".join(f"{count.format(n)}\n{fit(n / 8)}" for n in (1, 2, 3)))
    assert (epochs(run), column(run, "loss")) == ([1, 2, 3], [0.125, 0.25, 0.375])
    assert [notice.code for notice in run.notices] == [BY_PROGRAM]


@pytest.mark.parametrize(
    ("counts", "expected", "told"),
    [
        ((25, 26, 27), [25, 26, 27], BY_PROGRAM),
        ((1, 2, 25, 26), [1, 2, 25, 26], BY_PROGRAM),
        ((0, 1, 2), [1, 2, 3], BY_PROGRAM),
        ((100, 200, 300), [1, 2, 3], BY_POSITION),
        ((25, 26, None, 27), [25, 26, 27, 28], BY_PROGRAM),
    ],
)
def test_a_loop_is_numbered_as_its_program_counts_one_by_one(
    counts: tuple[int | None, ...], expected: list[int], told: str
) -> None:
    run = only(
        "".join((f"Iteration {n}\n" if n is not None else "") + fit(0.5).removeprefix(ANNOUNCED) for n in counts)
    )
    assert (epochs(run), [notice.code for notice in run.notices]) == (expected, [told])


@pytest.mark.parametrize(
    ("count", "pieces"), [("Epoch {}", 2), ("=== outer epoch {} of 9 ===", 1), ("Training epoch {} / 9", 1)]
)
def test_fits_of_one_epoch_need_no_header(count: str, pieces: int) -> None:
    bar = "9/9 [====] - 4s 1ms/step - loss: {0} - val_loss: 0.5\nsaved the weights\n"
    text = "".join(f"{count.format(n)}\n{bar.format(n / 8)}" for n in (1, 2, 3))
    assert (epochs(only(text)), column(only(text), "loss")) == ([1, 2, 3], [0.125, 0.25, 0.375])
    assert len(read(text.replace(count.format(3), count.format(5)))) == pieces


def test_what_is_told_of_a_fit_is_told_of_its_epoch_in_the_loop() -> None:
    told = "Epoch 1: val_loss did not improve from 0.4\nRestoring model weights from the end of the best epoch: 1.\n"
    run = only("".join(f"Iteration {n}\n{fit(n / 8)}{told}" for n in (1, 2, 3)))
    assert [(fact.epoch, fact.data.get("best_epoch")) for fact in run.facts if fact.kind != facts.SAMPLES] == [
        (epoch, best) for epoch in (1, 2, 3) for best in (None, epoch)
    ]


def test_fits_that_nothing_but_the_same_samples_announces_are_of_one_run() -> None:
    fits = [fit(n / 8).replace("3s - ", "9/9 [====] - 3s 1ms/step - ") for n in (1, 2, 3)]
    assert epochs(only("".join(fits))) == epochs(only("".join(fits).replace("Epoch 1/1\n", ""))) == [1, 2, 3]


def test_what_is_printed_between_the_fits_of_a_loop_is_no_metric_of_theirs() -> None:
    fits = (f"Momentum: 0.{9 - n}\nEpoch 1/1\n - 0s - loss: 0.{n}000\nFit {n} went well\n" for n in (1, 2, 3))
    assert epochs(only("".join(fits))) == [1, 2, 3]


def counted_on(epoch: int, before: str = ANNOUNCED) -> str:
    header = "" if epoch == 1 and not before else f"Epoch {epoch}/{epoch}\n"
    return f"{before}{header}9/9 [====] - 3s 1ms/step - loss: 0.{epoch}000 - val_loss: 0.5000\n"


@pytest.mark.parametrize(
    ("before", "between"), [(ANNOUNCED, ""), (ANNOUNCED, "Average error: 0.3\nmodel saved\n"), ("", "")]
)
def test_fits_that_initial_epoch_counts_are_of_one_run(before: str, between: str) -> None:
    run = only("".join(counted_on(n, before) + between for n in (1, 2, 3, 4)) + "Epoch 5/5\n")
    assert (epochs(run), column(run, "loss")) == ([1, 2, 3, 4], [0.1, 0.2, 0.3, 0.4])
    assert (run.notices[1:], run.unfinished and run.unfinished.epoch) == ((), 5)


def test_one_epoch_more_behind_all_of_a_run_is_of_it() -> None:
    run = only("".join(f"Epoch {n}/3\n{counted_on(n).splitlines()[-1]}\n" for n in (1, 2, 3)) + counted_on(4, ""))
    assert (epochs(run), run.planned_epochs) == ([1, 2, 3, 4], 4)


@pytest.mark.parametrize("second", [counted_on(4), counted_on(2, "Train on 50 samples\n"), "Fold 2\n" + counted_on(2)])
def test_a_fit_of_one_epoch_that_does_not_go_on_is_of_another_run(second: str) -> None:
    assert [epochs(run)[0] for run in read(counted_on(1) + second)][1:] == [4 if "4/4" in second else 2]


@pytest.mark.parametrize("between", ["=== Fine-tuning ===\n", "Model 2\n", "## Part 2\n"])
def test_behind_epochs_of_one_fit_a_heading_begins_another_run(between: str) -> None:
    first = "".join(f"Epoch {n}/2\n{counted_on(n).splitlines()[-1]}\n" for n in (1, 2))
    assert [epochs(run) for run in read(first + between + counted_on(3, ""))] == [[1, 2], [3]]


def test_a_fit_of_more_epochs_behind_one_of_one_epoch_is_a_run_of_its_own() -> None:
    assert [epochs(run) for run in read(counted_on(1) + counted_on(2, "").replace("2/2", "2/9"))] == [[1], [2]]


def test_models_that_take_turns_are_not_joined_by_their_numbers() -> None:
    assert all(epochs(run) != [2, 3] for run in read("".join(counted_on(n, "") for n in (1, 1, 2, 2, 3, 3))))


def test_a_fit_behind_epochs_that_were_planned_but_not_run_is_of_another_run() -> None:
    assert len(read("Epoch 1/3\n" + counted_on(1).splitlines()[-1] + "\n" + counted_on(2, ""))) == 2


@pytest.mark.parametrize("header", ["Epoch 1/1\n", ""])
@pytest.mark.parametrize(
    "between", ["Now without the third subject\n", "f1: 0.8\n", "10/10 [====] - 0s 1ms/step - loss: 0.5\n"]
)
def test_fits_with_more_between_them_are_not_known_to_be_of_one_run(header: str, between: str) -> None:
    one = f"{ANNOUNCED}{header}90/90 [====] - 3s 1ms/sample - loss: 0.5 - val_loss: 0.5\n{between}"
    assert [epochs(run) for run in read(one * 3)] == [[1], [1], [1]]


@pytest.mark.parametrize(
    "header", ["epoch {}/3", "Epoch: {}/3", "[EPOCH {} / 3]", "== Epoch {} of 3 ==", "* Epoch{}/3"]
)
def test_a_loop_that_draws_bars_writes_its_header_as_it_likes(header: str) -> None:
    bar = " 4/9 [==>...] - ETA: 1s - d: 9.0\r9/9 [====] - 1s 2ms/step - d: 0.{} - g: 0.5\n"
    heads = [[header] * 3, [header, "Epoch {}/3", "Epoch {}/3"]]
    for run in (only("".join(f"{head}\n{bar}".format(n, n) for n, head in enumerate(each, 1))) for each in heads):
        assert (epochs(run), column(run, "d"), run.planned_epochs) == ([1, 2, 3], [0.1, 0.2, 0.3], 3)


@pytest.mark.parametrize("count", ["epoch: {}/3", "Epoch {} of 3", "Iteration {}/3"])
@pytest.mark.parametrize("printed", ["loss: 0.{}", "train loss 0.{}, val loss 0.5", "[D loss: 0.{}] [G loss: 0.5]"])
def test_a_bar_below_what_a_loop_prints_is_no_epoch_of_it(count: str, printed: str) -> None:
    loop = "".join(f"{count}\n{printed}\n".format(n, n) for n in (1, 2, 3))
    loop += "9/9 [====] - 0s 2ms/step - loss: 0.3 - acc: 0.9\n"
    assert read(loop) == []
    assert [epochs(run) for run in read(loop * 2 + fit(0.5))] == [[1]]


OWN = "Epoch {n} / 3\n"


@pytest.mark.parametrize(
    "epoch",
    [
        OWN + "{bar}",
        OWN + "Epoch {n}/3\n{bar}",
        "Epoch {n}/3\n" + OWN + "{bar}",
        "Epoch {n}/3\n{bar}" + OWN,
        "Epoch {n}/3\n{bar}Epoch 1 / 7\n",
    ],
)
def test_what_a_program_counts_with_a_total_opens_epochs_only_where_keras_does_not(epoch: str) -> None:
    bar = "9/9 [====] - 1s 2ms/step - loss: 0.{n} - val_loss: 0.5\n"
    run = only("".join(epoch.replace("{bar}", bar).format(n=n) for n in (1, 2, 3)))
    assert (epochs(run), column(run, "loss"), run.planned_epochs) == ([1, 2, 3], [0.1, 0.2, 0.3], 3)
    assert not run.notices


def test_a_header_that_nothing_follows_is_of_the_loop() -> None:
    run = only(f"{fit(0.5)}{fit(0.25)}Epoch 1/1\n".replace(ANNOUNCED, ""))
    assert (epochs(run), run.unfinished and run.unfinished.epoch) == ([1, 2], 3)


@pytest.mark.parametrize("counts", [(1, 1, 1), (3, 2, 1), (1, 3, 5)])
def test_fits_that_no_count_goes_on_over_stay_apart(counts: tuple[int, ...]) -> None:
    assert len(read("".join(f"Epoch {n}\n{fit(0.5)}" for n in counts))) == 3


def test_a_count_that_begins_anew_is_of_another_training() -> None:
    alone = fit(0.5).removeprefix(ANNOUNCED)
    text = "".join(f"Epoch {n}/2\n{alone}" for n in (1, 2, 1, 2))
    assert [epochs(run) for run in read(text)] == [[1, 2], [1, 2]]
    assert [epochs(run) for run in read(text.replace(alone, alone * 2))] == [[1, 2, 3, 4], [1, 2, 3, 4]]


def test_what_was_said_before_a_count_is_said_of_the_fit() -> None:
    first, *_ = read(f"fold 2\nEpoch 1/9\n{fit(0.5)}")
    assert (first.name, first.planned_epochs) == ("fold 2", 1)


def test_an_epoch_that_began_is_no_count() -> None:
    begun, whole = read(f"Epoch 1/9\n 2/10 [==>.........] - ETA: 3s - loss: 0.75\n{fit(0.5)}")
    assert (begun.planned_epochs, epochs(whole)) == (9, [1])


def test_fits_of_several_epochs_leave_no_run_for_the_count_around_them() -> None:
    inner = "".join(f"Epoch {n}/2\n3s - loss: 0.{n} - val_loss: 0.5\n" for n in (1, 2))
    assert [epochs(run) for run in read("".join(f"Epoch {n}/3\n{inner}" for n in (1, 2, 3)))] == [[1, 2]] * 3


@pytest.mark.parametrize("count", ["iteration {} ", "Epoch {}: "])
def test_a_number_before_a_full_bar_is_that_of_an_epoch(count: str) -> None:
    run = only("".join(f"{count.format(n)}9/9 [====] - 4s - loss: 0.{n}\n" for n in (1, 2, 3)))
    assert (epochs(run), column(run, "loss")) == ([1, 2, 3], [0.1, 0.2, 0.3])


@pytest.mark.parametrize("error", ["KeyboardInterrupt\n", "Traceback (most recent call last):\nValueError: no\n"])
def test_a_fit_that_broke_off_at_once_is_no_count_around_the_next(error: str) -> None:
    broken, whole = read(f"Epoch 1/9\n{error}Epoch 1/5\n3s - loss: 0.5 - val_loss: 0.5\n")
    assert (broken.planned_epochs, epochs(broken), epochs(whole), whole.facts) == (9, [], [1], ())


@pytest.mark.parametrize("sign", ["RuntimeError: lost", " 2/10 [==>...] - ETA: 3s - loss: 0.75\nstopped by hand"])
def test_an_epoch_that_broke_off_and_another_fit_begins_anew_is_of_that(sign: str) -> None:
    fits = [f"Epoch {n}/5\n3s - loss: 0.{n} - val_loss: 0.5\n" for n in (1, 2, 3, 4)]
    broken, whole = read("".join([*fits[:2], f"Epoch 3/5\n{sign}\n", *fits[2:]]))
    assert (epochs(broken), broken.unfinished and broken.unfinished.epoch) == ([1, 2], 3)
    assert (epochs(whole), whole.continues, whole.facts) == ([3, 4], 1, ())


@pytest.mark.parametrize("said", ["WARNING: iterator cancelled", "Epoch {0}/3\nOutOfRangeError: end of sequence"])
@pytest.mark.parametrize("again", [(1,), (1, 2, 3)])
def test_a_header_that_is_drawn_anew_behind_a_warning_ends_no_run(again: tuple[int, ...], said: str) -> None:
    update = " 2/9 [==>....] - ETA: 3s - loss: 0.7500\n" + said + "\nEpoch {0}/3\n"
    lines = [(n, update.format(n) if n in again else "") for n in (1, 2, 3)]
    run = only("".join(f"Epoch {n}/3\n{drawn}9/9 [====] - 1s - loss: 0.{n} - val_loss: 0.5\n" for n, drawn in lines))
    assert (epochs(run), column(run, "loss")) == ([1, 2, 3], [0.1, 0.2, 0.3])


LINES = (
    f"9/9 [{'=' * 30}] - 0s 2ms/step - loss: {{}} - accuracy: 0.5\n",
    "9/9 ━━━━━━━━━━━━━━━━━━━━ 0s 2ms/step - accuracy: 0.5 - loss: {}\n",
    "9/9 - 0s - loss: {} - accuracy: 0.5 - 64ms/epoch - 8ms/step\n",
)
"""Lines of a fit of one epoch without validation, as ``evaluate`` prints them too."""


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("first", [0, 1])
def test_lines_that_a_program_counts_one_by_one_are_epochs(line: str, first: int) -> None:
    text = "".join(f"Epoch {first + n}\n{line.format(n / 8)}" for n in range(1, 4))
    for end in ("", line.format(0.875), "Epoch 1\n" + line.format(0.875)):
        run = only(text + end)
        assert (epochs(run), column(run, "loss")) == ([first + n for n in (1, 2, 3)], [0.125, 0.25, 0.375])


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("count", ["Iteration {}", "epoch: {}"])
def test_text_that_a_loop_writes_behind_its_fits_parts_no_epochs(line: str, count: str) -> None:
    wrote = "\n----- diversity: 0.2\nas he went out\n\n" + "-" * 50 + "\n"
    run = only("".join(f"{count.format(n)}\n{line.format(n / 8)}{wrote}" for n in (1, 2, 3)))
    assert (epochs(run), column(run, "loss")) == ([1, 2, 3], [0.125, 0.25, 0.375])
    for said in ("Testing now\n", "Train loss: 0.25\n"):
        assert read("".join(f"{count.format(n)}\n{said}{line.format(n / 8)}{wrote}" for n in (1, 2, 3))) == []


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("count", ["Epoch {}0\n", "Epoch {}\nTrain loss: 0.25\n", "Model {}\n", "Epoch 3\n", ""])
def test_lines_that_nobody_counts_or_beside_other_losses_may_be_of_evaluate(line: str, count: str) -> None:
    assert read("".join(count.format(n) + line.format(n / 8) for n in range(1, 4))) == []
    assert read("".join(f"Epoch {n}\n" + 2 * line.format(n / 8) for n in range(1, 4))) == []


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    "said",
    ["[0.4375, 0.8125]", "Test loss: [0.25, 0.5]", "Evaluated in 2 s", "best val_loss so far", "D 0.512 G 0.9", "测试"],
)
def test_results_behind_the_first_line_may_be_those_of_evaluate(line: str, said: str) -> None:
    counted = [f"Epoch {n}\n{line.format(n / 8)}" for n in (1, 2, 3)]
    assert read("".join(f"{text}{said}\n" for text in counted)) == []
    assert epochs(only("".join(counted) + said)) == [1, 2, 3]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("drawn", ["....", "step 100: 0.5", f"9/9 [{'=' * 30}] - 0s 1ms/step"])
def test_what_a_loop_draws_under_its_count_may_be_its_own_training(line: str, drawn: str) -> None:
    assert read("".join(f"Epoch {n}\n{drawn}\n{line.format(n / 8)}" for n in (1, 2, 3))) == []
