"""What the operating system says of a path, as an error of ours."""

from __future__ import annotations

from trainlog_doctor.errors import SourceError


class worded:  # noqa: N801 - used as a function is
    """Turn what the operating system says of a path, inside a ``with``, into an error that we can word."""

    __slots__ = ("_path",)

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            raise SourceError("missing", path=self._path) from error
        if isinstance(error, PermissionError):
            raise SourceError("permission", path=self._path) from error
        if isinstance(error, OSError):
            problem = error.strerror or type(error).__name__
            raise SourceError("unreadable", path=self._path, problem=problem) from error
