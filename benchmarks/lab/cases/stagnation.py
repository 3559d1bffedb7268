"""Trainings that do not learn, learn too little, or are not done."""

from benchmarks.lab.case import Case, Data, Fit, Net

STUCK = (
    Case("labels-shuffled", "stuck", Data("moons", 2000, 600, faults={"shuffled": 1}), Net((8,)), Fit(25, 2e-3)),
    Case(
        "labels-shuffled-ten",
        "stuck",
        Data("digits", 1100, 400, 290, faults={"shuffled": 1}),
        Net((2,), activation="tanh"),
        Fit(20),
    ),
    Case("dead-relu", "stuck", Data("digits", 800, 300), Net((32,), bias=-30.0), Fit(20)),
    Case("inputs-blank", "stuck", Data("blobs", 900, 300, faults={"blank_inputs": 1.0}), Net((16,)), Fit(20, 2e-3)),
    Case(
        "inputs-blank-unequal",
        "stuck",
        Data("classification", 1000, 400, options={"rare": 0.3}, faults={"blank_inputs": 1.0}),
        Net((16,)),
        Fit(25, 5e-3),
    ),
    Case("dead-relu-binary", "stuck", Data("breast_cancer", 300, 150), Net((32, 16), bias=-60.0), Fit(30, 0.01)),
    Case("parity-too-long", "stuck", Data("parity", 900, 400, options={"bits": 12}), Net((4,)), Fit(25, 1e-3)),
    Case("rate-huge", "stuck", Data("digits", 800, 300), Net((64, 64)), Fit(30, 3.0)),
)

FROZEN = (
    Case("softmax-on-one-unit", "frozen", Data("breast_cancer", 300, 120), Net((16,), output="softmax"), Fit(25)),
    Case("rate-zero", "frozen", Data("digits", 700, 300), Net((32,)), Fit(25, 1e-9, "sgd")),
    Case("rate-zero-binary", "frozen", Data("moons", 600, 300), Net((16,)), Fit(30, 1e-8)),
    Case("relu-at-the-end", "frozen", Data("breast_cancer", 300, 120), Net((16,), output="relu", bias=-20.0), Fit(25)),
)

CONSTANT = (
    Case(
        "last-class-unseen",
        "constant_metric",
        Data("blobs", 1000, 400, options={"classes": 4}, faults={"sorted_before_splitting": 1}),
        Net((16,)),
        Fit(20, 3e-3),
    ),
    Case(
        "last-class-unseen-digits",
        "constant_metric",
        Data("digits", 900, 400, faults={"sorted_before_splitting": 1}),
        Net((32,)),
        Fit(20, 2e-3),
    ),
)

UNDERFIT = (
    Case("circles-linear", "underfit", Data("circles", 800, 300), Net(()), Fit(40, 0.01), besides=("stuck",)),
    Case("shells-linear", "underfit", Data("quantiles", 900, 400), Net(()), Fit(40, 0.01), besides=("stuck",)),
    Case("digits-one-unit", "underfit", Data("digits", 900, 300), Net((1,)), Fit(40, 0.05), besides=("stuck",)),
    Case("digits-decayed", "underfit", Data("digits", 800, 300), Net((32,), l2=0.5), Fit(40, 2e-3)),
    Case("digits-dropped", "underfit", Data("digits", 800, 300), Net((16, 16), dropout=0.85), Fit(40, 2e-3)),
    Case(
        "blobs-one-unit",
        "underfit",
        Data("blobs", 1000, 400, options={"classes": 12}),
        Net((1,), activation="tanh"),
        Fit(50, 0.1),
        besides=("stuck",),
    ),
    Case(
        "waves-linear",
        "underfit",
        Data("waves", 800, 300, options={"turns": 4.0}),
        Net(()),
        Fit(40, 0.02, metrics=("mae",)),
    ),
    Case(
        "waves-two-units",
        "underfit",
        Data("waves", 800, 300, options={"turns": 6.0}),
        Net((2,), activation="tanh"),
        Fit(40, 0.01, metrics=("mae", "mse")),
    ),
)

PLATEAU = (
    Case("settled-logistic", "plateau", Data("moons", 800, 400), Net(()), Fit(80, 0.02, batch=128)),
    Case(
        "settled-linear", "plateau", Data("linear", 800, 300), Net(()), Fit(60, 0.02, "sgd", batch=64, metrics=("mae",))
    ),
    Case("settled-tumours", "plateau", Data("breast_cancer", 300, 120), Net((), l2=0.02), Fit(120, 0.02)),
    Case(
        "settled-by-schedule",
        "plateau",
        Data("friedman1", 800, 300),
        Net((8,)),
        Fit(70, 0.02, schedule="steps", metrics=("mae",)),
    ),
)

STILL_IMPROVING = (
    Case("slow-digits", "still_improving", Data("digits", 900, 300), Net((32,)), Fit(15, 0.02, "sgd")),
    Case("slow-friedman", "still_improving", Data("friedman1", 900, 300), Net((32,)), Fit(20, 2e-4, metrics=("mae",))),
    Case("slow-blobs", "still_improving", Data("blobs", 900, 300), Net((24,)), Fit(15, 3e-4)),
    Case("slow-sequences", "still_improving", Data("sequences", 1000, 400), Net((12,), "recurrent"), Fit(12, 1e-3)),
    Case("slow-pictures", "still_improving", Data("pictures", 900, 300), Net((24,)), Fit(12, 1e-3, metrics=())),
    Case("slow-circles", "still_improving", Data("circles", 900, 300), Net((16,)), Fit(15, 2e-3)),
)

CASES = (*STUCK, *FROZEN, *CONSTANT, *UNDERFIT, *PLATEAU, *STILL_IMPROVING)
