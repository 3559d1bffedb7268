"""Where state matters, machines do to it whatever can be done, in any order, and a model knows what must come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.strength.training import Training
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.overrides import Overrides, apply
from trainlog_doctor.pipeline import begun
from trainlog_doctor.readers.base import Head

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainlog_doctor.model import Run

ASIDES = [
    "",
    "val_loss improved from 0.50000 to 0.40000, saving model to best.keras",
    "val_loss did not improve from 0.40000",
    "ReduceLROnPlateau reducing learning rate to 0.0005.",
]
PRINTS = ["hello", "", "loss of patience", "2024-01-01 12:00:00 I tensorflow/core: 1/2 ready", "\x1b[2J", "准确率 良好"]
LOSSES = st.integers(1, 9999).map(lambda value: value / 10_000)

Told = list[tuple[int, int, float]]


def told(runs: Iterable[Run]) -> Told:
    """Every epoch of every run: run, number, ``val_loss``."""
    found = []
    for at, run in enumerate(one for one in runs if len(one.frame)):
        values = run.frame.columns["val_loss"].tolist()
        found += [(at, int(epoch), value) for epoch, value in zip(run.frame.epoch, values, strict=True)]
    return found


class Writing(RuleBasedStateMachine):
    """A training whose log reaches a reader in pieces of any size."""

    def __init__(self) -> None:
        super().__init__()
        self.training = Training(verbose=1)
        self.fed = 0
        self.reading = begun(Head(b"Epoch 1/2\n", whole=False), "keras-stdout")

    @rule(planned=st.integers(2, 9), verbose=st.sampled_from([1, 2]))
    def begin(self, planned: int, verbose: int) -> None:
        self.training.verbose = verbose
        self.training.say("another training")
        self.training.begin(planned)

    @precondition(lambda self: self.training.running)
    @rule(val_loss=LOSSES, updates=st.integers(0, 3), aside=st.sampled_from(ASIDES))
    def epoch(self, val_loss: float, updates: int, aside: str) -> None:
        self.training.epoch(val_loss, updates, aside)

    @precondition(lambda self: self.training.running)
    @rule(cut=st.integers(0, 22))
    def die(self, cut: int) -> None:
        self.training.die(cut)

    @rule(line=st.sampled_from(PRINTS))
    def say(self, line: str) -> None:
        self.training.say(line)

    @rule(size=st.integers(1, 400))
    def arrive(self, size: int) -> None:
        piece = self.training.written[self.fed : self.fed + size]
        self.fed += len(piece)
        self.reading.feed(piece)

    @invariant()
    def every_epoch_is_known_once_its_line_has_ended(self) -> None:
        known = told(self.reading.runs())
        written = [(run, epoch, loss) for _, run, epoch, loss in self.training.epochs]
        ended = sum(end <= self.fed for end, *_ in self.training.epochs)
        assert known == written[: len(known)]
        assert len(known) >= ended

    def teardown(self) -> None:
        self.reading.feed(self.training.written[self.fed :])
        if self.training.epochs:
            assert told(self.reading.close()) == [(run, epoch, loss) for _, run, epoch, loss in self.training.epochs]


PACK, AGAIN = load_pack(), load_pack()
CODES = sorted(PACK.rules)[:6]
PARAMS = {code: next(iter(PACK.rules[code].params)) for code in CODES if PACK.rules[code].params}
SOME = st.lists(st.sampled_from(CODES), max_size=3, unique=True).map(tuple)


class Layering(RuleBasedStateMachine):
    """Settings over settings, as a file, its overrides and the command line lay them."""

    def __init__(self) -> None:
        super().__init__()
        self.layers: list[Overrides] = []
        self.chosen = set(PACK.rules)
        self.changed: dict[str, float] = {}
        self.severities = {code: one.severity for code, one in PACK.rules.items()}

    @rule(select=SOME, ignore=SOME)
    def choose(self, select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
        self.layers.append(Overrides(select, tuple(PACK.rules[code].name for code in ignore)))
        self.chosen = (set(select) or self.chosen) - set(ignore)

    @rule(code=st.sampled_from(sorted(PARAMS)), share=st.floats(0, 1, exclude_max=True))
    def change(self, code: str, share: float) -> None:
        param = PACK.rules[code].params[PARAMS[code]]
        low = param.minimum if param.minimum is not None else 0.0
        high = param.maximum if param.maximum is not None else low + 1.0
        value = low + share * (high - low)
        self.layers.append(Overrides(params={code: {PARAMS[code]: repr(value)}}))
        self.changed[code] = value

    @rule(code=st.sampled_from(CODES), severity=st.sampled_from(["info", "warning", "error"]))
    def judge_otherwise(self, code: str, severity: str) -> None:
        self.layers.append(Overrides(severity={code: severity}))
        self.severities[code] = severity  # type: ignore[assignment]

    @invariant()
    def the_last_word_counts_and_nothing_else_changes(self) -> None:
        rules = apply(PACK, *self.layers).rules
        assert set(rules) == self.chosen
        for code, one in rules.items():
            expected = {name: param.default for name, param in PACK.rules[code].params.items()}
            expected |= {PARAMS[code]: self.changed[code]} if code in self.changed else {}
            assert {name: param.default for name, param in one.params.items()} == pytest.approx(expected)
            assert one.severity == self.severities[code]

    @invariant()
    def what_was_loaded_stays_as_it_was(self) -> None:
        assert PACK.rules == AGAIN.rules


STEPS = settings(max_examples=40, stateful_step_count=30)
TestWriting = Writing.TestCase
TestWriting.settings = STEPS
TestLayering = Layering.TestCase
TestLayering.settings = STEPS
