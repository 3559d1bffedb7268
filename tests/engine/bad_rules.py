"""Ways to break ``good_rule.yaml``: parts to replace, and the one fault that must be reported.

``▸`` in a replacement marks the line and column at which the fault must be reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MARK = "▸"
ROOT = ("id: XX101", f"{MARK}id: XX101")
STALE = "stale: {of: val_loss, stat: epochs_since_best, gte: $patience}"
RISING = "val_loss: 0.5 0.4 0.4+0.05x5"
MESSAGE = ("message:\n  en", f"message:\n  {MARK}en")
TESTS = ("tests:\n  - name: it rises", f"tests:\n  {MARK}- name: it rises")
FIRES = "fires: {epochs: [3, 8], evidence: {stale.best_epoch: 2}, contains: {en: epoch 2}}"
ANOTHER = "clear: true\n  - name: c\n    series: {loss: 1}\n    clear: true"

CASES: Mapping[str, tuple[str, Sequence[tuple[str, str]]]] = {
    # what YAML itself allows
    "no YAML": (
        "not_yaml",
        [("severity: warning", "severity: [warning"), ("confidence: high", f"confidence{MARK}: high")],
    ),
    "tab": ("tab", [("  min_rise:", f"{MARK}\tmin_rise:")]),
    "two documents": ("second_document", [("confidence: high", f"confidence: high\n{MARK}---")]),
    "duplicate key": ("duplicate_key", [("confidence: high", f"confidence: high\n{MARK}severity: error")]),
    "duplicate predicate": (
        "duplicate_key",
        [("  risen: {", f"  {MARK}stale: {{of: loss, stat: gain, gte: 0}}\n  risen: {{")],
    ),
    "aliases": ("alias", [("tags: [example]", f"tags: [&a a, {MARK}*a, {MARK}*a]")]),
    "alias of a part": (
        "alias",
        [
            (
                "false_positives: {en: [none known], zh: [暂无]}",
                f"false_positives: {{en: [&a none], zh: [暂无, {MARK}*a]}}",
            )
        ],
    ),
    "alias as a value": ("alias", [("id: XX101", "id: &a XX101"), ("it falls", f"{MARK}*a")]),
    "Python object": ("tag", [("tags: [example]", f"tags: {MARK}!!python/object/apply:os.system [ls]")]),
    "application tag": ("tag", [("tags: [example]", f"tags: [{MARK}!env HOME]")]),
    "deep nesting": ("too_deep", [("tags: [example]", f"tags: {'[' * 12}{MARK}{'[' * 30}{']' * 42}")]),
    "list as a key": ("bad_key", [("tags: [example]", f"tags: [example]\n? {MARK}[a, b]\n: c")]),
    # keys and words
    "unknown key": ("unknown_key", [("min_epochs: 5", f"{MARK}min_epoch: 5")]),
    "missing key": ("missing_key", [ROOT, ("explain: {en: why, zh: 原因}\n", "")]),
    "word for a mapping": ("not_mapping", [(FIRES, f"fires: {MARK}true")]),
    "list for a text": ("not_text", [("severity: warning", f"severity: {MARK}[warning]")]),
    "text for a list": ("not_list", [("tags: [example]", f"tags: {MARK}example")]),
    "unknown severity": ("unknown_word", [("severity: warning", f"severity: {MARK}warn")]),
    "id of another form": ("bad_form", [("id: XX101", f"id: {MARK}X-101")]),
    "name of another form": ("bad_form", [("name: good-rule", f"name: {MARK}Good rule")]),
    "text in one language only": (
        "missing_key",
        [("title: {en: a good rule, zh: 一条好规则}", f"title: {MARK}{{en: a good rule}}")],
    ),
    "unknown language": (
        "unknown_key",
        [("explain: {en: why, zh: 原因}", f"explain: {{en: why, zh: 原因, {MARK}de: warum}}")],
    ),
    "text without a language": ("one_language", [("explain: {en: why, zh: 原因}", f"explain: {MARK}why")]),
    "texts without a language": ("one_language", [("{en: [none known], zh: [暂无]}", f"{MARK}[none known]")]),
    "source in one language": (
        "one_language",
        [("source: {en: heuristic, zh: 经验值}", f"source: {MARK}heuristic")],
    ),
    "source without one of the languages": (
        "missing_key",
        [("source: {en: heuristic, zh: 经验值}", f"source: {MARK}{{en: heuristic}}")],
    ),
    "link with a remark": (
        "one_language",
        [("source: https://example.org/thresholds", f"source: {MARK}https://example.org/thresholds (table 2)")],
    ),
    # numbers
    "exponent in quotation marks": ("not_number", [("default: 3", f'default: {MARK}"1e-3"')]),
    "no as a number": ("not_number", [("default: 3", f"default: {MARK}no")]),
    "time of day as a number": ("not_number", [("default: 3", f"default: {MARK}12:30")]),
    "hexadecimal": ("not_number", [("default: 3", f"default: {MARK}0x1F")]),
    "underscore": ("not_number", [("default: 3", f"default: {MARK}1_000")]),
    "beyond every float": ("not_number", [("min_epochs: 5", f"min_epochs: {MARK}1e999")]),
    "infinity": ("not_number", [("default: 3", f"default: {MARK}.inf")]),
    "negative count": ("not_count", [("min_epochs: 5", f"min_epochs: {MARK}-5")]),
    "half a count": ("not_count", [("min_epochs: 5", f"min_epochs: {MARK}2.5")]),
    "count in per cent": ("not_count", [("min_epochs: 5", f"min_epochs: {MARK}50%")]),
    "empty number": ("not_number", [("default: 3", f"default:{MARK}")]),
    "default outside of its bounds": ("out_of_bounds", [("default: 3", f"{MARK}default: 0.5")]),
    "percentage outside of its bounds": ("out_of_bounds", [("default: 5%", f"{MARK}default: 150%")]),
    # detect
    "unknown statistic": ("unknown_word", [("stat: epochs_since_best", f"stat: {MARK}epoch_since_best")]),
    "unknown role": ("unknown_role", [("of: [val_loss, loss]", f"of: [val_loss, {MARK}los]")]),
    "unknown parameter": ("unknown_param", [("gte: 0.1", f"gte: {MARK}$min_ris")]),
    "unused parameter": (
        "unused_param",
        [("detect:\n  stale", f"detect:\n  {MARK}stale"), ("gte: $patience", "gte: 3")],
    ),
    "no comparison": (
        "one_comparison",
        [(STALE, f"stale: {MARK}{{of: val_loss, stat: epochs_since_best}}"), ("$min_rise", "$patience")],
    ),
    "two comparisons": ("one_comparison", [("lagging: {", f"lagging: {MARK}{{lte: 0.5, ")]),
    "neither role nor statistic": (
        "missing_key",
        [("lagging: {of: [val_loss, loss], stat: gap,", f"lagging: {MARK}{{")],
    ),
    "count that may be set below one": (
        "count_param",
        [("worse_than_best, last: 3", f"worse_than_best, {MARK}last: $min_rise")],
    ),
    "count that is no whole number unless it is set": (
        "count_param",
        [("worse_than_best, last: 3", f"worse_than_best, {MARK}last: $patience"), ("default: 3", "default: 3.5")],
    ),
    "one series for two": ("wrong_inputs", [("of: [val_loss, loss]", f"{MARK}of: val_loss")]),
    "unknown argument": ("unknown_key", [("worse_than_best, last: 3", f"worse_than_best, {MARK}lats: 3")]),
    "count of a half": ("takes_count", [("worse_than_best, last: 3", f"worse_than_best, {MARK}last: 0.5")]),
    "word for a number": ("takes_count", [("worse_than_best, last: 3", f"worse_than_best, {MARK}last: three")]),
    "word as a threshold": ("not_number", [("gte: 0.1", f"gte: {MARK}much")]),
    # condition
    "condition with a comparison": ("bad_condition", [("condition: stale and", f"condition: {MARK}stale > 3 and")]),
    "condition without an end": (
        "cut_condition",
        [("risen and lagging", "risen and lagging and"), ("condition: stale", f"condition: {MARK}stale")],
    ),
    "unknown predicate": (
        "unknown_predicate",
        [("condition: stale and", f"condition: {MARK}stale and not scored and")],
    ),
    "unused predicate": ("unused_predicate", [("condition: stale and risen and", f"condition: {MARK}stale and")]),
    "condition without words": (
        "not_text",
        [("condition: stale and risen and lagging", f"condition:{MARK}")],
    ),
    # what rules say of each other
    "rule that explains itself": ("self_suppressed", [("suppresses: []", f"suppresses: [{MARK}XX101]")]),
    # texts
    "text that is empty": ("not_text", [("explain: {en: why, zh: 原因}", f'explain: {{en: {MARK}"", zh: 原因}}')]),
    "message without one of the languages": (
        "missing_key",
        [MESSAGE, ('  zh: "{val_loss.metric} 自第 {stale.best_epoch} 轮起上升了 {risen.value:.0%}"\n', "")],
    ),
    "format with a width": ("bad_spec", [MESSAGE, ("{risen.value:.0%} since", "{risen.value:9d} since")]),
    "reference that is no link": ("bad_form", [("[https://example.org]", f"[{MARK}Prechelt 1998]")]),
    "conversion that is none": ("bad_template", [MESSAGE, ("{risen.value:.0%} since", "{risen.value!z} since")]),
    "place without a name": ("bad_template", [MESSAGE, ("{risen.value:.0%} since", "{risen.value:{0}} since")]),
    "brace left open": ("bad_template", [MESSAGE, ("{risen.value:.0%} since", "{risen.value:.0% since")]),
    "unknown field": (
        "unknown_placeholder",
        [
            MESSAGE,
            ("epoch {stale.best_epoch}", "epoch {stale.best_epochs}"),
            ("第 {stale.best_epoch}", "第 {stale.best_epochs}"),
        ],
    ),
    "reach into an object": (
        "unknown_placeholder",
        [
            ("advice:\n  en: [stop earlier", f"advice:\n  {MARK}en: ['{{stale.__class__}}'"),
            ("zh: [早些停止", "zh: ['{stale.__class__}'"),
        ],
    ),
    "placeholder in one language only": ("unequal_placeholders", [MESSAGE, ("自第 {stale.best_epoch} 轮起", "")]),
    "advice that is no list": (
        "not_list",
        [("advice:\n  en: [stop earlier, regularise]", f"advice:\n  en: {MARK}stop")],
    ),
    "advice of unequal length": (
        "unequal_lists",
        [("advice:\n  en", f"advice:\n  {MARK}en"), ("[早些停止, 加强正则化]", "[早些停止]")],
    ),
    # tests
    "no firing test": ("untested", [TESTS, (FIRES, "clear: true")]),
    "no clear test": ("untested", [TESTS, ("clear: true", "skipped: val_loss")]),
    "duplicate test name": ("duplicate_test", [TESTS, ("it falls", "it rises")]),
    "two outcomes": (
        "one_outcome",
        [("- name: it falls", f"- {MARK}name: it falls\n    skipped: loss"), ("clear: true", ANOTHER)],
    ),
    "series as a list": ("bad_series", [(RISING, f"val_loss: {MARK}[0.5, 0.4]")]),
    "bad token in a series": ("bad_series", [(RISING, f"val_loss: {MARK}0.5 0.4 0.4+-0.05x5")]),
    "clear that is not true": ("unknown_word", [("clear: true", f"clear: {MARK}yes")]),
    "one epoch": ("two_epochs", [("epochs: [3, 8]", f"epochs: {MARK}[3]")]),
    "text as evidence": ("not_number", [("{stale.best_epoch: 2}", f"{{stale.best_epoch: {MARK}two}}")]),
}
