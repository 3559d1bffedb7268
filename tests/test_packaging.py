"""The wheel carries all that is not code, and works from anywhere; so does the checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from trainlog_doctor.engine.loading.files import builtin_rules

ROOT = Path(__file__).resolve().parent.parent


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


def below(folder: str, pattern: str) -> set[str]:
    """Files of the checkout, as paths inside the wheel."""
    base = ROOT / folder
    return {f"trainlog_doctor/{base.name}/{path.relative_to(base).as_posix()}" for path in base.rglob(pattern)}


def test_the_wheel_carries_rules_texts_and_the_typing_mark(wheel: Path) -> None:
    files = set(zipfile.ZipFile(wheel).namelist())
    wanted = below("rules", "*.yaml") | below("trainlog_doctor/i18n", "*.json") | {"trainlog_doctor/py.typed"}
    assert wanted - files == set()
    assert len(wanted) > 20


def test_the_wheel_carries_what_pages_are_made_of(wheel: Path) -> None:
    folder = ROOT / "trainlog_doctor" / "reporters" / "html"
    parts = [path for kind in ("css", "js", "vendor") for path in (folder / kind).rglob("*") if path.is_file()]
    files = zipfile.ZipFile(wheel).namelist()
    assert len(parts) > 10
    assert {path.relative_to(ROOT).as_posix() for path in parts} - set(files) == set()
    assert any(name.endswith("licenses/trainlog_doctor/reporters/html/vendor/uplot/LICENSE") for name in files)


def test_the_wheel_carries_neither_tests_nor_samples(wheel: Path) -> None:
    top = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"trainlog_doctor"}


def test_the_installed_wheel_finds_its_rules_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    site = sysconfig.get_path("purelib", vars={"base": str(tmp_path / "venv"), "platbase": str(tmp_path / "venv")})
    (Path(site) / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip("--python", str(python), "install", "--quiet", "--no-deps", str(wheel))
    listed = subprocess.run(
        [str(tmp_path / "venv" / "bin" / "trainlog-doctor"), "rules", "list"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        encoding="utf-8",
    )
    assert "TD101" in listed.stdout
    where = subprocess.run(
        [str(python), "-c", "import trainlog_doctor; print(trainlog_doctor.__file__)"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        encoding="utf-8",
    )
    assert where.stdout.startswith(str(tmp_path))


def test_the_checkout_finds_the_rules_at_its_top() -> None:
    assert builtin_rules() == ROOT / "rules"
