"""Regressions that are generated."""

from __future__ import annotations

import numpy as np
from sklearn import datasets

from benchmarks.lab.sources.samples import Samples, samples


def friedman1(n: int, seed: int, noise: float = 1.0) -> Samples:
    """A smooth regression of five features out of ten."""
    return samples(datasets.make_friedman1(n, noise=noise, random_state=seed), 0)


def friedman2(n: int, seed: int, noise: float = 60.0) -> Samples:
    """A regression of four features whose target runs into the thousands."""
    return samples(datasets.make_friedman2(n, noise=noise, random_state=seed), 0)


def friedman3(n: int, seed: int, noise: float = 0.1) -> Samples:
    """A regression of four features through an arc tangent."""
    return samples(datasets.make_friedman3(n, noise=noise, random_state=seed), 0)


def linear(n: int, seed: int, features: int = 20, noise: float = 10.0) -> Samples:
    """A linear regression; the coefficients are the same for every seed."""
    noise_of = np.random.default_rng(seed)
    x, weights = noise_of.normal(0, 1, (n, features)), np.random.default_rng(5).uniform(-30, 30, features)
    return Samples(x, x @ weights + noise_of.normal(0, noise, n), 0)


def swiss_roll(n: int, seed: int, noise: float = 0.3) -> Samples:
    """Where on a rolled-up sheet does a point lie?"""
    return samples(datasets.make_swiss_roll(n, noise=noise, random_state=seed), 0)


def waves(n: int, seed: int, turns: float = 2.0, noise: float = 0.1) -> Samples:
    """A sine over one input, with some noise: what no straight line follows."""
    draw = np.random.default_rng(seed)
    x = draw.uniform(-1, 1, (n, 1))
    y = np.sin(np.pi * turns * x[:, 0]) + draw.normal(0, noise, n)
    return samples((x, y), 0)
