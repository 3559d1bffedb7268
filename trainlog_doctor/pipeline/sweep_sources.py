"""What a sweep reads: the files and directories that arguments name, each once, directories divided by their runs."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.pipeline.beside import others
from trainlog_doctor.readers import tree_readers
from trainlog_doctor.readers.folders import divide
from trainlog_doctor.readers.trees import Divisible
from trainlog_doctor.sources import Folder, locate
from trainlog_doctor.sources.tree import list_tree, tree
from trainlog_doctor.sweep.engines.base import Share, Source
from trainlog_doctor.sweep.parameters.sidecar import is_sidecar
from trainlog_doctor.sweep.row import Row, trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import PurePath

    from trainlog_doctor.readers.folders import Part
    from trainlog_doctor.readers.trees import Tree

    Key: TypeAlias = tuple[int, int] | str


class Sources(NamedTuple):
    """What the arguments of a sweep name.

    Attributes
    ----------
    found
        In the order of the arguments, each once.
    faults
        A row for every argument that names nothing.
    again
        How many further names of the same files there were: links, and arguments that overlap.
    beside
        History files that are not read, since they lie beside the runs of a directory.
    more_beside
        Whether there may be more of them, among files that nobody looked at.
    """

    found: Sequence[Source]
    faults: Sequence[Row]
    again: int
    beside: Sequence[str]
    more_beside: bool


class _Named(NamedTuple):
    """What one file or directory holds, the files beside its runs included."""

    sources: Sequence[Source]
    beside: Sequence[str] = ()
    more_beside: bool = False


def find_sources(arguments: Sequence[str], input_format: str | None = None) -> Sources:
    """Say which sources the arguments name.

    A file that has several names is read once, by the first of them that is no link.
    """
    found: dict[Key, Source] = {}
    beside: dict[Key, str] = {}
    faults, again, more = [], 0, False
    for argument in arguments:
        try:
            for one in _named(argument, input_format):
                again += sum([_enter(source, found) for source in one.sources])
                beside |= {_key(path): path for path in one.beside}
                more |= one.more_beside
        except DoctorError as error:
            faults.append(Row(argument, trouble=trouble(error)))
    unread = [path for key, path in beside.items() if key not in found]
    return Sources(list(found.values()), faults, again, unread, more)


def _enter(source: Source, found: dict[Key, Source]) -> bool:
    """Add a source to those that were found; tell whether it is one of them under another name."""
    key = _key(_first_file(source))
    again = key in found and found[key].path != source.path
    if key not in found or (_is_link(found[key].path) and not _is_link(source.path)):
        found[key] = source
    return again


def _named(argument: str, input_format: str | None) -> Iterator[_Named]:
    for location in locate(argument):
        yield _below(location.path, input_format) if isinstance(location, Folder) else _Named([Source(location.path)])


def _below(folder: str, input_format: str | None) -> _Named:
    """What readers of directories know is divided by its runs, every file apart from them is a source of its own."""
    root = tree(folder)
    asked = [reader for reader in tree_readers() if input_format in {None, reader.name}]
    below = list_tree(folder)
    found = divide(root, below.files, asked)
    sources = [
        Source(folder, share=Share(part.reader.name, tuple(file.as_posix() for file in share)))
        for part in found.parts
        for share in _shares(part, root)
    ]
    if not found.parts or input_format is None:
        sources += [Source(str(root / file), asked=False) for file in found.apart if not is_sidecar(file.name)]
    sources += [Source(str(root / closed)) for closed in below.closed]
    beside = others(root, found.beside, {part.reader.name for part in found.parts})
    return _Named(sources, [str(root / file) for file in beside.files], beside.more)


def _shares(part: Part, root: Tree) -> Sequence[Sequence[PurePath]]:
    return part.reader.shares(root, part.files) if isinstance(part.reader, Divisible) else [part.files]


def _first_file(source: Source) -> str:
    """What tells sources apart: a share is known by its first file."""
    return str(tree(source.path) / PurePosixPath(source.share.files[0])) if source.share else source.path


def _key(path: str) -> Key:
    """The file itself, whatever its names; the name where a file system does not number its files."""
    try:
        found = os.stat(path)  # noqa: PTH116 - once a run of very many
    except OSError:
        return path
    return (found.st_dev, found.st_ino) if found.st_ino else path


def _is_link(path: str) -> bool:
    return os.path.realpath(path) != str(Path(path).absolute())
