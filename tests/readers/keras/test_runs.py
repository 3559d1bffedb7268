"""Where runs begin and end, and which line holds an epoch's values."""

from __future__ import annotations

import pytest

from tests.readers.keras.reading import column, epochs, only, read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.model import Unfinished
from trainlog_doctor.readers import facts


def header(epoch: int, planned: int) -> str:
    return f"Epoch {epoch}/{planned}\n"


def bar(loss: float, *, val: float | None = None, total: int = 25) -> str:
    validation = "" if val is None else f" - val_loss: {val:.4f}"
    return f"{total}/{total} [==============================] - 1s 2ms/step - loss: {loss:.4f}{validation}\n"


def fit(*losses: float, planned: int | None = None, first: int = 1) -> str:
    total = planned or first + len(losses) - 1
    return "".join(header(first + row, total) + bar(loss, val=loss) for row, loss in enumerate(losses))


def test_restarted_numbering_is_another_run() -> None:
    runs = read(fit(0.5, 0.4) + fit(0.7, 0.6))
    assert [column(run, "loss") for run in runs] == [[0.5, 0.4], [0.7, 0.6]]
    assert [run.continues for run in runs] == [None, None]


def test_another_total_is_a_phase_that_goes_on() -> None:
    runs = read(fit(0.5, 0.4, planned=2) + fit(0.3, first=3, planned=9))
    assert [epochs(run) for run in runs] == [[1, 2], [3]]
    assert [run.continues for run in runs] == [None, 1]
    assert [run.planned_epochs for run in runs] == [2, 9]


def test_a_log_may_begin_late() -> None:
    assert epochs(only(fit(0.5, 0.4, first=28, planned=50))) == [28, 29]


def test_a_header_printed_twice_is_one_epoch() -> None:
    assert epochs(only(header(1, 2) + header(1, 2) + bar(0.5) + header(2, 2) + bar(0.4))) == [1, 2]


def test_a_jump_forward_is_another_run_unless_lines_were_left_out() -> None:
    late = fit(0.1, first=9, planned=9)
    assert len(read(fit(0.5, planned=9) + late)) == 2
    assert epochs(only(fit(0.5, planned=9) + "...\n" + late)) == [1, 9]


def test_pieces_of_one_training_are_one_run_with_epochs_left_out() -> None:
    pieces = [fit(loss, first=first, planned=90) for first, loss in ((16, 0.9), (38, 0.6), (90, 0.4))]
    assert epochs(only("".join(pieces))) == [16, 38, 90]
    assert len(read("Train on 90 samples\n".join(pieces))) == 3
    assert len(read("Epoch 00038: early stopping\n".join(pieces))) == 3


@pytest.mark.parametrize(
    "mark",
    [
        "...",
        "…",
        "    …",
        "." * 100,
        "# " + "." * 100,
        "。。。",
        "[...]",
        "< truncated lines 3-90 >",
        ". . .",
        "⋮",
        "-- snip --",
        "[omitted]",
        "<br>...",
        "`...`",
        "～省略～",
    ],
)
def test_left_out_lines_are_marked_in_many_ways(mark: str) -> None:
    assert epochs(only(fit(0.5, planned=9) + mark + "\n" + fit(0.1, first=9, planned=9))) == [1, 9]


def test_one_epoch_fits_on_other_data_stay_apart() -> None:
    fits = [f"Train on {count} samples, validate on 2 samples\n{fit(0.5)}" for count in (10, 11, 10)]
    assert [epochs(run) for run in read("".join(fits))] == [[1], [1], [1]]
    assert epochs(only(fits[0] * 3)) == [1, 2, 3]
    assert len(read(("fold {}\n" + fits[0]).format(1) + ("fold {}\n" + fits[0]).format(2))) == 2


def test_a_missing_first_header_is_inferred_from_the_next() -> None:
    run = only(bar(0.5, val=0.6) + header(15, 25) + bar(0.4, val=0.5))
    assert epochs(run) == [14, 15]


def test_a_missing_header_in_the_middle_loses_no_epoch() -> None:
    assert epochs(only(fit(0.5, planned=3) + bar(0.4, val=0.4) + header(3, 3) + bar(0.3, val=0.3))) == [1, 2, 3]


def test_a_bar_of_other_length_before_a_resume_is_no_epoch() -> None:
    run = only(bar(0.9, total=7) + fit(0.4, first=5, planned=9))
    assert epochs(run) == [5]


def test_a_headerless_bar_with_validation_is_a_fit() -> None:
    assert epochs(only(bar(0.5, val=0.6))) == [1]


def test_a_headerless_bar_after_train_on_is_a_fit() -> None:
    assert epochs(only("Train on 25 samples\n" + bar(0.5))) == [1]


def test_bars_without_a_pace_are_of_a_fit() -> None:
    text = "".join(f"Epoch {n}\n90/90 [====] - 5s - loss: 0.{n + 1} - val. acc.: 0.5\n" for n in range(3))
    for bars in (text, text.replace(" - val. acc.: 0.5", "")):
        assert (epochs(only(bars)), column(only(bars), "loss")) == ([1, 2, 3], [0.1, 0.2, 0.3])
    assert column(only(text), "val_acc") == [0.5] * 3
    assert [epochs(run) for run in read(text * 2)] == [[1, 2, 3]] * 2


@pytest.mark.parametrize("text", [bar(0.5), bar(0.5).replace(" 2ms/step", "")])
def test_a_bare_evaluation_is_no_run(text: str) -> None:
    assert read(text) == []


def test_headerless_verbose2_lines_are_numbered_by_position() -> None:
    text = "37s - loss: 1.5000 - acc: 0.5000\n37s - loss: 1.2500 - acc: 0.6000\n"
    run = only(text)
    assert epochs(run) == [1, 2]
    assert [notice.code for notice in run.notices] == ["keras.without_header"]


def test_evaluation_after_training_is_a_fact_and_changes_no_epoch() -> None:
    run = only(fit(0.5, 0.4) + bar(0.9, total=10))
    assert column(run, "loss") == [0.5, 0.4]
    (found,) = [fact for fact in run.facts if fact.kind == facts.EVALUATE]
    assert dict(found.data) == {"steps": 10, "loss": 0.9}


def test_evaluation_with_as_many_steps_as_training_changes_no_epoch() -> None:
    assert column(only(fit(0.5, 0.4) + bar(0.9)), "loss") == [0.5, 0.4]


def test_prediction_bars_are_no_epochs() -> None:
    assert epochs(only(fit(0.5, 0.4) + "25/25 [==============================] - 0s 1ms/step\n")) == [1, 2]


def test_the_last_full_bar_before_the_next_header_counts() -> None:
    text = (
        "Epoch 1/2\n25/25 ━━━━━━━━━━━━━━━━━━━━ 0s 82ms/step - loss: 0.5200\n"
        "Epoch 1: val_loss improved from inf to 0.60000, saving model to m.keras\n"
        "25/25 ━━━━━━━━━━━━━━━━━━━━ 3s 90ms/step - loss: 0.5100 - val_loss: 0.6000 - learning_rate: 0.0010\nEpoch 2/2\n"
    )
    run = only(text)
    assert (column(run, "loss"), column(run, "val_loss")) == ([0.51], [0.6])
    assert run.unfinished == Unfinished(2)
    assert "keras.averaged_twice" in [notice.code for notice in run.notices]


def test_a_bar_that_is_drawn_again_with_more_metrics_is_of_the_same_epoch() -> None:
    text = "Epoch 1/1\n1/1 ━━━━ 0s 2ms/step - loss: 0.7\n5/5 ━━━━ 1s 2ms/step - loss: 0.5000 - val_f1: 0.4\nsaved\n"
    run = only(f"{text}5/5 ━━━━ 1s 2ms/step - loss: 0.5000 - val_loss: 0.6 - val_f1: 0.4 - lr: 0.01\n")
    assert (epochs(run), list(run.frame.columns), run.notices) == ([1], ["loss", "val_loss", "val_f1", "lr"], ())


def test_a_bar_of_other_length_does_not_end_an_epoch_of_known_length() -> None:
    update = "50/50 [==============================] - ETA: 0s - loss: 0.1000\n"
    run = only(header(1, 9) + bar(0.5, total=50) + header(2, 9) + update + "another model\n" + bar(0.7, val=0.8))
    assert (column(run, "loss"), run.unfinished) == ([0.5], Unfinished(2, 1.0))


def test_an_unfinished_epoch_is_kept_apart_with_its_share() -> None:
    run = only(fit(0.5, planned=2) + header(2, 2) + "10/25 [===>..] - ETA: 3s - loss: 0.4000")
    assert epochs(run) == [1]
    assert run.unfinished == Unfinished(2, 0.4)
    assert not run.complete


@pytest.mark.parametrize(
    "last", ["", " - val_loss: 0.6321 - l", " - val_loss: 0.6321 - lr: 5.", " - val_loss: 0.6321 - lr: 5e-"]
)
def test_an_epoch_whose_line_was_cut_off_is_none_and_unfinished_before_its_validation(last: str) -> None:
    line = "25/25 ━━━━ 0s 2ms/step - loss: 0.3000"
    lines = [f"{header(n, 4)}{line} - val_loss: 0.6321 - lr: 1.0000e-04\n" for n in (1, 2, 3)]
    run = only("".join([*lines[:2], header(3, 4), line, last]))
    assert (epochs(run), run.unfinished) == ([1, 2], None if last else Unfinished(3))
    assert epochs(only("".join(lines).removesuffix("\n"))) == [1, 2, 3]


@pytest.mark.parametrize("after", ["KeyboardInterrupt\n", "", "Killed"])
@pytest.mark.parametrize("update", ["9/9 [====] - ETA: 0s - loss: 0.3\n", "9/9 [====] - 1s - loss: 0.3\n"])
def test_an_epoch_that_breaks_off_in_its_validation_is_unfinished(update: str, after: str) -> None:
    whole = [f"Epoch {n}/5\n9/9 [====] - 1s - loss: 0.{n} - val_loss: 0.5\n" for n in (1, 2, 3, 4, 5)]
    again = [] if after == "Killed" else whole
    run = read("".join([*whole[:2], "Epoch 3/5\n", update, after, *again]))[0]
    assert (epochs(run), run.unfinished and run.unfinished.epoch, run.stopped_early) == ([1, 2], 3, False)


def test_a_last_line_may_be_cut_off_behind_epochs_that_have_no_headers() -> None:
    bar = "9/9 [====] - 1s 2ms/step - loss: 0.{}123"
    text = "".join(f"{bar.format(n)} - val_loss: 0.5123\n" for n in (1, 2, 3))
    assert epochs(only(f"{text}Epoch 4/4\n{bar.format(4)}\n")) == [1, 2, 3]


def test_a_last_epoch_without_validation_is_whole_where_others_have_none() -> None:
    validated = {3: " - val_loss: 0.5", 6: " - val_loss: 0.4"}
    text = "".join(f"Epoch {n}/7\n9/9 [====] - 1s - loss: 0.{n}{validated.get(n, '')}\n" for n in range(1, 8))
    assert epochs(only(text)) == [1, 2, 3, 4, 5, 6, 7]
    always = "".join(f"Epoch {n}/4\n9/9 [====] - 1s - loss: 0.{n} - val_loss: {v}\n" for n, v in ((1, 0.5), (2, "nan")))
    assert epochs(only(f"{always}Epoch 3/4\n9/9 [====] - 1s - loss: 0.3\n")) == [1, 2]


def test_only_unfinished_epochs_are_no_run() -> None:
    assert read(header(1, 5) + " 3/25 [==>...] - ETA: 9s - loss: 0.9000") == []


def test_a_counter_may_exceed_its_total() -> None:
    run = only("Epoch 1/1\n2113710/2113700 [==============================] - 9s 4us/step - loss: 0.5000\n")
    assert column(run, "loss") == [0.5]


def test_unknown_totals_end_with_the_next_header() -> None:
    text = "Epoch 1/2\n     13/Unknown - 3s 20ms/step - loss: 0.5000\nEpoch 2/2\n25/25 - 3s - loss: 0.4000\n"
    assert column(only(text), "loss") == [0.5, 0.4]


def test_metrics_after_the_early_stopping_line_belong_to_its_epoch() -> None:
    run = only("Epoch 1/9\nEpoch 00000: early stopping\n224s - loss: 0.5000 - val_loss: 0.6000\n")
    assert column(run, "val_loss") == [0.6]
    assert run.stopped_early
    assert run.complete


def test_a_run_that_another_follows_before_its_planned_end_was_stopped() -> None:
    first, last = read(fit(0.5, planned=9) + fit(0.5, planned=9))
    assert first.stopped_early
    assert not last.stopped_early


def test_a_run_broken_off_by_hand_was_not_stopped() -> None:
    first, _ = read(fit(0.5, planned=9) + "KeyboardInterrupt\n" + fit(0.5, planned=9))
    assert not first.stopped_early


def test_folds_and_trials_name_their_runs() -> None:
    text = "---- Starting fold 1 ----\n" + fit(0.5) + "Score for fold 1: loss of 0.5\nTrial #2\n" + fit(0.4)
    assert [run.name for run in read(text)] == ["fold 1", "trial 2"]


@pytest.mark.parametrize(
    "result",
    [
        "Fold 1 F1: 0.75",
        "fold 1 - roc_auc 0.93",
        "Fold 1, Acc 0.7",
        "第1折 AUC: 0.9",
        "Run 1 R2: 0.5",
        "Fold 1: 0.8125",
        "> run #1 - 92.5%",
        "Fold 1 val_acc: 0.75",
    ],
)
def test_what_came_of_a_fold_parts_it_from_the_next_and_names_none(result: str) -> None:
    assert [run.name for run in read(fit(0.5) + result + "\n" + fit(0.4))] == [None, None]
    assert [run.name for run in read(f"Fold 4\n{result}\n{fit(0.5)}")] == ["fold 4"]


@pytest.mark.parametrize(
    "setting",
    ["Trial 3: beta_1=0.9", "trial 3 dropout 0.5", "Trial 3 (0.5)", "Trial 3: precision=16", "Trial 3, metric=auc"],
)
def test_what_is_tried_names_its_run(setting: str) -> None:
    assert [run.name for run in read(fit(0.5, 0.4) + setting + "\n" + fit(0.6, 0.5))] == [None, "trial 3"]


def test_skipped_validation_is_missing_not_nan() -> None:
    run = only(header(1, 2) + bar(0.5) + header(2, 2) + bar(0.4, val=0.6))
    assert repr(column(run, "val_loss")) == "[nan, 0.6]"
    assert run.frame.logged_nan == {}


def mixed(one: str, other: str) -> str:
    """Two jobs that write an epoch each in turn."""
    pairs = zip(one.split("Epoch "), other.split("Epoch "), strict=False)
    return "".join(f"Epoch {block}" for pair in pairs for block in pair if block)


def test_jobs_that_interleave_are_left_out_and_said_so() -> None:
    runs = read(fit(0.9, 0.8, planned=2) + mixed(fit(*[0.5] * 9, planned=9), fit(*[0.3] * 8, planned=8)))
    assert [column(run, "loss") for run in runs if len(run.frame)] == [[0.9, 0.8]]
    assert "keras.interleaved" in [notice.code for notice in runs[0].notices]


def test_nothing_but_interleaved_jobs_is_an_error() -> None:
    with pytest.raises(FormatError) as raised:
        read(mixed(fit(*[0.5] * 9, planned=9), fit(*[0.3] * 9, planned=18)))
    assert raised.value.key == "keras.all_interleaved"


def test_a_snapshot_counts_completed_epochs_and_changes_nothing() -> None:
    from trainlog_doctor.readers.keras import KerasParser

    parser = KerasParser()
    parser.feed((fit(0.5, planned=3) + header(2, 3)).encode())
    for _ in range(2):
        (run,) = parser.runs()
        assert (epochs(run), run.unfinished) == ([1], Unfinished(2))
    parser.feed(bar(0.4, val=0.4).encode())
    assert epochs(parser.runs()[0]) == [1, 2]
    assert epochs(parser.close()[0]) == [1, 2]


def test_a_snapshot_sees_how_far_a_line_without_an_end_has_come() -> None:
    from trainlog_doctor.readers.keras import KerasParser

    parser = KerasParser()
    parser.feed(b"Epoch 1/3\n\r 5/25 [=>..] - ETA: 3s - loss: 0.9\b\b\b\r10/25 [==>.] - ETA: 3s - loss: 0.8")
    assert parser.runs()[0].unfinished == Unfinished(1, 0.4)
    parser.feed(b"\b\b\b\r25/25 [====] - 2s - loss: 0.7\n")
    assert epochs(parser.runs()[0]) == [1]


def update(step: int, loss: float, tail: str = "") -> str:
    return f"{step:2}/20 [{'=' * 20}] - ETA: 0s - loss: {loss:.4f}{tail}"


@pytest.mark.parametrize("last", [4, 19])
def test_validation_that_announces_itself_like_a_fit_is_none(last: int) -> None:
    epochs_of = (
        f"Epoch {epoch}/3\n{update(last, 0.5, 'Epoch 1/3')}\n{update(3, 0.9)}\n"
        f"20/20 [====] - 3s 9ms/step - loss: 0.{epoch} - val_loss: 0.9\n"
        for epoch in (1, 2, 3)
    )
    run = only("".join(epochs_of))
    assert column(run, "loss") == [0.1, 0.2, 0.3]


def test_a_fit_that_begins_where_another_was_killed_is_another() -> None:
    done = "20/20 [====] - 3s 9ms/step - loss: 0.5000\n"
    text = f"Epoch 1/3\n{done}Epoch 2/3\n{update(5, 0.5, 'Epoch 1/3')}\n{done}Epoch 2/3\n{done}"
    assert [epochs(run) for run in read(text)] == [[1], [1, 2]]


def test_scores_printed_at_the_end_keep_their_order() -> None:
    run = only("Epoch 1/1\n5/5 - 1s - loss: 0.5\nz loss: 0.5, a loss: 0.6, k loss: 0.7\n")
    assert [list(fact.data) for fact in run.facts] == [["z loss", "a loss", "k loss"]]
