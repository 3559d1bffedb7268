from __future__ import annotations

from tests.statistics_page import PAGE, page
from trainlog_doctor.engine.statistics import STATISTICS
from trainlog_doctor.i18n import LANGUAGES, has, template
from trainlog_doctor.i18n.formatting import placeholders


def test_the_page_is_what_the_statistics_are_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_statistic_has_words_that_name_its_arguments() -> None:
    assert [name for name in STATISTICS if not has(f"statistics.{name}")] == []
    for name, statistic in STATISTICS.items():
        for language in LANGUAGES:
            named = placeholders(template(f"statistics.{name}", language)) - {"a", "b"}
            assert named == set(statistic.arguments), name
