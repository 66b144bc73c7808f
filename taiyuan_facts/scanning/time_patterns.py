"""The pattern of time expressions, built from the words of `rules/times.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from taiyuan_facts.patterns import branching, compile_words

_N2 = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_TO = r"(?:\s?[-—–~～－―]{1,2}\s?|至|到)"
_OF_YEAR = r"(?:(?:半年|[一三]季|中)报|全年|[上下]半年|前三季度|第?[一二三四]季度)"  # 2010｜全年, 2010｜中报
_PART_END = r"(?:(?<=季度|半年)(?<pend>末))?"  # 三季度｜末
_NO_WEEKDAY = r"(?![个次班天趟期年刊均考场至到、～~—-])"  # 每周三次, 周日均; 周一至周五 comes every week
_NO_MONTH = (
    r"(?<![\dA-Za-z_年月日〇零一二两三四五六七八九十百本上下当每个几数去今明前后次翌同某这那半])"  # 这批牛｜月底
)
_NO_NUMBER = r"(?<![\d〇零一二两三四五六七八九十百])"  # 发布30｜日前
_BARE_WEEKDAY = (
    r"(?<![每逢隔两半各单双逐数\d一二三四五六七八九十日号至到、～~—-])(?<![日号][，,（(\s])"  # 7月6日（周三）
)
_NEXT = "|".join(rf"(?<={month}[、和]){month + 1}(?=月)" for month in range(1, 12))  # 7、｜8月
_CLOCK = (
    r"(?:(?:上午|下午|晚间?|凌晨|清晨|中午|傍晚|早晨|早上|晚上|夜间|深夜|一早)?"
    rf"(?:{_N2}[时点](?:{_N2}分|半|许|整)?|\d{{1,2}}[:：]\d\d)?)"
)

# 八日｜上午; 三日 alone is how long
_ON_DAY = "(?=日(?:[上下中]午|晚|凌晨|清晨|早|傍晚|夜|在|举[行办]|召开|开幕|闭幕|宣布|发布|表示|说))"


def _either(words: Any) -> str:
    return f"(?:{branching(words)})"


def compile_times(words: Mapping[str, Any]) -> tuple[Any, tuple[str, ...]]:
    """The pattern of `time_pattern`, compiled, and the name of each of its groups in turn.

    A month stands in it twice, and so do its groups; they are numbered, since only module ``regex``, which takes twice
    as long, lets two groups have one name.
    """
    names: list[str] = []

    def number(group: re.Match[str]) -> str:
        names.append(group[1])
        return f"(?<{group[1]}__{len(names)}>"

    pattern = _GROUP.sub(number, time_pattern(words))
    return compile_words(pattern), tuple(names)


_GROUP = re.compile(r"\(\?<([a-z]\w*)>")


def time_pattern(words: Mapping[str, Any]) -> str:
    """One pattern for all time expressions, out of the words of `times.yaml`; its groups are the pieces."""
    year = (
        rf"(?:(?<![\d.])(?:(?<y4>(?:1[5-9]|20)\d\d)(?:(?:年?{_TO}|[、和及与])(?<y4b>(?:1[5-9]|20)\d\d))?|(?<y2>[5-9]\d(?=年[\d底初末代])|0\d(?=年(?![内间期限来]))|[12]\d(?=年(?:(?:1[0-2]|[1-9])月|[上下]半年|[一二三四]季度))))\s?(?:年(?!级|期|轮|龄|版)(?:度(?!假|过|汛))?|(?={_OF_YEAR})|(?:年?[-/—](?:20)?(?<yb2>\d\d))?年?{_either(words['business_years'])})"
        r"|(?<yc>[一二][九〇零○0-9一二三四五六七八][〇零○0一二三四五六七八九]{2})年"
        r"|(?<![\d第近逾约十百])(?<roc>[五六七八九]十[一二三四五六七八九]?|[5-9]\d)年(?:度)?(?![来间代以多后前内])"
        rf"|(?<era>{_either(words['eras'])})(?<eran>元|{_N2}|[一二三四五六七八九十]{{1,4}})年"
        rf"|(?!(?<=[成产用工营运套效])后年|后年[产处加发供生销新可接收营利节减综均])(?<yw>{_either(words['years'])}))"
    )
    day = (
        rf"(?:(?<d1>{_N2})(?:[日号]{_CLOCK}(?:[、,](?<!\d,){_N2})?)?"
        rf"(?:(?:{_TO}|、|和)(?:(?<m2d>{_N2})月)?(?<d2>{_N2}))?[日号]{_CLOCK})"
    )
    month = (
        rf"(?:(?<![个第\d.])(?<m1>{_N2})月份?{_TO}(?<m2>{_N2})月份?(?<mp2>底|末)?"
        rf"|(?<![第\d.])(?<ma>{_N2})(?:{_TO}|(?:(?<=[\p{{Han}}，“]\d)|(?<=[\p{{Han}}，“]1\d))[、和](?={_NEXT}))(?<mb>{_N2})月份?"
        rf"|(?<![第十\d.])(?<ma>[一二三四五六七八])(?<mb>(?<=一)二|(?<=二)三|(?<=三)四|(?<=四)五|(?<=五)六|(?<=六)七|(?<=七)八|(?<=八)九)月份?"
        rf"|(?<!(?<!这)个)(?<![第\d.])(?<m>{_N2})月(?:{day}|(?<mp>{_either(words['days_of_month'])}(?!旬|国|央|秋|心|型|共|等|小))?)"
        rf"(?:{_TO}(?:(?<mn2>{_N2})月)?(?<mpn>[上中下]旬|(?<=月)[初底末]))?"
        rf"(?:{_TO}(?:(?<ye>(?:1[5-9]|20)\d\d|次|翌)年)(?<me>{_N2})月(?:(?<de>{_N2})[日号]|(?<mpe>底|末))?)?"
        rf"|(?<![满期提])[前头首](?<mn>{_N2}|两)个?月)"
    )
    part, lone = _parts_of_years(words)
    named, tail, holiday = _holiday(words["holidays"])
    span = r"(?<both>今明(?:两年|后三年)|去今两年|今后两年)"
    month_word = rf"(?<mw>{_either(words['months'])})"
    day_only = (
        r"(?<!发布|公告|届满|到期|截止|召开|开标|之日)(?<!发布的|公告的|届满的|到期的|召开的)"
        r"(?<![第近历满达每隔共逾过续期足前后初约\d.—-])"
        rf"(?:(?<dd>\d{{1,2}}|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]{_ON_DAY})日{_CLOCK}(?:{_TO}(?<dd2>{_N2})日{_CLOCK})?"
        rf"|(?<df>\d{{1,2}}){_TO}(?<dt>\d{{1,2}})日(?=期间|在|[上下]午|举行|举办|召开))"
        r"(?!内|之内|以内|游|均|报|志|程|产|照|常|用|龄|间|制|后)"
    )
    plan = rf"[“\"‘「『]?(?<plan>{_either(words['plans'])})[”\"’」』]?(?<plantail>{_either(words['plan_tails'])})"
    back = (
        rf"(?:(?:{_either(words['back']['before'])})的?(?<back>{_N2})年(?:{_either(words['back']['after'])})?"
        r"|(?<![\d第一二三四五六七八九十百])(?<backb>[二两三四五六七八九十]|\d)年(?:来(?!自)|间))"
    )
    core = (
        rf"(?:{back}|{span}(?:[^，。,；;\s]{{0,4}}期)?"
        rf"|{year}(?:(?:的(?:这个)?|\s)?(?:{month}|{part}|{named}(?:{tail})?|(?<same>{_either(words['same_period'])})))?"
        rf"|{month_word}(?:{day}|(?<mwp>{_either(words['days_of_month'])}(?!国|央|秋))|(?<mwlone>{_either(words['month_words'])}))?"
        rf"|{month}|{lone}|{_NO_MONTH}(?<mword>{_either(words['month_words'])})"
        rf"|(?<dw>{_either(words['days'])})|{_week(words)}"
        rf"|(?<!{words['no_now']})(?<now>{_either(words['now'])})"
        rf"|{_NO_NUMBER}(?<vague>{_either([*words['vague'], *words['recent']])})"
        rf"|{day_only}"
        rf"|(?:(?:上个?世纪|(?<century>19|20|二十世纪|20世纪))?(?<decade>[1-9]0|[二三四五六七八九]十|[二三四五六七八九][〇零○0])年代)"
        rf"|{plan}|{holiday})"
    )
    before, after = _bounds(words)
    return rf"{before}{core}{after}"


def _parts_of_years(words: Mapping[str, Any]) -> tuple[str, str]:
    """A part of a year behind that (2022年｜底), and one that stands alone (年底, 上半年)."""
    lone_parts = [part for part in words["parts"] if part not in words["parts_need_year"]]
    no_part = "级|旬|次|期|段|始|步|心|端|尾|日|衷|夜|中(?!国|央|部|欧|俄|美|日韩)|高"  # 2020年底｜中国
    part = rf"(?<part>{_either(words['parts'])}(?!{no_part})){_PART_END}"
    no_lone = (
        "会|报|级|(?<=年中)[国华东西南北方]|(?<=内)的?(?:月度|单[日月季]|季度|历史)?(?:新[高低]|[高低]点|最[高低大小])"
    )
    before = r"(?<!每|半|近|历|干|提|\d|[一二三四五六七八九十百两几数])"
    lone = rf"{before}(?<lone>{_either(lone_parts)}(?!{no_lone})){_PART_END}"
    return part, lone


def _week(words: Mapping[str, Any]) -> str:
    """上周, 上周五, 上周末, 周二."""
    days, weeks = _either(words["weekdays"]["days"]), _either(words["weekdays"]["week"])
    named = rf"(?<ww>{_either(words['weeks'])})(?:(?<wd>{days}){_NO_WEEKDAY}|(?<wend>末))?"
    named += rf"|(?<wlast>{_either(words['last_weekend'])})"
    return rf"{named}|{_BARE_WEEKDAY}{weeks}(?<wdb>{days}){_NO_WEEKDAY}"


def _holiday(words: Mapping[str, Any]) -> tuple[str, str, str]:
    """The name of a holiday, what follows where the days off are meant, and both or what else names these days."""
    named, tail = rf"[“\"]?(?<hol>{_either(words['names'])})[”\"]?", _either(words["tails"])
    before = r"(?=(?:之|以)?前(?![夕往后期进来列])|(?:[三五七八]|\d{1,2})天"
    before += r"|(?:之|以|过)?后(?![勤备半期来续首第不的一二三两几\d]))"
    return named, tail, rf"(?:{named}(?:{tail}|{before})|(?<hagain>{_either(words['again'])}))"


def _bounds(words: Mapping[str, Any]) -> tuple[str, str]:
    """The bounding words before and behind a time: 截至, 到, 自 and 前, 以来."""
    bounds = words["bounds"]
    before = (
        rf"(?:(?<b_asof>{_either(bounds['as_of_before'])})|(?<b_by>{_either(bounds['by_before'])})"
        rf"|(?<b_since>{_either(bounds['since_before'])}))?"
    )
    after = (
        rf"(?:(?<a_by>{_either(bounds['by_after'])}(?![往来进几期段列景沿后容部地需外陆蒙]))"
        rf"|(?<a_since>{_either(bounds['since_after'])}(?![自到看说讲临]))|(?<same2>{_either(words['same_period'])}))?"
    )
    return before, after


def time_anchors(words: Mapping[str, Any]) -> tuple[Any, ...]:
    """Where a time expression can begin, its bounding word aside, so that the full pattern is tried at few places.

    Each pattern begins with a set or with literals only, which lets the engine skip what cannot match.
    """
    lone = [part for part in words["parts"] if part not in words["parts_need_year"] and not part[0].isdigit()]
    literal = [
        word
        for key in ("years", "months", "days", "weeks", "last_weekend", "now", "vague", "recent", "eras", "month_words")
        for word in words[key]
    ]
    back = {*"前头首", *words["back"]["before"]}
    counted = {word for word in back if len(word) == 1}  # 前, 近 and 这 stand everywhere, and here before a number
    literal += [*lone, "今明", "去今", "今后两年", "上世纪", "上个世纪", *(back - counted)]
    literal += [*words["holidays"]["names"], *words["holidays"]["again"]]
    literal += [f"“{name}" for name in words["holidays"]["names"]]
    literal += [mark + plan for plan in words["plans"] for mark in ("", *'“"‘「『')]
    season = rf"(?<=\d{{4}})(?:[-/—]\d{{2,4}})?{_either(words['business_years'])}"
    to = r"(?:\s?[-—–~～－―至到]{1,2}\s?|(?<=\d{4})[、和及与])"
    return (
        compile_words(
            rf"\d(?:(?:(?<=[\p{{Han}}，“]\d)|(?<=[\p{{Han}}，“]1)[01])[、和](?=\d{{1,2}}月)|\d{{0,3}}(?:{to}\d{{1,4}})?\s?(?:[年月日]|{_OF_YEAR}|{season})|0年代|0?世纪|季度)"
        ),
        compile_words(
            rf"[一二两三四五六七八九十廿卅〇零○](?:[一二三四五六七八九十〇零○\d]{{0,3}}(?:{to}[一二三四五六七八九十]{{1,3}})?[年月日]|季度)"
        ),
        compile_words(branching(literal)),
        compile_words(rf"{_either(words['weekdays']['week'])}(?={_either(words['weekdays']['days'])})"),
        compile_words(rf"[{re.escape(''.join(sorted(counted)))}](?=[\d一二两三四五六七八九十廿卅])"),
    )
