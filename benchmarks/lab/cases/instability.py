"""Trainings that swing, jump, diverge or break."""

from benchmarks.lab.case import Case, Data, Fit, Net

OSCILLATION = (
    Case(
        "swing-digits-sgd",
        "oscillation",
        Data("digits", 500, 300, faults={"flipped": 0.1}),
        Net(()),
        Fit(40, 5.0, "sgd"),
    ),
    Case("swing-shells-adam", "oscillation", Data("quantiles", 600, 300), Net((32, 32)), Fit(40, 0.25, batch=64)),
    Case(
        "swing-logistic",
        "oscillation",
        Data("classification", 500, 300, options={"apart": 0.8}),
        Net(()),
        Fit(40, 8.0, "sgd", batch=64),
    ),
    Case(
        "swing-friedman-sgd",
        "oscillation",
        Data("friedman1", 400, 200),
        Net((32,)),
        Fit(40, 0.25, "sgd", metrics=("mae",)),
    ),
    Case("swing-rmsprop", "oscillation", Data("blobs", 600, 300), Net((32,)), Fit(40, 0.15, "rmsprop", batch=64)),
    Case(
        "swing-moons-sgd",
        "oscillation",
        Data("moons", 400, 200, options={"noise": 0.3}),
        Net((16,)),
        Fit(40, 12.0, "sgd"),
    ),
    Case(
        "swing-friedman-rmsprop",
        "oscillation",
        Data("friedman1", 400, 200),
        Net((32,)),
        Fit(40, 0.1, "rmsprop", batch=64, metrics=("mae",)),
    ),
    Case(
        "swing-rows-sgd",
        "oscillation",
        Data("classification", 500, 300, options={"apart": 0.8, "classes": 4}),
        Net(()),
        Fit(40, 10.0, "sgd"),
    ),
)

NOISY_VALIDATION = (
    Case("few-to-validate", "noisy_validation", Data("classification", 1200, 24), Net((16,)), Fit(40, 0.02, batch=16)),
    Case("few-digits", "noisy_validation", Data("digits", 900, 20), Net((32,)), Fit(40, 0.02, batch=16)),
    Case(
        "few-regression",
        "noisy_validation",
        Data("friedman1", 1200, 16),
        Net((32,)),
        Fit(40, 0.02, batch=16, metrics=("mae",)),
    ),
    Case("few-shells", "noisy_validation", Data("quantiles", 1200, 20), Net((24,)), Fit(40, 0.02, batch=16)),
)

SPIKE = (
    Case(
        "weights-hit",
        "spike",
        Data("digits", 700, 300),
        Net((32,)),
        Fit(40, 2e-3, event="odd_weights"),
        besides=("divergence",),
    ),
    Case(
        "rate-burst",
        "spike",
        Data("friedman1", 700, 300),
        Net((32,)),
        Fit(40, 2e-3, event="rate_burst", metrics=("mae",)),
        besides=("divergence",),
    ),
    Case(
        "burst-blobs",
        "spike",
        Data("blobs", 800, 300),
        Net((24,)),
        Fit(36, 6e-3, event="rate_burst"),
        besides=("divergence",),
    ),
    Case(
        "weights-hit-moons",
        "spike",
        Data("moons", 700, 300),
        Net((16,)),
        Fit(50, 5e-3, event="odd_weights"),
        besides=("divergence",),
    ),
)

DIVERGENCE = (
    Case("rate-climbs", "divergence", Data("digits", 600, 300), Net((32, 32)), Fit(40, 5e-3, schedule="climbing")),
    Case(
        "rate-raised",
        "divergence",
        Data("friedman1", 600, 300),
        Net((32,)),
        Fit(30, 2e-3, event="rate_raised", metrics=("mae",)),
    ),
    Case(
        "rate-climbs-sgd",
        "divergence",
        Data("blobs", 800, 300),
        Net((32, 32)),
        Fit(40, 0.05, "sgd", schedule="climbing"),
    ),
    Case("rate-raised-moons", "divergence", Data("moons", 500, 300), Net((32, 32)), Fit(30, 3e-3, event="rate_raised")),
)

NAN = (
    Case(
        "holes-in-data",
        "nan",
        Data("friedman1", 600, 300, faults={"holes": 0.02}),
        Net((24,), activation="tanh"),
        Fit(15, metrics=("mae",)),
    ),
    Case(
        "exploding-regression",
        "nan",
        Data("linear", 400, 200, raw_target=True),
        Net((32,)),
        Fit(20, 0.5, "sgd", metrics=("mae",)),
    ),
    Case("log-of-zero", "nan", Data("breast_cancer", 300, 120), Net((32,)), Fit(40, 0.02, loss="own_crossentropy")),
    Case(
        "exploding-raw-inputs",
        "nan",
        Data("friedman2", 400, 200, faults={"enlarged_inputs": 300.0}),
        Net((16,)),
        Fit(20, 0.1, "sgd", metrics=()),
    ),
)

CASES = (*OSCILLATION, *NOISY_VALIDATION, *SPIKE, *DIVERGENCE, *NAN)
