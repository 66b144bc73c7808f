"""What a phrase names: a project, an organisation, a place, people or a measure, told by what it ends in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from taiyuan_facts.attaching.deeds import Deeds
from taiyuan_facts.attaching.name_patterns import name_patterns
from taiyuan_facts.attaching.place_names import PlaceNames
from taiyuan_facts.attaching.words import Words, is_list, pointed_at

Sort = Literal["project", "org", "place", "people", "measured", "name", "macro", "macro_strong", "pronoun"]

LONGEST_BARE = 16  # characters of a name without a telling end
BARE_PLACE = 2  # characters of 贵州 and 杭州, whose last is no word of its own
LEAST_WORK = 6  # characters of 农网改造升级工程
LONG_REST = 4  # characters behind a place that no firm's short name has


@dataclass(frozen=True, slots=True)
class NameSorts(PlaceNames):
    """The lexicon's lists for names, compiled, and the sort of a phrase by them."""

    indicator_ends: frozenset[str] = field(repr=False)  # what an indicator ends in: a cheap test before its pattern
    measure_characters: frozenset[str] = field(repr=False)  # the last characters of indicators
    measure_ends: tuple[str, ...] = field(repr=False)
    public_ends: frozenset[str]
    firm_ends: frozenset[str]
    body_ends: frozenset[str]  # one character that ends the name of a body or a plant behind a place
    sorts: Mapping[str, Sort] = field(repr=False)
    no_heads: frozenset[str] = field(repr=False)
    suffixes: frozenset[str] = field(repr=False)
    kinds_of_project: tuple[str, ...] = field(repr=False)
    kinds_of_goods: tuple[str, ...] = field(repr=False)
    joined_heads: tuple[str, ...] = field(repr=False)
    locatives: frozenset[str] = field(repr=False)
    heads_by_end: Mapping[str, Sequence[str]] = field(repr=False)  # by their last character, the longest first
    nation: frozenset[str] = field(repr=False)
    pronouns: frozenset[str] = field(repr=False)
    pronoun_starts: frozenset[str] = field(repr=False)  # their first characters
    deeds: Deeds = field(repr=False)
    attributes: Words = field(repr=False)
    of_places: frozenset[str] = field(repr=False)
    remembered: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)  # what phrases name

    @classmethod
    def build(cls, words: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> Self:
        """``words``: the lexicon as patterns; ``lists``: its plain lists."""
        sorts: dict[str, Sort] = dict.fromkeys(lists["people_heads"], "people")
        sorts |= dict.fromkeys(lists["place_heads"], "place")
        sorts |= dict.fromkeys(lists["own_places"], "place")
        sorts |= dict.fromkeys(lists["org_heads"], "org")
        sorts |= dict.fromkeys(lists["project_heads"], "project")
        heads = sorts.keys() | lists["no_heads"]
        return cls(
            **name_patterns(words, lists),
            measure_characters=frozenset(re.findall(r"(.)(?=[|()]|$)", words["indicator_tail"])),
            indicator_ends=frozenset(re.findall(r"[\u4e00-\u9fff]?.(?=[|()]|$)", words["indicator_tail"])),
            areas=frozenset(lists["areas"]),
            known=frozenset([*lists["places"], *lists["own_places"]]),
            levels={
                **dict.fromkeys(lists["provinces"], "省"),
                **dict.fromkeys(lists["city_provinces"], "市"),
                **dict.fromkeys(lists["regions"], "区"),
            },
            measure_ends=tuple(lists["measure_ends"]),
            public_ends=frozenset(lists["public_ends"]),
            firm_ends=frozenset(lists["firm_ends"]),
            body_ends=frozenset(lists["body_ends"]),
            sorts=sorts,
            heads_by_end={
                end: sorted((head for head in heads if head[-1] == end), key=len, reverse=True)
                for end in {head[-1] for head in heads}
            },
            no_heads=frozenset(lists["no_heads"]),
            suffixes=frozenset(lists["suffixes"]),
            kinds_of_project=tuple(lists["kinds_of_project"]),
            kinds_of_goods=tuple(lists["kinds_of_goods"]),
            joined_heads=tuple(lists["joined_heads"]),
            locatives=frozenset(lists["locatives"]),
            nation=frozenset(lists["nation"]),
            pronouns=frozenset(lists["pronouns"]),
            pronoun_starts=frozenset(pronoun[0] for pronoun in lists["pronouns"]),
            nothing=frozenset([*lists["no_name"], *lists["increase"], *lists["decrease"], *lists["does"]]),
            deeds=Deeds.build(lists),
            attributes=Words.of(lists["attributes"]),
            of_places=frozenset(lists["of_places"]),
        )

    def classify(self, text: str) -> tuple[int, Sort] | None:
        """How much of a phrase is a name, and of what sort."""
        standing = self._standing(text)
        if standing:
            return pointed_at(text[:standing], self.kinds_of_project), "pronoun"
        if text in self.nothing:
            return None
        if (told := self.adjectival.search(text)) is not None:
            return self.classify(text[: told.start()]) if told.start() > 1 else None  # 阀门｜需求强劲
        if text[-1] in self.locatives and self.where.search(text):
            return self._within(text)
        measure = self._measure(text)
        if measure is not None:
            return measure
        own = self.own_place.match(text)
        if own is not None:
            return self.of_own_place(text, own.end())
        if text.endswith(("计划", "规划")) and (text[:-2] in self.pronouns or text[:-2] in self.known):
            return self.classify(text[:-2])  # 西藏｜计划完成…, 公司｜计划投资…
        title = self.title.search(text, 1 if text[0] in self.areas else 2)  # 镇｜党委书记
        if title is not None:
            return self._titled(text[: title.start()])
        sort = self.sort_of(text)
        if sort is not None and self.place_acting.match(text) is None:
            doer = self.doer(text, sort) or (self._actor(text) if sort == "people" else None)
            return doer or self._without_plan(text, sort)
        inner = self._inner(text, 4)
        if inner is not None:
            return self._without_plan(text[: inner[0]], inner[1])
        place = self.place.match(text)
        if place is not None and place.group() not in self.nothing and self._ends_there(text, place.end()):
            return place.end(), "place"
        return self._without_ending(text, place.end() if place is not None else 0)

    def _measure(self, text: str) -> tuple[int, Sort] | None:
        """国际油价｜涨幅, 社会消费品零售总额: goods told by their price, and what only a whole place has."""
        if (priced := self.goods_price.match(text)) is not None:
            return priced.end(), "measured"
        return (len(text), "macro_strong") if self.macro_strong.match(text) and not self._is_trade(text) else None

    def _within(self, text: str) -> tuple[int, Sort] | None:
        """春运｜期间, 企业｜中, 志愿者｜接种后: a name before what only says where or when."""
        spell = self.spell.search(text)
        if spell is not None:  # 入夏｜以来 names nobody
            return (spell.start(), "name") if spell.start() > 1 and text[: spell.start()] not in self.nothing else None
        within = self.within.search(text)
        if within is not None:
            return self.classify(text[: within.start()])
        done = self.when.sub("", text)
        sort = self.sort_of(done)
        return (len(done), sort) if sort else self._inner(done, 2)

    def _without_ending(self, text: str, place: int) -> tuple[int, Sort] | None:
        """青海西宁｜生活垃圾分类…: of a long phrase without a telling end, the place before it; 山西焦煤 is a firm."""
        if text.startswith("《") and "》" in text:
            return text.index("》") + 1, "name"  # 《酱香型白酒》｜国家标准
        found = self.bare(text)
        long = len(text) - place >= LONG_REST and found is not None and found[1] == "name"
        if place and long:
            return place, "place"
        deed = self.deeds.within(text, found[0]) if found is not None and found[1] in ("name", "measured") else 0
        return (deed, "name") if deed else found

    def doer(self, text: str, sort: Sort) -> tuple[int, Sort] | None:
        """鼎岳特材｜承接项目: a name before what its bearer does to the thing that the phrase ends in."""
        deed = self.deeds.before_thing(text) if sort in ("project", "org", "people") else 0
        return (deed, self.sort_of(text[:deed]) or "name") if deed else None

    def _titled(self, text: str) -> tuple[int, Sort] | None:
        """华锐风电｜董事长: a firm, whatever it ends in; 基地｜负责人 is of one named before."""
        if text in self.pronouns:
            return len(text), "pronoun"
        nobody = text in self.nothing or len(text) == 1 or self.deeds.only(text)  # 牢记｜总书记嘱托
        return None if nobody else (len(text), self.sort_of(text) or "org")

    def _standing(self, text: str) -> int:
        """How much of a phrase stands for a name: 二期, 该项目, 这座工厂."""
        phase = self.phase.match(text)
        if phase is not None:
            return int(phase.end())
        if text in self.pronouns or self.this.match(text):
            return len(text)
        if text[:2] in self.pronouns and (self.verbs.match(text, 2) or self.firm_matters.match(text, 2)):
            return 2  # 公司｜上市六年, 公司｜双氧水日均产能
        if text[0] not in self.pronoun_starts:
            return 0
        least = 2 if text[0] in "该本" and self.sort_of(text) in self._told_apart(text) else 3
        return next(
            (length for length in range(5, least - 1, -1) if text[:length] in self.pronouns), 0
        )  # 该项目｜东连福州

    def _told_apart(self, text: str) -> tuple[Sort | None, ...]:
        """该省｜小麦种植面积, 该区｜新签合同项目, but 该省农业部门: what behind a word that points is another thing."""
        return (None, "project") if text[1] in self.areas else (None,)

    def _is_trade(self, text: str) -> bool:
        """规模以上机械工业增加值 is of a trade, 规模以上工业增加值 of the whole place."""
        found = self.bare(text)
        return found is not None and found[1] == "measured" and self.sector_end.search(text, 0, found[0]) is not None

    def _ends_there(self, text: str, end: int) -> bool:
        """西藏｜计划完成, 广州市｜国际会议; but 广州国际照明展: a bare place ends before verbs and measures."""
        if text[end - 1] in self.areas and not (end == BARE_PLACE and text[:end] in self.known):
            return True  # but 贵州茅台 is a firm
        return end == len(text) or self.told_of_place.match(text, end) is not None

    def _without_plan(self, name: str, sort: Sort) -> tuple[int, Sort]:
        """产业园项目｜计划投资, 曼洼村｜计划: behind these 计划 is a verb."""
        inner = self.sort_of(name[:-2]) if name.endswith(("计划", "规划")) else None
        plans = inner in ("project", "org") or (inner == "place" and name[-3] in self.areas)
        return (len(name) - 2, inner) if inner is not None and plans else (len(name), sort)

    def of_own_place(self, text: str, end: int) -> tuple[int, Sort]:
        """我国机械工业 is a name of its own; 我市规上工业增加值 and 全省…吞吐量 are measures of the place."""
        rest = text[end:]
        priced = self.priced.search(text)
        if priced is not None:
            return priced.end("goods"), "measured"  # 国内成品油｜价格涨幅
        if self.macro_strong.match(rest) and not self._is_trade(rest):
            return end, "place"  # 全国｜居民消费价格
        if (network := self.networks.match(rest)) is not None:
            return end + network.end(), "project"  # 全国高速公路｜车流量
        if rest and self.inland.match(text):
            sort = self.sort_of(text)
            return (len(text), sort) if sort else self.bare(text) or (end, "place")  # 国内大豆｜产量, 国内市场｜收入
        if len(rest) >= LEAST_WORK and text.endswith(self.kinds_of_project[-1]):
            return len(text), "project"  # 全市农网改造升级工程
        if (
            2 <= len(rest) <= 10
            and not self.indicator.search(rest)
            and not self.verbs.search(rest)
            and not self.macro.fullmatch(rest)
        ):
            sort = self.sort_of(text)
            known = (len(text), sort) if sort else self._inner(text, end + 2)
            of_place = text[1:end] in self.areas or self.trading.match(rest) is not None  # 我国｜进口肉类
            return known or ((end, "place") if of_place else (len(text), "measured"))
        return end, "place"

    def _inner(self, text: str, least: int) -> tuple[int, Sort] | None:
        """消防站综合楼项目｜部: the longest start, of ``least`` characters or more, that ends in a telling word."""
        for end in range(len(text) - 1, least - 1, -1):
            head = self._head_of(text[:end])
            if (
                head
                and text[end] not in self.suffixes  # 江西政府性融资担保 is no 江西政府
                and head not in self.firm_ends
                and not self.compound.match(text, end)  # 我国工程机械 is no 工程
                and not self._is_in_measure(text, end, head)
                and (len(head) > 1 or self.verbs.fullmatch(text[end:]) or self._is_body(text, end))
            ):
                sort = self.sort_of(text[:end])
                if sort is not None:
                    return end, sort
        return None

    def _is_in_measure(self, text: str, end: int, head: str) -> bool:
        """深圳｜地区生产总值 is no 深圳地区."""
        measure = self.macro_strong.match(text, end - len(head))
        return measure is not None and measure.end() > end

    def _is_body(self, text: str, end: int) -> bool:
        """桂林市林科所｜测产点: behind a place and two more, one character is enough to end a body's name."""
        place = self.place.match(text)
        return place is not None and end - place.end() >= 3 and text[end - 1] in self.body_ends

    def _actor(self, text: str) -> tuple[int, Sort] | None:
        """青泉乡公所｜征求清洁队员: a body before the verb that it does to people."""
        for end in range(3, len(text) - 3):
            if self.verbs.match(text, end) is not None:
                sort = self.sort_of(text[:end])
                if sort in ("org", "place", "project"):
                    return end, sort
        return None

    def _head_of(self, text: str) -> str:
        """The longest telling end of a phrase, quotation marks aside; empty where it has none."""
        for head in self.heads_by_end.get(text[-1:], ()):
            if text.endswith(head):
                return "" if head in self.no_heads else head
        return ""

    def sort_of(self, text: str) -> Sort | None:
        """The sort of a whole phrase by its last word; a lone 桥梁 or 企业 names nothing."""
        text = text.rstrip('”"’」》）)')
        head = self._head_of(text)
        if not head:
            return None
        if head == text:
            return "place" if self.own_place.fullmatch(text) else None
        if len(head) == 1 and len(text) == 2 and self.place.fullmatch(text) is None:
            return None
        return self.sorts[head]

    def _ends_as_indicator(self, text: str) -> bool:
        """Whether an indicator can end a text: by its last two characters, or the last alone."""
        return text[-2:] in self.indicator_ends or text[-1:] in self.indicator_ends

    def _moves(self, text: str, moving: Any) -> bool:
        """产量｜达: whether a measure stands before what moves; 德豪润达 is a name."""
        measured = text[moving.start() - 1] in self.measure_characters
        return measured and (moving.group() != "达" or self.indicator.search(text, 0, moving.start()) is not None)

    def bare(self, text: str) -> tuple[int, Sort] | None:
        """A phrase without a telling end: what is left of it without the indicators at its end (装备制造业增加值)."""
        if self.no_start.match(text):
            return None
        moving, name = self.moving.search(text), text
        if moving and moving.start() and self._moves(text, moving):
            name = text[: moving.start()]
        while (
            self._ends_as_indicator(name)
            and (tail := self.indicator.search(name)) is not None
            and tail.start() < len(name)
        ):
            sector = self.sector.match(name, tail.start())
            if sector is not None and tail.start() and not self.macro.fullmatch(name, 0, tail.start()):
                name = name[: sector.end()]  # 装备制造业｜增加值: the trade is part of the name, not of the measure
                break
            if name[tail.start() - 1] == "、" or f"{tail.group()}、" in name:
                break  # 生态效益、社会效益: a member of a list like the others
            name = name[: tail.start()]
        moved = self.moving.search(name) if len(name) < len(text) else None
        if moved is not None and (moved.group() != "达" or self._moves(name, moved)):
            name = name[: moved.start()]  # 长豆角｜降价; 中国信达 is a name
        stirred = self.deeds.moved_at_end(text) if len(name) == len(text) else 0
        if stirred and self._ends_as_indicator(text[:-stirred]) and len(text) - stirred > 1:
            return self.bare(text[:-stirred])  # 产品合格率｜提升
        if len(name) == len(text):
            sort: Sort = "macro" if text.endswith(self.measure_ends) or text in self.of_places else "name"
            named = sort != "name" or not self.deeds.only(text)  # 研制｜‹30个›创新药物
            return (len(text), sort) if named and (len(text) <= LONGEST_BARE or is_list(text)) else None
        if (pointing := name or text[:2]) in self.pronouns:
            return len(pointing), "pronoun"  # 项目｜总投资, 公司｜营业收入
        if not name or name in self.nothing or self.macro.fullmatch(name):
            return len(text), "macro_strong" if self.macro_strong.search(text) else "macro"
        name = name[: len(name) - self.deeds.done_at_end(name)]  # 大船｜进港时间
        return (len(name), "measured") if 2 <= len(name) <= LONGEST_BARE or is_list(name) else None
