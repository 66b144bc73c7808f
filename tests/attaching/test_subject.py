"""Whose a figure is: each source of a subject, one by one."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import Sentence, read_sentences
from taiyuan_facts.attaching.candidate_names import Names
from taiyuan_facts.attaching.marks import BIT
from taiyuan_facts.model import Span
from tests.attaching.facts_of import fact_of, facts_of

MISS = pytest.mark.xfail(reason="a known miss", strict=True)
SENTENCES = [
    pytest.param(sentence, id=sentence.note, marks=MISS if sentence.note.startswith("todo ") else ())
    for sentence in read_sentences()
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_figure_has_its_subject(sentence: Sentence) -> None:
    """The subject is named as the text names it."""
    assert fact_of(sentence.text, sentence.figure).subject == sentence.subject


def test_a_trade_is_told_without_what_is_measured_of_it() -> None:
    """工程机械 is no 工程; of 集成灶的市场需求量 and 香蕉进价 the goods are left."""
    assert fact_of("我国工程机械进口8亿美元。", "8亿美元").subject == "我国"
    assert fact_of("我国进口坚果(含杂仁)共12万吨。", "12万吨").subject == "我国"
    assert fact_of("临江咨询公司跌至第三位，份额从2020年的38%跌至15%。", "15%").subject == "临江咨询公司"
    assert fact_of("集成灶的市场需求量增长20%。", "20%").subject == "集成灶"
    assert fact_of("岚溪蜜橘进价为2.5元/斤。", "2.5元/斤").subject == "岚溪蜜橘"


def test_figures_are_dealt_out_among_the_names_of_a_clause_before() -> None:
    """A、B和C…，产值分别为: each its own; not where these have figures of their own, nor where times are dealt out."""
    text = "出资的有临江乳业、青泉乳业和柳溪乳业，产值分别为3亿元、4亿元和5亿元，同比分别增长6%、7%和8%。"
    firms = ["临江乳业", "青泉乳业", "柳溪乳业"]
    assert [fact.subject for fact in facts_of(text)] == firms * 2
    assert fact_of("柳溪、青泉两县领先，2020和2021年比重分别为51%和66%。", "66%").subject != "青泉"
    text = "柳溪县零售业实现73亿元，住宿和餐饮业实现64亿元，同比分别增长15%和14%。"
    assert fact_of(text, "14%").subject != "餐饮业"


def test_what_is_published_is_what_comes_into_force() -> None:
    """市政府印发的《停车管理办法》: the title, not the office; where the text only says something, whom it is about."""
    text = "市政府印发的《停车管理办法》自9月1日起施行，共6章33条。"
    assert [fact.subject for fact in facts_of(text)] == ["《停车管理办法》"] * 2
    assert fact_of("省政府印发的《规划》提出，到2025年，全省产值达到35亿元。", "35亿元").subject == "全省"


def test_who_is_dealt_out_is_no_time() -> None:
    """该市2019年和2020年分别…: the years date the figures and are nobody."""
    facts = facts_of("柳溪市2019年和2020年分别增长5%、6%。")
    assert [(fact.subject, fact.date) for fact in facts] == [("柳溪市", "2019"), ("柳溪市", "2020")]


def test_a_brief_is_about_whom_it_names_first() -> None:
    """A paragraph set off by ◆ keeps its own subject."""
    text = "公司简讯\n\n◆青泉矿业去年营收2亿元。旗下矿山27座。\n\n◆临江药业签下大单。合同金额600万元。\n"
    assert [fact_of(text, raw).subject for raw in ("27座", "600万元")] == ["青泉矿业", "临江药业"]


def test_a_firm_is_meant_that_was_named_just_before() -> None:
    """公司 is whose report the sentence before told of, not the sort of firms that the headline names."""
    text = "稀土上市公司业绩大增\n\n青泉稀土披露了半年报。公司上半年营收38亿元。\n"
    assert fact_of(text, "38亿元").subject == "青泉稀土"


def test_a_report_that_names_its_province_in_passing_is_about_it() -> None:
    """贵州 stands only within another name, and no other province does."""
    text = (
        "一、工作回顾\n\n地区生产总值增长5%，固定资产投资增长8%，规上工业增加值增长6%。城镇新增就业21万人。\n\n"
        "认证贵州精品200个。\n"
    )
    assert {fact_of(text, raw).subject for raw in ("5%", "8%", "6%", "21万人")} == {"贵州"}


def test_members_of_a_respective_list_have_their_own() -> None:
    """分别 gives each figure to its own member."""
    text = "去年，批发业、零售业和住宿业营业额分别增长42.1%、22.1%和20%。"
    assert [fact_of(text, raw).subject for raw in ("42.1%", "22.1%", "20%")] == ["批发业", "零售业", "住宿业"]


@pytest.mark.parametrize("pronoun", ["该项目", "这个项目", "项目"])
def test_a_pronoun_means_the_name_before(pronoun: str) -> None:
    """该项目 is resolved to the project that the text named."""
    assert fact_of(f"青泉产业园项目昨天开工。{pronoun}占地300亩。", "300亩").subject == "青泉产业园项目"


def test_a_phase_stands_for_its_project() -> None:
    """二期 is told of the project whose phase it is."""
    text = "青泉物流园项目估算投资3.6亿元，一期早已开业。二期将添冷藏车80辆。"
    assert fact_of(text, "80辆").subject == "青泉物流园项目"
    text = "青泉锂电项目一期主要建设30万吨装置；二期计划建设12万吨磷酸铁锂生产线。"
    assert [fact.subject for fact in facts_of(text)] == ["青泉锂电项目一期", "青泉锂电项目"]


def test_any_firm_is_no_name() -> None:
    """企业 alone is any firm, and not the words that open the clause before; 公司 is whom its sentence opens with."""
    text = "粮价走高，企业承担着压力，每吨亏损200元。青泉阀门是老厂，公司投资3亿元。"
    assert fact_of(text, "200元").subject != "粮价"
    assert fact_of(text, "3亿元").subject == "青泉阀门"


def test_a_report_speaks_of_its_place() -> None:
    """Where clauses name nobody, a report's figures are the place's."""
    text = (
        "云岭县政府工作报告\n\n一、2021年工作回顾\n\n一年来，全县上下干在一处。全县粮食丰收，全县财政增收。\n\n"
        "新建农村公路120公里。地区生产总值增长8.1%。\n"
    )
    assert fact_of(text, "120公里").subject == "云岭县"
    assert fact_of(text, "8.1%").subject == "云岭县"


@pytest.mark.parametrize(
    "title",
    [
        "云岭自治州2022年政府工作报告",
        "2021年云岭州国民经济和社会发展统计公报",
        "政府工作报告\n\n——2022年2月1日在云岭州第九届人民代表大会第二次会议上",
    ],
)
def test_a_report_is_about_the_place_of_its_title(title: str) -> None:
    """The place in the title, or under it, has the figures that name nobody, though it is named nowhere else."""
    text = f"{title}\n\n一年来，全州上下干在一处。新建农村公路120公里，新增就业1200人。\n"
    assert [fact_of(text, raw).subject[:2] for raw in ("120公里", "1200人")] == ["云岭", "云岭"]


def test_an_own_place_has_the_name_that_the_page_gives_it() -> None:
    """全市 and 我市 are told as the city that the page names again and again; 全省 stays, for no province is named."""
    text = (
        "临江市天气晴好。临江市广场上人来人往，临江市的客人多了。\n\n"
        "去年，全市新建学校12所。我市粮食产量24万吨。全省粮食产量800万吨。\n"
    )
    subjects = [fact_of(text, raw).subject for raw in ("12所", "24万吨", "800万吨")]
    assert subjects == ["临江市", "临江市", "全省"]


def test_a_firm_is_known_by_the_headline_of_its_announcement() -> None:
    """博岭电子公告: 公司 in the article is the firm whose announcement it is, though no word of its name says so."""
    text = "博岭电子公告\n\n截至去年底，公司通过发行股票募集资金两次。"
    assert fact_of(text, "两次").subject == "博岭电子"


def test_the_headline_names_the_place_of_its_article() -> None:
    """我县 is the only county of the headline; where that names two, it stays as it is."""
    text = "安岭县上半年农业增产\n\n本报讯 上半年，我县油菜播种面积30.5万亩。"
    assert fact_of(text, "30.5万亩").subject == "安岭县"
    text = "安岭县与云岭县上半年农业增产\n\n本报讯 上半年，我县油菜播种面积30.5万亩。"
    assert fact_of(text, "30.5万亩").subject == "我县"


def test_subjects_stand_in_the_document() -> None:
    """A subject is a stretch of the document, line breaks aside."""
    text = "近日，临江\n\n轧钢升级项目全面完工，工人们忙着调试新的设备，总投资24.7亿元。"
    assert fact_of(text, "24.7亿元").subject in text.replace("\n", "")


def test_a_reports_measures_do_not_carry_on() -> None:
    """粮食播种面积 is the subject of its own figure alone: what the next clause counts is the place's."""
    text = (
        "云岭县政府工作报告\n\n一、2021年工作回顾\n\n一年来，全县上下干在一处。全县粮食丰收，全县财政增收。\n\n"
        "粮食播种面积30万亩，新增就业1200人。\n"
    )
    assert fact_of(text, "1200人").subject == "云岭县"


def test_who_published_a_page_is_not_what_it_is_about() -> None:
    """发布人：… and 来源：… say nothing of the article."""
    text = "锗价持续上涨\n\n发布时间：2022-08-01\n\n发布人：中国证券网-临江证券报\n\n短短半年，价格涨幅超过80%。\n"
    assert fact_of(text, "80%").subject != "中国证券网-临江证券"


def test_cities_of_their_own_are_no_place() -> None:
    """直辖市 names no city, however often the page has it."""
    text = "抽查结果公布\n\n" + "共抽查了16个省、直辖市的产品。" * 3 + "合格率为82%。\n"
    assert all(fact.subject != "直辖市" for fact in facts_of(text))


def test_the_country_is_called_as_the_text_called_it_last() -> None:
    """全国胶园达…。…产量‹3吨›: the page's own 中国 gives its marks to 全国, which a sentence before opened with."""
    names = Names()
    names.put("中国", Span(0, 2), BIT["home"] | BIT["by-measure"])
    names.put("全国", Span(20, 22), BIT["sentence-before"] | BIT["about"])
    names.merge(frozenset(("中国", "全国")), 40)
    together = BIT["home"] | BIT["by-measure"] | BIT["sentence-before"] | BIT["about"]
    assert dict(names) == {"全国": (Span(20, 22), together)}


def test_a_country_that_is_named_near_keeps_its_own() -> None:
    """Where both are named near the figure they stay two candidates."""
    names = Names()
    names.put("中国", Span(30, 32), BIT["before"])
    names.put("全国", Span(20, 22), BIT["sentence-before"] | BIT["about"])
    before = dict(names)
    names.merge(frozenset(("中国", "全国")), 40)
    assert dict(names) == before
