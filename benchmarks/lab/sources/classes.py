"""Classifications that are generated: by scikit-learn, and two tasks of our own."""

from __future__ import annotations

import numpy as np
from sklearn import datasets

from benchmarks.lab.sources.samples import Samples, samples


def moons(n: int, seed: int, noise: float = 0.2) -> Samples:
    """Two interleaving half circles."""
    return samples(datasets.make_moons(n, noise=noise, random_state=seed), 2)


def circles(n: int, seed: int, noise: float = 0.1, factor: float = 0.5) -> Samples:
    """A circle inside a circle: nothing linear tells them apart."""
    return samples(datasets.make_circles(n, noise=noise, factor=factor, random_state=seed), 2)


def blobs(n: int, seed: int, classes: int = 8, spread: float = 2.0, features: int = 6) -> Samples:
    """Gaussian clusters, one a class; the centres are the same for every seed."""
    centres = np.random.default_rng(3).uniform(-6, 6, (classes, features))
    return samples(
        datasets.make_blobs(n, features, centers=centres, cluster_std=spread, random_state=seed)[:2], classes
    )


def classification(
    n: int, seed: int, classes: int = 2, features: int = 20, informative: int = 6, rare: float = 0.5, apart: float = 1.0
) -> Samples:
    """Clusters on the corners of a hypercube; ``rare`` is the share of the second of two classes."""
    weights = [1 - rare, rare] if classes == 2 else None
    x, y = datasets.make_classification(
        n, features, n_informative=informative, n_redundant=2, n_classes=classes, weights=weights, flip_y=0.01,
        class_sep=apart, random_state=seed,
    )  # fmt: skip
    return Samples(x, y, classes)


def quantiles(n: int, seed: int, classes: int = 3, features: int = 4) -> Samples:
    """Shells of one Gaussian, one a class."""
    return samples(
        datasets.make_gaussian_quantiles(n_samples=n, n_features=features, n_classes=classes, random_state=seed),
        classes,
    )


def hastie(n: int, seed: int) -> Samples:
    """Ten Gaussian features; the class says whether their sum of squares is above its median."""
    x, y = datasets.make_hastie_10_2(n, random_state=seed)
    return Samples(x, (y > 0).astype(float), 2)


def multilabel(n: int, seed: int, classes: int = 5) -> Samples:
    """Several yes-or-no labels a sample."""
    x, y = datasets.make_multilabel_classification(n, n_features=20, n_classes=classes, random_state=seed)
    return Samples(x, y.astype(float), 2)


def parity(n: int, seed: int, bits: int = 4) -> Samples:
    """Is the number of positive inputs odd? A network sits at chance for a while before it finds out."""
    x = np.random.default_rng(seed).choice([-1.0, 1.0], (n, bits)) + np.random.default_rng(seed + 1).normal(
        0, 0.1, (n, bits)
    )
    return Samples(x, ((x > 0).sum(axis=1) % 2).astype(float), 2)


def sequences(n: int, seed: int, length: int = 12) -> Samples:
    """Sequences of noise; the class says whether the mean of the marked steps is positive."""
    noise = np.random.default_rng(seed)
    values, marks = noise.normal(0, 1, (n, length)), noise.random((n, length)) < 0.4
    return Samples(np.stack([values, marks], axis=2), ((values * marks).sum(axis=1) > 0).astype(float), 2)
