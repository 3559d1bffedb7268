"""A training's bytes on their way through the relay, recognised at any time: nothing is lost or said twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.live.replaying import NO_FLAGS, TIMELESS, Heard
from tests.strength.training import Training
from trainlog_doctor.live.assemble import observer
from trainlog_doctor.live.relay import Relay
from trainlog_doctor.pipeline import Options, begun
from trainlog_doctor.readers.base import Head
from trainlog_doctor.settings import Settings
from trainlog_doctor.settings.rulebook import rulebook

if TYPE_CHECKING:
    from trainlog_doctor.readers.recognise import Reading

RULES = rulebook(Settings(), [], NO_FLAGS)


class Given:
    """A source that gives what is put into it."""

    def __init__(self) -> None:
        self.next: bytes | None = None

    def read(self, seconds: float | None) -> bytes | None:
        given, self.next = self.next, b""
        return given


class Listening(RuleBasedStateMachine):
    """What `analyze` does with a pipe, a piece at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.training, self.passed = Training(verbose=2), b""
        self.training.begin(30)
        self.screen, self.source = Heard(), Given()
        self.watching = observer("-", RULES, Options(), self.screen, pace=TIMELESS)
        self.relay = Relay(self.source, "-", None, self.watching, self.screen, ())
        self.reading: Reading | None = None

    @precondition(lambda self: self.training.running)
    @rule(losses=st.lists(st.integers(1, 9999), min_size=1, max_size=4), aside=st.sampled_from(["", "hello world"]))
    def train(self, losses: list[int], aside: str) -> None:
        for loss in losses[: 30 - len(self.training.epochs)]:
            self.training.epoch(loss / 10_000, 0, aside)

    @rule(size=st.integers(1, 300))
    def arrive(self, size: int) -> None:
        piece = self.training.written[len(self.passed) : len(self.passed) + size]
        if piece:
            self._pass(piece)

    @precondition(lambda self: self.reading is None and self.passed)
    @rule()
    def recognise(self) -> None:
        self.reading = begun(Head(self.passed, whole=False), "keras-stdout")
        self.relay.recognised(self.reading)
        self.reading.feed(self.passed)

    @invariant()
    def every_epoch_is_said_at_most_once_and_in_order(self) -> None:
        said = self._said()
        assert said == sorted(set(said))
        assert len(said) <= len(self.training.epochs)

    def teardown(self) -> None:
        if rest := self.training.written[len(self.passed) :]:
            self._pass(rest)
        assert self.relay.read1() == b""
        assert self.watching.fault is None
        assert self.passed == self.training.written
        assert self._said()[-1:] == [len(self.training.epochs)][: len(self.training.epochs)]

    def _pass(self, piece: bytes) -> None:
        self.source.next = piece
        assert self.relay.read1() == piece
        self.passed += piece
        if self.reading is not None:
            self.reading.feed(piece)

    def _said(self) -> list[int]:
        return [int(re.match(r"epoch (\d+)", line)[1]) for line in self.screen.english("epoch")]  # type: ignore[index]


TestListening = Listening.TestCase
TestListening.settings = settings(max_examples=25, stateful_step_count=25)
