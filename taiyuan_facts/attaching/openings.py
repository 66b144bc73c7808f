"""What a clause opens with, and what stands before a predicate: whom a clause is about."""

from __future__ import annotations

import re

from taiyuan_facts.attaching.descriptions import Descriptions
from taiyuan_facts.attaching.mentions import LONGEST_NAME, Mention, Phrase
from taiyuan_facts.attaching.words import behind_member, is_figure, is_time_or_mark
from taiyuan_facts.model import Span

SHORTEST_OWNER = 3  # characters of a name that a measure begins with
LEAST_LISTED = 3  # members of a list in which a single character is a name
LONGEST_OF_ATTRIBUTE = 4  # characters before 车间 and 职工 that make no name of their own
LONGEST_MEMBER = 14  # characters of a member of a list
OWNERS = frozenset(("place", "org", "name"))
COORDINATED = frozenset(("project", "org", "place", "people", "name"))
_RUN = re.compile("[^，,。；;：:！？\ue000-\uf8ff]+")
_AND = re.compile("以及|[和及]")
LONGEST_GOVERNING = 8  # characters of the longest word that governs what stands behind it


class NamePatterns(Descriptions):
    """Tells whom a clause or a predicate is about, by the names in it."""

    __slots__ = ()

    def predicate_of(self, skeleton: str, start: int, head: int) -> Mention | None:
        """The whole phrase before a predicate: 烟酒及用品类｜同比上涨5.3%. ``head`` is where the predicate starts."""
        at = max(start, behind_member(skeleton, start, head))
        while at < head and (is_time_or_mark(skeleton[at]) or self.opening.match(skeleton, at, head)):
            step = self.opening.match(skeleton, at, head)
            at = step.end() if step and step.end() > at else at + 1
        tail = self.compare.search(skeleton, max(at, head - LONGEST_NAME), head)
        end = tail.start() if tail else head
        at = max(at, 1 + max((skeleton.rfind(blank, at, end) for blank in " 　"), default=-1))
        text = self.situated.sub("", skeleton[at:end])
        if (
            text.endswith("、")  # the predicate was read from within a list on
            or self.lame.match(text)
            or self.preposition.match(text)
            or self.governed.search(skeleton, max(start, at - LONGEST_GOVERNING), at)
            or self.demonstrative.match(text)
        ):
            return None
        opens = self.phrase.match(text)
        if opens is None or not opens["name"]:
            return None  # 实现｜增加值
        if not 2 <= len(text) <= 24 or any("\ue000" <= c <= "\uf8ff" for c in text) or self.verbs.match(text):
            return None
        if not any(map(str.isalpha, text)):
            return None  # 与2000年的｜26.47｜相比
        if self.clausal.search(text) or any(m.sort == "pronoun" for m in self.find(skeleton, at, end)):
            return None
        return self._whole(text, at)

    def _whole(self, text: str, at: int) -> Mention | None:
        if text in self.nothing:
            return None
        if self.macro_strong.match(text) and not self._is_trade(text):
            return Mention(at, at + len(text), "macro_strong", True, False, False, False)
        own = self.own_place.match(text)
        if own is not None:
            length, sort = self.of_own_place(text, own.end())
            return Mention(at, at + length, sort, True, False, False, False)
        place = self.place.match(text)
        rest = text[place.end() :] if place else ""
        if place is not None and place.group() not in self.nothing and (not rest or self._is_measure(rest)):
            return Mention(at, at + place.end(), "place", True, False, False, False)
        sort_of_all = self.sort_of(text)
        if sort_of_all is not None:
            length, sort = self.doer(text, sort_of_all) or (len(text), sort_of_all)
            return Mention(at, at + length, sort, True, False, False, False)
        found = self.bare(text)
        return Mention(at, at + found[0], found[1], True, False, False, False) if found else None

    def _is_measure(self, text: str) -> bool:
        found = self.bare(text)
        return found is not None and found[1] in ("macro", "macro_strong")

    def parts(self, skeleton: str, start: int, head: int, count: int) -> list[Mention | None]:
        """The members of an enumeration before 分别: 批发业、零售业和住宿业｜分别增长…."""
        tail = self.compare.search(skeleton, start, head)
        end = tail.start() if tail else head
        at = start
        while at < end and is_time_or_mark(skeleton[at]):
            at += 1
        led = self.conjunction.match(skeleton, at, end)
        at = led.end() if led is not None else at  # 其中｜铁路、公路分别…
        place = self.known_place.match(skeleton, at, end) or self.named_place.match(skeleton, at, end)
        acts = self.acting.match(skeleton, at if place is None else place.end(), end)
        if skeleton[at : at + 1] == "对" or acts is not None:
            return []  # 对甲国、乙国分别增长, 出口猪肉、牛肉分别为…: with whom and what, and not whose
        first = re.split("[、和]", skeleton[at:end], maxsplit=1)[0]
        if first and 0 < self._standing(first) < len(first):
            return []  # 公司硫酸法、氯化法产能分别为: what 公司 has of each
        etc = skeleton.find("等", at, end)
        last = etc if etc > at and skeleton.find("、", at, etc) > 0 else end
        members = self.members(skeleton, at, last)
        if len(members) > count == skeleton.count("、", at, last) + 1:
            members = self.members(skeleton, at, last, "、")  # 汽车、船舶和海洋工程装备等出口分别…: three, and no four
        if any(one.start == one.end or is_time_or_mark(skeleton[one.end - 1]) for one in members):
            return []  # 该市2019年和2020年分别…: times, and no names
        return [self._member_of_list(skeleton, *m, len(members)) for m in members]

    def _member_of_list(self, skeleton: str, start: int, end: int, count: int) -> Mention | None:
        """One of 奶牛、猪和家禽: even a single character is a name among several."""
        if end - start == 1 and count >= LEAST_LISTED and skeleton[start].isalpha():
            return Mention(start, end, "name", True, False, False, False)
        return self._whole(skeleton[start:end], start) if end - start > 1 else None

    def members(self, skeleton: str, start: int, end: int, mark: str = "") -> list[Span]:
        """What 、, 和 and the like divide, or ``mark`` alone: 油料｜、｜蔬菜产量; in their order, empty ones too."""
        divided = [
            match.span() for match in self.separator.finditer(skeleton, start, end) if not mark or match.group() == mark
        ]
        starts, ends = [start, *(last for _, last in divided)], [*(first for first, _ in divided), end]
        return list(map(Span, starts, ends))

    def head_of(self, skeleton: str, at: int, end: int) -> Mention | None:
        """The name that opens a clause, which begins to say something at ``at``, or None where something else does."""
        at += skeleton[at : at + 1] == "除" and skeleton[at:end].rstrip("，, ").endswith("外")  # 除｜上海铝减少‹60%›外
        if skeleton[at : at + 1] in ("对", "凡"):
            return self.treated(skeleton, at, end)
        pointed = self.pointed.match(skeleton, at, end)
        if pointed is not None:
            return Mention(pointed.start("noun"), pointed.end("noun"), "pronoun", True, False, False, False)
        tells = any(told.match(skeleton, at, end) for told in (self.distant, self.adverbial, self.partaking))
        if tells or skeleton[at : at + 1] == "是":
            return None  # 哈图光热基地，｜是全州最大的新能源项目，总投资68亿元
        led_up = self._led_up_to(skeleton, at, end)
        if led_up is not None:
            return led_up
        at += skeleton[at : at + 1] == "据" and is_figure(skeleton[at + 1 : at + 2])  # 据‹31个›省…报告
        if is_figure(skeleton[at : at + 1]):
            return self._counted(skeleton, at, end) or self.described(skeleton, at, end)
        phrase = self.phrase.match(skeleton, at, end)
        if phrase is None or not phrase["name"]:
            return self.described(skeleton, at, end)
        mention = self.whole(skeleton, self._mention(skeleton, Phrase(at, phrase.end()), at, end), end)
        owned = (
            self._owned(skeleton, mention, phrase.end(), end)
            or self._listed(skeleton, mention, end)
            or self._coordinated(skeleton, mention, end)
        )
        if owned is not None:
            return owned
        return self._opened_by(mention, skeleton, at, end)

    def _led_up_to(self, skeleton: str, at: int, end: int) -> Mention | None:
        """以…为例, 增速最快的是, 印发的｜《…》, 专做阀门的｜…: the name that a clause first leads up to."""
        if skeleton[at : at + 1] == "以" and (led := self.standing_for.match(skeleton, at, end)) is not None:
            return self.head_of(skeleton, led.end(), end)
        if skeleton[at : at + 1] in ("以", "拿") and (example := self.exemplified.match(skeleton, at, end)) is not None:
            given = self.find(skeleton, at + 1, example.end())
            return given[-1]._replace(initial=True, oblique=False) if given else None
        published = self.published.match(skeleton, at, end)
        if published is not None and (titled := self.named_at(skeleton, published.end(), end)) is not None:
            return titled._replace(initial=True, oblique=False)
        ranked = self.ranked.match(skeleton, at, end)
        if ranked is not None and (named := self.named_at(skeleton, ranked.end(), end)) is not None:
            whole = self.whole(skeleton, named, end) or named
            return whole._replace(initial=True, oblique=False, speaker=False, object=False)
        closing = self.closing(skeleton, at, end) or self.foremost_of(skeleton, at, end)
        if closing is not None or self.describing.match(skeleton, at, end) is None:
            return closing
        return self.described(skeleton, at, end)

    def _opened_by(self, mention: Mention | None, skeleton: str, at: int, end: int) -> Mention | None:
        """The name that a clause begins with, where it is whole and nothing acts on it."""
        foretold = self.forecasts.match(skeleton, mention.end, end) if mention is not None and mention.speaker else None
        if foretold is not None:
            return self.head_of(skeleton, foretold.end(), end) or mention  # 商家预计｜国内纯碱价格…
        if mention is not None and mention.object:
            return self.described(skeleton, at, end)  # 连接本市与宁浦的栖宁铁路全年完成投资…
        if mention is None or not mention.initial:
            return None
        if not skeleton[mention.start : mention.end].endswith("年产") and not self.is_rated(skeleton, mention):
            return mention
        return next(iter(self.find(skeleton, at, end)), mention)  # 晶科年产‹56GW›…项目 goes on behind the figure

    def _counted(self, skeleton: str, at: int, end: int) -> Mention | None:
        """‹40家›重点企业累计实现销售额…: so many of a kind, who do something; ‹31个›省(自治区、直辖市)和…."""
        levels = self.all_of_level.match(skeleton, at + 1, end)
        if levels is not None:
            all_of_them = Mention(at + 1, levels.end(), "place", True, False, False, False)
            return self._coordinated(skeleton, all_of_them, end) or all_of_them
        phrase = self.phrase.match(skeleton, at + 1, end)
        if phrase is None or not phrase["name"]:
            return None
        found = self._mention(skeleton, Phrase(at + 1, phrase.end()), at, end)
        if found is None or not (self._acts(skeleton, found, end) or _has_figure(skeleton, found, end)):
            return None
        return found._replace(start=at + 1, initial=True, oblique=False)

    def _acts(self, skeleton: str, mention: Mention, end: int) -> bool:
        return mention.sort in ("org", "people") and self.act.match(skeleton, mention.end, end) is not None

    def _listed(self, skeleton: str, first: Mention | None, end: int) -> Mention | None:
        """青泉树脂、柳溪轮胎等‹7个›外资项目，总投资…: so many of a kind, of which the clause names some."""
        if (
            first is None
            or skeleton[first.end : first.end + 1] != "等"
            or not is_figure(skeleton[first.end + 1 : first.end + 2])
        ):
            return None
        named = self.named_at(skeleton, first.end + 2, end)
        if named is None or named.sort not in ("project", "org", "people"):
            return None
        return named._replace(initial=True, oblique=False, object=False)

    def _coordinated(self, skeleton: str, first: Mention | None, end: int) -> Mention | None:
        """科普基地、银行和家政服务等领域｜复工率…: all that a clause names before it says something of them."""
        if first is None or not first.initial or first.sort not in COORDINATED:
            return None
        run = _RUN.match(skeleton, first.end, end)
        if run is None or (_AND.match(skeleton, first.end) is None and skeleton[first.end] != "、"):
            return None
        mark = skeleton.rfind("、", first.end, run.end())
        at = first.end
        for member in skeleton[first.end + 1 : mark].split("、") if mark > first.end else ():
            at += 1 + len(member)
            found = self.classify(member) if 2 <= len(member) <= LONGEST_MEMBER else None
            if found is None or found[0] < len(member) or found[1] not in COORDINATED or self.verbs.match(member):
                return None
        last = self.named_at(skeleton, mark + 1, run.end()) if mark >= 0 else first
        while last is not None and (link := _AND.match(skeleton, last.end, run.end())) is not None:
            following = self.named_at(skeleton, link.end(), run.end())
            if following is None or following.sort not in COORDINATED:
                break
            last = following
        if last is None or last.start == first.start or last.sort not in COORDINATED:
            return None
        kind = self.named_at(skeleton, last.end + 1, run.end()) if skeleton[last.end : last.end + 1] == "等" else None
        whole = kind if kind is not None and kind.sort in COORDINATED else last
        return first._replace(end=whole.end, sort=whole.sort if whole.sort != "name" else first.sort)

    def _owned(self, skeleton: str, mention: Mention | None, at: int, end: int) -> Mention | None:
        """大山深处的俄里坪村平均海拔…: behind a word that names nobody and 的, whom the clause is about."""
        sort = mention.sort if mention is not None else "name"
        seat = self.seat.match(skeleton, mention.end, end) if mention is not None else None
        if seat is not None and (whose := self.named_at(skeleton, seat.end(), end)) is not None:
            return whose._replace(initial=True, oblique=False, object=False)  # 老班坡所在的｜勐弄乡有茶园…
        if skeleton[at : at + 1] != "的" or sort not in OWNERS:
            return None
        kin = self.kin.match(skeleton, at + 1, end)
        if kin is not None and (other := self.named_at(skeleton, kin.end(), end)) is not None:
            return other._replace(initial=True, oblique=False, object=False)
        named = self.named_at(skeleton, at + 1, end)
        owned = ("project", "org", "place") if sort == "name" else ("project",)  # 沿江乡的｜光伏电站装机…
        if named is None or named.sort not in owned:
            return None
        return named._replace(initial=True, oblique=False, object=False)

    def owner_of(self, skeleton: str, measured: Mention) -> Mention | None:
        """澄江港｜集装箱吞吐量创新高: whom what is measured at the head of a heading is of, by what it begins with."""
        inner = self._inner(skeleton[measured.start : measured.end], SHORTEST_OWNER)
        return None if inner is None else measured._replace(end=measured.start + inner[0], sort=inner[1])

    def is_generic(self, skeleton: str, mention: Mention) -> bool:  # 高新技术企业, 部分公司
        """Whether a name is of nobody in particular."""
        return self.generic.search(skeleton[mention.start : mention.end]) is not None

    def is_attribute(self, skeleton: str, mention: Mention) -> bool:  # 在册职工, 主坝填筑
        """Whether a name is of what somebody has, or of what is done at a work."""
        named = self.attributes.ending(skeleton, mention.start, mention.end)
        whose = mention.end - named - mention.start
        if not named or mention.sort == "place" or whose > LONGEST_OF_ATTRIBUTE:
            return False
        return not whose or skeleton[mention.end - named - 1] not in self.areas  # 浦岭区｜游客


def _has_figure(skeleton: str, mention: Mention, end: int) -> bool:
    """‹18家›商业银行｜的贷款余额‹5万亿元›, ‹29条›河川｜‹846公里›: whether a figure of its own follows a name."""
    figure = next((place for place in range(mention.end, end) if is_figure(skeleton[place])), -1)
    return figure == mention.end or (figure > 0 and skeleton[mention.end] == "的")
