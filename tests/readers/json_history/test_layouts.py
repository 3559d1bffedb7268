"""Histories in JSON that are laid out otherwise than as lists or rows."""

from __future__ import annotations

import json

import pytest

from tests.readers.tables.reading import claims, codes, read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.json_history.reader import JSON_READERS
from trainlog_doctor.readers.json_history.search import find_histories

LOSS, VAL_LOSS = [3.0, 2.0, 1.0], [4.0, 3.0, 2.5]
CURVES = (("loss", LOSS), ("val_loss", VAL_LOSS))
ROWS = [{"loss": loss, "val_loss": val} for loss, val in zip(LOSS, VAL_LOSS, strict=True)]
PLAIN = [
    {"columns": ["loss", "val_loss"], "index": [0, 1, 2], "data": [list(row.values()) for row in ROWS]},
    {"schema": {"fields": []}, "data": [{"index": at, **row} for at, row in enumerate(ROWS)]},
    {str(at): row for at, row in enumerate(ROWS)},
    {f"epoch_{at}": row for at, row in enumerate(ROWS, 1)},
    {f"Epoch {at}": row for at, row in enumerate(ROWS, 1)},
    {f"epoch_{at}": {"train": {"loss": row["loss"]}, "val": {"loss": row["val_loss"]}} for at, row in enumerate(ROWS)},
    {str(at): {"train": {"loss": row["loss"]}, "val": {"loss": row["val_loss"]}} for at, row in enumerate(ROWS, 1)},
    {"model": "net", "history": [{"epoch": at, **row} for at, row in enumerate(ROWS, 1)]},
    {
        f"{of}_log": [{"epoch": at, "loss": x} for at, x in enumerate(c)]
        for of, c in (("train", LOSS), ("val", VAL_LOSS))
    },
    {"loss": [[at, x] for at, x in enumerate(LOSS, 1)], "val_loss": [[at, x] for at, x in enumerate(VAL_LOSS, 1)]},
    [{"name": "loss", "values": LOSS}, {"name": "val_loss", "values": VAL_LOSS}],
    {"labels": [1, 2, 3], "datasets": [{"label": "loss", "data": LOSS}, {"label": "val_loss", "data": VAL_LOSS}]},
    {"data": [{"name": name, "x": [10, 20, 30], "y": y} for name, y in CURVES]},
    {"metrics": [{"name": name, "value": x, "epoch": at} for name, cells in CURVES for at, x in enumerate(cells, 1)]},
    *({name: {x: [0, 1, 2], y: cells} for name, cells in CURVES} for x, y in (("steps", "values"), ("x", "y"))),
    {"loss": {phase: {"x": [0, 1, 2], "y": cells} for phase, cells in (("train", LOSS), ("val", VAL_LOSS))}},
    {"metrics": [{"key": name, "value": x, "step": at} for name, cells in CURVES for at, x in enumerate(cells)]},
    [{"epoch": at, **row, "f1": [0.5, 0.6]} for at, row in enumerate(ROWS, 1)],
    [{"step": at, **row, "train_runtime": 7} for at, row in enumerate(ROWS, 1)],
    *([{**row, name: 7 + at} for at, row in enumerate(ROWS, 1)] for name in ("param_norm", "num_clients")),
    [
        {"epoch": at, "phase": of, f"{of}_loss": x}
        for at in (0, 1, 2)
        for of, x in (("train", LOSS[at]), ("val", VAL_LOSS[at]))
    ],
]


def read_json(value: object) -> list[tuple[str | None, dict[str, list[float]]]]:
    runs = read(json.dumps(value).encode(), JSON_READERS)
    return [(run.name, {name: cells.tolist() for name, cells in run.frame.columns.items()}) for run in runs]


@pytest.mark.parametrize("value", PLAIN)
def test_every_layout_holds_the_same(value: object) -> None:
    ((name, columns),) = read_json(value)
    losses = [cells for column, cells in columns.items() if column.endswith("loss")]
    assert name is None
    assert losses == [LOSS, VAL_LOSS]
    assert not any(column.startswith(("data.", "history.")) for column in columns)


def test_metrics_by_fold_are_a_training_a_fold() -> None:
    assert read_json({"loss": {"a": LOSS, "b": VAL_LOSS}, "acc": {"a": VAL_LOSS, "b": LOSS}}) == [
        ("a", {"loss": LOSS, "acc": VAL_LOSS}),
        ("b", {"loss": VAL_LOSS, "acc": LOSS}),
    ]


def test_final_values_beside_the_lists_of_each_model_are_no_lists() -> None:
    value = {"loss": {"a": 0.5}, "epochs": {"a": 3}, "train_losses": {"a": LOSS}, "val_losses": {"a": VAL_LOSS}}
    assert read_json(value) == [("a", {"train_losses": LOSS, "val_losses": VAL_LOSS})]


def test_a_run_called_like_a_metric_holds_no_folds() -> None:
    value = {f"r{at}": {"loss": LOSS, "val_loss": VAL_LOSS} for at in range(4)}  # r2 is one as well
    assert [name for name, _ in read_json(value)] == ["r0", "r1", "r2", "r3"]


@pytest.mark.parametrize("between", ["", " ", "\n", ",\n"])
@pytest.mark.parametrize("indent", [None, 1])
def test_objects_behind_each_other_are_rows(between: str, indent: int | None) -> None:
    rows = [json.dumps({"epoch": at, **row}, indent=indent) for at, row in enumerate(ROWS, 1)]
    (run,) = read(between.join(rows).encode(), JSON_READERS)
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert run.frame.columns["val_loss"].tolist() == VAL_LOSS
    (run,) = read(between.join(rows)[:-4].encode(), JSON_READERS)
    assert run.frame.columns["val_loss"].tolist() == VAL_LOSS[:2]


def test_rows_with_a_count_are_a_history_of_their_own() -> None:
    found = read_json(
        {
            "epochs": [{"epoch": 1, "loss": 3, "val_loss": 4}, {"epoch": 2, "loss": 2, "val_loss": 3}],
            "loss_steps": [{"step": 10, "loss": 5}, {"step": 20, "loss": 4}, {"step": 30, "loss": 3}],
        }
    )
    assert [name for name, _ in found] == [None, "loss_steps"]
    assert found[0][1]["val_loss"] == [4, 3]
    assert found[1][1]["loss"] == [5, 4, 3]


def test_rows_that_tell_their_steps_are_placed_by_them() -> None:
    rows = [
        {"loss": 3.0, "epoch": 0.5, "step": 5},
        {"eval_loss": 2.5, "epoch": 1.0, "step": 10},
        {"loss": 1.0, "epoch": 1.5, "step": 15},
        {"eval_loss": 2.0, "epoch": 2.0, "step": 20},
        {"train_runtime": 9.5, "train_loss": 2.0, "epoch": 2.0, "step": 20},
    ]
    ((_, columns),) = read_json(rows)
    assert columns["eval_loss"] == [2.5, 2.0]
    assert columns["loss"] == [3.0, 1.0]
    assert "train_loss" not in columns
    assert "epoch" not in columns


def test_a_blank_line_at_the_end_of_json_lines_is_no_epoch() -> None:
    data = b'{"epoch": 1, "train": {"loss": 3}}\n{"epoch": 2, "train": {"loss": 2}}\n\n'
    (run,) = read(data, JSON_READERS)
    assert run.frame.epoch.tolist() == [1, 2]


def test_an_iteration_of_a_tuner_is_an_epoch() -> None:
    rows = [{"training_iteration": at, "loss": 3 - at, "config": {"lr": 0.1}} for at in (1, 2)]
    (run,) = read("\n".join(map(json.dumps, rows)).encode(), JSON_READERS)
    assert run.frame.epoch.tolist() == [1, 2]
    assert "training_iteration" not in run.frame.columns


def test_words_that_are_all_phases_are_phases_whatever_their_column_is_called() -> None:
    told = [("train", 4), ("validation", 5), ("train", 3), ("validation", 6)]
    rows = [{"iter": at // 2, "metric": "loss", "variant": word, "value": told} for at, (word, told) in enumerate(told)]
    ((_, columns),) = read_json(rows)
    assert (columns["loss"], columns["val_loss"]) == ([4, 3], [5, 6])


def test_catboosts_rounds_are_named_by_its_metrics() -> None:
    value = {
        "meta": {
            "learn_sets": ["learn"],
            "test_sets": ["test"],
            "learn_metrics": [{"name": "Logloss"}, {"name": "AUC"}],
            "test_metrics": [{"name": "Logloss"}, {"name": "AUC"}],
        },
        "iterations": [{"learn": [3, 0.5], "test": [4, 0.4]}, {"learn": [2, 0.6], "test": [3]}],
    }
    ((_, columns),) = read_json(value)
    assert columns["train-AUC"] == [0.5, 0.6]
    assert columns["test-Logloss"] == [4, 3]


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ([{"fold": at, "loss": 3, "val_loss": 4} for at in (1, 2, 3)], "fold"),
        ([{"name": name, "epochs": 20, "loss": 3, "val_loss": 4} for name in "ab"], "name"),
        ([{"epochs": 20, "loss": 3 - at, "val_loss": 4} for at in (0, 1)], "epochs"),
        ([{"batch_size": 16 * at, "loss": 3, "val_loss": 4} for at in (1, 2)], "batch_size"),
        ([{"epochs": 9 * at, "batch_size": 16 * at, "loss": 3, "val_loss": 4} for at in (1, 2)], "batch_size"),
        ([{"epoch": 9 * at, "model": f"net {at}", "loss": 3, "val_loss": 4} for at in (1, 2)], "model"),
        ([{"params": {"lr": 0.1 / at}, "loss": 3, "val_loss": 4} for at in (1, 2)], "params.lr"),
    ],
)
def test_rows_that_are_trainings_are_refused_and_named(rows: object, column: str) -> None:
    with pytest.raises(FormatError) as caught:
        read_json(rows)
    assert (caught.value.key, caught.value.data["column"]) == ("history_errors.trials", column)


def test_what_is_the_same_in_all_rows_tells_no_trainings_apart() -> None:
    ((_, columns),) = read_json([{"model": "net", "seed": 4, **row} for row in ROWS])
    assert columns["loss"] == LOSS


@pytest.mark.parametrize("key", ["{}", "e{}"])
def test_a_few_numbered_results_are_no_epochs(key: str) -> None:
    for results in ([(3, 4), (1, 2), (2, 3)], [(3, None), (2, None), (1, None)]):
        rows = ({"loss": loss} | ({"val_loss": val} if val else {}) for loss, val in results)
        numbered = {key.format(at): row for at, row in enumerate(rows)}
        assert not claims(json.dumps(numbered).encode(), JSON_READERS)


def test_many_numbered_rows_are_epochs() -> None:
    ((_, columns),) = read_json({str(at): {"loss": 20 - at % 5} for at in range(15)})
    assert columns["loss"][:3] == [20, 19, 18]


def test_a_learning_rate_range_test_is_refused_and_named() -> None:
    with pytest.raises(FormatError) as caught:
        read_json({"lr": [1e-7 * 1.5**at for at in range(20)], "loss": [3.0] * 20})
    assert caught.value.key == "history_errors.range_test"


def test_a_range_test_beside_a_training_is_left_out() -> None:
    value = {"finder": {"lr": [1e-7 * 1.5**at for at in range(20)], "loss": [3.0] * 20}, "fit": {"loss": LOSS}}
    assert [name for name, _ in read_json(value)] == ["fit"]


@pytest.mark.parametrize(("word", "trains"), [("opt", True), ("ood test", False)])
def test_the_word_of_most_rows_beside_evaluations_is_that_of_training(word: str, trains: bool) -> None:
    rows = [{"epoch": at, "mode": mode, "loss": 5.5 - at} for at in (1, 2, 3) for mode in (word, word, "eval")]
    (run,) = read("\n".join(map(json.dumps, rows)).encode(), JSON_READERS)
    assert set(run.frame.columns) == {"loss" if trains else "ood test_loss", "eval_loss"}


def test_the_order_of_phases_in_words_is_kept_in_rows() -> None:
    rows = [{"epoch": 1, "set": "train", "loss": 3}, {"epoch": 1, "set": "valid", "loss": 4}]
    (run,) = read("\n".join(map(json.dumps, rows)).encode(), JSON_READERS)
    assert {name: cells.tolist() for name, cells in run.frame.columns.items()} == {"loss": [3], "val_loss": [4]}
    assert "rows_lost" not in codes(run)


def test_curves_of_points_are_joined_by_their_steps() -> None:
    points = {
        name: [{"step": 10 * at, "loss": at + shift} for at in (1, 2, 3)]
        for name, shift in (("train_loss", 0), ("val_loss", 5))
    }
    ((name, columns),) = read_json({"flops": 5, **points})
    assert name is None
    assert columns["train_loss"] == [1, 2, 3]
    assert columns["val_loss"] == [6, 7, 8]


def test_points_of_a_step_beyond_all_numbers_are_no_fault() -> None:
    ((_, columns),) = read_json({"loss": [[1, 0.9], [2, 0.8], [10**400, 0.7]]})
    assert columns["loss"] == [0.9, 0.8]


def test_curves_that_are_empty_or_stand_below_others_of_points_belong_to_them() -> None:
    points, rates = [[1, 0.9], [2, 0.8], [3, 0.7]], [[0, 1], [2, 0.1], [4, 0.01]]
    ((_, columns),) = read_json({"losses": points, "losses_of_server": [], "fit": {"accuracy": points, "rate": rates}})
    assert columns == {"losses": [0.9, 0.8, 0.7], "fit.accuracy": [0.9, 0.8, 0.7]}


def test_points_of_validation_among_lists_are_placed_by_their_steps() -> None:
    points = [{"step": step, "loss": loss} for step, loss in ((200, 4.0), (400, 3.0))]
    ((name, columns),) = read_json({"steps": [100, 200, 300, 400], "train_loss": [9, 8, 7, 6], "val_loss": points})
    assert name is None
    assert (columns["val_loss"], columns["train_loss"], columns["step"]) == ([4, 3], [8, 6], [200, 400])


def test_rows_of_phases_that_count_their_epochs_are_one_training() -> None:
    value = {phase: [{"epoch": at, "loss": at + shift} for at in (1, 2)] for phase, shift in (("train", 0), ("val", 5))}
    assert read_json(value) == [(None, {"loss": [1, 2], "val_loss": [6, 7]})]


def test_the_curves_of_a_result_with_much_beside_them_are_found() -> None:
    beside = {"stopped": True, "epochs": 3, "final": 0.5, "r2": 0.7, "path": "a", "seed": 3, "size": "b"}
    assert read_json({**beside, "train_loss_history": [0.9, 0.7, 0.5]})[0][1] == {"train_loss_history": [0.9, 0.7, 0.5]}


def test_the_weights_of_a_loss_in_settings_are_no_curve() -> None:
    settings = {"model": "a", "losses": ["ce", "dice"], "loss_weights": [0.5, 0.25, 0.25], "lr": 0.1, "size": 3}
    assert not read(json.dumps(settings).encode(), JSON_READERS)


def test_a_type_that_is_no_part_of_the_data_changes_no_name() -> None:
    rows = [{"type": "epoch_end", "epoch": at, **row} for at, row in enumerate(ROWS, 1)]
    ((_, columns),) = read_json([*rows, {"type": "test", "loss": 5.0}])
    assert (columns["loss"], columns["val_loss"]) == (LOSS, VAL_LOSS)


def test_a_history_inside_of_each_row_is_a_training_of_its_own() -> None:
    value = [{"model": name, "history": {"loss": LOSS, "val_loss": VAL_LOSS}} for name in ("a", "b")]
    assert [columns["val_loss"] for _, columns in read_json(value)] == [VAL_LOSS, VAL_LOSS]


BOTH = {"loss": LOSS, "val_loss": VAL_LOSS}
IN_PHASES = {"train": {"loss": LOSS}, "val": {"loss": VAL_LOSS}}
BY_PHASE = {"loss": {"train": LOSS, "val": VAL_LOSS}}


@pytest.mark.parametrize(
    "beside", [{}, {"fold_losses": [0.5, 0.25]}, {"val_losses": [0.5, 0.25]}, {"auc": [0.5, 0.25]}]
)
@pytest.mark.parametrize("history", [BOTH, IN_PHASES, BY_PHASE, ROWS, {"history": BOTH}])
@pytest.mark.parametrize("named", [True, False])
def test_histories_of_folds_are_read_whatever_is_beside_them(
    beside: dict[str, object], history: object, named: bool
) -> None:
    folds = {"a": history, "b": history} if named else [history] * 2
    found = read_json({"k": 2, **beside, "fold_histories": folds})
    assert [name for name, _ in found] == [f"fold_histories/{fold}" for fold in ("ab" if named else "12")]
    assert all(columns == BOTH for _, columns in found)


@pytest.mark.parametrize("history", [BOTH, IN_PHASES, BY_PHASE, ROWS])
def test_trials_that_hold_their_histories_are_trainings_and_no_rows(history: object) -> None:
    trials = [{"params": {"lr": rate}, "val_loss": 0.5, "history": history} for rate in (0.1, 0.01)]
    assert [columns for _, columns in read_json(trials)] == [BOTH, BOTH]


@pytest.mark.parametrize("beside", [{"batch_losses": [0.5] * 9}, {"test_losses": [0.25, 0.5]}])
def test_what_is_called_a_history_is_read_before_lists_beside_it(beside: dict[str, object]) -> None:
    assert [columns for _, columns in read_json({**beside, "history": BOTH})] == [BOTH]
    ((_, columns),) = read_json({**BOTH, "lr_history": [0.5] * 3, "old_history": {"n": [1]}})
    assert columns == BOTH | {"lr_history": [0.5] * 3}


@pytest.mark.parametrize("beside", [{}, BOTH])
def test_histories_in_histories_are_looked_for_only_so_deep(beside: dict[str, object]) -> None:
    nested: object = {"loss": [9.5, 8.5]}
    for _ in range(300):
        nested = {**beside, "history": nested}
    assert [columns for _, columns in read_json({"a": {"b": {"c": BOTH}}, "history": nested})][:1] == [BOTH]


def test_rows_of_several_trainings_beside_each_other_are_not_joined() -> None:
    found = read_json({"sgd": ROWS, "adam": ROWS})
    assert [name for name, _ in found] == ["sgd", "adam"]
    ((_, columns),) = read_json({**BOTH, "lr": [{"g": 0.1, "d": 0.2}] * 3, "val_scores": [{"f1": 0.5}] * 3})
    assert list(columns) == ["loss", "val_loss", "lr.g", "lr.d", "val_scores.f1"]


def test_points_of_a_second_training_replace_none_of_the_first() -> None:
    steps = [1, 2, 3, 1, 2, 3]
    curves = {"loss": [*LOSS, *VAL_LOSS], "val_loss": [*VAL_LOSS, *LOSS]}
    for value in (
        {name: {"steps": steps, "values": cells} for name, cells in curves.items()},
        {name: [{"step": at, "v_loss": x} for at, x in zip(steps, c, strict=True)] for name, c in curves.items()},
    ):
        assert [columns["loss"] for _, columns in read_json(value)] == [LOSS, VAL_LOSS]


def test_phases_at_the_top_are_joined_for_each_part_below_them() -> None:
    value = {
        phase: {part: {"loss": cells} for part in ("a", "b")}
        for phase, cells in (("training", LOSS), ("validation", VAL_LOSS))
    }
    assert read_json(value) == [(part, {"loss": LOSS, "val_loss": VAL_LOSS}) for part in ("a", "b")]


@pytest.mark.parametrize(
    "text",
    [
        "defaultdict(<class 'list'>, {'loss': [3.0, 2.0, 1.0], 'val_loss': [4.0, 3.0, 2.5]})",
        "OrderedDict([('loss', [3.0, 2.0, 1.0]), ('val_loss', [4.0, 3.0, 2.5])])",
    ],
)
def test_printed_dictionaries_of_other_classes_are_read(text: str) -> None:
    (run,) = read(text.encode(), JSON_READERS)
    assert {name: cells.tolist() for name, cells in run.frame.columns.items()} == {"loss": LOSS, "val_loss": VAL_LOSS}


@pytest.mark.parametrize("in_turn", [True, False])
def test_rows_of_single_metrics_take_a_row_an_epoch(in_turn: bool) -> None:
    named = [(name, at) for name in ("loss", "val_loss") for at in (1, 2)]
    named.sort(key=lambda point: 0 if in_turn else point[1])
    rows = [{"key": name, "value": at, "step": at, "epoch": at} for name, at in named]
    assert read_json({"metrics": rows}) == [(None, {"step": [1, 2], "loss": [1, 2], "val_loss": [1, 2]})]


def test_times_of_metrics_at_one_step_are_not_told_as_lost() -> None:
    named = [(name, at) for name in ("loss", "val_loss") for at in (0, 1)]
    rows = [{"key": name, "value": at, "timestamp": place, "step": at} for place, (name, at) in enumerate(named)]
    (run,) = read(json.dumps(rows).encode(), JSON_READERS)
    assert (len(run.frame), "points_folded" in codes(run)) == (2, False)


def test_epochs_in_any_order_are_sorted_where_each_stands_once() -> None:
    rows = [{"epoch": at, "loss": 5 - at, "val_loss": 6 - at} for at in (3, 1, 4, 2)]
    ((_, columns),) = read_json(rows)
    assert columns["loss"] == [4, 3, 2, 1]


def test_rows_that_cannot_be_put_in_order_are_refused() -> None:
    with pytest.raises(FormatError) as caught:
        read_json([{"epoch": at, "loss": 3, "val_loss": 4} for at in (7, 2, 9, 2.5, 1)])
    assert caught.value.key == "history_errors.unordered"


FALLING, SCORES = {"train": [2.5, 1.5, 0.5], "val": [2.75, 1.75, 1.25]}, [0.25, 0.5, 0.75]


@pytest.mark.parametrize("beside", [{"best_epoch": 3}, {"psnr": SCORES}])
def test_lists_called_by_their_part_alone_are_losses_where_a_training_is_spoken_of(beside: dict[str, object]) -> None:
    ((name, columns),) = read_json({"a net": FALLING | beside})
    assert name == "a net"
    assert [columns["loss"], columns["val_loss"]] == list(FALLING.values())


@pytest.mark.parametrize("counter", ["epoch", "step"])
def test_the_parts_of_rows_that_count_are_losses(counter: str) -> None:
    rows = [{counter: at, "train": a, "val": b} for at, (a, b) in enumerate(zip(*FALLING.values(), strict=True), 1)]
    for text in (json.dumps(rows), "\n".join(map(json.dumps, rows))):
        (run,) = read(text.encode(), JSON_READERS)
        assert [run.frame.columns[name].tolist() for name in ("loss", "val_loss")] == list(FALLING.values())


@pytest.mark.parametrize(
    "value",
    [
        FALLING,
        FALLING | {"test": FALLING["val"]},
        {"train": SCORES, "val": SCORES, "best_epoch": 3},
        {"train": [9.0, 4.0, 2.0], "val": [8.0, 3.0, 1.0], "best_epoch": 3},
        {"train": [2.5, 1.5], "val": [2.75, 1.75], "best_epoch": 2},
        FALLING | {"val": [2.75], "best_epoch": 3},
    ],
)
def test_lists_called_by_their_part_alone_are_not_guessed_at(value: object) -> None:
    assert "history-json" not in claims(json.dumps(value).encode(), JSON_READERS)
    assert "keras-json" not in claims(json.dumps(value).encode(), JSON_READERS)


def test_a_row_that_has_a_name_twice_moves_no_other_row() -> None:
    rows = [{"epoch": at, "lr": 0.1, **row} for at, row in enumerate(ROWS, 1)]
    ((_, columns),) = read_json([rows[0], {**rows[1], " lr": 9.0}, rows[2]])
    assert columns["loss"] == LOSS
    assert columns["lr"][::2] == [0.1, 0.1]
    assert {len(cells) for cells in columns.values()} == {len(rows)}


def test_what_a_part_of_the_data_holds_by_another_word_is_its_own() -> None:
    value = {"train": {"loss": LOSS, "metrics": {"acc": SCORES}}, "val": {"loss": VAL_LOSS, "metrics": {"acc": LOSS}}}
    named = {"loss": LOSS, "acc": SCORES, "val_loss": VAL_LOSS, "val_acc": LOSS}
    assert read_json(value) == [(None, named)]
    value = {"losses": {"train": LOSS, "val": VAL_LOSS}, "accuracies": {"train": SCORES, "val": LOSS}}
    assert [[*columns.values()] for _, columns in read_json(value)] == [[LOSS, VAL_LOSS, SCORES, LOSS]]


@pytest.mark.parametrize("places", [None, ["net", "tree", "mean"], [0.5, 1.5, 2.5], [1, 2]])
def test_curves_of_a_chart_may_be_of_anything(places: object) -> None:
    curves = [{"name": "Log loss", "x": places, "y": LOSS}, {"name": "Return", "x": places, "y": SCORES}]
    assert not claims(json.dumps({"data": curves}).encode(), JSON_READERS)


def test_rows_of_examples_are_no_epochs() -> None:
    rows = [{"question": f"q{at}", "score": at % 2, "loss": loss} for at, loss in enumerate(LOSS)]
    assert not claims(json.dumps(rows).encode(), JSON_READERS)
    assert not claims(json.dumps([{**row, "step": 0} for row in rows]).encode(), JSON_READERS)
    assert len(read_json([{**row, "epoch": at} for at, row in enumerate(rows)])) == 1


def test_what_one_evaluation_gave_is_no_epoch() -> None:
    for text in ('{"loss": [0.25], "acc": 0.9}', '{"loss": 0.5, "val_loss": 0.6, "epoch": 11}'):
        assert not claims(text.encode(), JSON_READERS)
        assert claims(text.replace("11", "1").replace("0.9", "[0.9]").encode(), JSON_READERS)


@pytest.mark.parametrize("said", ["", "yes", "2024-05-0{}T10:00:00Z", "{}"])
def test_rows_that_say_when_or_the_same_may_be_epochs(said: str) -> None:
    assert len(read_json([{"created": said.format(at), "loss": loss} for at, loss in enumerate(LOSS)])) == 1


def test_a_trial_that_lists_its_epochs_is_a_history_and_no_row() -> None:
    curve = [{"epoch": at, **row} for at, row in enumerate(ROWS)]
    trials = [{"trial": at, "results": {"val_loss": 2.5}, "curve": curve} for at in (0, 1)]
    assert [columns["val_loss"] for _, columns in read_json({"study": "a", "trials": trials})] == [VAL_LOSS, VAL_LOSS]
    batches = [{"step": at, "loss": 2.0} for at in range(9)]
    ((_, columns),) = read_json(
        [{"epoch": at, "val": {"loss": x}, "batches": batches} for at, x in enumerate(VAL_LOSS)]
    )
    assert columns == {"val.loss": VAL_LOSS}
    told = [{"loss": loss, "val_loss": loss, "events": [{"step": 1, "said": "saved"}]} for loss in LOSS]
    assert read_json(told) == [(None, {"loss": LOSS, "val_loss": LOSS})]


def test_curves_that_say_where_their_points_stand_need_no_part_of_the_data() -> None:
    curves = [{"name": name, "x": [1, 2, 3], "y": cells} for name, cells in (("loss", LOSS), ("accuracy", VAL_LOSS))]
    assert read_json(curves) == [(None, {"loss": LOSS, "accuracy": VAL_LOSS})]


def test_points_of_validation_stand_beside_lists_of_metrics_only() -> None:
    points = [{"step": at, "loss": x} for at, x in enumerate(VAL_LOSS, 1)]
    assert read_json({"val_loss": points, "loss": LOSS})[0][1]["val_loss"] == VAL_LOSS
    assert all("step" not in name for _, columns in read_json({"val_loss": points, "seeds": LOSS}) for name in columns)


@pytest.mark.parametrize(
    "rows",
    [
        {
            f"Epoch {at}/3": {"train": {"loss": a}, "val": {"loss": b}}
            for at, a, b in zip((1, 2, 3), LOSS, VAL_LOSS, strict=True)
        },
        {"epochs": {at: {"loss": {"train": a, "val": b}} for at, a, b in zip("123", LOSS, VAL_LOSS, strict=True)}},
    ],
)
def test_a_key_an_epoch_may_tell_how_many_there_are_and_metrics_their_phases(rows: object) -> None:
    ((_, columns),) = read_json(rows)
    assert list(columns.values()) == [LOSS, VAL_LOSS]


def test_a_key_a_month_is_no_epoch() -> None:
    months = {f"{month}/28": {"loss": 1 / month, "sales": 3} for month in range(1, 13)}
    assert not claims(json.dumps(months).encode(), JSON_READERS)


@pytest.mark.parametrize("named", ["train_acc test_acc", "aucs valid_aucs", "f1 dev_f1", "train_score test_score"])
def test_scores_of_two_sides_may_be_of_folds(named: str) -> None:
    assert not claims(json.dumps(dict.fromkeys(named.split(), SCORES)).encode(), JSON_READERS)


@pytest.mark.parametrize("sets", [["train", "test"], ["test"], ["val"]])
def test_errors_of_folds_below_the_names_of_models_are_no_rounds(sets: list[str]) -> None:
    scored = {data_set: {"rmse": SCORES} for data_set in sets}
    assert not claims(json.dumps({"ridge": scored, "lasso": scored}).encode(), JSON_READERS)


def test_rounds_of_a_booster_are_found_below_other_names() -> None:
    sets = {"validation_0": {"logloss": LOSS}, "validation_1": {"logloss": VAL_LOSS}}
    named = {"validation_0-logloss": LOSS, "validation_1-logloss": VAL_LOSS}
    assert read_json({"small": {"evals_result": sets, "best_iteration": 2}, "params": {"eta": 0.1}}) == [
        ("small/evals_result", named)
    ]


def test_short_rounds_below_many_names_share_the_room_for_what_they_lack() -> None:
    rounds = {"validation_0": {"loss": [0.5] * 1_000, **{f"loss_{at}": [1] for at in range(600)}}}
    shapes = find_histories({f"model {at}": rounds for at in range(8)})
    assert sum(len(cells) for shape in shapes for cells in shape.columns.values()) < 3_000_000


@pytest.mark.parametrize("named", ["fold{}_{}", "{1}_fold_{0}", "p{}_{}", "{1}_phase{0}"])
def test_numbered_lists_of_other_lengths_are_trainings_of_their_own(named: str) -> None:
    lists = {named.format(at, name): cells[:at] for at in (2, 3) for name, cells in CURVES}
    assert [columns for _, columns in read_json(lists)] == [
        {name: cells[:at] for name, cells in CURVES} for at in (2, 3)
    ]
    alike = {
        f"top{at}_{name}": cells[: at or 3] for at in (1, 5) for name, cells in (("acc", SCORES), ("val_acc", SCORES))
    }
    assert len(read_json({"loss": LOSS, **alike})) == 1
    assert len(read_json({f"epoch_{at}_losses": LOSS[:at] for at in (2, 3)})) == 1


CURVE, VAL_CURVE = [2.31, 1.87, 1.52, 1.33, 1.21], [2.4, 1.93, 1.61, 1.5, 1.47]


def as_lists_and_rows(lists: dict[str, list[float]]) -> tuple[object, object]:
    return lists, [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]


@pytest.mark.parametrize("metrics", [("loss", "accuracy"), ("train_loss", "val_loss")])
@pytest.mark.parametrize(
    ("axis", "places"),
    [("year", range(2015, 2020)), ("noise", [0.0, 0.1, 0.2, 0.3, 0.4]), ("snr_db", range(-10, 15, 5))],
)
def test_what_was_measured_over_something_else_is_no_history(
    axis: str, places: list[float] | range, metrics: tuple[str, str]
) -> None:
    for value in as_lists_and_rows({axis: [*places], metrics[0]: CURVE, metrics[1]: VAL_CURVE}):
        assert not claims(json.dumps(value).encode(), JSON_READERS)


@pytest.mark.parametrize(
    "first",
    [
        {"num": [1, 2, 3, 4, 5]},
        {"it": [100, 200, 300, 400, 500]},
        {"i": [0, 1, 2, 3, 4]},
        {"seconds_passed": [12, 25, 37, 50, 62]},
        {"hr": [0.1, 0.2, 0.25, 0.28, 0.3]},
        {"beta": [0.5, 0.5, 0.5, 0.5, 0.5]},
        {"tokens_seen": [1024, 3072, 5120, 7168, 9216]},
        {"train_total": [5, 4, 3, 2, 1]},
        {"Progress/kimg": [2, 6, 10, 14, 18]},
        {"beta": [0.0, 0.25, 0.5, 0.75, 1.0], "epoch": [1, 2, 3, 4, 5]},
        {"huge": [10**400, 1, 0.5, 0, -1]},
    ],
)
def test_other_numbers_before_the_losses_are_of_a_training(first: dict[str, list[float]]) -> None:
    for value in as_lists_and_rows({**first, "loss": CURVE, "val_loss": VAL_CURVE}):
        assert len(read_json(value)) == 1


def test_rows_of_losses_may_hold_other_numbers() -> None:
    _, rows = as_lists_and_rows({"loss": CURVE, "recon": VAL_CURVE, "mfu": [0.3, 0.1, 0.4, 0.1, 0.5]})
    assert [set(columns) for _, columns in read_json(rows)] == [{"loss", "recon", "mfu"}]


def test_a_list_that_follows_a_schedule_stands_behind_the_losses() -> None:
    assert len(read_json({"loss": LOSS, "beta": [0.0, 0.5, 1.0]})) == 1


def test_a_validation_before_the_first_epoch_has_no_loss_of_its_own() -> None:
    rows = [
        {"epoch": at, "loss": x, "val": {"loss": v}, "lr": [0.1]}
        for at, (x, v) in enumerate(zip(LOSS, VAL_LOSS, strict=True), 1)
    ]
    ((_, columns),) = read_json([{"epoch": 0, "loss": None, "val": {"loss": 5.0}, "lr": [0.1]}, *rows])
    assert columns["val.loss"] == VAL_LOSS


def test_of_each_fold_the_test_may_have_one_loss() -> None:
    runs = read_json({"train_losses": [LOSS, VAL_LOSS], "val_losses": [VAL_LOSS, LOSS], "test_losses": [0.5, 0.25]})
    assert [columns for _, columns in runs] == [
        {"train_losses": LOSS, "val_losses": VAL_LOSS},
        {"train_losses": VAL_LOSS, "val_losses": LOSS},
    ]


def test_rows_in_which_nothing_was_measured_are_no_history() -> None:
    assert not claims(b'[{"epoch": 0, "loss": null, "note": "nothing to train"}]', JSON_READERS)
