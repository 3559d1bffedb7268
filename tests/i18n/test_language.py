from __future__ import annotations

import pytest

from trainlog_doctor.i18n.language import early, languages


@pytest.mark.parametrize(
    ("asked", "environment", "chosen"),
    [
        ("zh", {"LANG": "en_US.UTF-8"}, ("zh",)),
        ("both", {}, ("en", "zh")),
        (None, {"LANG": "zh_CN.UTF-8"}, ("zh",)),
        (None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, ("en",)),
        (None, {"LC_ALL": "", "LANG": "zh_TW"}, ("zh",)),
        (None, {"LANG": "de_DE.UTF-8"}, ("en",)),
        (None, {"LANGUAGE": "zh_CN:en", "LANG": "en_US.UTF-8"}, ("zh",)),
        (None, {"LANGUAGE": "en", "LC_ALL": "zh_CN.UTF-8"}, ("en",)),
        (None, {"LANGUAGE": "", "LANG": "zh_CN.UTF-8"}, ("zh",)),
        (None, {"LANGUAGE": "zh_CN", "LANG": "C"}, ("en",)),
    ],
)
def test_the_flag_decides_then_the_locale(
    asked: str | None, environment: dict[str, str], chosen: tuple[str, ...]
) -> None:
    assert languages(asked, environment) == chosen


@pytest.mark.parametrize(
    ("arguments", "environment", "chosen"),
    [
        (["analyze", "--lang", "zh", "--help"], {"LANG": "C"}, "zh"),
        (["analyze", "--lang=zh"], {"LANG": "C"}, "zh"),
        (["analyze", "--lang"], {"LANG": "C"}, "en"),
        ([], {"LANG": "C", "TRAINLOG_DOCTOR_LANG": "zh"}, "zh"),
    ],
)
def test_help_is_in_the_language_that_the_arguments_ask_for(
    arguments: list[str], environment: dict[str, str], chosen: str
) -> None:
    assert early(arguments, environment) == chosen
