"""Validation that does not validate, that looks better than training, that is missing or too short."""

from benchmarks.lab.case import Case, Data, Fit, Net

LEAK = (
    Case(
        "validation-is-training",
        "leak",
        Data("digits", 300, 300, faults={"validation_is_training": 1}),
        Net((128,)),
        Fit(50, 3e-3),
    ),
    Case(
        "validation-from-training",
        "leak",
        Data("classification", 500, 300, faults={"validation_is_training": 0.5}),
        Net((64,)),
        Fit(60, 5e-3),
    ),
    Case(
        "answer-among-inputs",
        "leak",
        Data("classification", 800, 300, faults={"answer_among_inputs": 30.0}),
        Net((16,)),
        Fit(20, 5e-3),
    ),
    Case(
        "validation-is-training-regression",
        "leak",
        Data("friedman1", 200, 200, faults={"validation_is_training": 1}),
        Net((96,)),
        Fit(60, 4e-3, metrics=("mae",)),
    ),
    Case(
        "answer-at-once",
        "leak",
        Data("classification", 3000, 600, faults={"answer_among_inputs": 30.0}),
        Net((16,)),
        Fit(15, 0.01, batch=16),
    ),
    Case(
        "answer-at-once-moons",
        "leak",
        Data("moons", 3000, 600, faults={"answer_among_inputs": 30.0}),
        Net((16,)),
        Fit(15, 0.01, batch=16),
    ),
)

VAL_BETTER = (
    Case("much-dropout", "val_better", Data("digits", 900, 300), Net((64,), dropout=0.6), Fit(30, 2e-3)),
    Case("much-noise", "val_better", Data("blobs", 900, 300), Net((32,), augment=1.0), Fit(30, 3e-3)),
    Case("dropout-twice", "val_better", Data("moons", 800, 400), Net((32, 32), dropout=0.5), Fit(40, 5e-3)),
    Case(
        "dropout-regression",
        "val_better",
        Data("friedman1", 900, 300),
        Net((64,), dropout=0.5),
        Fit(30, 4e-3, metrics=("mae",)),
    ),
)

NO_VALIDATION = (
    Case("unvalidated-digits", "no_validation", Data("digits", 800, 0), Net((32,)), Fit(20, 2e-3)),
    Case(
        "unvalidated-friedman", "no_validation", Data("friedman1", 800, 0), Net((32,)), Fit(20, 3e-3, metrics=("mae",))
    ),
)

TOO_SHORT = (
    Case("three-epochs", "too_short", Data("digits", 1000, 300), Net((64,)), Fit(3, 3e-3)),
    Case("two-epochs", "too_short", Data("moons", 600, 300), Net((16,)), Fit(2, 0.01)),
)

CASES = (*LEAK, *VAL_BETTER, *NO_VALIDATION, *TOO_SHORT)
