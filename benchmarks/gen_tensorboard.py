"""Writes TensorBoard event files: ``python -m benchmarks.gen_tensorboard {tensors,images,runs} FOLDER``.

``tensors``: 200,000 scalars of 5 tags, encoded as tensors. ``images``: 100 MB, one record in a hundred a scalar.
``runs``: 100 directories of 4 tags at 100 epochs.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from trainlog_doctor.readers.tensorboard.checksum import masked_crc, masked_crcs_like

if TYPE_CHECKING:
    import numpy.typing as npt

    Rows: TypeAlias = npt.NDArray[np.uint8]

NAME = "events.out.tfevents.1600000000.host"
FIRST_STEP = 1 << 14
"""From here to 2²¹ a step takes three bytes, so that all records of a tag are equally long."""


def field(number: int, content: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(number: int) -> bytes:
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def framed(payloads: Rows) -> Rows:
    """Put the length and the checksums around payloads; uint8 of shape (n_records, size)."""
    length = struct.pack("<Q", payloads.shape[1])
    header = np.frombuffer(length + struct.pack("<I", masked_crc(length)), np.uint8)
    places = np.flatnonzero((payloads != payloads[0]).any(axis=0))
    checksums = masked_crcs_like(payloads[0].tobytes(), payloads, places).astype("<u4").view(np.uint8).reshape(-1, 4)
    return np.hstack([np.broadcast_to(header, (len(payloads), 12)), payloads, checksums])


def scalars(tag: str, values: npt.NDArray[np.float32], tensor: bool) -> Rows:
    """Records of one tag, at steps that rise by one."""
    raw = b"\x15" + bytes(4)
    body = field(8, b"\x08\x01" + field(2, b"") + field(4, bytes(4))) if tensor else raw
    tail = field(9, field(1, field(1, b"scalars"))) if tensor else b""
    payload = b"\x09" + bytes(8) + b"\x10" + bytes(3) + field(5, field(1, field(1, tag.encode()) + body + tail))
    rows = np.tile(np.frombuffer(payload, np.uint8), (len(values), 1))
    steps = np.arange(FIRST_STEP, FIRST_STEP + len(values))
    rows[:, 1:9] = (1.6e9 + np.arange(len(values))).astype("<f8").view(np.uint8).reshape(-1, 8)
    rows[:, 10:13] = np.stack([steps & 127 | 128, steps >> 7 & 127 | 128, steps >> 14], axis=1)
    at = len(payload) - len(tail) - 4
    rows[:, at : at + 4] = values.astype("<f4").view(np.uint8).reshape(-1, 4)
    return framed(rows)


def images(count: int, size: int, noise: np.random.Generator) -> Rows:
    """Records of images of random bytes."""
    payload = b"\x09" + bytes(8) + field(5, field(1, field(1, b"sample") + field(4, field(4, bytes(size)))))
    rows = np.tile(np.frombuffer(payload, np.uint8), (count, 1))
    rows[:, -size:] = noise.integers(0, 256, (count, size), np.uint8)
    return framed(rows)


def write(path: Path, *parts: Rows) -> None:
    version = np.frombuffer(b"\x09" + struct.pack("<d", 1.6e9) + field(3, b"brain.Event:2"), np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        for part in (framed(version[None, :]), *parts):
            stream.write(part.tobytes())


def generate(kind: str, folder: Path) -> None:
    """Write the files of one kind; the same ones at every call."""
    noise = np.random.default_rng(7)
    curve = noise.random(40_000, np.float32)
    if kind == "tensors":
        # As a training logs them: the tags in turn at every step.
        tags = [scalars(f"metric_{number}/loss", curve + number, tensor=True) for number in range(5)]
        write(folder / NAME, np.stack(tags, axis=1).reshape(-1, tags[0].shape[1]))
    elif kind == "images":
        parts = []
        for number in range(10):
            parts += [images(990, 10_100, noise), scalars(f"part_{number}/loss", curve[:10], tensor=False)]
        write(folder / NAME, *parts)
    else:
        for number in range(100):
            names = ("loss/train", "loss/val", "acc/train", "acc/val")
            tags = [scalars(name, curve[number : number + 100], tensor=False) for name in names]
            write(folder / f"run_{number:03}" / NAME, *tags)


if __name__ == "__main__":
    generate(sys.argv[1], Path(sys.argv[2]))
