"""Trainings with nothing wrong: any warning on one of them is a false alarm."""

from benchmarks.lab.case import Case, Data, Fit, Net

_F1 = ("accuracy", "precision", "recall", "f1")

CLASSIFICATION = (
    Case("digits-conv", "healthy", Data("digits", 900, 300), Net((16, 32), "conv"), Fit(25, 3e-3)),
    Case("digits-dropout", "healthy", Data("digits", 900, 300), Net((64,), dropout=0.3), Fit(30)),
    Case("wine-small", "healthy", Data("wine", 70, 40), Net((8,), l2=0.02), Fit(25, 0.01, batch=16)),
    Case(
        "tumours-logistic",
        "healthy",
        Data("breast_cancer", 300, 120),
        Net(()),
        Fit(40, 0.01, metrics=("accuracy", "auc")),
    ),
    Case("moons-f1", "healthy", Data("moons", 800, 400), Net((16,)), Fit(40, 3e-3, metrics=_F1)),
    Case("blobs-eight", "healthy", Data("blobs", 1200, 400), Net((24,)), Fit(30, 2e-3)),
    Case(
        "rare-class-found",
        "healthy",
        Data("classification", 1600, 800, options={"rare": 0.1, "apart": 2.0}),
        Net((8,)),
        Fit(18, 2e-3, metrics=_F1),
    ),
    Case(
        "rare-class-weighted",
        "healthy",
        Data("classification", 1600, 800, options={"rare": 0.15, "apart": 2.0}),
        Net((8,)),
        Fit(18, 2e-3, metrics=_F1, class_weight=4.0),
    ),
    Case("labels-several", "healthy", Data("multilabel", 1000, 400), Net((32,)), Fit(25, metrics=("binary_accuracy",))),
    Case(
        "sequences-recurrent",
        "healthy",
        Data("sequences", 1500, 500),
        Net((12,), "recurrent", activation="tanh"),
        Fit(25, 5e-3),
    ),
)

REGRESSION = (
    Case("friedman1", "healthy", Data("friedman1", 1000, 400), Net((32,)), Fit(40, 2e-3, metrics=("mae",))),
    Case("diabetes-linear", "healthy", Data("diabetes", 200, 100), Net((), l2=1e-3), Fit(50, 0.01, metrics=("mae",))),
    Case(
        "swiss-roll",
        "healthy",
        Data("swiss_roll", 1000, 400),
        Net((32, 16), activation="tanh"),
        Fit(50, 3e-3, metrics=()),
    ),
    Case("pictures-autoencoder", "healthy", Data("pictures", 900, 300), Net((24,)), Fit(30, 2e-3, metrics=())),
    Case("linear-huber", "healthy", Data("linear", 500, 200), Net(()), Fit(40, 0.02, loss="huber", metrics=("mae",))),
    Case(
        "friedman3-raw-target",
        "healthy",
        Data("friedman3", 800, 300, raw_target=True),
        Net((24,)),
        Fit(40, 2e-3, metrics=("mae",)),
    ),
)

WAYS = (
    Case("cosine", "healthy", Data("digits", 800, 300), Net((32,)), Fit(30, 5e-3, schedule="cosine")),
    Case(
        "steps", "healthy", Data("friedman2", 800, 300), Net((32,)), Fit(40, 0.01, schedule="steps", metrics=("mae",))
    ),
    Case("one-cycle", "healthy", Data("blobs", 1000, 400), Net((24,)), Fit(30, 0.01, schedule="one_cycle")),
    Case("warm-restarts", "healthy", Data("blobs", 800, 300), Net((24,)), Fit(40, 0.01, schedule="restarts")),
    Case(
        "lowered-on-plateau",
        "healthy",
        Data("friedman1", 800, 300),
        Net((16,)),
        Fit(50, 0.01, schedule="on_plateau", metrics=("mae",)),
    ),
    Case("stopped-early", "healthy", Data("moons", 600, 300), Net((32,)), Fit(80, 0.01, patience=6)),
    Case("fine-tuned", "healthy", Data("digits", 600, 300), Net((64, 32)), Fit(10, 2e-3, pretrained="low_digits")),
    Case("augmented", "healthy", Data("digits", 600, 300), Net((64,), augment=0.3), Fit(40, 2e-3)),
    Case("batch-norm", "healthy", Data("blobs", 1000, 400), Net((32,), batch_norm=True), Fit(25, 2e-3)),
    Case("weight-decay", "healthy", Data("digits", 700, 300), Net((48,), l2=3e-3), Fit(40, 2e-3)),
)

HARD = (
    Case("small-batches", "healthy", Data("classification", 400, 300), Net((16,)), Fit(30, 0.02, "sgd", batch=4)),
    Case(
        "noisy-labels-large-set",
        "healthy",
        Data("blobs", 2000, 600, faults={"flipped": 0.3}),
        Net((12,)),
        Fit(30, 3e-3),
    ),
    Case("six-epochs", "healthy", Data("digits", 1000, 300), Net((64,)), Fit(6, 3e-3)),
    Case(
        "eight-epochs-regression", "healthy", Data("friedman1", 1000, 400), Net((32,)), Fit(8, 0.01, metrics=("mae",))
    ),
    Case("stuck-then-free", "healthy", Data("parity", 800, 300), Net((16,), activation="tanh"), Fit(50, 3e-3)),
    Case(
        "long-and-settled",
        "healthy",
        Data("moons", 600, 400, options={"noise": 0.3}),
        Net((8,)),
        Fit(120, 0.01, batch=64),
    ),
    Case(
        "weak-signal",
        "healthy",
        Data("classification", 1500, 600, options={"apart": 0.5, "informative": 3}),
        Net((8,)),
        Fit(25, 3e-3),
    ),
    Case("momentum", "healthy", Data("digits", 800, 300), Net((32,)), Fit(30, 0.05, "sgd", batch=16)),
)

CASES = (*CLASSIFICATION, *REGRESSION, *WAYS, *HARD)
