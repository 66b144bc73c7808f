"""Whose a figure is: each source of a subject, one by one."""

from __future__ import annotations

import pytest

from tests.attaching.facts_of import fact_of

SUBJECTS = {
    "the project behind the figure": (
        "总投资24.7亿元的临江轧钢升级项目，主体已经封顶。", "24.7亿元", "临江轧钢升级项目",
    ),
    "the project before it": ("青泉煤基新材料项目总投资7.11亿元。", "7.11亿元", "青泉煤基新材料项目"),
    "the project of the sentence before": (
        "青泉产业园项目正在收尾。投产后可年产蓝宝石晶体2400吨。", "2400吨", "青泉产业园项目",
    ),
    "a project before its owner": ("青泉集团的临江风电项目总投资12亿元。", "12亿元", "临江风电项目"),
    "the clause's first name": ("青泉市排水管理中心累计抽排雨水520万吨。", "520万吨", "青泉市排水管理中心"),
    "the name that opened the sentence": ("市防汛办连续会商，滚动研判雨情，累计发布提醒29次。", "29次", "市防汛办"),
    "not the speaker": ("市统计局介绍，全市粮食产量达到30万吨。", "30万吨", "全市"),
    "not the place of action": ("临江集团在开发区投资40亿元。", "40亿元", "临江集团"),
    "what stands before the predicate": ("居住类价格同比上涨10.5%。", "10.5%", "居住类"),
    "the place before its measure": ("一季度，我市规上工业增加值同比增长12.9%。", "12.9%", "我市"),
    "not what is done something to": (
        "总投资3.2亿元的青泉焊管升级项目，对现有焊管生产线实施改造，预计9月底完工。",
        "9月底", "青泉焊管升级项目",
    ),
    "whom a rule treats, and no more": ("对本县人员实行分类接返，纳入社区管理，实施3天健康监测。", "3天", "本县人员"),
    "not the time before the name": ("降雪期间青泉市环卫中心出动铲车64台。", "64台", "青泉市环卫中心"),
    "whom a rule treats": ("对7天内有旅居史的返乡人员，实施3天居家健康监测。", "3天", "返乡人员"),
    "who holds, not how much": ("持股7.36%的青泉创投，拟减持120万股。", "120万股", "青泉创投"),
    "the trade of an index": (
        "前三季度，我国机械工业平稳运行。规模以上机械工业增加值同比增长8.7%。", "8.7%", "规模以上机械工业",
    ),
    "not what is counted": ("青泉市环境改善。全市用上新车，公交专用道达到12条，候车亭新添30座。", "30座", "全市"),
    "the name, not what is said of it": ("青泉水务(股份代号：98761)去年收益31.2亿元。", "31.2亿元", "青泉水务"),
    "a place that plans": ("今年，青海计划完成造林40万亩。", "40万亩", "青海"),
    "what is taken apart": ("今年，临江地区进出口3亿元。其中，出口1.2亿元。", "1.2亿元", "临江地区"),
    "who announces and does it": ("去年，青泉电力宣布在外省投资1000万元建厂。", "1000万元", "青泉电力"),
    "the place behind its height": ("在海拔4650米的云岭县，电站开工。", "4650米", "云岭县"),
    "a name in Latin letters": ("面板供应吃紧，CMI以38%的占有率居首。", "38%", "CMI"),
    "what a measure is of": ("今年，生猪价格涨至每斤10元。", "10元", "生猪"),
    "whom a body looks for": ("青泉乡公所征求清洁队员，名额8名。", "8名", "青泉乡公所"),
    "whose director": ("临江钢厂换了新炉，其日产量达到600吨。", "600吨", "临江钢厂"),
    "not that it will be": ("年底，网联电表渗透率会达到19%。", "19%", "网联电表"),
    "a society, whose name ends so": ("市红十字会募集资金20万元。", "20万元", "市红十字会"),
    "not the price's unit": ("国内成品油每吨下调200元。", "200元", "国内成品油"),
    "not an average": ("临江枢纽启用新库，平均每小时发出7000件包裹。", "7000件", "临江枢纽"),
    "not how high": ("临江县去年经济低迷，失业率高达35%。", "35%", "临江县"),
    "the goods of a market": ("国内成品油价格涨幅超过15%。", "15%", "国内成品油"),
    "not the goods of an index": ("今年，全国居民消费价格上涨2%。", "2%", "全国"),
    "this year's fair is the one before": (
        "青泉国际灯具博览会6月开幕。本届展会设展馆20个，面积20万平方米。", "20万平方米", "青泉国际灯具博览会",
    ),
    "what a figure describes": ("创办12年的青泉灯会，今晚开幕。", "12年", "青泉灯会"),
    "not a kind of firm that it describes": (
        "临江阀门厂已成为产值超5亿元的大型企业。", "5亿元", "临江阀门厂",
    ),
    "the second member of a list": ("云岭县12例、青泉县9例，均已出院。", "9例", "青泉县"),
    "the name before the bracket": ("柳溪片区(约25平方公里)先行动工。", "25平方公里", "柳溪片区"),
    "an example": ("以临江阀门厂为例，去年用工300人。", "300人", "临江阀门厂"),
    "who says it of his own": ("“利润至少减少4%。”临江阀门厂总经理告诉记者。", "4%", "临江阀门厂"),
    "whose so many things are": ("靠着临江石化的12条生产线，口罩够用了。", "12条", "临江石化"),
    "not what is counted first": ("青泉县推进饮水工程。水库7座、蓄水池等设施93个同时动工。", "93个", "青泉县"),
    "what is told of a part of the whole": ("全国六成的灯具企业落户柳溪。", "六成", "灯具企业"),
    "several projects together": (
        "全县开工公共卫生、养老等项目28个，总投资4亿元。", "4亿元", "公共卫生、养老等项目",
    ),
    "not a part that a total includes": (
        "云岭县列出清单。总投资超20亿元，包括青泉超算中心。", "20亿元", "云岭县",
    ),
    "the whole behind 扣除价格因素": (
        "云岭县居民收入4万元，增长8.9%，扣除价格因素实际增长5.8%。", "5.8%", "云岭县居民",
    ),
    "behind a rubric": ("(抗击疫情)云岭县5.2万名职工返岗。", "5.2万名", "云岭县"),
    "a class of goods": ("服务类项目采购额0.29亿元。", "0.29亿元", "服务类项目"),
    "only it": ("全市采购额2亿元。其中仅柳溪县就采购7000万元。", "7000万元", "柳溪县"),
    "so many of a kind, who do something": (
        "假期里，12家零售企业累计实现销售额3亿元，同比增长5%。", "3亿元", "零售企业",
    ),
    "the goods named before": ("长豆角降价了。年前一斤8元。", "8元", "长豆角"),
    "the measure of the clause before": ("全县粮价平稳，面粉零售价环比下降1%，同比下降2%。", "2%", "面粉"),
    "a name with 达 in it": ("万达集团投资80亿元建康复医院。", "80亿元", "万达集团"),
    "the plant before its rating": ("柳溪风电场三期4.95万千瓦风电项目并网。", "4.95万千瓦", "柳溪风电场三期"),
    "not a rate": ("云岭县推进饮水工程，综合达标率99.9%。", "99.9%", "云岭县"),
    "each firm of a list its own lines": (
        "临江石化6条生产线、柳溪石化5条生产线，同时开机。", "5条", "柳溪石化",
    ),
    "whom a due date binds": ("到2025年，临江集团将建成两个产业园。", "到2025年", "临江集团"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "raw", "subject"), SUBJECTS.values(), ids=SUBJECTS)
def test_a_figure_has_its_subject(text: str, raw: str, subject: str) -> None:
    """The subject is named as the text names it."""
    assert fact_of(text, raw).subject == subject


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


def test_a_report_speaks_of_its_place() -> None:
    """Where clauses name nobody, a report's figures are the place's."""
    text = (
        "云岭县政府工作报告\n\n一、2021年工作回顾\n\n一年来，全县上下干在一处。全县粮食丰收，全县财政增收。\n\n"
        "新建农村公路120公里。地区生产总值增长8.1%。\n"
    )
    assert fact_of(text, "120公里").subject == "全县"
    assert fact_of(text, "8.1%").subject == "全县"


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
    assert fact_of(text, "1200人").subject == "全县"
