"""Hyperparameters in event files: what the HParams plugin's ``session_start_info`` holds, whoever wrote it.

Keras' callback writes it into the run's own directory; PyTorch's ``add_hparams`` makes a directory of its own below it,
which holds a session from beginning to end and the results at one step.
"""

from __future__ import annotations

import struct
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.readers.tensorboard.checksum import CRC_BYTES, is_whole
from trainlog_doctor.readers.tensorboard.framing import Framing
from trainlog_doctor.readers.tensorboard.wire import fields, read_event, varint
from trainlog_doctor.readers.trees import EVENTS, first_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from trainlog_doctor.model import Scalar
    from trainlog_doctor.readers.trees import File, Tree

_HEAD_BYTES = 1 << 16
"""Sessions stand at the beginning of a file."""
_MOST_FILES, _MOST_BELOW = 8, 64
_MESSAGE = 5, 1, 9, 1, 2
"""Numbers of the fields that lead to the plugin's own messages: event, value, metadata, plugin, content."""
_EXPERIMENT, _START, _PARAMETERS = 2, 3, 1
_NAME, _ITEM = 1, 2
_MARK = b"_hparams_/"
_DOUBLE = struct.Struct("<d")


class Beginning(NamedTuple):
    """What the beginning of an event file tells: the tag of its first scalar if there is one yet, and parameters.

    A whole ``session`` is written at once by ``add_hparams``.
    """

    tag: str | None
    parameters: Mapping[str, Scalar]
    session: bool


def beginning(head: bytes) -> Beginning:
    """Read the first bytes of an event file up to its first scalar; never raises."""
    found: dict[str, Scalar] = {}
    experiment = False
    for payload in _payloads(head):
        try:
            if _MARK in payload:
                contents = [_session(payload, *place) for place in _below(payload, (0, len(payload)), _MESSAGE)]
                experiment = experiment or any(told is None for told in contents)
                found |= {name: value for told in contents if told for name, value in told.items()}
            elif scalars := read_event(payload).scalars:
                return Beginning(scalars[0].tag.decode("utf-8", "replace"), found, experiment and bool(found))
        except ValueError:
            continue
    return Beginning(None, found, experiment and bool(found))


def beginning_of(file: File) -> Beginning:
    """Read the beginning of an event file; nothing where it cannot be opened."""
    return beginning(first_bytes(file, _HEAD_BYTES))


def hparams(folder: Tree, names: frozenset[str], names_in: Callable[[str], frozenset[str]]) -> Mapping[str, Scalar]:
    """Read the hyperparameters of the run whose event files lie in a folder, or in one that ``add_hparams`` made below.

    ``names`` are those in the folder, ``names_in`` gives those in a folder below it.
    """
    logged = [beginning_of(folder / file) for file in _events("", names)]
    own = [one.parameters for one in logged if one.parameters]
    if own or not logged:
        return _agreed(own)
    below = sorted(name for name in names if EVENTS not in name)[:_MOST_BELOW]
    files = [file for name in below for file in _events(name, names_in(name))]
    return _agreed([one.parameters for one in (beginning_of(folder / file) for file in files) if one.session])


def _events(folder: str, names: Iterable[str]) -> list[PurePosixPath]:
    return [PurePosixPath(folder, name) for name in sorted(names) if EVENTS in name][:_MOST_FILES]


def _agreed(found: Sequence[Mapping[str, Scalar]]) -> Mapping[str, Scalar]:
    """What all say that say it: of several sessions nobody knows which one a curve belongs to."""
    said = {name: value for one in found for name, value in one.items()}
    return {name: value for name, value in said.items() if all(one.get(name, value) == value for one in found)}


def _payloads(head: bytes) -> Iterator[bytes]:
    framing = Framing()
    # The last record is mostly cut off, and not looked for behind.
    for block in (*framing.feed(head), next(framing.close())):
        yield from (bytes(record[:-CRC_BYTES]) for record in block if is_whole(record))


def _below(data: bytes, place: tuple[int, int], path: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Follow the numbers of fields down."""
    if not path:
        yield place
        return
    for number, _, begin, end in fields(data, *place):
        if number == path[0]:
            yield from _below(data, (begin, end), path[1:])


def _session(data: bytes, begin: int, end: int) -> Mapping[str, Scalar] | None:
    """Read the parameters of a session; None where the message describes the experiment."""
    if any(True for _ in _below(data, (begin, end), (_EXPERIMENT,))):
        return None
    entries = _below(data, (begin, end), (_START, _PARAMETERS))
    return dict(pair for place in entries if (pair := _entry(data, place)) is not None)


def _entry(data: bytes, place: tuple[int, int]) -> tuple[str, Scalar] | None:
    name = b"".join(data[begin:end] for begin, end in _below(data, place, (_NAME,)))
    values = [_value(data, item) for item in _below(data, place, (_ITEM,))]
    return (name.decode("utf-8", "replace"), values[0]) if values else None


def _value(data: bytes, place: tuple[int, int]) -> Scalar:
    """Read a ``google.protobuf.Value``; what is neither number, word nor truth value is unknown."""
    for number, _, begin, end in fields(data, *place):
        if number == 2 and end - begin == _DOUBLE.size:
            value: float = _DOUBLE.unpack_from(data, begin)[0]
            # Protocol buffers know doubles only: a whole number was most likely logged as one.
            return int(value) if value.is_integer() and abs(value) < 2**53 else value
        if number == 3:
            return data[begin:end].decode("utf-8", "replace")
        if number == 4:
            return bool(varint(data, begin)[0])
    return None
