"""One target, guided by coverage until it fails: ``python -m tests.fuzz.guided TARGET [libFuzzer's flags] CORPUS``."""

from __future__ import annotations

import copy
import json
import os
import random
import sys
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Read when numpy is imported: threads of its linear algebra would be counted as time of ours.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_EVERY = 8
"""So many seeds of a target, one of which has it import what it needs."""

_AS_DOCUMENT = 0.7
_ODD: Sequence[Any] = (None, True, -1, 0, 1e308, float("nan"), 1 << 70, "", "loss", "0.5", [], {}, [0.7, 0.6])


def mutated(data: bytes, most: int, seed: int) -> bytes:
    """Change one value of a JSON document: of those whose bytes are changed anywhere hardly any is still read."""
    import atheris

    dice, document = random.Random(seed), None  # noqa: S311 - nothing is kept secret by it
    with suppress(ValueError, RecursionError):
        document = json.loads(data) if dice.random() < _AS_DOCUMENT else None
    places = [*_places(document)]
    if not places:
        return bytes(atheris.Mutate(data, most))
    (holder, at), (other, place) = dice.choice(places), dice.choice(places)
    holder[at] = dice.choice([copy.deepcopy(other[place]), *_ODD])
    return json.dumps(document).encode()[:most]


def _places(node: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - JSON
    """Whatever stands in a document: what holds it, and where there."""
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for at, item in entries:
        yield node, at
        yield from _places(item)


def main() -> None:
    """Instrument the package, and hand one target to libFuzzer."""
    import atheris

    with atheris.instrument_imports(include=["trainlog_doctor"]):
        from tests.fuzz.seeds import seeds
        from tests.fuzz.targets import targets

        run = targets()[sys.argv[1]]
        for seed in islice(seeds(sys.argv[1]), 0, None, _EVERY):
            # Most modules are imported when they are first needed, which takes longer than a target may take.
            with suppress(AssertionError):
                run(seed)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], run, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
