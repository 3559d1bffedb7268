from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainlog_doctor.errors import SourceError
from trainlog_doctor.sources import STDIN, Folder, Input, locate, open_stream
from trainlog_doctor.sources.encoding import to_utf8
from trainlog_doctor.sources.tree import list_files, list_tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOG = "Epoch 1/2\nloss: 0.5 - 准确率: 0.9 ━━━\n" * 50


def content(path: Path | str) -> bytes:
    with open_stream(Input(str(path)), 64) as stream:
        return b"".join(stream.chunks())


def key_of(action: Callable[[], object]) -> str:
    with pytest.raises(SourceError) as caught:
        action()
    return caught.value.key


def in_two_members(data: bytes) -> bytes:
    return gzip.compress(data[:99]) + gzip.compress(data[99:])


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress, in_two_members])
def test_compressed_logs_read_like_plain_ones(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "run.log"
    path.write_bytes(pack(LOG.encode()))
    assert content(path) == LOG.encode()


def test_a_cut_archive_gives_what_it_holds_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "run.log.gz"
    whole = os.urandom(200_000)
    path.write_bytes(gzip.compress(whole)[:100_000])
    with open_stream(Input(str(path)), 64) as stream:
        read = b"".join(stream.chunks())
        assert stream.cut
    assert whole.startswith(read)
    assert len(read) > 50_000


def test_an_archive_damaged_from_its_beginning_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "run.log.gz"
    path.write_bytes(b"\x1f\x8b\x08nonsense")
    assert key_of(lambda: content(path)) == "damaged_archive"


def test_zstandard_is_read_where_possible_and_named_where_not(tmp_path: Path) -> None:
    path = tmp_path / "run.log.zst"
    try:
        zstandard = pytest.importorskip("zstandard")
    except pytest.skip.Exception:
        path.write_bytes(b"\x28\xb5\x2f\xfd rest")
        assert key_of(lambda: content(path)) == ("no_zstd" if sys.version_info < (3, 14) else "damaged_archive")
    else:
        path.write_bytes(zstandard.compress(LOG.encode()))
        assert content(path) == LOG.encode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-8"])
def test_every_unicode_encoding_arrives_as_utf8(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "run.log"
    path.write_bytes(LOG.encode(encoding))
    assert content(path) == LOG.encode()


@pytest.mark.parametrize(
    "data",
    [
        b'\x18\0\0\0\0\0\0\0\xa3\x7fK"\t\0\0\xc0\xa9\xcb\x1e\xd9A\x1a\rbrain.Event:2' * 9,
        b"loss: 0.5 \xc9\xcb\xca\xa7\xb6\xc8",
        b"\0" * 99,
        b"a\0b",
    ],
)
def test_other_bytes_pass_unchanged(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "run.log"
    path.write_bytes(data)
    assert content(path) == data


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "轮次,训练损失,验证损失\n1,0.5,0.75\n"),
        ("gbk", "第1轮: 训练损失 0.5, 准确率 0.75\n"),
        ("big5", "訓練損失: 0.5, 驗證損失: 0.75\n"),
        ("cp932", "エポック,学習,検証\n1,0.5,0.75\n"),
        ("cp949", "에포크,손실,검증 손실\n1,0.5,0.75\n"),
    ],
)
def test_what_windows_writes_in_east_asia_arrives_as_utf8_where_words_of_a_training_tell(
    tmp_path: Path, encoding: str, text: str
) -> None:
    path = tmp_path / "run.csv"
    path.write_bytes(text.encode(encoding))
    assert content(path) == text.encode()


def test_one_word_by_chance_tells_no_encoding(tmp_path: Path) -> None:
    path = tmp_path / "run.csv"
    path.write_bytes("loss: 0.5 训练\n".encode("gb18030"))
    assert content(path) == path.read_bytes()


def test_utf8_with_a_few_words_of_another_encoding_stays(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    path.write_bytes("训练损失: 0.5, 学习率: 0.1\n".encode() + "训练损失: 0.25\n".encode("gb18030"))
    assert content(path) == path.read_bytes()


@given(st.sampled_from(["utf-16", "utf-16-be", "utf-32"]), st.lists(st.integers(1, 40), max_size=40))
def test_the_sizes_of_chunks_do_not_change_the_text(encoding: str, sizes: list[int]) -> None:
    data = LOG.encode(encoding)
    chunks, place = [], 0
    for size in sizes:
        chunks.append(data[place : place + size])
        place += size
    assert b"".join(to_utf8(iter([*chunks, data[place:]]))) == LOG.encode()


@given(st.binary(max_size=300))
def test_any_bytes_are_passed_on_without_an_error(data: bytes) -> None:
    b"".join(to_utf8(iter([data])))


def test_the_head_tells_whether_it_is_all(tmp_path: Path) -> None:
    path = tmp_path / "run.csv.gz"
    path.write_bytes(gzip.compress(b"abcdef"))
    with open_stream(Input(str(path)), 6) as stream:
        assert (stream.head, stream.whole) == (b"abcdef", True)
    with open_stream(Input(str(path)), 5) as stream:
        assert not stream.whole


def test_a_large_archive_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "zeros.gz"
    path.write_bytes(gzip.compress(bytes(50_000_000)))
    with open_stream(Input(str(path)), 64) as stream:
        sizes = [len(chunk) for chunk in stream.chunks()]
    assert sum(sizes) == 50_000_000
    assert max(sizes) < 4_000_000


def test_standard_input_is_read_to_its_end_even_when_nobody_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BufferedReader(io.BytesIO(LOG.encode()))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(buffer))
    with pytest.raises(RuntimeError), open_stream(Input(STDIN), 16):
        raise RuntimeError
    assert buffer.read() == b""


def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(LOG.encode(),))
    writer.start()
    (found,) = locate(str(pipe))
    assert content(found.path) == LOG.encode()
    writer.join()


def test_arguments_name_files_directories_patterns_and_standard_input(tmp_path: Path) -> None:
    for name in ("b.log", "a.log", "c[1].log"):
        (tmp_path / name).touch()
    assert locate("-") == (Input("-"),)
    assert locate(str(tmp_path)) == (Folder(str(tmp_path)),)
    assert locate(f"{tmp_path}/?.log") == (Input(f"{tmp_path}/a.log"), Input(f"{tmp_path}/b.log"))
    assert locate(f"{tmp_path}/c[1].log") == (Input(f"{tmp_path}/c[1].log"),)
    (tmp_path / "fits" / "first").mkdir(parents=True)
    (tmp_path / "fits" / "first" / "d.log").touch()
    for pattern in ("f**/**/d.log", "**/**/d.log"):
        assert locate(f"{tmp_path}/{pattern}") == (Input(f"{tmp_path}/fits/first/d.log"),)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("absent.log", "missing"),
        ("*.absent", "no_match"),
        ("*/" * 2000, "no_match"),
        ("**/" * 30 + "absent", "no_match"),
        ("absent/**", "no_match"),
        ("/dev/zero", "special_file"),
        ("a\0b", "missing"),
    ],
)
def test_what_cannot_be_read_has_its_own_error(tmp_path: Path, name: str, key: str) -> None:
    assert key_of(lambda: locate(str(tmp_path / name))) == key


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_missing_permission_has_its_own_error(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    path.touch(mode=0)
    assert key_of(lambda: content(path)) == "permission"


def test_what_may_not_be_opened_below_a_directory_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("closed/far.log", "open/closed", "open/hidden.log", "open/run.log"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    def closing(function: Callable[[str], object], end: str) -> Callable[[str], object]:
        def closed(path: str) -> object:
            if str(path).endswith(end):
                raise PermissionError(13, "Permission denied", path)
            return function(path)

        return closed

    # The superuser may open everything.
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path[-6:] not in ("closed", "en.log") and access(path, mode))
    monkeypatch.setattr(os, "scandir", closing(os.scandir, "closed"))
    monkeypatch.setattr(os, "stat", closing(os.stat, "hidden.log"))
    below = list_tree(str(tmp_path))
    assert [path.as_posix() for path in below.files] == ["open/run.log"]
    assert sorted(path.as_posix() for path in below.closed) == ["closed", "open/closed", "open/hidden.log"]
    assert key_of(lambda: list_tree(str(tmp_path / "closed"))) == "permission"


def test_a_directorys_files_are_listed_without_hidden_special_and_looping_ones(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "run.log").touch()
    (tmp_path / "a.log").touch()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "log").touch()
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert [path.as_posix() for path in list_files(tmp_path)] == ["a.log", "b/run.log"]
