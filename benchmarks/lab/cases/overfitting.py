"""Networks that learn their training set by heart, and networks that stay far from validation without getting worse."""

from benchmarks.lab.case import Case, Data, Fit, Net

_F1 = ("accuracy", "precision", "recall", "f1")

SCORE_HOLDS = (
    Case(
        "holds-digits",
        "overfit_score_holds",
        Data("digits", 300, 400, faults={"flipped": 0.08}),
        Net((64, 32)),
        Fit(50, 4e-3),
    ),
    Case(
        "holds-f1",
        "overfit_score_holds",
        Data("classification", 300, 300, options={"rare": 0.3, "apart": 1.2}),
        Net((64, 32)),
        Fit(60, 4e-3, metrics=_F1),
    ),
    Case(
        "holds-tumours",
        "overfit_score_holds",
        Data("breast_cancer", 200, 150),
        Net((64, 64)),
        Fit(50, 4e-3, metrics=("accuracy", "auc")),
    ),
    Case(
        "holds-macro-f1",
        "overfit_score_holds",
        Data("classification", 400, 400, options={"classes": 4, "apart": 1.5}),
        Net((96,)),
        Fit(60, 5e-3, metrics=("accuracy", "macro_f1")),
    ),
    Case(
        "holds-noisy-moons",
        "overfit_score_holds",
        Data("moons", 120, 300, options={"noise": 0.35}),
        Net((64, 64)),
        Fit(80, 0.01, batch=16),
    ),
)

PLAIN = (
    Case(
        "memorised-labels",
        "overfit",
        Data("digits", 300, 300, faults={"flipped_training": 0.4}),
        Net((128,)),
        Fit(60, 4e-3),
    ),
    Case(
        "friedman-small",
        "overfit",
        Data("friedman1", 60, 200, options={"noise": 3.0}),
        Net((128, 64)),
        Fit(60, 4e-3, metrics=("mae",)),
    ),
    Case("diabetes-wide", "overfit", Data("diabetes", 120, 120), Net((128, 128)), Fit(40, 2e-3, metrics=("mae",))),
    Case(
        "noise-rows",
        "overfit",
        Data("classification", 150, 300, options={"apart": 0.4, "features": 40}),
        Net((64,)),
        Fit(60, 5e-3),
    ),
    Case(
        "flipped-f1",
        "overfit",
        Data("classification", 200, 300, faults={"flipped": 0.4}),
        Net((96, 48)),
        Fit(50, 4e-3, metrics=_F1),
    ),
    Case("losses-alone", "overfit", Data("hastie", 150, 300), Net((96, 96)), Fit(50, 4e-3, metrics=())),
    Case("weak-sequences", "overfit", Data("sequences", 120, 300), Net((48,), "recurrent"), Fit(70, 5e-3)),
    Case(
        "noisy-labels-blobs",
        "overfit",
        Data("blobs", 200, 300, faults={"flipped": 0.3}),
        Net((128, 128)),
        Fit(50, 4e-3),
    ),
)

GAP = (
    Case("gap-brier", "gap", Data("digits", 60, 300), Net((64,)), Fit(80, 3e-3, loss="mse", batch=16)),
    Case(
        "gap-linear",
        "gap",
        Data("friedman1", 60, 300, options={"noise": 0.1}),
        Net((96,)),
        Fit(120, 3e-3, batch=16, metrics=("mae",)),
    ),
    Case("gap-few-digits", "gap", Data("digits", 90, 300), Net((128, 64)), Fit(50, 3e-3)),
    Case(
        "gap-friedman3",
        "gap",
        Data("friedman3", 60, 300, options={"noise": 0.02}),
        Net((96,)),
        Fit(90, 3e-3, batch=16, metrics=()),
    ),
)

CASES = (*SCORE_HOLDS, *PLAIN, *GAP)
