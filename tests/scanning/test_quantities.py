"""Quantities: qualifier, numeral, scale and unit as one figure, and what is no figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyuan_facts.ruleset.loader import load_packaged
from taiyuan_facts.scanning.quantities import Quantity
from taiyuan_facts.scanning.units import Unit


@dataclass(frozen=True)
class Read:
    """A quantity in a test: raw, value, upper end, unit, period, qualifier."""

    raw: str
    value: str
    value_max: str
    unit: str
    per: str
    qualifier: str


def read(text: str) -> list[Read]:
    """The quantities of a text, times taken out first as the scan does."""
    grammar = load_packaged().grammar
    taken = [(mention.start, mention.end) for mention in grammar.times.find(text)]
    return [_plain(text, quantity) for quantity in grammar.quantities.find(text, taken) if not quantity.article]


def _plain(text: str, quantity: Quantity) -> Read:
    upper = "" if quantity.value_max is None else format(quantity.value_max, "f")
    raw = text[quantity.raw_start : quantity.raw_end]
    return Read(raw, format(quantity.value, "f"), upper, quantity.unit, quantity.per, quantity.qualifier)


FIGURES = {
    "总投资24.7亿元": Read("24.7亿元", "24.7", "", "亿元", "", "exact"),
    "储备3000万元物资": Read("3000万元", "0.3", "", "亿元", "", "exact"),
    "达1.5万亿元": Read("1.5万亿元", "15000", "", "亿元", "", "exact"),
    "约合2.3亿美元": Read("2.3亿美元", "2.3", "", "亿美元", "", "about"),
    "近1500万元": Read("1500万元", "0.15", "", "亿元", "", "nearly"),
    "不超过97亿元": Read("97亿元", "97", "", "亿元", "", "at_most"),
    "超过百亿元": Read("百亿元", "100", "", "亿元", "", "over"),
    "节省十余万元": Read("十余万元", "0.001", "", "亿元", "", "over"),
    "投资30亿元以上": Read("30亿元以上", "30", "", "亿元", "", "at_least"),
    "每吨3200元/吨": Read("3200元/吨", "3200", "", "元/吨", "", "exact"),
    "融资5-10亿元": Read("5-10亿元", "5", "10", "亿元", "", "range"),
    "处3万元以上25万元以下罚款": Read("3万元以上25万元以下", "0.0003", "0.0025", "亿元", "", "range"),
    "两亿四千万吨": Read("两亿四千万吨", "24000", "", "万吨", "", "exact"),
    "年产16吉瓦": Read("16吉瓦", "16", "", "吉瓦", "", "exact"),
    "装机600万千瓦": Read("600万千瓦", "6", "", "吉瓦", "", "exact"),
    "功率一千瓦": Read("一千瓦", "0.000001", "", "吉瓦", "", "exact"),
    "共56GW硅片": Read("56GW", "56", "", "吉瓦", "", "exact"),
    "用电5亿度": Read("5亿度", "5", "", "亿千瓦时", "", "exact"),
    "发电300亿千瓦时": Read("300亿千瓦时", "300", "", "亿千瓦时", "", "exact"),
    "产能50万吨/年": Read("50万吨/年", "50", "", "万吨", "年", "exact"),
    "重达半吨以上": Read("半吨以上", "0.00005", "", "万吨", "", "at_least"),
    "厚6至8毫米": Read("6至8毫米", "0.006", "0.008", "米", "", "range"),
    "占地2公顷": Read("2公顷", "30", "", "亩", "", "exact"),
    "增长12.9%": Read("12.9%", "12.9", "", "%", "", "exact"),
    "占近九成": Read("九成", "90", "", "%", "", "nearly"),
    "九成五": Read("九成五", "95", "", "%", "", "exact"),
    "占百分之三十六点二": Read("百分之三十六点二", "36.2", "", "%", "", "exact"),
    "约三分之一": Read("三分之一", "33.33", "", "%", "", "about"),
    "其中的3/4": Read("3/4", "75", "", "%", "", "exact"),
    "提高12%-18%": Read("12%-18%", "12", "18", "%", "", "range"),
    "信心指数为105.80，": Read("105.80", "105.8", "", "", "", "exact"),
    "公众满意度从84.7提升": Read("84.7", "84.7", "", "", "", "exact"),
    "容积率不超过1.8。": Read("1.8", "1.8", "", "", "", "at_most"),
    "投资超千亿建炼化项目": Read("千亿", "1000", "", "亿元", "", "over"),
    "拟定22亿的采购订单": Read("22亿", "22", "", "亿元", "", "exact"),
    "三十一个项目": Read("三十一个", "31", "", "个", "", "exact"),
    "推选十一名代表": Read("十一名", "11", "", "名", "", "exact"),
    "上涨一两百元": Read("一两百元", "0.000001", "0.000002", "亿元", "", "range"),
    "手机2030万部": Read("2030万部", "20300000", "", "部", "", "exact"),
    "两三毛钱一斤": Read("两三毛钱", "0.000000002", "0.000000003", "亿元", "", "range"),
    "产值翻番": Read("翻番", "100", "", "%", "", "exact"),
    "产值翻两番": Read("翻两番", "300", "", "%", "", "exact"),
    "效率提高一半": Read("一半", "50", "", "%", "", "exact"),
    "高6.4个百分点": Read("6.4个百分点", "6.4", "", "百分点", "", "exact"),
    "是原来的2.3倍": Read("2.3倍", "2.3", "", "倍", "", "exact"),
    "13个工作日": Read("13个工作日", "13", "", "工作日", "", "exact"),
    "48小时内": Read("48小时内", "48", "", "小时", "", "at_most"),
    "两个半小时左右": Read("两个半小时左右", "2.5", "", "小时", "", "about"),
    "实施一个多月": Read("一个多月", "1", "", "月", "", "over"),
    "一年半": Read("一年半", "1.5", "", "年", "", "exact"),
    "20分钟": Read("20分钟", "20", "", "分钟", "", "exact"),
    "30分钟": Read("30分钟", "0.5", "", "小时", "", "exact"),
    "用3到4个小时": Read("3到4个小时", "3", "4", "小时", "", "range"),
    "发短信6万余条": Read("6万余条", "60000", "", "条", "", "over"),
    "200多名专家": Read("200多名", "200", "", "名", "", "over"),
    "上百家企业": Read("百家", "100", "", "家", "", "at_least"),
    "三四十家": Read("三四十家", "30", "40", "家", "", "range"),
    "两三个人": Read("两三个", "2", "3", "个", "", "range"),
    "花了四、五年": Read("四、五年", "4", "5", "年", "", "range"),
    "来了三、四十人": Read("三、四十人", "30", "40", "人", "", "range"),
    "在2.4万元/吨至2.6万元/吨之间": Read("2.4万元/吨至2.6万元/吨", "24000", "26000", "元/吨", "", "range"),
    "约3300元/吨-3400元/吨": Read("3300元/吨-3400元/吨", "3300", "3400", "元/吨", "", "range"),
    "1,379例": Read("1,379例", "1379", "", "例", "", "exact"),
    "铜价上涨50元至3500元": Read("3500元", "0.000035", "", "亿元", "", "exact"),
    "工资上涨300元至500元": Read("300元至500元", "0.000003", "0.000005", "亿元", "", "range"),
    "补贴最高4万": Read("4万", "0.0004", "", "亿元", "", "at_most"),
    "贡献6000万以上的利润": Read("6000万以上", "0.6", "", "亿元", "", "at_least"),
    "降到1500万人民币左右": Read("1500万人民币左右", "0.15", "", "亿元", "", "about"),
    "用户6000万": Read("6000万", "60000000", "", "", "", "exact"),
    "糖价在近一个月大跌": Read("一个月", "1", "", "月", "", "exact"),
    "用了近一个月": Read("一个月", "1", "", "月", "", "nearly"),
    "增速不会低于8%": Read("8%", "8", "", "%", "", "at_least"),
    "历时2年零7个月": Read("2年零7个月", "31", "", "月", "", "exact"),
    "限2年6个月内完成": Read("2年6个月内", "30", "", "月", "", "at_most"),
    "车程1小时20余分钟": Read("1小时20余分钟", "80", "", "分钟", "", "over"),
    "航程1个小时30分": Read("1个小时30分", "1.5", "", "小时", "", "exact"),
    "用时12分30秒": Read("12分30秒", "750", "", "秒", "", "exact"),
    "每份3元5角": Read("3元5角", "0.000000035", "", "亿元", "", "exact"),
    "年货花了近10亿，": Read("10亿", "10", "", "亿元", "", "nearly"),
    "节约电费300万。": Read("300万", "0.03", "", "亿元", "", "exact"),
    "增加一点二倍": Read("一点二倍", "1.2", "", "倍", "", "exact"),
    "捐款8亿瑞郎": Read("8亿瑞郎", "8", "", "亿瑞士法郎", "", "exact"),
    "播种面积1 095.3万公顷，": Read("1 095.3万公顷", "164295000", "", "亩", "", "exact"),
    "新建（1 208处）": Read("1 208处", "1208", "", "处", "", "exact"),
    "2022 350人": Read("350人", "350", "", "人", "", "exact"),
    "购置30台（套），": Read("30台（套）", "30", "", "台（套）", "", "exact"),
    "发放8.5亿消费券": Read("8.5亿", "8.5", "", "亿元", "", "exact"),
    "每个棚三亩半，": Read("三亩半", "3.5", "", "亩", "", "exact"),
    "三米半径": Read("三米", "3", "", "米", "", "exact"),
    "以百分之十几的速度": Read("百分之十几", "10", "", "%", "", "over"),
    "三分之一多": Read("三分之一多", "33.33", "", "%", "", "over"),
    "占一半多，": Read("一半多", "50", "", "%", "", "over"),
    "算力10.36百亿亿次/秒": Read("10.36百亿亿次/秒", "10360000000000000000", "", "次", "秒", "exact"),
    "全球最高10米支架": Read("10米", "10", "", "米", "", "exact"),
    "最高10米": Read("10米", "10", "", "米", "", "at_most"),
    "用户超过2亿": Read("2亿", "200000000", "", "", "", "over"),
}


@pytest.mark.parametrize(("text", "expected"), FIGURES.items(), ids=FIGURES)
def test_a_figure_is_read_whole(text: str, expected: Read) -> None:
    """Numeral, unit, period and qualifier come out together, the value exact in the canonical unit."""
    assert expected in read(text)


def test_a_shared_unit_serves_all_members_of_a_list() -> None:
    """5.9和5.5个百分点: the unit of the last member is the first one's too, without being part of its span."""
    assert read("高5.9和5.5个百分点") == [
        Read("5.9", "5.9", "", "百分点", "", "exact"),
        Read("5.5个百分点", "5.5", "", "百分点", "", "exact"),
    ]


def test_a_shared_rate_serves_all_members_of_a_list() -> None:
    """17.8、18.3公里/小时 and 12.5、16.8万吨/年: what the last is divided by divides the first too."""
    assert read("车速为17.8、18.3公里/小时") == [
        Read("17.8", "17.8", "", "公里/小时", "", "exact"),
        Read("18.3公里/小时", "18.3", "", "公里/小时", "", "exact"),
    ]
    assert read("产能为12.5、16.8万吨/年") == [
        Read("12.5", "12.5", "", "万吨", "年", "exact"),
        Read("16.8万吨/年", "16.8", "", "万吨", "年", "exact"),
    ]


@pytest.mark.parametrize("text", ["7天24小时值守", "一年12个月不停工", "得45分，30秒后"])
def test_units_that_stand_together_by_chance_are_figures_of_their_own(text: str) -> None:
    """What is as much as one of the larger unit, or of no part of it, completes nothing."""
    assert len(read(text)) == 2


NO_FIGURES = [
    "二十国集团峰会",
    "一时间硝烟四起",
    "第八届、九届理事长",
    "一、二年级",
    "第十三师火箭农场", "第三代半导体", "第1、2、3、5、7天", "六十六中", "N95口罩", "5G时代",
    "T800级碳纤维", "182/210电池片",
    "6W1H理念", "108国道", "18路公交车", "2号泵站", "“十四五”规划", "进一步推进一体化",
    "一系列政策", "一把手工程", "四面八方",
    "千亿级产业链", "两岸同胞",
    "三农工作", "1+5+15格局", "以3比1取胜", "电话13400000000", "（三）", "一期工程和二期工程",
    "一年接着一年干", "一年更比一年好", "艰难的一年。", "八项规定", "两个确立", "两张皮”", "Model 3的产能",
    "一方面要提质", "由一对一变成1对多", "快一点完工",
    "半导体产业", "《服务条例三十五条》", "股票代码600000", "工业4.0版", "统一部署", "百度公司", "二队队长",
    "页次：3/29 每页20条", "产值两位数增长", "二十世纪的建筑", "约前395年", "再一次显现", "货比三家", "一成不变",
    "临江股份(23.57,0.68,2.97%)的主机", "省委十二届十次全会", "较前一交易日", "学习十二届十次、十一次全会精神",
    "出台“民营经济31条”", "第十五个五年规划", "一项一项地落实", "微信号2030", "指数2023年发布",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    """Ordinals, labels, models, idioms and numbers of things are left alone."""
    assert read(text) == []


@given(
    st.text("约近超过不足一二两三十百千万亿半0123456789.,%-至到个家吨元千瓦小时年月成倍余多以上内和、 第", max_size=40)
)
def test_figures_do_not_overlap_and_stay_in_the_text(text: str) -> None:
    """A character belongs to at most one figure, and figures come in order."""
    grammar = load_packaged().grammar
    end = 0
    for quantity in grammar.quantities.find(text, []):
        assert end <= quantity.start <= quantity.raw_start < quantity.raw_end <= quantity.end <= len(text)
        assert quantity.value.is_finite()
        end = quantity.end


def _prefixed_units() -> list[Unit]:
    table = load_packaged().grammar.quantities.units
    return [unit for unit in table.surfaces.values() if unit.dimension not in ("count", "duration", "percent")]


@pytest.mark.parametrize("unit", _prefixed_units(), ids=lambda unit: unit.surface)
def test_every_unit_is_read_behind_two_hundred(unit: Unit) -> None:
    """The longest unit wins: 200千瓦 is 200 of 千瓦, whatever units its tail spells."""
    found = read(f"为200{unit.surface}。")
    assert [(r.raw, r.unit) for r in found] == [(f"200{unit.surface}", unit.convert(_TWO_HUNDRED)[1])]


_TWO_HUNDRED = Decimal(200)


@pytest.mark.parametrize(
    "text", ["总投资297亿", "募资297亿扩产", "资金预计297亿。", "297亿建三座医院", "首期297亿基金"]
)
def test_a_sum_without_its_unit_is_money(text: str) -> None:
    """Headlines leave the 元 away behind words of money and before what money does."""
    assert [(read.unit, read.value) for read in read(text) if read.value == "297"] == [("亿元", "297")]


def test_other_bare_numbers_are_no_money() -> None:
    """用户超过2亿 counts users."""
    assert [(read.unit, read.value) for read in read("用户超过2亿，还在增加。")] == [("", "200000000")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("净利为-5亿元", "-5"),
        ("净额约-10.3亿元", "-10.3"),
        ("增速-3.2%", "-3.2"),
        ("增速预计负1.6%", "-1.6"),
        ("肩负3项任务", "3"),
        ("气温零下19摄氏度", "-19"),
        ("夜里零下十八度", "-18"),
        ("从A区-300公里", "300000"),
    ],
)
def test_a_minus_behind_a_measure_is_a_sign(text: str, value: str) -> None:
    """净利为-5亿元 is a loss; behind other words a hyphen is none."""
    assert [quantity.value for quantity in read(text)] == [value]


def test_half_a_month_is_no_half() -> None:
    """再过半个月 is a length of time, 过半 alone more than half."""
    assert [quantity.raw for quantity in read("再过半个月完工。")] == ["半个月"]
    assert [quantity.raw for quantity in read("参会者过半。")] == ["过半"]


def test_hours_of_a_day_are_no_figure() -> None:
    """8点至12点 says when, and counts nothing."""
    assert read("消费券发放首日8点至12点，客流回升。") == []


def test_a_session_is_no_figure() -> None:
    """党的二十大和二十届历次全会 counts nothing."""
    assert read("学习二十届历次全会精神。") == []


@pytest.mark.parametrize(
    "text", ["生产电子零组件和零部件。", "轴承零件出口。", "产量居前五位。", "排名前10位的企业。", "进入前三名。"]
)
def test_parts_and_ranks_are_no_figure(text: str) -> None:
    """The 零 of 零部件 and the rank of 居前五位 count nothing."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "raw", "value", "qualifier"),
    [
        ("成立150家用水合作社", "150家", "150", "exact"),
        ("征收的16个税种", "16个", "16", "exact"),
        ("统一185个事项", "185个", "185", "exact"),
        ("同比翻倍", "翻倍", "100", "exact"),
        ("产量突破百万吨", "百万吨", "100", "over"),
        ("出口百万美元以上的项目", "百万美元以上", "0.01", "at_least"),
        ("办理两个许可证", "两个", "2", "exact"),
        ("完成五项整改任务", "五项", "5", "exact"),
        ("引进3台上下料机器人", "3台", "3", "exact"),
        ("全长5公里许", "5公里许", "5000", "about"),
        ("百余万人告别溜索", "百余万人", "1000000", "over"),
        ("产值突破700亿元", "700亿元", "700", "over"),
        ("原因有三方面", "三方面", "3", "exact"),
        ("比例不得低于公司股份总数的5%", "5%", "5", "at_least"),
        ("减持不超过总股本的三分之一", "三分之一", "33.33", "at_most"),
        ("涨幅高于大盘指数的4%", "4%", "4", "exact"),
        ("800公里及以下的航段", "800公里及以下", "800000", "at_most"),
        ("产量为553.9万千升", "553.9万千升", "5539000", "exact"),
        ("一栋6层高的厂房", "6层", "6", "exact"),
        ("量产(10万张玻璃大板/月)", "10万张玻璃大板/月", "100000", "exact"),
        ("总共要建8栋楼", "8栋", "8", "exact"),
        ("指数提高21.49个点", "21.49个点", "21.49", "exact"),
        ("30万吨级原油码头", "30万吨", "30", "exact"),
    ],
)
def test_words_around_a_figure_do_not_take_it_away(text: str, raw: str, value: str, qualifier: str) -> None:
    """家用 and 个税 are other words than 家 and 个 here, and 突破 says how much as 超 does."""
    [figure] = read(text)
    assert (figure.raw, figure.value, figure.qualifier) == (raw, value, qualifier)
