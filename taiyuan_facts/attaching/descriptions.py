"""Names at the end of what describes them: 位于延边境内的｜敦白高铁, 全省首条｜柔性玻璃生产线."""

from __future__ import annotations

from taiyuan_facts.attaching.mentions import LONGEST_NAME, Mention, Mentions
from taiyuan_facts.attaching.words import is_figure

LONG_THING = 4  # characters of what is treated so: 对垂直起降场，按投资额的…补助
CLOSING = frozenset(("project", "org", "people", "name", "pronoun"))


class Descriptions(Mentions):
    """Tells whom a clause is about that opens with a description."""

    __slots__ = ()

    def described(self, skeleton: str, start: int, end: int) -> Mention | None:
        """位于延边境内的敦白高铁正式开工: what a clause goes on to name behind 的, before it does something."""
        of = skeleton.find("的", start, end)
        if of < 0:
            return None
        named = self.named_at(skeleton, of + 1, end)
        made = skeleton[start] == "由"  # 由冶金协会编制的“铁矿石价格指数”将于8月试运行
        anybody = made or self.describing.match(skeleton, start, of + 1) is not None  # 专做阀门的佳盛智能去年…
        if named is None or not (anybody or named.sort in ("project", "org")):
            return None
        acts = self.act.match(skeleton, named.end, end) is not None or "\ue000" <= skeleton[named.end] <= "\ue004"
        return named._replace(initial=True, oblique=False, object=False) if acts else None

    def foremost_of(self, skeleton: str, start: int, end: int) -> Mention | None:
        """全省首条｜柔性玻璃生产线, 我市首批面向职工的｜公寓: the first or only one of its kind in a place."""
        first = self.foremost.match(skeleton, start, end)
        if first is None:
            return None
        named = self.named_at(skeleton, first.end(), end)
        if named is None or named.speaker or skeleton[named.end] == "的":
            return self.described(skeleton, first.end(), end)
        if named.sort not in ("project", "org"):
            return None
        return named._replace(initial=True, oblique=False, object=False)

    def closing(self, skeleton: str, start: int, end: int) -> Mention | None:
        """持股‹7.36%›的澜州创投，拟…: a clause that is one long name has its head at its end."""
        at = skeleton.rfind("的", start, end)
        if at < 0:
            return None
        stop = len(skeleton[start:end].rstrip("，,”’」 ")) + start
        if stop == end or not 2 <= stop - at - 1 <= LONGEST_NAME:
            return None
        pointed = self.this.fullmatch(skeleton, at + 1, stop)  # 去年5月才打下第一根桩的这个项目，总投资…
        event = skeleton.endswith(self.joined_heads, at + 1, stop)  # 这次在北州举办的博览会，有…
        if pointed is None and not event and self.predicate.search(skeleton, start, stop):
            return None
        figure = next((place for place in range(start, at) if is_figure(skeleton[place])), at)
        if self.is_obtained(skeleton, start, figure):
            return None
        found = self.named_at(skeleton, at + 1, stop) or next(iter(self.find(skeleton, at + 1, stop)), None)
        inclusive = "在内的" in skeleton[start : at + 1]  # 包括海岛在内的整个北部地区，
        if found is None or found.end < stop or (found.sort not in CLOSING and not inclusive):
            return None  # 去年5月才打下第一根桩的这个项目，总投资…
        return found._replace(initial=True, oblique=False, speaker=False, object=False)

    def treated(self, skeleton: str, start: int, end: int) -> Mention | None:
        """对7天内去过风险区的返乡人员，…: whom the clauses that follow are about."""
        mentions = self.find(skeleton, start, end)
        person = next((m for m in mentions if m.sort == "people"), None)
        if person is not None:
            return person._replace(initial=True, oblique=False)
        last = mentions[-1] if mentions else None
        if last is None or skeleton[last.end : end].strip("，,、”’ "):
            return None
        for one in reversed(mentions[:-1]):
            if skeleton[one.end : last.start] in ("、", "和", "与", "及", "以及"):
                last = last._replace(start=one.start)  # 凡企业、合作社和个体工商户，…
        nobody = last.sort in ("macro", "macro_strong") or (last.sort == "name" and last.end - last.start < LONG_THING)
        return None if nobody else last._replace(initial=True, oblique=False)
