"""Addresses of sources elsewhere, as text: ``s3://bucket/run.csv``, and chains of them. Nothing is opened."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePath

MARK = "://"
CHAIN = "::"
"""Ties an address to the one that it lies in: ``zip://run/train.csv::runs.zip``."""


def is_remote(path: str) -> bool:
    """Whether a path is an address: ``protocol://…``, or a chain of them as fsspec writes it."""
    return MARK in path and not os.path.lexists(path)


def in_archive(path: str) -> bool:
    """Whether an address is that of something inside another file, which may have packed it."""
    return CHAIN in path and is_remote(path)


def inside(folder: str, below: PurePath) -> str:
    """Address of what lies below a directory."""
    first, link, rest = folder.partition(CHAIN)
    between = "" if first.endswith("/") else "/"
    return f"{first}{between}{below.as_posix()}{link}{rest}"


def split(address: str) -> tuple[str, str, str]:
    """Take an address apart: folder, name, and what stands behind the first link of a chain, its ``::`` included."""
    first, link, rest = address.partition(CHAIN)
    folder, _, name = first.rpartition("/")
    return folder + ("/" if folder.endswith("/") else ""), name, link + rest


def address_of(name: str, asked: str) -> str:
    """Write the name that a file system gives as an address of the kind that was asked for."""
    first, link, rest = asked.partition(CHAIN)
    protocol = first.partition(MARK)[0]
    return (name if MARK in name else f"{protocol}{MARK}{name}") + link + rest
