"""Every wrong answer, gathered by case: what a reader of the figures should know of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benchmarks.scoring.answers import Answer
    from benchmarks.scoring.example import Example, Known


def mistakes(examples: Iterable[Example], given: Mapping[str, Answer]) -> Mapping[tuple[str, str, str], list[str]]:
    """Part, group and what is wrong, to the names of the examples in which it is."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for example in examples:
        for wrong in _wrong(example.known, given[example.name]):
            found[example.part, example.group, wrong].append(example.name)
    return dict(sorted(found.items()))


def _wrong(known: Known, answer: Answer) -> Iterable[str]:
    if known.any_of and not answer.found & set(known.any_of):
        yield f"missed: {' or '.join(known.any_of)}"
    for code in sorted(known.silent & answer.found):
        yield f"named, but ruled out: {code}"
    for code in sorted(answer.warned - known.silent) if known.calm else ():
        yield f"warning on a healthy run: {code}"
