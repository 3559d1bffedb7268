"""Metrics that mislead."""

from benchmarks.lab.case import Case, Data, Fit, Net

_F1 = ("accuracy", "precision", "recall", "f1")
_BATCHWISE = ("accuracy", "batch_precision", "batch_recall", "batch_f1")

PARADOX = (
    Case(
        "rare-never-found",
        "accuracy_paradox",
        Data("classification", 1000, 500, options={"rare": 0.03, "apart": 0.1}),
        Net((4,)),
        Fit(20, metrics=_F1),
        besides=("constant_metric", "stuck"),
    ),
    Case(
        "rare-decayed",
        "accuracy_paradox",
        Data("classification", 1000, 500, options={"rare": 0.08, "apart": 0.4}),
        Net((8,), l2=0.2),
        Fit(25, 2e-3, metrics=_F1),
        besides=("constant_metric", "stuck"),
    ),
    Case(
        "rare-linear-decayed",
        "accuracy_paradox",
        Data("classification", 900, 500, options={"rare": 0.1, "apart": 0.6}),
        Net((), l2=0.3),
        Fit(30, 5e-3, metrics=_F1),
        besides=("constant_metric", "stuck"),
    ),
    Case(
        "rare-blank",
        "accuracy_paradox",
        Data("classification", 900, 500, options={"rare": 0.12}, faults={"blank_inputs": 1.0}),
        Net((8,)),
        Fit(25, 5e-3, metrics=_F1),
        besides=("constant_metric", "stuck"),
    ),
)

BATCHWISE = (
    Case(
        "batchwise-rare",
        "batchwise_f1",
        Data("classification", 1500, 600, options={"rare": 0.06, "apart": 1.5}),
        Net((24,)),
        Fit(25, 2e-3, metrics=_BATCHWISE),
    ),
    Case(
        "batchwise-alone",
        "batchwise_f1",
        Data("classification", 1500, 600, options={"rare": 0.08, "apart": 1.8}),
        Net((24,)),
        Fit(25, 2e-3, metrics=("accuracy", "batch_f1")),
    ),
    Case(
        "batchwise-small-batches",
        "batchwise_f1",
        Data("classification", 800, 400, options={"rare": 0.15, "apart": 1.5}),
        Net((16,)),
        Fit(25, 2e-3, batch=8, metrics=_BATCHWISE),
    ),
    Case(
        "batchwise-tumours",
        "batchwise_f1",
        Data("classification", 1500, 500, options={"rare": 0.1, "apart": 1.2}),
        Net((16,)),
        Fit(30, 3e-3, batch=16, metrics=("accuracy", "batch_f1")),
    ),
)

NEGATIVE = (
    Case(
        "labels-from-one",
        "negative_loss",
        Data("moons", 600, 300, faults={"labels_raised": 1.0}),
        Net((16,)),
        Fit(25, 3e-3),
        besides=("constant_metric",),
    ),
    Case(
        "labels-minus-one",
        "negative_loss",
        Data("breast_cancer", 300, 120, faults={"labels_raised": -1.0}),
        Net((16,)),
        Fit(25, 3e-3),
    ),
)

ACCURACY_ON_REGRESSION = (
    Case(
        "accuracy-of-friedman",
        "accuracy_on_regression",
        Data("friedman1", 800, 300),
        Net((32,)),
        Fit(30, 2e-3, metrics=("accuracy",)),
    ),
    Case(
        "accuracy-of-diabetes",
        "accuracy_on_regression",
        Data("diabetes", 200, 100),
        Net(()),
        Fit(30, 0.01, metrics=("accuracy", "mae")),
    ),
    Case(
        "accuracy-of-roll",
        "accuracy_on_regression",
        Data("swiss_roll", 800, 300),
        Net((32,), activation="tanh"),
        Fit(30, 5e-3, metrics=("accuracy", "mae")),
    ),
    Case(
        "accuracy-raw-units",
        "accuracy_on_regression",
        Data("linear", 500, 200, raw_target=True),
        Net(()),
        Fit(60, 0.2, metrics=("accuracy",)),
    ),
)

CASES = (*PARADOX, *BATCHWISE, *NEGATIVE, *ACCURACY_ON_REGRESSION)
