"""The first rule file of someone who has never written one: `tyfacts rules new KIND`."""

from __future__ import annotations

from typing import NamedTuple

from taiyuan_facts.ruleset.ruleset import Ruleset


class Starter(NamedTuple):
    """What is special of one kind: a sentence shape, a pattern, an example for it with its fact, and one against it."""

    title: str
    match: str
    text: str
    fact: str
    against: str
    why_not: str


STARTERS: dict[str, Starter] = {
    "investment": Starter(
        "数字化改造投入3000万元",
        "(?<indicator>数字化改造投入) {is} {money}",
        "三家焦化厂去年数字化改造投入3000万元。",
        "{raw: 3000万元, value: '0.3', unit: 亿元, indicator: 数字化改造投入}",
        "数字化改造后，电费少交了30万元。",
        "a saving is no investment",
    ),
    "capacity": Starter(
        "储罐可存原油80万吨",
        "(?<indicator>储罐可存) (?<item>\\p{Han}{1,6}?) {mass}",
        "新区的储罐可存原油80万吨。",
        "{raw: 80万吨, value: '80', unit: 万吨, item: 原油}",
        "码头卸下原油80万吨。",
        "what was moved is no capacity",
    ),
    "growth": Starter(
        "客流同比多出两成",
        "(?<indicator>客流) (?:同比|环比)? 多出 {percent|point|times}",
        "国庆期间，柳巷客流同比多出两成。",
        "{raw: 两成, value: '20', unit: '%', indicator: 客流}",
        "客流中两成是外地人。",
        "a part of a whole is a share",
    ),
    "deadline": Starter(
        "补贴申领截至6月30日",
        "(?<indicator>\\p{Han}{0,8}?申领) (?:日期|时间)? {time:due}",
        "家电补贴申领截至2022年12月31日。",
        "{raw: 截至2022年12月31日, date: 2022-12-31, role: due}",
        "申领的人从清晨就排起了队。",
        "no time is named",
    ),
    "output": Starter(
        "入馆读者5万人次",
        "(?<indicator>入馆读者) {is} {count|number}",
        "市图书馆上半年入馆读者达5万人次。",
        "{raw: 5万人次, value: '50000', unit: 人次, indicator: 入馆读者}",
        "馆内有5万册旧书。",
        "a stock is no output",
    ),
    "share": Starter(
        "电动车的渗透率为三成",
        "(?<indicator>渗透率) {is} {percent}",
        "电动出租车的渗透率已达三成。",
        "{raw: 三成, value: '30', unit: '%', indicator: 渗透率}",
        "出租车比去年多了三成。",
        "a change is growth",
    ),
    "duration": Starter(
        "通勤耗去50分钟",
        "(?<indicator>通勤) (?:平均)? (?:耗去|花去) {duration}",
        "住在河西的人通勤平均耗去50分钟。",
        "{raw: 50分钟, indicator: 通勤}",
        "通勤专线50分钟后发车。",
        "until it leaves, not how long it takes",
    ),
    "money": Starter(
        "停车费每月300元",
        "(?<indicator>停车费) (?:每月|每天)? {is} {money}",
        "老小区的停车费每月300元。",
        "{raw: 300元, indicator: 停车费}",
        "停车费的事，居民凑了300元请人评理。",
        "the sum is for something else",
    ),
    "measure": Starter(
        "库容水位上升到900米",
        "(?<indicator>\\p{Han}{0,4}水位) (?:上升到|回落到|为) {length}",
        "昨日，汾河水库水位回落到1120米。",
        "{raw: 1120米, value: '1120', unit: 米}",
        "水位标尺立在离岸20米处。",
        "a distance is no level",
    ),
    "count": Starter(
        "流动书车停靠12个站点",
        "(?<indicator>停靠) {count} (?<item>站点)?",
        "流动书车每周停靠12个站点。",
        "{raw: 12个, value: '12', unit: 个, item: 站点}",
        "书车停靠在学校的东门。",
        "nothing is counted",
    ),
}
DEFAULT = STARTERS["measure"]

_TEMPLATE = """\
# yaml-language-server: $schema=./schema.json
# Rules of one's own, of the kind {kind}. Try them with
#   tyfacts rules check {folder}                  faults, each with its place and what to do
#   tyfacts rules test {folder}                   the examples below, alone and among all other rules
#   tyfacts explain "{text}" --rules {folder}
#   tyfacts extract PAGES --rules {folder}
{declaration}rules:
  # Every rule has an id of its own; that of a packaged rule (`tyfacts rules list`) replaces that rule.
  - id: my-{kind}
    kind: {kind}
    # The sentence shape, for people.
    title: {title}
    # Why so, and what it must not catch.
    note: an example to change; {why_not}
    # A regular expression over one clause, in which each figure has become a placeholder. Blanks do not count; quotes
    # are single ones, since in double quotes YAML would want \\\\p.
    #   {{money}}               a sum; one figure, which becomes a fact. Others are
{dimensions}
    #   {{mass|power}}          either of two; {{any}} is any quantity, {{time}} any time
    #   {{money:before}}        names the role of a figure, for `roles:` and the examples
    #   {{date:when}}           a time that dates the facts and is none itself
    #   {{increase}} {{is}}       a word list or a fragment of rules/lexicon.yaml; add your own in a lexicon.yaml here
    #   (?<indicator>…)       fills a column: subject, indicator or item
    #   (?:到|至)  \\p{{Han}}{{0,6}}?   either word; up to six Chinese characters, as few as will do
    match: '{match}'
    # set: {{status: planned}}               # columns for every fact of the rule; {{sign: '-'}} makes a decrease of it
    # roles: {{before: {{status: actual}}}}    # the same for the figures of one role
    # scope: sentence                      # look in the whole sentence, not in each clause
    # fallback: true                       # only for figures that no other rule claims
    examples:
      # A sentence in your own words, and exactly the facts that the rule makes of it; only the keys given are compared.
      - text: {text}
        facts: [{fact}]
      # A neighbour that must not match: {why_not}. Write such ones first.
      - text: {against}
        facts: []
      # `issued: 2022-08-15` is the issue date, for 今年 and 10月底; `todo: why` marks what the rule cannot do yet.
# disable: [{packaged}]     # packaged rules that shall not run
# kinds: [carbon-emission]    # kinds of one's own, beside the ten
"""


def write_starter(kind: str, folder: str, ruleset: Ruleset) -> str:
    """A commented rule file for a kind that passes `check` and `test`; a kind that the rule set has not is declared.

    Args:
        kind: its name, in small letters.
        folder: where the file will stand, for the commands in its comments.
        ruleset: the packaged rules.
    """
    starter = STARTERS.get(kind, DEFAULT)
    declaration = "" if kind in ruleset.kinds else f"kinds: [{kind}]\n"
    return _TEMPLATE.format(
        kind=kind,
        folder=folder,
        packaged=ruleset.rules[0].id,
        declaration=declaration,
        dimensions=_wrap(ruleset.placeholders.names()),
        title=starter.title,
        match=starter.match,
        text=starter.text,
        fact=starter.fact,
        against=starter.against,
        why_not=starter.why_not,
    )


def _wrap(names: list[str]) -> str:
    """The names of figures as comment lines."""
    lines, line = [], ""
    for name in names:
        if len(line) + len(name) > 84:
            lines.append(line)
            line = ""
        line += f" {name}"
    return "\n".join(f"    #                        {line.strip()}" for line in [*lines, line])
