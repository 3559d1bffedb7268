"""From a case's data and a seed to three scaled, disjoint sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.lab.faults import FAULTS, Split
from benchmarks.lab.sources import SOURCES

if TYPE_CHECKING:
    from benchmarks.lab.case import Data


def split(data: Data, seed: int) -> Split:
    """Draw the samples, part them, scale them by the training set alone, then apply the case's faults."""
    samples = SOURCES[data.source](data.train + data.val + data.test, seed, **data.options)
    ends = np.cumsum([data.train, data.val])
    xs, ys = np.split(samples.x, ends), np.split(samples.y, ends)
    centre, spread = xs[0].mean(axis=0), xs[0].std(axis=0) + 1e-9
    if data.source in {"digits", "low_digits", "pictures"}:  # pixels: pictures keep their black
        centre, spread = 0.0, 16.0
    xs = [(x - centre) / spread for x in xs]
    if not samples.classes and not data.raw_target and samples.y.ndim == 1:
        ys = [(y - ys[0].mean()) / ys[0].std() for y in ys]
    made = Split((xs[0], ys[0]), (xs[1], ys[1]), (xs[2], ys[2]), samples.classes)
    noise = np.random.default_rng(seed + 1000)
    for name, strength in data.faults.items():
        made = FAULTS[name](made, strength, noise)
    return made
