"""Folders of rules: every fault of every file in one go, each with its place; and what a folder of one's own adds."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from taiyuan_facts.errors import InputError, RuleError
from taiyuan_facts.model import KINDS
from taiyuan_facts.ruleset.loader import load_packaged, load_rules, packaged_rules, read_data, source_of
from taiyuan_facts.ruleset.ruleset import TIME_LIMIT

from .folders import RULE, changed, extract, load_faults, write_folder

# What is changed in the one rule of folders.RULE, and what is said of it.
FAULTS = {
    ("kind: output", "knd: output"): [
        "tea.yaml:2:5: a rule lacks kind; it needs id, kind, title, match",
        "tea.yaml:3:5: unknown key knd; did you mean kind?; a rule has id, kind, title, note, match, scope, set, "
        "roles, fallback, examples",
    ],
    ("kind: output", "kind: outputs"): ["tea.yaml:3:11: unknown kind outputs; did you mean output?"],
    ("kind: output", "kind: tea-things"): [
        f"tea.yaml:3:11: unknown kind tea-things; allowed are {', '.join(KINDS)}, and what a file declares with kinds: "
        "[tea-things]"
    ],
    ("id: tea-sold", "id: Tea Sold"): [
        "tea.yaml:2:9: id is Tea Sold; an id is written in small letters and digits with - between words, such as "
        "growth-over-year"
    ],
    ("title: 茶叶销量5吨", "title:"): [
        "tea.yaml:4:11: title must be a text, not nothing; write a value, or take the key out"
    ],
    ("title: 茶叶销量5吨", "title: 5"): ["tea.yaml:4:12: title must be a text, not a number; put it in quotes: '5'"],
    ("{is}", "{iss}"): ["tea.yaml:5:33: unknown word list or dimension {iss}; did you mean {is}?"],
    ("{mass}", "{mas}"): ["tea.yaml:5:38: unknown word list or dimension {mas}; did you mean {mass}?"],
    ("{mass}", "吨"): ["tea.yaml:5:12: the pattern captures no figure; name one, such as {money} or {count}"],
    ("(?<indicator>", "(?<indicater>"): [
        "tea.yaml:5:16: the group indicater is no column; did you mean indicator?; groups are subject, indicator, item"
    ],
    ("(?<indicator>", "(?P<f0>"): ["tea.yaml:5:17: the group f0 is no column; groups are subject, indicator, item"],
    ("{is} {mass}", "{is} {mass})"): ["tea.yaml:5:43: the pattern is no regex: unbalanced parenthesis"],
    ("{is} {mass}", "[多{mass}]"): ["tea.yaml:5:34: {mass} cannot stand inside [ ]; use (?:…|{mass}) instead"],
    ("{is} {mass}", "[多 {mass}"): [
        "tea.yaml:5:32: the class that opens here is not closed; write ], or \\[ for the character"
    ],
    ("{is} {mass}", "{is} # {mass}"): [
        "tea.yaml:5:37: # begins a comment, which hides the rest of the pattern; write \\# for the character"
    ],
    ("    examples", "    set: {status: plan, unit: 万斤}\n    examples"): [
        "tea.yaml:6:19: unknown status plan; did you mean planned?; allowed are actual, planned",
        "tea.yaml:6:31: unknown unit 万斤; did you mean 斤?",
    ],
    ("    examples", "    roles: {sold: {status: actual}}\n    examples"): [
        "tea.yaml:6:13: no figure of the pattern has the role sold; name it in the pattern, as in {money:sold}"
    ],
    ("    examples", "    fallback: sometimes\n    scope: claus\n    examples"): [
        "tea.yaml:6:15: fallback must be true or false, not a text",
        "tea.yaml:7:12: unknown scope claus; did you mean clause?; allowed are clause, sentence",
    ],
    ("raw: 5吨", "raw: 6吨"): [
        "tea.yaml:8:23: 6吨 does not stand in the text; raw is the figure exactly as written there"
    ],
    ("value: '0.0005'", "value: 五"): ["tea.yaml:8:34: value is 五; a value is a plain number such as '24.7' or '-3'"],
    ("unit: 万吨", "unit: 万顿"): ["tea.yaml:8:50: unknown unit 万顿; did you mean 顿?"],
    ("unit: 万吨", "role: sale"): [
        "tea.yaml:8:50: no figure of the pattern has the role sale; name it in the pattern, as in {money:sale}"
    ],
    ("        facts: []", "        facts: []\n        issued: 2022-02-30"): [
        "tea.yaml:11:17: there is no day 2022-02-30; write one such as 2022-08-15"
    ],
    ("        facts: []", "        facts: 5吨"): ["tea.yaml:10:16: facts must be a list, not a text; write [5吨]"],
    ("rules:", "units: []\nrules:"): [
        "tea.yaml:1:1: units belongs into units.yaml; move it there, or give this file that name"
    ],
    ("rules:", "disable: [tea-slod]\nrules:"): [
        "tea.yaml:1:11: disable names no rule: tea-slod; did you mean tea-sold?"
    ],
    ("rules:", "kinds: [../tea]\nrules:"): [
        "tea.yaml:1:9: the kind is ../tea; a kind is written in small letters, digits and -, such as growth or "
        "carbon-emission"
    ],
}  # fmt: skip


@pytest.mark.parametrize("change", FAULTS, ids=lambda change: change[1].strip()[:30])
def test_a_fault_of_a_rule_is_told_at_its_place_with_the_remedy(change: tuple[str, str], tmp_path: Path) -> None:
    """Each slip in a rule is one fault (or as many as it is) at the very character, with what to write instead."""
    assert load_faults(tmp_path / "own", changed(*change)) == FAULTS[change]


DATA_FAULTS = {
    ("units.yaml", "units:\n  - {dimension: energy, canonical: 亿千瓦时, scale: 10, surfaces: {度量: 1}}\n"): [
        "units.yaml:2:49: 亿千瓦时 has the scale 100000000 already, and factors are counted by it; leave scale out"
    ],
    ("units.yaml", "units:\n  - {dimension: carbon, canonical: 吨碳, surfaces: {吨碳: 1}}\n"): [
        "units.yaml:2:5: 吨碳 is a new unit of the table; say with scale how many of the unit with factor 1 it is"
    ],
    ("units.yaml", "units:\n  - {dimension: carbon, surfaces: {吨碳: 1}}\n"): [
        "units.yaml:2:5: a family of units lacks canonical; it needs dimension, canonical, surfaces"
    ],
    ("units.yaml", "units:\n  - {dimension: mass, canonical: 万吨, surfaces: {引: many}}\n"): [
        "units.yaml:2:52: 引 is many; a positive number is needed here, such as 1000 or '0.001'"
    ],
    ("units.yaml", "units:\n  - {dimension: mass, canonical: 万吨, surfaces: {引: 1}}\n"
                   "  - {dimension: mass, canonical: 万吨, surfaces: {引: 2}}\n"): [
        "units.yaml:3:5: 万吨 of mass stands already on line 2; join the two",
        "units.yaml:3:49: 引 stands already under 万吨; keep one",
    ],
    ("units.yaml", "units:\n  - {dimension: mass, canonical: 万吨, surfaces: {'': 1}}\n"): [
        "units.yaml:2:49: the name is empty; write a value, or take the key out"
    ],
    ("units.yaml", "classifiers: {tea: [吨, 饼]}\n"): [
        "units.yaml:1:21: 吨 is a unit of mass already and would never be counted; take it out"
    ],
    ("tables.yaml", "unit_line: '单位：.+'\n"): [
        "tables.yaml:1:12: the pattern has no group for the unit; put (?<unit>…) around it"
    ],
    ("tables.yaml", "kind_words:\n  - {kind: output, dimensions: [mony], words: [earnt]}\n"
                    "otherwise: {mas: measure}\n"): [
        "tables.yaml:2:33: unknown dimension mony; did you mean money?",
        "tables.yaml:2:48: unknown word list earnt; did you mean earned?",
        "tables.yaml:3:13: unknown dimension mas; did you mean mass?",
    ],
    ("subjects.yaml", "weights:\n  heads: 1\n  head: much\nenuf: 3\n"): [
        "subjects.yaml:2:3: unknown key heads; did you mean head?",
        "subjects.yaml:3:9: head is much; a weight is a number such as 1.25 or -0.5; two places behind the point count",
        "subjects.yaml:4:1: unknown key enuf; did you mean enough?; subjects.yaml has enough, weights",
    ],
    ("lexicon.yaml", "money: [钱]\n"): [
        "lexicon.yaml:1:1: money is a dimension of figures, so that {money} could not mean these words; rename the list"
    ],
    ("lexicon.yaml", "increase: 大涨\n"): [
        "lexicon.yaml:1:1: increase is a word list; write a list, whose words are added to it"
    ],
    ("lexicon.yaml", "words: {tea: [茶]}\n"): [
        "lexicon.yaml:1:8: words must be a list or a text, not a mapping; put it in single quotes: what begins with { "
        "or [ is read as a mapping or a list"
    ],
    ("lexicon.yaml", "link: [已]\n"): [
        "lexicon.yaml:1:1: link is a fragment of a pattern; write a text, which takes its place"
    ],
    ("lexicon.yaml", "tea: '{incraese}|{Tea}|{money}'\n"): [
        "lexicon.yaml:1:7: unknown word list {incraese}; did you mean increase?",
        "lexicon.yaml:1:18: {Tea} is no word list; write {name}, or \\{ for the character itself",
        "lexicon.yaml:1:24: a fragment holds no figures; take {money} out and name it in the rule's match",
    ],
    ("lexicon.yaml", "tea: 'a{leaf}'\nleaf: 'b{tea}'\n"): [
        "lexicon.yaml:1:6: the fragment tea uses itself; break the circle",
        "lexicon.yaml:2:7: the fragment leaf uses itself; break the circle",
    ],
    ("lexicon.yaml", "tea: '茶{increase}(?:叶'\n"): ["lexicon.yaml:1:22: the fragment is no regex: missing )"],
    ("lexicon.yaml", "Tea: [茶]\n"): [
        "lexicon.yaml:1:1: the name is Tea; a name that rules use in braces is written in small letters and _, such as "
        "{energy_saved}"
    ],
    ("figures.yaml", "never:\n  - {id: tea, match: '{n}(?:茶'}\n  - {id: cup}\n"): [
        "figures.yaml:2:30: the pattern is no regex: missing )",
        "figures.yaml:3:5: an entry of never lacks match; it needs id, match",
    ],
    ("figures.yaml", "words: [{word: 小半, value: 30, unit: 成数, dimension: percent}]\n"): [
        "figures.yaml:1:37: unknown unit 成数; did you mean 成?"
    ],
    ("figures.yaml", "words: [{word: 岁尾, value: 30, unit: '%', dimension: date}]\n"): [
        "figures.yaml:1:53: date is a dimension of times; a figure has another"
    ],
    ("figures.yaml", "words: [{word: (小)半, value: 30, unit: '%', dimension: percent}]\n"): [
        "figures.yaml:1:16: (小)半 does not begin with a letter; a word that is a figure does"
    ],
    ("lexicon.yaml", "cut: '(?:的|了)'\n"): [
        "lexicon.yaml:1:6: the alternative (?:的|了) does not begin with a character; each alternative of cut must, "
        "without a group around them"
    ],
    ("figures.yaml", "energy_degree: {as: 度店}\n"): ["figures.yaml:1:21: unknown unit 度店; did you mean 度?"],
    ("figures.yaml", "unstated_money: {unit: 圆圆}\n"): ["figures.yaml:1:24: unknown unit 圆圆; did you mean 圆?"],
    ("figures.yaml", "compounds: [{larger: [年], smaller: [个月], times: 12, unit: 分种}]\n"): [
        "figures.yaml:1:59: unknown unit 分种"
    ],
    ("figures.yaml", "nevr: []\n"): [
        "figures.yaml:1:1: unknown key nevr; did you mean never?; figures.yaml has qualifiers, look_back, "
        "held_to, respectively, moved_by, round_only, not_before, not_after, after_time_only, never, article, both, "
        "digits_only, unstated_money, unstated_small, unstated_index, "
        "energy_degree, compounds, words, denominators, not_followed"
    ],
    ("times.yaml", "parts: {腊月: [12, 13], 旺季: [9, 3]}\nyears: {去岁: last}\n"): [
        "times.yaml:1:18: each value of 腊月 is 13; it must lie between 1 and 12",
        "times.yaml:1:27: the last (3) lies before the first (9); swap them",
        "times.yaml:2:13: 去岁 is last; it must be context, next or a whole number",
    ],
    ("characters.yaml", "traditional: 國學\nsimplified: 国\n"): [
        "characters.yaml:1:1: there are 2 traditional and 1 simplified characters; each needs its counterpart at the "
        "same place"
    ],
    ("layout.yaml", "heading_length: many\nterminal: '[。'\n"): [
        "layout.yaml:1:17: heading_length must be a whole number, not a text",
        "layout.yaml:2:14: the pattern is no regex: unterminated character set",
    ],
}  # fmt: skip


@pytest.mark.parametrize("file", DATA_FAULTS, ids=lambda file: f"{file[0]} {file[1][:24]!r}")
def test_a_fault_of_a_data_file_is_told_at_its_place(file: tuple[str, str], tmp_path: Path) -> None:
    """Units without a table unit, numbers that are none, bad patterns, circles, clashes: each at its character."""
    assert load_faults(tmp_path / "own", {file[0]: file[1]}) == DATA_FAULTS[file]


def test_all_faults_of_all_files_come_in_one_go(tmp_path: Path) -> None:
    """A broken file does not hide the faults of others, and what follows from a fault is not told again."""
    files = {
        "a.yaml": RULE.replace("{is}", "{tea_is}").replace("tea-sold", "a"),
        "b.yaml": RULE.replace("kind: output", "kind: outputt"),
        "c.yaml": "rules: [x\n",
        "lexicon.yaml": "tea_is: '(?:有'\n",
    }
    assert load_faults(tmp_path / "own", files) == [
        "b.yaml:3:11: unknown kind outputt; did you mean output?",
        "c.yaml:1:8: the bracket that opens here is not closed; close it, or put the value in quotes",
        "lexicon.yaml:1:14: the fragment is no regex: missing )",
    ]


def test_one_id_stands_once(tmp_path: Path) -> None:
    """Two rules of one's own with one id are a fault at the second, which names the first."""
    files = {"a.yaml": RULE, "b.yaml": RULE}
    folder = (tmp_path / "own").as_posix()
    assert load_faults(tmp_path / "own", files) == [
        f"b.yaml:2:9: the id tea-sold stands already at {folder}/a.yaml:2:5; give this rule another"
    ]


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    """Another encoding is a fault of the file, with the byte."""
    write_folder(tmp_path, {})
    (tmp_path / "tea.yaml").write_bytes("rules:\n  - id: 茶\n".encode("gb18030"))
    with pytest.raises(RuleError, match=r"tea\.yaml:1:1: this file is not UTF-8 \(byte 15\); save it as UTF-8"):
        load_rules(tmp_path)


@pytest.mark.parametrize("files", [{}, {"notes.txt": "x"}, {".hidden.yaml": RULE}])
def test_a_folder_without_rules_is_told(tmp_path: Path, files: dict[str, str]) -> None:
    """No *.yaml, or only a hidden one: a sentence with the command that writes one."""
    with pytest.raises(InputError, match=r"holds no \*\.yaml file; `tyfacts rules new KIND .*` writes one"):
        load_rules(write_folder(tmp_path / "own", files))


def test_a_missing_folder_is_told_with_the_nearest(tmp_path: Path) -> None:
    """A misspelt folder is answered with the name that is there."""
    write_folder(tmp_path / "my-rules", {"tea.yaml": RULE})
    with pytest.raises(InputError, match=r"there is no folder .*/my-rule; did you mean my-rules\?"):
        load_rules(tmp_path / "my-rule")


def test_a_rule_of_ones_own_finds_figures(tmp_path: Path) -> None:
    """It runs beside the packaged rules and goes before them."""
    ruleset = load_rules(write_folder(tmp_path, {"tea.yaml": RULE}))
    packaged = [fact.rule for fact in extract("茶叶销量为5吨，总投资3亿元。", load_packaged())]
    assert [fact.rule for fact in extract("茶叶销量为5吨，总投资3亿元。", ruleset)] == ["tea-sold", packaged[1]]
    assert ruleset.digest != load_packaged().digest


def test_one_file_can_be_given_instead_of_a_folder(tmp_path: Path) -> None:
    """Only that file is laid over."""
    write_folder(tmp_path, {"tea.yaml": RULE, "broken.yaml": "rules: x\n"})
    assert load_rules(tmp_path / "tea.yaml").rule("tea-sold") is not None


def test_a_rule_under_a_packaged_id_takes_its_place(tmp_path: Path) -> None:
    """The packaged rule of that id is gone; all others stay."""
    some = load_packaged().rules[0].id
    ruleset = load_rules(write_folder(tmp_path, changed("id: tea-sold", f"id: {some}")))
    rule = ruleset.rule(some)
    assert rule is not None
    assert (rule.own, rule.kind) == (True, "output")
    assert [rule.id for rule in ruleset.rules] == [rule.id for rule in load_packaged().rules]


def test_disabled_rules_do_not_run(tmp_path: Path) -> None:
    """`disable` takes packaged rules out."""
    money = [rule.id for rule in load_packaged().rules if rule.kind == "money"]
    ruleset = load_rules(write_folder(tmp_path, {"less.yaml": f"disable: {money}\n".replace("'", "")}))
    assert [rule.id for rule in load_packaged().rules if ruleset.rule(rule.id) is None] == money
    assert [fact.kind for fact in extract("他捡到了300元。", load_packaged())] == ["money"]
    assert extract("他捡到了300元。", ruleset) == []


def test_units_are_added_to_a_family_by_its_table_unit_alone(tmp_path: Path) -> None:
    """A family of one's own need hold only what it adds: its scale and other surfaces are those of the package."""
    units = "units:\n  - {dimension: mass, canonical: 万吨, surfaces: {茶引: 60000}}\n"
    ruleset = load_rules(write_folder(tmp_path, {"units.yaml": units, "tea.yaml": RULE}))
    facts = extract("茶叶销量为500茶引，茶叶销量为3吨。", ruleset)
    assert [(fact.raw, str(fact.value), fact.unit) for fact in facts] == [
        ("500茶引", "0.003", "万吨"),
        ("3吨", "0.0003", "万吨"),
    ]


def test_a_dimension_of_ones_own_is_a_macro(tmp_path: Path) -> None:
    """A new dimension has its placeholder, its table unit and its conversion, and rules of any kind can ask for it."""
    files = {
        "units.yaml": "units:\n  - {dimension: aroma, canonical: 百香, scale: 100, surfaces: {香: 1, 大香: 10}}\n",
        "tea.yaml": RULE.replace("{mass}", "{aroma}")
        .replace("5吨", "5香")
        .replace("value: '0.0005', unit: 万吨", "value: '0.05', unit: 百香"),
    }
    [fact] = extract("茶叶销量达30大香。", load_rules(write_folder(tmp_path, files)))
    assert (fact.rule, str(fact.value), fact.unit) == ("tea-sold", "3", "百香")


def test_classifiers_and_words_are_added(tmp_path: Path) -> None:
    """New classifiers are counted; words join a packaged list, and lists of one's own are macros."""
    files = {
        "units.yaml": "classifiers: {tea: [饼茶]}\n",
        "lexicon.yaml": "increase: [蹿升]\ntea: [红茶, 绿茶]\n",
        "tea.yaml": RULE.replace("茶叶销量)", "{tea}销量)").replace("茶叶销量", "红茶销量"),
    }
    ruleset = load_rules(write_folder(tmp_path, files))
    assert set(load_packaged().lists["increase"]) < set(ruleset.lists["increase"])
    facts = extract("绿茶销量为2吨，售价蹿升30%，送出15饼茶。", ruleset)
    assert [(fact.rule, fact.kind, fact.unit) for fact in facts] == [
        ("tea-sold", "output", "万吨"),
        (facts[1].rule, "growth", "%"),
        (facts[2].rule, "count", "饼茶"),
    ]


def test_a_mark_in_a_word_is_no_pattern(tmp_path: Path) -> None:
    """A word list holds words: a bracket among the words of plans is looked for as it stands."""
    own = write_folder(tmp_path, {"lexicon.yaml": "plan: ['(拟)']\n"})
    facts = extract("(拟)投资5亿元。\n", load_rules(own))
    assert [(fact.value, fact.status) for fact in facts] == [(Decimal(5), "planned")]


def test_a_kind_of_ones_own_is_declared(tmp_path: Path) -> None:
    """`kinds` makes a kind that rules, and the columns that they set, can have."""
    text = "kinds: [tea]\n" + RULE.replace("kind: output", "kind: tea")
    ruleset = load_rules(write_folder(tmp_path, {"tea.yaml": text}))
    assert ruleset.kinds == (*KINDS, "tea")
    assert [fact.kind for fact in extract("茶叶销量为5吨。", ruleset)] == ["tea"]


def test_figures_that_are_none_are_added_and_changed_by_their_id(tmp_path: Path) -> None:
    """An entry of `never` under a new id is added; one under the id of a packaged entry takes its place."""
    never = "never:\n  - {id: tea, match: '{n}(?=号茶)', note: 7号茶}\n  - {id: generation, match: '{n}代茶'}\n"
    folder = write_folder(tmp_path, {"figures.yaml": never})
    old, new = (
        {entry["id"]: entry["match"] for entry in read_data("figures.yaml", own)["never"]} for own in (None, folder)
    )
    assert new == {**old, "tea": "{n}(?=号茶)", "generation": "{n}代茶"}
    assert list(new)[: len(old)] == list(old)


def test_words_of_tables_are_added(tmp_path: Path) -> None:
    """A head of one's own is a head, and a kind of one's own words comes first among its like."""
    text = "茶园\t鲜叶量（吨）\t电话\n云雾茶园\t5\t1"
    assert [fact.kind for fact in extract(text, load_packaged())] == ["measure"]
    words = "kind_words:\n  - {kind: output, words: [leaf]}\n"
    folder = write_folder(tmp_path, {"tables.yaml": words, "lexicon.yaml": "leaf: [鲜叶量]\n"})
    [fact] = extract(text, load_rules(folder, examples=False))
    assert (fact.kind, fact.subject, fact.indicator) == ("output", "云雾茶园", "鲜叶量")


def test_traditional_characters_are_added(tmp_path: Path) -> None:
    """Pairs of one's own join the packaged table."""
    folder = write_folder(tmp_path, {"characters.yaml": "traditional: 囍\nsimplified: 喜\n"})
    table = load_rules(folder).layout.plain
    assert table[ord("囍")] == ord("喜")
    assert table == {**load_packaged().layout.plain, ord("囍"): ord("喜")}


def test_the_packaged_folder_itself_is_no_overlay() -> None:
    """Given as a folder, it is the packaged rules, and not twice them."""
    assert load_rules(packaged_rules()).digest == load_packaged().digest


def test_examples_are_left_out_where_only_extracting_is_asked_for(tmp_path: Path) -> None:
    """The packaged rules are the same without their examples, and every place in them holds."""
    with_them, without = load_rules(), load_packaged()
    assert with_them.digest == without.digest
    assert [rule.location for rule in with_them.rules] == [rule.location for rule in without.rules]
    assert not any(rule.examples for rule in without.rules)
    assert load_rules(write_folder(tmp_path, {"tea.yaml": RULE}), examples=False).rule("tea-sold") is not None


def test_a_pathological_pattern_is_stopped_and_named(tmp_path: Path) -> None:
    """A rule that explodes ends in a RuleError with rule and text, not in a hang."""
    rule = RULE.replace("(?<indicator>茶叶销量) {is}", "(?:茶|茶叶|叶)* 共")
    ruleset = load_rules(write_folder(tmp_path, {"tea.yaml": rule}))
    text = "茶叶" * 40 + "叶柜共5吨。"
    with pytest.raises(RuleError) as caught:
        extract(text, ruleset)
    [fault] = caught.value.faults
    assert fault.message.startswith("the rule ")
    assert f" took longer than {TIME_LIMIT:g} s on «{text[:60]}…»; its pattern backtracks without end" in fault.message
    assert ruleset.rule(fault.message.split()[2]) is not None


DATA_RUNAWAYS = {
    "layout.yaml:1:9": ("layout.yaml", "byline: '(?:[^，]+)+摄$'\n"),
    "lexicon.yaml:1:7": ("lexicon.yaml", "link: '(?:已|已均|均)*共'\n"),
}


@pytest.mark.parametrize("place", DATA_RUNAWAYS)
def test_a_pathological_pattern_of_a_data_file_is_refused(place: str, tmp_path: Path) -> None:
    """These patterns run without a limit, and so such a folder is not loaded, and the fault names the place."""
    file, text = DATA_RUNAWAYS[place]
    [fault] = load_faults(tmp_path, {file: text})
    assert fault.startswith(f"{place}: the pattern can backtrack without bound: ")
    assert fault.endswith("bound the repeat, as in {0,12}, or make it possessive, as in *+")


def test_packaged_rules_run_without_a_limit() -> None:
    """Only what is the user's is timed; reading the clock is dear."""
    assert not any(rule.limited for rule in load_packaged().rules)


def test_the_lines_of_a_rule_are_found() -> None:
    """`source_of` gives a rule as it stands in its file, ready for a file of one's own."""
    for rule in load_rules().rules[::30]:
        source = source_of(rule)
        assert source.startswith(f"  - id: {rule.id}\n")
        assert source.count("- id: ") == 1
