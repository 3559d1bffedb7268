"""Runs that come, change and go between scans: a resumed scan finds what a new one finds."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from trainlog_doctor.cli import main

NAMES = st.sampled_from(["a", "b", "c", "d"])
LOSSES = st.lists(st.integers(1, 99), min_size=1, max_size=6)


class Sweeping(RuleBasedStateMachine):
    """A folder of histories that is scanned again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.runs, self.clock = self.folder / "runs", 1_000_000_000
        self.runs.mkdir()

    @rule(name=NAMES, losses=LOSSES)
    def write(self, name: str, losses: list[int]) -> None:
        path = self.runs / f"{name}.csv"
        path.write_text("epoch,loss,val_loss\n" + "".join(f"{at},{one},{one}\n" for at, one in enumerate(losses)))
        self.clock += 1
        os.utime(path, (self.clock, self.clock))

    @rule(name=NAMES)
    def spoil(self, name: str) -> None:
        (self.runs / f"{name}.csv").write_text("no history\n")

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        (self.runs / f"{name}.csv").unlink(missing_ok=True)

    @rule(name=NAMES, rate=st.integers(1, 9))
    def train_otherwise(self, name: str, rate: int) -> None:
        (self.runs / f"{name}.params.json").write_text(json.dumps({"lr": rate / 10}))

    @rule(cut=st.integers(0, 400))
    def be_cut_off(self, cut: int) -> None:
        earlier = self.folder / "sweep.jsonl"
        if earlier.exists():
            first, rest = earlier.read_bytes().split(b"\n", 1)
            earlier.write_bytes(first + b"\n" + rest[: max(0, len(rest) - cut)])

    @precondition(lambda self: any(self.runs.glob("*.csv")))
    @rule()
    def scan(self) -> None:
        resumed = self._scanned("sweep.jsonl", "--resume", str(self.folder / "sweep.jsonl"))
        assert resumed == self._scanned("new.jsonl")

    def _scanned(self, name: str, *flags: str) -> list[dict[str, Any]]:
        out = self.folder / name
        main(["scan", str(self.runs / "*.csv"), *flags, "--format", f"jsonl={out}", "--allow-unjudged"])
        return [json.loads(line) for line in out.read_text().splitlines()]

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


TestSweeping = Sweeping.TestCase
TestSweeping.settings = settings(max_examples=15, stateful_step_count=15)
