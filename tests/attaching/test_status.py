"""Planned or actual: words of plans against words of what is done, whatever stands nearest."""

from __future__ import annotations

import pytest

from tests.attaching.facts_of import fact_of

STATUSES = {
    "项目计划投资10.8亿元。": ("10.8亿元", "planned"),
    "项目总投资7.11亿元。": ("7.11亿元", "actual"),
    "力争全年产值突破100亿元。": ("100亿元", "planned"),
    "全市已建成泵站72座。": ("72座", "actual"),
    "建成后可年产蓝宝石2400吨。": ("2400吨", "planned"),
    "年产56吉瓦的青泉硅片项目开工。建成后，这里将是最大的基地。": ("56吉瓦", "planned"),
    "为确保安全度汛，市防办滚动会商14次。": ("14次", "actual"),
    "收入提高到2021年的7.4万元。": ("7.4万元", "actual"),
    "公司拟募集资金不超过97亿元。": ("97亿元", "planned"),
    "一要稳住粮食生产。建成高标准农田20万亩。": ("20万亩", "planned"),
    "一要稳住粮食生产。去年建成高标准农田20万亩。": ("20万亩", "actual"),
    "一要素保障到位。建成高标准农田20万亩。": ("20万亩", "actual"),
    "注册资本将由1亿元增至6亿元。": ("1亿元", "actual"),
    "公司注册资本将由1亿元增至6亿元。": ("6亿元", "planned"),
    "到2035年，城镇化率由43.5%提高到60%。": ("43.5%", "actual"),
    "县里将由3家公司承建新校舍。": ("3家", "planned"),
    "通车后，两市间的车程将从目前的两个半小时缩短至1小时。": ("两个半小时", "actual"),
    "通车后，两市间的行车时间将从现在的两个半小时缩短至1小时。": ("1小时", "planned"),
    "上半年完成公司全年48万辆的销售目标的44%。": ("48万辆", "planned"),
    "实现路灯节电20%的目标，改造灯具3万盏。": ("20%", "planned"),
    "已完成下达的3万亩的任务。": ("3万亩", "actual"),
    "政府工作报告提出，今年规上工业增加值增长5%。": ("5%", "planned"),
    "今年全线需完成投资22亿元。": ("22亿元", "planned"),
    "投资预期实现600亿元，增长8%以上。": ("8%以上", "planned"),
    "全年推动120家企业上云。": ("120家", "actual"),
    "这几年，村里年接待游客超30万人次。": ("30万人次", "actual"),
    "公司正在建设年产8万吨的生产线。": ("8万吨", "planned"),
    "年产30万吨的钛白粉工程昨天奠基。": ("30万吨", "planned"),
    "公司建成年产8万吨的生产线。": ("8万吨", "actual"),
    "嫌疑人将收来的口罩从5元涨价至98元，获利颇丰。每只差价达93元。": ("93元", "actual"),
    "会计将公司贷款的220万元挪至自己名下。": ("220万元", "actual"),
    "改革后，厂里将38个班组减到18个。": ("38个", "actual"),
    "县里将扩大医保范围到26个乡镇。": ("26个", "planned"),
    "推进全民参保行动计划，参保率保持在95%。": ("95%", "actual"),
    "目标客户瞄准女性，六成商户经营服装。": ("六成", "actual"),
    "客流回升，到现在接近3万人次。": ("3万人次", "actual"),
    "到2025年，全县要新建电站5座。\n\n县医院有床位320张。": ("320张", "actual"),
    "今年计划改造管网40公里。同时，修复湿地2000亩。": ("2000亩", "planned"),
    "第七条　企业上规模的，给予补助15万元。": ("15万元", "planned"),
    "二、发展成就和主要目标任务\n\n2021年，新修公路130公里。": ("130公里", "actual"),
    "二、2023年目标任务\n\n粮食产量达到30万吨。": ("30万吨", "planned"),
}


@pytest.mark.parametrize(("text", "raw", "status"), [(text, *rest) for text, rest in STATUSES.items()])
def test_a_figure_is_planned_or_actual(text: str, raw: str, status: str) -> None:
    """What the words before a figure, its date or its heading say decides."""
    assert fact_of(text, raw).status == status
