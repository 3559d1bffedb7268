"""Settings files: found upward, read strictly, every fault at once with its key and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainlog_doctor.settings import Settings, find_settings

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "trainlog-doctor.toml"


def read(folder: Path, text: str, name: str = "trainlog-doctor.toml") -> Settings:
    (folder / name).write_text(text, encoding="utf-8")
    return find_settings(folder)


def told(settings: Settings) -> list[tuple[str, object, object]]:
    return [(one.key.removeprefix("settings."), one.data["line"], one.data.get("where")) for one in settings.faults]


def test_the_nearest_file_upward_counts(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    read(tmp_path, '[tool.trainlog-doctor]\nlang = "zh"\n', "pyproject.toml")
    assert (find_settings(below).lang, find_settings(below).path) == ("zh", tmp_path / "pyproject.toml")
    read(tmp_path / "a", 'lang = "en"\n')
    assert find_settings(below).lang == "en"


def test_a_file_of_our_own_goes_before_the_project_file_beside_it(tmp_path: Path) -> None:
    read(tmp_path, '[tool.trainlog-doctor]\nlang = "zh"\n', "pyproject.toml")
    assert read(tmp_path, 'lang = "en"\n').lang == "en"


def test_settings_that_may_not_be_read_are_a_fault_and_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: str, _: str) -> object:
        raise PermissionError(13, "Permission denied", path)

    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr("trainlog_doctor.settings.find.open", closed, raising=False)
    assert find_settings(tmp_path) == Settings()
    (tmp_path / "trainlog-doctor.toml").touch()
    assert told(find_settings(tmp_path)) == [("unreadable", 1, None)]


def test_settings_without_end_are_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").symlink_to("/dev/zero")
    assert find_settings(tmp_path) == Settings()
    own = tmp_path / "trainlog-doctor.toml"
    own.symlink_to("/dev/zero")
    assert find_settings(tmp_path) == Settings()
    own.unlink()
    own.write_bytes(bytes(5 << 20))
    assert told(find_settings(tmp_path)) == [("unreadable", 1, None)]


def test_a_project_file_without_our_table_is_passed_over_even_if_it_is_broken(tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    read(tmp_path, 'lang = "zh"\n')
    assert read(below, "[tool.ruff\n", "pyproject.toml").lang == "zh"


def test_everything_is_read(tmp_path: Path) -> None:
    settings = read(tmp_path, EXAMPLE.read_text(encoding="utf-8"))
    assert settings.faults == ()
    files = ("team-rules.yaml", "derived-rule.yaml", "team-metrics.yaml")
    assert settings.packs == tuple(tmp_path / name for name in files)
    assert (settings.rules.params, settings.rules.severity) == ({"TD101": {"min_rise": "8%"}}, {"TD101": "error"})
    (override,) = settings.overrides
    assert (override.paths, override.rules.severity) == (("runs/gan/**",), {"TD002": "warning"})


def test_every_fault_is_told_at_its_key_and_line(tmp_path: Path) -> None:
    project = 'lang = "fr"\nselct = 1\nignore = "TD101"\n'
    rules = "[rules.TD101]\nmin_rise = true\nseverity = 3\n[[overrides]]\nlang = 1\n"
    assert sorted(told(read(tmp_path, project + rules)), key=str) == sorted(
        [
            ("unknown_word", 1, "lang"),
            ("unknown_key", 2, "selct"),
            ("not_texts", 3, "ignore"),
            ("not_value", 5, "rules.TD101.min_rise"),
            ("not_value", 6, "rules.TD101.severity"),
            ("unknown_key", 8, "overrides[0].lang"),
            ("missing_key", 7, "overrides[0].paths"),
        ],
        key=str,
    )


@pytest.mark.parametrize(
    "text", ["overrides = 1", "rules = 1", "rules.TD101 = 1", "overrides = [1]", "extend = [1]", "metric = {}"]
)
def test_a_wrong_type_is_a_fault_and_no_crash(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text + "\n").faults


@pytest.mark.parametrize("text", ["lang = ", "[rules", "\x00", "a." * 100 + "a = 1"])
def test_what_is_no_toml_is_one_fault(text: str, tmp_path: Path) -> None:
    assert [kind for kind, *_ in told(read(tmp_path, text))] == ["not_toml"]


def test_a_table_that_is_no_table_is_a_fault(tmp_path: Path) -> None:
    text = "tool.trainlog-doctor = 1\n"
    assert [kind for kind, *_ in told(read(tmp_path, text, "pyproject.toml"))] == ["not_table"]
