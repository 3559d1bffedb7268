"""Hyperparameters of the HParams plugin, as Keras 2.15 and tensorboardX 2.6.5 (as PyTorch) wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.readers.tables.reading import codes
from tests.readers.tensorboard import writers as tb
from tests.readers.tensorboard.test_directories import READER, read_tree
from trainlog_doctor.readers.tensorboard.hparams import beginning, hparams

if TYPE_CHECKING:
    from pathlib import Path

KERAS = tb.VERSION + tb.record(
    bytes.fromhex(
        "09126c11c5a6c0da412acc010ac9010a1c5f68706172616d735f2f73657373696f6e5f73746172745f696e666f42060801120212004aa001"
        "0a9d010a0768706172616d731291011a8e010a120a05756e69747312091100000000000010400a0f0a026c721209117b14ae47e17a843f0a"
        "080a02626e120220010a120a096f7074696d697a6572120"
        "51a037367642240626534376334333337346561316236613738336639356362"
        "6662643838376534316163333737653762633337316362333263343837633739356135363564323529fb6611c5a6c0da41"
    )
)
_START = (
    "091b66e0eea6c0da412a720a700a1c5f68706172616d735f2f73657373696f6e5f73746172745f696e666f4a500a4e0a0768706172616d73"
    "12431a410a0f0a02627312091100000000000040400a0e0a086e65737465726f76120220010a0f0a026c721209117b14ae47e17a843f0a0d"
    "0a036f707412061a046164616d"
)
_EXPERIMENT = (
    "093262e0eea6c0da412a690a670a145f68706172616d735f2f6578706572696d656e744a4f0a4d0a0768706172616d731242124022060a02"
    "6c72200322070a036f70742001220c0a086e65737465726f76200222060a02627320032a170a15121368706172616d2f76616c5f61636375"
    "72616379"
)
SESSION = tb.VERSION + b"".join(tb.record(bytes.fromhex(one)) for one in (_EXPERIMENT, _START))
RESULT = tb.event(1e9 + 50, 0, tb.simple("hparam/val_accuracy", 0.5))


def write(root: Path, **files: bytes) -> Path:
    for name, content in files.items():
        place = root / name.replace("__", "/")
        place.mkdir(parents=True, exist_ok=True)
        (place / "events.out.tfevents.1.host").write_bytes(content)
    return root


def found(folder: Path) -> dict[str, object]:
    return dict(
        hparams(
            folder,
            frozenset(path.name for path in folder.iterdir()),
            lambda name: frozenset(path.name for path in (folder / name).glob("*")),
        )
    )


def test_keras_writes_them_into_the_folder_of_the_run(tmp_path: Path) -> None:
    write(tmp_path, **{".": KERAS, "train": tb.VERSION + tb.curve("epoch_loss", [2, 1])})
    assert found(tmp_path) == {"units": 4, "lr": 0.01, "bn": True, "optimizer": "sgd"}


def test_add_hparams_writes_them_into_a_folder_below_the_run(tmp_path: Path) -> None:
    write(tmp_path, **{".": tb.VERSION + tb.curve("loss", [2, 1]), "1795333051.5": SESSION + RESULT})
    assert found(tmp_path) == {"bs": 32, "nesterov": True, "lr": 0.01, "opt": "adam"}


def test_the_parameters_of_a_run_below_are_not_those_of_the_one_above(tmp_path: Path) -> None:
    write(tmp_path, **{".": tb.VERSION + tb.curve("loss", [2, 1]), "other": KERAS})
    assert found(tmp_path) == {}


def test_sessions_that_differ_tell_only_what_they_agree_on(tmp_path: Path) -> None:
    other = SESSION.replace(bytes.fromhex(_START), bytes.fromhex(_START.replace("6164616d", "61646178")))
    other = tb.VERSION + b"".join(
        tb.record(bytes.fromhex(one)) for one in (_EXPERIMENT, _START.replace("6164616d", "61646178"))
    )
    write(tmp_path, **{".": tb.VERSION + tb.curve("loss", [2, 1]), "1": SESSION, "2": other})
    assert found(tmp_path) == {"bs": 32, "nesterov": True, "lr": 0.01}


def test_the_results_that_add_hparams_notes_are_no_run(tmp_path: Path) -> None:
    (run,) = read_tree(tmp_path, exp=tb.VERSION + tb.curve("loss", [3, 2, 1]), exp__s=SESSION + RESULT)
    assert (run.name, list(run.frame.columns)) == ("exp", ["loss"])
    assert "tb_results" in codes(run)


def test_a_run_of_one_point_without_a_run_above_it_stays(tmp_path: Path) -> None:
    (run,) = read_tree(tmp_path, exp=SESSION + RESULT)
    assert list(run.frame.columns) == ["hparam/val_accuracy"]


@given(st.binary(max_size=300), st.integers(0, len(SESSION)))
def test_damage_is_no_error(noise: bytes, at: int) -> None:
    beginning(noise)
    told = beginning(SESSION[:at] + noise + SESSION[at + len(noise) :])
    assert set(told.parameters) <= {"bs", "nesterov", "lr", "opt"}


def test_shares_give_the_runs_that_the_whole_gives(tmp_path: Path) -> None:
    one = tb.VERSION + tb.curve("loss", [3, 2, 1])
    write(
        tmp_path,
        **{
            ".": one,
            "keras__train": tb.VERSION + tb.curve("epoch_loss", [3, 2]),
            "keras__validation": tb.VERSION + tb.curve("epoch_loss", [4, 3]),
            "keras": KERAS,
            "torch": one + tb.curve("acc", [1, 2, 3]),
            "torch__loss_train": one,
            "torch__loss_val": one,
            "torch__1795333051.5": SESSION + RESULT,
            "x__loss__train": one,
            "x": one,
            "lonely_1": one,
            "graph": tb.VERSION + tb.event(1e9, 1, tb.image("i", 4000)),
        },
    )
    files = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    shares = READER.shares(tmp_path, files)
    assert sorted(file for share in shares for file in share) == files
    assert len(shares) > 5
    runs = [
        run for share in shares if any("graph" not in str(f) for f in share) for run in READER.read(tmp_path, share)
    ]
    whole = READER.read(tmp_path, files)
    assert [(run.name, list(run.frame.columns)) for run in runs] == [
        (run.name, list(run.frame.columns)) for run in whole
    ]
