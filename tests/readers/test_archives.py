"""What a zip archive is told by: the paths of its members, and not what they are about."""

from __future__ import annotations

import io
import zipfile

import pytest

from trainlog_doctor.readers.archives import archive_of, program_of


def packed(*paths: str, content: str = "x") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in paths:
            archive.writestr(path, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("paths", "program"),
    [
        (["model/data.pkl", "model/version"], "torch"),
        (["data.pkl"], "torch"),
        (["arr_0.npy"], "npz"),
        (["metadata.json", "model.weights.h5"], "keras_model"),
        (["xl/workbook.xml"], "excel"),
        (["[Content_Types].xml", "word/document.xml"], "excel"),
        (["notes on data.pkl.txt", "old.npy.log", "excel/xl/a.log"], ""),
    ],
)
def test_a_program_is_told_by_the_paths_of_members(paths: list[str], program: str) -> None:
    assert program_of(packed(*paths)) == program


def test_what_a_member_says_tells_nothing() -> None:
    data = packed("train.log", content="kept as data.pkl and .npy, xl/ and [Content_Types].xml")
    assert (archive_of(data), program_of(data)) == ("zip", "")
