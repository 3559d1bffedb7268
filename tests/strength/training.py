"""A training that writes its log as Keras does, and knows what it has written."""

from __future__ import annotations

from dataclasses import dataclass, field

BAR = "━" * 20


@dataclass
class Training:
    """What was written so far, and what a reader must find in it.

    Attributes
    ----------
    written
        The log.
    epochs
        Every finished epoch: where its line ends in ``written``, its run (from 0), its number and ``val_loss``.
    """

    verbose: int
    written: bytes = b""
    epochs: list[tuple[int, int, int, float]] = field(default_factory=list)
    _run: int = -1
    _epoch: int = 0
    _planned: int = 0

    @property
    def running(self) -> bool:
        return self._planned > 0 and self._epoch < self._planned

    def begin(self, planned: int) -> None:
        """Begin a fit. One of which no epoch ended is none."""
        self._planned, self._epoch = planned, 0
        self._run = len({run for _, run, _, _ in self.epochs})

    def epoch(self, val_loss: float, updates: int, aside: str) -> None:
        """One epoch: header, updates of the bar, what a callback says, the last line."""
        self._epoch += 1
        self._write(f"Epoch {self._epoch}/{self._planned}\n")
        for step in range(updates if self.verbose == 1 else 0):
            self._write(f"\x1b[1m{step + 1}/90\x1b[0m {BAR} \x1b[1m4s\x1b[0m 52ms/step - loss: 0.7000")
            self._write("\x08" * 60 + "\r")
        if aside:
            self._write(f"\nEpoch {self._epoch}: {aside}\n")
        drawn = f"\r\x1b[1m90/90\x1b[0m {BAR} \x1b[1m5s\x1b[0m 52ms/step"
        bar = drawn if self.verbose == 1 else "90/90 - 5s - 52ms/step"
        self._write(f"{bar} - loss: 0.6000 - val_loss: {val_loss:.4f}\n")
        self.epochs.append((len(self.written), self._run, self._epoch, val_loss))

    def die(self, cut: int) -> None:
        """Be killed after so many bytes of an epoch's line, before its first metric; the shell says so."""
        self._write(f"Epoch {self._epoch + 1}/{self._planned}\n")
        self._write("90/90 - 5s - 52ms/step"[:cut] + "\nKilled\n")
        self._planned = 0

    def say(self, line: str) -> None:
        """What the program prints between."""
        self._write(f"{line}\n")

    def _write(self, text: str) -> None:
        self.written += text.encode()
