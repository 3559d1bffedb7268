"""Samples by name: each source takes a number of samples and a seed. No file is read, nothing is downloaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.lab.sources.bundled import (
    breast_cancer,
    diabetes,
    digits,
    low_digits,
    pictures,
    wine,
)
from benchmarks.lab.sources.classes import (
    blobs,
    circles,
    classification,
    hastie,
    moons,
    multilabel,
    parity,
    quantiles,
    sequences,
)
from benchmarks.lab.sources.regressions import (
    friedman1,
    friedman2,
    friedman3,
    linear,
    swiss_roll,
    waves,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.lab.sources.samples import Samples

SOURCES: Mapping[str, Callable[..., Samples]] = {
    source.__name__: source
    for source in (
        digits,
        low_digits,
        breast_cancer,
        wine,
        diabetes,
        pictures,
        moons,
        circles,
        blobs,
        classification,
        quantiles,
        hastie,
        multilabel,
        parity,
        sequences,
        friedman1,
        friedman2,
        friedman3,
        linear,
        swiss_roll,
        waves,
    )
}
