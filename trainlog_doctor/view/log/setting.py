"""What was trained, on what, with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.view.log.pieces import counted, piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.view.log.pieces import Facts

_LAYERS = {
    "batch_normalization": "BatchNorm",
    "dropout": "Dropout",
    "recurrent": "LSTM/GRU",
    "convolution": "Conv",
    "attention": "Attention",
    "embedding": "Embedding",
    "dense": "Dense",
}


def model(facts: Facts) -> Iterator[Text]:
    """Word the summary printed last before the run: its size and the layers that matter to a diagnosis."""
    for fact in facts.get("model-summary", ())[-1:]:
        kinds = tuple(f"{name} {fact.data[kind]}" for kind, name in _LAYERS.items() if fact.data.get(kind))
        yield piece("model", {**fact.data, "parts": kinds or None})


def data(facts: Facts) -> Iterator[Text]:
    """Word the sizes of the data."""
    for fact in facts.get("samples", ())[-1:]:
        yield piece("samples", fact.data)
    for fact in facts.get("images-found", ())[:3]:
        yield piece("images", fact.data)


def classes(facts: Facts) -> Iterator[Text]:
    """Word how many examples the classes have, the count printed last."""
    for fact in facts.get("class-counts", ())[-1:]:
        if fact.data:
            yield counted([piece("class", {"label": name, "count": count}) for name, count in fact.data.items()])


def settings(facts: Facts) -> Iterator[Text]:
    """Word the settings that the program printed, of each the one printed last."""
    told = {name: value for fact in facts.get("settings", ()) for name, value in fact.data.items()}
    for name, value in told.items():
        yield piece(f"setting.{name}", {"value": value})


def software(facts: Facts) -> Iterator[Text]:
    """Word versions and the backend, each once."""
    told = [piece("version", fact.data) for fact in facts.get("version", ())]
    told += [piece("backend", fact.data) for fact in facts.get("backend", ())]
    yield from {text["en"]: text for text in told}.values()
