"""Samples by name: each source takes a number of samples and a seed. No file is read, nothing is downloaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.lab.sources import bundled, classes, regressions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.lab.sources.samples import Samples

SOURCES: Mapping[str, Callable[..., Samples]] = {
    source.__name__: source
    for source in (
        bundled.digits,
        bundled.low_digits,
        bundled.breast_cancer,
        bundled.wine,
        bundled.diabetes,
        bundled.pictures,
        classes.moons,
        classes.circles,
        classes.blobs,
        classes.classification,
        classes.quantiles,
        classes.hastie,
        classes.multilabel,
        classes.parity,
        classes.sequences,
        regressions.friedman1,
        regressions.friedman2,
        regressions.friedman3,
        regressions.linear,
        regressions.swiss_roll,
        regressions.waves,
    )
}
