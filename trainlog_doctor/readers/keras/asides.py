"""Lines of Keras and its surroundings that become facts: one table of patterns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.patterns import NUM, ONE, Pattern, data_set, integer, number, pattern, text
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trainlog_doctor.model import Scalar
    from trainlog_doctor.readers.keras.events import Aside

UNAVAILABLE = rb"`?([^\s`]{1,200})`? which is not available"


def _warning(needle: bytes, code: str, detail: bytes = b"(.{0,300})") -> Pattern:
    return pattern(needle, re.escape(needle) + detail, facts.WARNING, ("detail", text), code=code)


def _callback(needle: bytes, said: bytes, kind: str, *fields: tuple[str, Callable[[bytes], Scalar]]) -> Pattern:
    """Describe what a callback says, mostly of an epoch that it names first."""
    return pattern(needle, rb"(?:Epoch (\d{1,9}): )?" + said, kind, ("epoch", integer), *fields)


PATTERNS = (
    _callback(
        b" improved from ",
        rb"(\S{1,200}) improved from (\S{1,40}) to " + NUM + rb"(?:, saving model to (.{1,300}?))?[ \t]*$",
        facts.CHECKPOINT_SAVED,
        ("monitor", text),
        ("previous", number),
        ("value", number),
        ("path", text),
    ),
    _callback(b": saving model to ", rb"saving model to (.{1,300}?)[ \t]*$", facts.CHECKPOINT_SAVED, ("path", text)),
    pattern(
        b" did not improve",
        rb"Epoch (\d{1,9}): (\S{1,200}) did not improve(?: from (\S{1,40}))?",
        facts.CHECKPOINT_NOT_IMPROVED,
        ("epoch", integer),
        ("monitor", text),
        ("best", number),
    ),
    pattern(
        b": [",
        # Names of a metric stand before all its epochs: `Train Accuracy: [0.61, 0.68, 0.7]`.
        rb"(?i)^[ \t]{0,8}(?!(?:train|val)[a-z]{0,7}[ _](?:acc|loss))"
        rb"(train(?:ing)?|val(?:id(?:ation)?)?|test)(?:[ _][a-z]{1,20}){0,3}: \["
        + NUM
        + rb"(?:, "
        + ONE
        + rb"){0,20}\]\s*$",
        facts.EVALUATE,
        ("set", data_set),
        ("loss", number),
    ),
    pattern(b"early stopping", rb"Epoch (\d{1,9}): early stopping", facts.EARLY_STOPPING, ("epoch", integer)),
    pattern(
        b"Restoring model weights from the end of",
        rb"Restoring model weights from the end of the best epoch(?:: (\d{1,9}))?",
        facts.RESTORED_BEST,
        ("best_epoch", integer),
    ),
    _callback(
        b" learning rate to ",
        rb"(?:ReduceLROnPlateau:? [Rr]educ(?:ing|ed)|(?<!Scheduler )reducing) learning rate to " + NUM,
        facts.REDUCE_LR,
        ("lr", number),
    ),
    pattern(
        b"LearningRateScheduler",
        rb"Epoch (\d{1,9}): LearningRateScheduler .{0,40}learning rate to (?:tf\.Tensor\()?" + NUM,
        facts.LR_SCHEDULE,
        ("epoch", integer),
        ("lr", number),
    ),
    pattern(
        b"Invalid loss, terminating",
        rb"Batch (\d{1,12}): Invalid loss, terminating training",
        facts.NON_FINITE_STOP,
        ("batch", integer),
    ),
    pattern(
        b"Train on ",
        rb"Train on (\d{1,12}) (?:samples|steps)(?:, val(?:idate)? on (\d{1,12}) (?:samples|steps))?",
        facts.SAMPLES,
        ("train", integer),
        ("validation", integer),
    ),
    pattern(
        b"Found ",
        rb"Found (\d{1,12}) (?:validated image filenames|images|files)(?: belonging to (\d{1,9}) classes)?",
        facts.IMAGES_FOUND,
        ("images", integer),
        ("classes", integer),
    ),
    pattern(b" backend", rb"Using (\w{1,20}) backend", facts.BACKEND, ("name", text)),
    pattern(
        b"eras",
        rb"(?i)(?<![\w/.\-])(keras)(?: version)?(?: is)?[ \t]?[:=\- ]{1,2}[ \t]?"
        rb"v?([123]\.\d{1,3}(?:\.\d{1,3})?)(?![\w.])",
        facts.VERSION,
        ("library", text),
        ("version", text),
    ),
    _warning(b"Early stopping conditioned on metric ", "early-stopping-metric-missing", UNAVAILABLE),
    _warning(b"Can save best model only with ", "checkpoint-metric-missing", rb"(\S{1,200}) available"),
    _warning(b"Learning rate reduction is conditioned on metric ", "reduce-lr-metric-missing", UNAVAILABLE),
    _warning(b"ran out of data", "ran-out-of-data"),
    _warning(b"super().__init__(**kwargs)", "dataset-init-missing"),
    _warning(b"Gradients do not exist for variables", "gradients-missing"),
    _warning(b"is slow compared to the batch", "slow-callback", rb"(.{0,200})"),
    _warning(b"Do not pass an `input_shape`", "input-shape-argument", rb"(.{0,100})"),
    pattern(b"KeyboardInterrupt", rb"(KeyboardInterrupt)", facts.INTERRUPTED, ("by", text)),
    pattern(b"CANCELLED", rb"\*\*\* (?:JOB|STEP) .{0,120}(CANCELLED.{0,60})", facts.INTERRUPTED, ("by", text)),
    pattern(b"Terminated", rb"^\s{0,8}(Terminated)\s*$", facts.INTERRUPTED, ("by", text)),
    pattern(b"Killed", rb"(?:^|\s)(Killed)\s*$", facts.INTERRUPTED, ("by", text)),
    pattern(b"OOM when allocating", rb"(OOM when allocating.{0,200})", facts.OUT_OF_MEMORY, ("error", text)),
    pattern(b"ResourceExhaustedError", rb"(ResourceExhaustedError.{0,200})", facts.OUT_OF_MEMORY, ("error", text)),
    pattern(b"out of memory", rb"(?i)((?:CUDA )?out of memory.{0,200})", facts.OUT_OF_MEMORY, ("error", text)),
    pattern(b"Error", rb"^([A-Za-z_][\w.]{0,120}(?:Error|Exception): .{0,200})", facts.TRACEBACK, ("error", text)),
)

ANY_NEEDLE = regex(b"|".join(sorted({re.escape(kind.needle) for kind in PATTERNS})))
"""One search that settles nearly every line of a long log."""


def asides(line: bytes) -> Iterator[Aside]:
    """Every fact that a line states, each kind once."""
    if not ANY_NEEDLE.search(line):
        return
    seen: set[str] = set()
    for kind in PATTERNS:
        found = kind.read(line)
        if found is not None and found.kind not in seen:
            seen.add(found.kind)
            yield found
