"""What a figure measures and of which thing, across the clauses of a sentence."""

from __future__ import annotations

import pytest

from tests.attaching.facts_of import fact_of, facts_of

WORDINGS = {
    "the measure and its thing": ("全县小麦总产量比上年提高2.6%。", "2.6%", "总产量", "小麦"),
    "the measure of the clause before": ("商铺销售面积36.5万平方米，同比下降14.2%。", "14.2%", "销售面积", "商铺"),
    "the measure of a clause without a figure": (
        "玉米种植面积明显缩小，比上年减少4.2万亩。", "4.2万亩", "种植面积", "玉米",
    ),
    "of a whole place one word": ("全省地区生产总值增长6.1%。", "6.1%", "地区生产总值", ""),
    "the dress of a measure": ("高速公路日均客车流量同比上升6%。", "6%", "流量", "客车"),
    "a rate of a measure": ("九月份出口年增率15.2%。", "15.2%", "出口年增率", ""),
    "past the place": ("我省风电装机容量达到520万千瓦。", "520万千瓦", "装机容量", "风电"),
    "the holder of a share": ("家电出口18亿元，占出口总值的54%。", "54%", "占出口总值", "家电"),
    "a short name whole": ("森林覆盖率稳定在36%以上。", "36%以上", "森林覆盖率", "森林"),
    "verb and noun behind": ("开发区引进设备制造企业12家。", "12家", "引进", "设备制造企业"),
    "noun behind the number": ("区里选聘了15名特邀监督员。", "15名", "选聘", "特邀监督员"),
    "what the counted do": ("9人荣获省级劳动模范称号。", "9人", "荣获省级劳动模范称号", "人"),
    "the clause that describes the noun": ("当场签约的企业达57家。", "57家", "签约", "企业"),
    "a noun with a verb in it": ("公开的服务事项有312项。", "312项", "服务事项", "服务事项"),
    "the noun behind a second number": ("剩余86户213名困难群众全部迁入新居。", "86户", "剩余", "困难群众"),
    "a verb of one character": ("临江县今年建学校20所。", "20所", "建", "学校"),
    "not the first character of a noun": ("临江县今年新添设备20台。", "20台", "新添", "设备"),
    "what someone has": ("全县共有农户2万户。", "2万户", "农户", "农户"),
    "not what there still is": ("临江县现有水库20座。", "20座", "现有", "水库"),
    "the verb of a list": ("新建充电站8座、换电站3座。", "3座", "新建", "换电站"),
    "the verb before what is named one by one": (
        "建成东湖公园、城北体育馆等26个民生项目。", "26个", "建成", "民生项目",
    ),
    "the thing before its verb": ("青泉市优化企业开办流程，公章免费刻制4枚。", "4枚", "刻制", "公章"),
    "the thing that a work is done to": ("实施80条客运线路公交化改造。", "80条", "实施", "客运线路"),
    "no item that is only the measure": ("关税定在3%。", "3%", "关税", ""),
    "what is due": ("年底前建成地下停车场3座。", "年底前", "建成地下停车场3座", "地下停车场"),
    "what is to be finished": ("到2025年，6所职业学校全部建成。", "到2025年", "全部建成", "职业学校"),
    "what moves from a time on": ("果园面积由2015年的2000亩扩大至3500亩。", "2000亩", "面积", "果园"),
    "what is counted before 从": ("合作社从原来的12家增加到40家。", "12家", "合作社", "合作社"),
    "a verb that ends in 到": ("医院收到了30封感谢信。", "30封", "收到", "感谢信"),
    "a verb that ends in 为": ("试验区分为6个片区。", "6个", "分为", "片区"),
    "a verb that ends in 应": ("养殖场向超市供应了80头生猪。", "80头", "供应", "生猪"),
    "a verb that leads to sums elsewhere": ("两家公司达成14项协议。", "14项", "达成", "协议"),
    "a noun with a verb behind a verb": (
        "县里提供260个高校毕业生就业岗位。", "260个", "提供", "高校毕业生就业岗位",
    ),
    "a measure for each": ("河水流量稳定在每秒300立方米。", "300立方米", "流量", "河水"),
    "a verb that no list knows behind an adverb": ("钢铁企业就多掏9亿元。", "9亿元", "多掏", "钢铁企业"),
    "what changes behind the change": ("新规预计将减少4%的利润。", "4%", "利润", ""),
    "a change that may come": ("灯具价格可能下降15%。", "15%", "价格", "灯具"),
    "capacity that can grow": ("组件的产能增长了近70%。", "70%", "产能", "组件"),
    "no rank of a size": ("订购4艘5万吨级散货船。", "5万吨", "订购", "散货船"),
    "no term of a paper": ("银行下调7天期逆回购中标利率20个基点。", "20个基点", "利率", ""),
    "what lasts of a clause": ("县属学校全部停课3天。", "3天", "停课", ""),
    "a sentence": ("张某被县人民法院判处有期徒刑2年。", "2年", "判处有期徒刑", "有期徒刑"),
    "what is done after a time": ("供货商两周前便停止了发货。", "两周", "停止了发货", ""),
    "each count of a list its own noun": ("粮食网点达到140个、配送中心13个。", "13个", "配送中心", "配送中心"),
    "a noun where nothing is done": ("北线铁路有4条支线，年久失修。", "4条", "支线", "支线"),
    "what the last of a list does": ("6个社区、5所学校和3家医院进行垃圾分类。", "6个", "进行垃圾分类", "社区"),
    "a verb behind an adverb": ("本县明年将开建7条公路。", "7条", "开建", "公路"),
    "the thing before an adverb": ("技改项目已开工47个。", "47个", "开工", "技改项目"),
    "the verb of a clause that describes": ("抽查的9家药店全部合格。", "9家", "抽查", "药店"),
    "two verbs of one object": ("年内招引落地项目20个。", "20个", "招引落地", "项目"),
    "the noun past a rating": ("将安装33台单机容量为6兆瓦的风机。", "33台", "安装", "风机"),
    "the measure of the counted": ("30种蔬菜价格上涨。", "30种", "价格", "蔬菜"),
    "the thing within a measure": ("云泽港集装箱吞吐量达7.2万标箱。", "7.2万标箱", "集装箱吞吐量", "集装箱"),
    "a price that goes on": ("龙豆批发价每斤7元，如今卖到14元。", "14元", "批发价", "龙豆"),
    "a price farther off": ("稀土价格全线上涨，氧化铈卖8万元/吨。", "8万元/吨", "价格", "氧化铈"),
    "what is done with a sum": ("青泉集团4亿元收购家电业务。", "4亿元", "收购", "家电业务"),
    "what is invested in": ("青泉集团投资5亿元建设蓝莓种植基地。", "5亿元", "投资", "蓝莓"),
    "what takes a share grows": ("出口额8亿元，占全市的四成，同比增长9%。", "9%", "出口额", ""),
    "the part of a whole": ("六成的企业实现盈利。", "六成", "实现盈利", "企业"),
    "what those do whom it is done to": ("每天，云泽港向60多个国家的客户供应轮胎。", "60多个", "供应轮胎", "国家"),
    "who reports, past a bracket": ("据24个省（自治区、直辖市）和兵团报告，新增病例3例。", "24个", "报告", "省"),
    "the verb of its whole": ("全市签约项目33个，其中工业项目18个、文旅项目6个。", "6个", "签约", "文旅项目"),
    "the verb before names in a list": ("高架途经城东、北郊、河西等5个街道。", "5个", "途经", "街道"),
    "the verb of a list over commas": ("县里将新建6座水厂，40座泵站，9座水库。", "40座", "新建", "泵站"),
    "the verb before its particle": ("局里陆续发布了省重点研发计划40多个专项。", "40多个", "发布", "专项"),
    "what they do every year": ("每年有20万对新人结婚。", "20万对", "结婚", "新人"),
    "what they do behind where": ("11名老兵在一处疗养院死亡。", "11名", "死亡", "老兵"),
    "the noun behind what describes it": ("会上形成了两种不同的方案。", "两种", "形成", "方案"),
    "what is given for so much": ("商会捐赠20万元防疫物资。", "20万元", "捐赠", "防疫物资"),
    "what is got for a sum": ("青泉集团以3.2亿元竞得地块。", "3.2亿元", "竞得", "地块"),
    "the sum before in other money": ("政府已拨款6亿卢布（约合5200万元）。", "5200万元", "拨款", ""),
    "the measure before a unit of price": ("成交均价为每平方米9800元。", "9800元", "成交均价", ""),
    "one word with its one character": ("货车搬运收费1200元。", "1200元", "收费", "货车搬运"),
    "a bare measure with what it is of": ("青泉县粮食库存总量为12万吨。", "12万吨", "粮食库存总量", "粮食"),
    "no height": ("港口的煤炭库存量高达11万吨。", "11万吨", "库存量", "煤炭"),
    "what is so many times another": ("锂电池价格是铅酸电池的2倍。", "2倍", "价格", "锂电池"),
    "what goes on as so many times": ("出口额4亿元，是2015年的3倍。", "3倍", "出口额", ""),
    "another thing that changes": ("供货商减少六成，货架上商品少了三成。", "三成", "货架上商品", "货架上商品"),
    "what the part will do": ("全国一半的企业将扩大招聘。", "一半", "扩大招聘", "企业"),
    "what a share of them does": ("生产的茶叶七成将销往海外。", "七成", "销往海外", "茶叶"),
    "the measure behind a share": ("青泉集团占据全国电池五成的市场份额。", "五成", "市场份额", "电池"),
    "the thing before what is done": ("客流恢复率达到64%。", "64%", "客流恢复率", "客流"),
    "the thing before 的": ("据统计，瓷砖的出口比例只有10%。", "10%", "瓷砖的出口比例", ""),
    "what is due and not whom": ("到2026年，公司还将在西部各县增设养老驿站。", "到2026年", "增设养老驿站", "养老驿站"),
    "what may happen": ("预计到年底，煤价还有可能继续下跌。", "到年底", "继续下跌", ""),
    "the measure of a state": ("未来五年锂矿对外依存度仍将维持在高位。", "五年", "锂矿对外依存度", "锂矿"),
    "what is done in the time": ("在不到半年的时间里，新建了一座码头。", "半年", "新建了一座码头", ""),
    "the goods named before": ("玉米是当地主要作物。预计产量约为8000吨。", "8000吨", "产量", "玉米"),
    "what is done in a time": ("两区三县3年消除河道黑臭。", "3年", "消除河道黑臭", "河道黑臭"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "raw", "indicator", "item"), WORDINGS.values(), ids=WORDINGS)
def test_a_figure_has_its_wording(text: str, raw: str, indicator: str, item: str) -> None:
    """Indicator and item are named as the text names them."""
    fact = fact_of(text, raw)
    assert (fact.indicator, fact.item) == (indicator, item)


def test_a_change_of_persons_counts_no_percent() -> None:
    """接待6.5万人，同比增长56.2%: the change has no % as its item."""
    assert [fact.item for fact in facts_of("黄岭景区接待6.5万人，同比增长56.2%。")] == ["人", ""]


def test_members_of_a_respective_list_have_their_own() -> None:
    """分别 gives each figure the wording of its own member."""
    text = "铜材、铝材和锌材产量分别增长5.1%、7.4%和2%；民间投资、工业投资分别增长9%、11%。"
    facts = [fact_of(text, raw) for raw in ("5.1%", "7.4%", "2%", "9%", "11%")]
    assert [(fact.indicator, fact.item) for fact in facts] == [
        ("产量", "铜材"),
        ("产量", "铝材"),
        ("产量", "锌材"),
        ("民间投资", ""),
        ("工业投资", "工业"),
    ]


def test_what_was_counted_is_not_what_is_produced() -> None:
    """三台电解槽 says nothing of the sum behind it."""
    assert fact_of("铝厂启用三台电解槽，产值2.2亿元。", "2.2亿元").item == ""


def test_changes_told_respectively_go_on_each_with_its_own_figure() -> None:
    """分别 with two figures before: the first change is of the first."""
    text = "班列开行298列、货值31.3亿元，同比分别增长27.9%、82.3%。"
    assert [fact_of(text, raw).indicator for raw in ("27.9%", "82.3%")] == ["开行", "货值"]


@pytest.mark.parametrize("text", ["代表来自28个省市区（", "全国共有31个省(", "辖12个乡镇（街"])
def test_a_text_may_end_in_a_bracket(text: str) -> None:
    """Pages are cut off anywhere: nothing behind a bracket is no fault."""
    assert fact_of(text, text[text.index("个") - 2 : text.index("个") + 1]).kind == "count"


def test_what_stands_in_brackets_is_aside() -> None:
    """A list goes on with what was counted before the brackets."""
    text = "全省确诊病例296例（死亡1例），其中福州市72例。"
    assert fact_of(text, "72例").item == "确诊病例"


def test_goods_of_an_article_are_those_of_its_bare_measures() -> None:
    """What is named again and again is what a measure of goods without any is of, paragraphs later."""
    text = "今年木门企业忙于接单。木门产品走俏，木门市场转暖。\n商家纷纷提价。\n据介绍，上涨幅度约10%。"
    assert fact_of(text, "10%").item == "木门"
