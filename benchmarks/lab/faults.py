"""What can be wrong with data: each function changes a finished split and returns another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    Array = npt.NDArray[np.float64]
    Pair = tuple[Array, Array]


class Split(NamedTuple):
    """Inputs and targets of the three sets, and the number of classes (0: regression)."""

    train: Pair
    val: Pair
    test: Pair
    classes: int


def flipped(split: Split, share: float, noise: np.random.Generator) -> Split:
    """Give a share of all samples, in every set alike, a label drawn anew."""
    return _everywhere(split, lambda pair: _flip(pair, share, split.classes, noise))


def flipped_training(split: Split, share: float, noise: np.random.Generator) -> Split:
    """Give a share of the training samples alone a label drawn anew."""
    return split._replace(train=_flip(split.train, share, split.classes, noise))


def shuffled(split: Split, share: float, noise: np.random.Generator) -> Split:
    """Take the labels apart from their inputs, in every set."""
    del share
    return _everywhere(split, lambda pair: _shuffle(pair, noise))


def validation_is_training(split: Split, share: float, noise: np.random.Generator) -> Split:
    """Validate on training samples: as many as the validation set has, or all of them (share 1)."""
    take = noise.permutation(len(split.train[0]))
    if share < 1:
        take = take[: len(split.val[0])]
    return split._replace(val=(split.train[0][take], split.train[1][take]))


def answer_among_inputs(split: Split, strength: float, noise: np.random.Generator) -> Split:
    """Add the label as an input of the training and validation sets; the world outside (test) does not have it."""

    def told(pair: Pair, *, knows: bool) -> Pair:
        x, y = pair
        answer = strength * (y if knows else noise.permutation(y))
        return np.column_stack([x, answer]), y

    return split._replace(
        train=told(split.train, knows=True), val=told(split.val, knows=True), test=told(split.test, knows=False)
    )


def blank_inputs(split: Split, share: float, noise: np.random.Generator) -> Split:
    """Inputs that a wrong scaling has turned into (nearly) nothing."""
    del noise
    return _everywhere(split, lambda pair: (pair[0] * (1 - share), pair[1]))


def enlarged_inputs(split: Split, factor: float, noise: np.random.Generator) -> Split:
    """Inputs that nobody scaled."""
    del noise
    return _everywhere(split, lambda pair: (pair[0] * factor, pair[1]))


def holes(split: Split, share: float, noise: np.random.Generator) -> Split:
    """Put NaN into a share of the training samples."""
    x, y = split.train
    x = x.copy()
    x[noise.random(len(x)) < share, 0] = np.nan
    return split._replace(train=(x, y))


def labels_raised(split: Split, by: float, noise: np.random.Generator) -> Split:
    """Labels that count from 1, or (by -1) stand for -1 and 1; those of the test set stay right."""
    del noise
    (x, y), (x_val, y_val) = split.train, split.val
    factor, shift = (2.0, -1.0) if by < 0 else (1.0, by)
    return split._replace(train=(x, factor * y + shift), val=(x_val, factor * y_val + shift))


def sorted_before_splitting(split: Split, share: float, noise: np.random.Generator) -> Split:
    """Validate on the last class alone, which training never sees: sorted data and ``validation_split``."""
    del share, noise
    (x, y), (x_val, y_val) = split.train, split.val
    last = split.classes - 1
    return split._replace(train=(x[y != last], y[y != last]), val=(x_val[y_val == last], y_val[y_val == last]))


def _everywhere(split: Split, change: Callable[[Pair], Pair]) -> Split:
    return Split(change(split.train), change(split.val), change(split.test), split.classes)


def _flip(pair: Pair, share: float, classes: int, noise: np.random.Generator) -> Pair:
    x, y = pair
    drawn = noise.random(len(y)) < share
    return x, np.where(drawn, noise.integers(0, classes, len(y)).astype(float), y)


def _shuffle(pair: Pair, noise: np.random.Generator) -> Pair:
    return pair[0], pair[1][noise.permutation(len(pair[1]))]


FAULTS: Mapping[str, Callable[[Split, float, np.random.Generator], Split]] = {
    fault.__name__: fault
    for fault in (
        flipped,
        flipped_training,
        shuffled,
        validation_is_training,
        answer_among_inputs,
        blank_inputs,
        enlarged_inputs,
        holes,
        labels_raised,
        sorted_before_splitting,
    )
}
