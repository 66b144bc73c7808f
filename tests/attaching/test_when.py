"""When a figure holds: each source of a date, and what dates nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.attaching.facts_of import fact_of, facts_of

DATES = {
    "in its clause": ("上半年产值达到19.9亿元。", "19.9亿元", "2022-01-01/2022-06-30", "text"),
    "in the clause before": ("去年，临江镇的产值达到19.9亿元。", "19.9亿元", "2021", "text"),
    "in the sentence before": ("8月10日，活动在广场举行。现场来了300名志愿者。", "300名", "2022-08-10", "text"),
    "not the base of a comparison": ("7月份产量比去年同期增加13万吨。", "13万吨", "2022-07", "text"),
    "not a year that only belongs to a name": ("2021年能源论坛开幕在即，已有300人报名。", "300人", "", ""),
    "not the year that is recovered to": (
        "国庆假期，全省接待游客430万人次，恢复到2019年同期的87.1%。", "87.1%", "2021-10-01/2021-10-07", "text",
    ),
    "the year that a level came to": ("占比由2015年的17.9%降至2020年的10%。", "10%", "2020", "text"),
    "not the year of its founding": ("临江农业公司成立于1982年，有农场4家。", "4家", "", ""),
    "no date of completion": ("9月开工建设。建成后，年产量可达70万吨。", "70万吨", "", ""),
    "a date behind completion": ("9月开工，建成后2025年产量可达70万吨。", "70万吨", "2025", "text"),
    "no year in what is so each year": ("电站6月并网，建成后年均发电3亿千瓦时。", "3亿千瓦时", "", ""),
    "not the bases of a comparison": (
        "7月份增速较一季度、上半年分别提高7.9个、3.4个百分点。", "7.9个", "2022-07", "text",
    ),
    "not the year of a noun in another member": (
        "上半年各市增速出炉。云川居首，这得益于去年底投产的电池项目；汀州增长13.5%。",
        "13.5%",
        "2022-01-01/2022-06-30",
        "text",
    ),
    "from what began to a day": ("自6月16日开园至本月10日，来客4万人次。", "4万人次", "2022-06-16/2022-08-10", "text"),
    "in the season at hand": ("今夏，全县销售西瓜3万吨。", "3万吨", "2022-06-01/2022-08-31", "text"),
    "not the year that a change starts from": (
        "通关时间由去年的58小时压缩到21小时。6月28日，物流园开工，总投资4亿元。", "4亿元", "2022-06-28", "text",
    ),
    "since": ("今年以来累计办理业务17项。", "17项", "2022-01-01/2022-08-12", "text"),
    "the day of issue": ("目前全市有泵站72座。", "72座", "2022-08-12", "document"),
    "the dateline": ("新桥通车\n\n本报讯 8月11日，新桥通车。\n\n桥长30米。", "30米", "2022-08-11", "dateline"),
    "the paragraph before, rather than the day of its report": (
        "外贸开门红\n\n本报讯 8月11日，海关公布消息，今年前7个月全县出口走高。\n\n出口总额达到3亿元。",
        "3亿元", "2022-01-01/2022-07-31", "text",
    ),
    "no due date of another member of a list": (
        "今年续建公园4处；9月1日前，新校舍交付使用；改造老旧小区41个。", "41个", "2022", "text",
    ),
    "what opens a list": ("到2025年，产值突破280亿元；绿地率稳定在67%以上。", "67%以上", "2025", "text"),
    "the end of a year is its last day": ("2021年末全县有农机站23座。", "23座", "2021-12-31", "text"),
    "both years of a yearly rate": (
        "产值从2018年的16亿元增长到2021年的74亿元，年均增长66%。", "66%", "2018-01-01/2021-12-31", "text",
    ),
    "the time from which another level moved": (
        "依存度从2007年的61%降至2019年的31%，其中出口从33%降至17%。", "33%", "2007", "text",
    ),
    "from one day on to another": (
        "从4月1日起至6月19日，分批发放补贴300万元。", "300万元", "2022-04-01/2022-06-19", "text",
    ),
    "not what another paragraph plans": ("到2025年，全县新建电站5座。\n\n县城有商铺130家。", "130家", "", ""),
    "no plan of three sentences before": (
        "到2025年，县城要扩大。路已修好。水也通了。街上有商铺130家。", "130家", "", "",
    ),
    "not the month of a contract": ("10月交货的原油跌到22美元/桶。", "22美元/桶", "", ""),
    "not a feast that is named in passing": (
        "居民都知晓今年清明祭扫政策。\n\n调研中，九成受访者表示满意。", "九成", "", "",
    ),
    "a level that moved from then": ("人均收入从2020年的5.2万元提高到7.4万元。", "5.2万元", "2020", "text"),
    "the same time a year before": ("每股收益0.86元，上年同期0.65元。", "0.65元", "2021", "text"),
    "a time behind the name": ("青泉县今年推广良种。亩产612公斤。", "612公斤", "2022", "text"),
    "since, up to now": ("从2021年到现在，上门服务400次。", "400次", "2021-01-01/2022-08-12", "text"),
    "no year of a level that it is held against": (
        "菜价与2008年的最高水平持平。6月13日，每公斤涨到18元。", "18元", "2022-06-13", "text",
    ),
    "the year of the part, below the heading of a section": (
        "云岭县工作报告\n\n一、一年接着一年干\n\n2021年，全县产值增长5%。\n\n（一）着力发展工业\n\n新增工厂9家。",
        "9家", "2021", "text",
    ),
    "the level that was left, and not what was reached": (
        "2021年，企业数量由2012年的8600家增加到1.2万家。", "1.2万家", "2021", "text",
    ),
    "a level that was left for that of today": ("菜价从最高的每公斤12元跌至目前的3元。", "12元", "", ""),
    "when that began which the level was left in": (
        "自去年3月启动治理以来，每吨售价由约3000元涨到现在的4500元。", "3000元", "2021-03", "text",
    ),
    "a level of then is none of the next sentence": (
        "户均耕地从上世纪80年代不到4亩，上升至20亩。粮站有仓库9座。", "9座", "", "",
    ),
    "the level at the start of the year": ("预测由年初的130万辆下调。", "130万辆", "2022-01", "text"),
    "what was reached by the end of last year": (
        "贫困户从2015年底的900户减少到去年底的30户。", "30户", "2021-12-31", "text",
    ),
    "from a day on for so long": ("8月1日起，集市举办为期5天的展销。", "5天", "2022-08-01/2022-08-05", "text"),
    "from then on for so long": (
        "从今年起用4年时间，全县更换水表5万只。", "5万只", "2022-01-01/2025-12-31", "text",
    ),
    "in years in a row from one on": (
        "酒厂自2008年起，连续三年亏损，共亏4亿元。", "4亿元", "2008-01-01/2010-12-31", "text",
    ),
    "not when that was which caused it": (
        "受6月洪水和检修影响，前7个月产值仅增2%。", "2%", "2022-01-01/2022-07-31", "text",
    ),
    "the same time a year before, each month": (
        "8月、9月卖出90万台，而去年同期每月只有60万台。", "60万台", "2021-08-01/2021-09-30", "text",
    ),
    "the year that a report of that day tells of": (
        "家底摸清\n\n本报讯 8月11日，县里发布环境公报。公报显示，2021年全县环境好转。\n\n河流长34公里。",
        "34公里", "2021", "text",
    ),
    "from a year on for so long": ("2021年工程启动，分3年实施。", "3年", "2021-01-01/2023-12-31", "text"),
    "not from the day of a report": ("县文旅局3日透露，将开展为期2个月的整治。", "2个月", "2022-08-03", "text"),
    "by then": (
        "渡桥2019年动工，计划2024年6月通车。届时，两岸行车缩短至9分钟。", "9分钟", "2024-06", "text",
    ),
    "since it began, up to now": ("从5月20日停航至今，累计退票300张。", "300张", "2022-05-20/2022-08-12", "text"),
    "not how long there was no such thing": (
        "7月，库存创下9年来新高。其中铜板占比43%。", "43%", "2022-07", "text",
    ),
    "not what is counted back in another clause": (
        "2021年是大干之年。占比达到66%，近3年提升21个百分点。新建水渠40条。", "40条", "2021", "text",
    ),
    "the last day of a month": ("截至今年6月底，建成公厕41座。", "41座", "2022-06-30", "text"),
    "a day of the week": ("周二铜价收于每吨9100美元。", "9100美元", "2022-08-09", "text"),
    "a year that a trade counts": ("2020/21榨季产糖90万吨。", "90万吨", "2020-01-01/2021-12-31", "text"),
    "not the month of what closes": ("周一，9月大豆收于每蒲式耳14美元。", "14美元", "2022-08-08", "text"),
    "the year that a heading names besides": (
        "云岭县工作报告\n\n一、“十三五”时期和2021年工作回顾\n\n“十三五”时期，新增工厂30家。\n\n"
        "刚刚过去的2021年令人难忘。\n\n（一）狠抓项目\n\n新建水渠9条。",
        "9条", "2021", "text",
    ),
    "that month": ("6月开始补库存。从当月来看，出货20万台。", "20万台", "2022-06", "text"),
    "not the whole year that a part is held against": (
        "今年上半年，销量1937万台，完成全年预期的46.3%。", "46.3%", "2022-01-01/2022-06-30", "text",
    ),
    "months that are counted": ("今年前两个月，新接订单30万吨。", "30万吨", "2022-01-01/2022-02-28", "text"),
    "the years to come": ("未来三年投资100亿元。", "100亿元", "2022-08-12/2025-08-12", "text"),
    "days off": ("今年国庆假期接待游客30万人次。", "30万人次", "2022-10-01/2022-10-07", "text"),
    "from one day to another": ("从2月25日到3月5日，修桥10座。", "10座", "2022-02-25/2022-03-05", "text"),
    "not the day of a report": (
        "记者10日从县商务局获悉，1—7月，出口3亿元；进口2亿元。", "2亿元", "2022-01-01/2022-07-31", "text",
    ),
    "not the year of a ceremony": (
        "8月11日，2022年云岭县重点项目集中开工仪式举行，开工项目30个。", "30个", "2022-08-11", "text",
    ),
    "this half of the year, though a trend lasts since the last": (
        "自去年以来，药厂加紧研发。上半年产值5亿元。", "5亿元", "2022-01-01/2022-06-30", "text",
    ),
    "what 其中 takes apart": (
        "县水务局介绍，2025年底前，要修步道1500公里。其中，北部修500公里。", "500公里", "2025-12", "text",
    ),
    "the part of a year in the headline": (
        "前7个月出口大增\n\n日前，县商务局发布消息。全县出口3亿元。", "3亿元", "2022-01-01/2022-07-31", "text",
    ),
    "the end of last year": ("至去年底，全县有农机站23座。", "23座", "2021-12-31", "text"),
    "the plan just named": (
        "通报“十三五”期间能源消费。过去五年，新增电站9座。", "9座", "2016-01-01/2020-12-31", "text",
    ),
    "this year, whatever is planned": ("记者10日获悉，今年青泉县计划完成公路30公里。", "30公里", "2022", "text"),
    "a year before a verb of plans": ("2021年青泉县计划完成投资30亿元。", "30亿元", "2021", "text"),
    "not the year of a name in quotes": (
        "8月11日，2022年重点项目“云签约”活动举行，签约项目22个。", "22个", "2022-08-11", "text",
    ),
    "what the report itself begins with": (
        "县人社局11日披露，截至6月底，发放补贴1亿元；惠及企业300家。", "300家", "2022-06-30", "text",
    ),
    "the day stated, not 目前 in brackets": (
        "截至8月10日，累计接诊90人（目前住院7人），其中：城东12人。", "12人", "2022-08-10", "text",
    ),
    "no level that moved on": (
        "五年来，经济稳中有进。人均收入从2016年的5万元提高到2021年的7万元。新开工项目96个。",
        "96个", "2017-01-01/2021-12-31", "text",
    ),
    "when it begins": ("明年起，公租房比例扩大到60%以上。", "60%以上", "2023", "text"),
    "目前, which 其中 takes apart": ("目前全县已有炼厂20家。其中，城东9家。", "9家", "2022-08-12", "document"),
    "days off, counted": ("国庆7天，县图书馆接待读者3万人次。", "3万人次", "2021-10-01/2021-10-07", "text"),
    "a day of shopping": ("今年“双11”，包裹量将超过8亿件。", "8亿件", "2022-11-11", "text"),
    "the whole year, planned": ("全年计划新增专业镇4个。", "4个", "2022", "text"),
    "what it is held against": ("上半年出口3亿元，较去年同期的2亿元大增。", "2亿元", "2021-01-01/2021-06-30", "text"),
    "what it moved on from": ("清洁能源比重由上年的14.6%升至17.9%。", "14.6%", "2021", "text"),
    "not what it is higher than": (
        "今年前7个月，开工率54.4%，高于去年时序进度3.8个百分点。", "3.8个百分点", "2022-01-01/2022-07-31", "text",
    ),
    "a week to come": ("未来一周最低气温15℃。", "15℃", "2022-08-12/2022-08-18", "text"),
    "a week gone by": ("过去一周，抢修队出动6次。", "6次", "2022-08-05/2022-08-11", "text"),
    "years ago": ("老周8年前承包果园60亩。", "60亩", "2014", "text"),
    "years up to now": ("上市11年以来，累计分红30亿元。", "30亿元", "2011-01-01/2022-08-12", "text"),
    "截至目前, in the next sentence": (
        "去年，街道试点分类。\n\n截至目前，投放垃圾桶4300组。达标居民20万户。", "20万户", "2022-08-12", "document",
    ),
    "months of two years": ("2020年11月至2021年3月，供热30万平方米。", "30万平方米", "2020-11-01/2021-03-31", "text"),
    "from the first day of the year": (
        "截至5月中旬，今年全县完成投资31亿元。", "31亿元", "2022-01-01/2022-05-20", "text",
    ),
    "lines that a colon announces": (
        "8月10日，全县新增项目3个，其中：\n\n城东镇1个；\n\n城西镇2个。", "2个", "2022-08-10", "text",
    ),
    "not since when there was none": (
        "7月份，进口下跌三成，是自2011年以来最低的单月。其中，手机进口减少68%。", "68%", "2022-07", "text",
    ),
    "the last day of a quarter": ("截至二季度末，网点有300个。", "300个", "2022-06-30", "text"),
    "since an event": ("7月15日入汛以来，泵站开机300台次。", "300台次", "2022-07-15/2022-08-12", "text"),
    "not a task that is done": (
        "截至6月底，转移就业3万人，提前完成2022年任务。车间开工率达到78%。", "78%", "2022-06-30", "text",
    ),
    "all times of a list together": (
        "5月上旬、6月上旬和7月上旬，南方三次受灾，受灾面积3万亩。", "3万亩", "2022-05-01/2022-07-10", "text",
    ),
    "two years of a list": ("在2020年和2021年，公司收购了工厂，投入3亿元。", "3亿元", "2020-01-01/2021-12-31", "text"),
    "each year of a list with its own": ("产量在2015年和2020年分别增长6%和7%。", "7%", "2020", "text"),
    "not what a multiple is of": ("目前，网点数量是4年前的10倍。", "10倍", "2022-08-12", "document"),
    "a year without its word": ("2021全年进口葡萄酒28万吨。", "28万吨", "2021", "text"),
    "a half of a year without its word": ("2021上半年进口葡萄酒10万吨。", "10万吨", "2021-01-01/2021-06-30", "text"),
    "this month, told apart": ("今年的这个八月，啤酒厂投资27亿元。", "27亿元", "2022-08", "text"),
    "the year's goal behind that of a quarter": ("第四季度目标占比16.8%，全年目标12.3%。", "12.3%", "2022", "text"),
    "from today on, within a length": ("公司五年内将新建门店200家。", "200家", "2022-08-12/2027-08-12", "text"),
    "no farther than its clause": ("到2025年，企业数量三年内翻一番，建成园区2个。", "2个", "2025", "text"),
    "the goal of years to come, set last year": (
        "去年公司制定了三年之后营业收入达到350亿元的目标。", "350亿元", "2025", "text",
    ),
    "up to last year, of years gone": (
        "过去两年启动的60万千瓦示范项目有3个。", "60万千瓦", "2020-01-01/2021-12-31", "text",
    ),
    "half a year up to the issue": ("半年来，锗价涨了80%。", "80%", "2022-02-01/2022-08-12", "text"),
    "a short spell up to the issue": ("短短6个月，锗价涨幅高达80%。", "80%", "2022-02-01/2022-08-12", "text"),
    "the years that a report sums up": ("五年净增民营企业12万户。", "12万户", "2017-01-01/2021-12-31", "text"),
    "the years behind those of a plan": (
        "新建道路4767公里，比“十三五”时期增长4.8%。", "4767公里", "2021-01-01/2025-12-31", "text",
    ),
    "the same part of a year that is told": (
        "今年1—6月产量860万吨，而2010年同期的产量为700万吨。", "700万吨", "2010-01-01/2010-06-30", "text",
    ),
    "not the year that changes are measured by": (
        "到2025年，以2020年全市能源消耗为基数，人均能耗下降15%。", "15%", "2025", "text",
    ),
    "each quarter of two with its own": (
        "面板占比第一季度为10%，第三和第四季度分别为15%和17%。", "17%", "2022-10-01/2022-12-31", "text",
    ),
    "not the due time of a thing before": ("今年，水库10月底前下闸蓄水。新建农田3.5万亩。", "3.5万亩", "2022", "text"),
    "what is done since a line runs": (
        "今年以来，集团推进改造。产线投用后，人均产出提高了18%。", "18%", "2022-01-01/2022-08-12", "text",
    ),
    "the days in brackets": (
        "上周（8月1日—5日），市场走强。出罐价收于2735元/吨。", "2735元/吨", "2022-08-01/2022-08-05", "text",
    ),
    "the months of the whole that a part is taken from": (
        "1—5月，全市在建项目247个。其中，今年投资过半的项目42个。", "42个", "2022-01-01/2022-05-31", "text",
    ),
    "what has gone on up to now": ("协会已连续七年编印手册，发放8万册。", "8万册", "2016-01-01/2022-12-31", "text"),
    "not what had gone on by then": ("到2019年，该厂已连续三年盈利，利润2亿元。", "2亿元", "2019", "text"),
    "a month of the week's end": ("刚刚过去的周末，古镇来客4.8万人。", "4.8万人", "2022-08-06/2022-08-07", "text"),
    "a month that goes on from a plan": (
        "项目去年9月动工。“10月底前主体结构封顶，12月份设备进场。”", "12月份", "2022-12", "text",
    ),
    "the end of the month that is told of": (
        "甲醇上月走强。该产品月初报价13万元/吨，至月底升至15万元/吨。", "15万元/吨", "2022-07-21/2022-07-31", "text",
    ),
    "a heading's year, told from now": (
        "工作报告\n\n一、今年的主要任务\n\n全县新修公路120公里。", "120公里", "2022", "text",
    ),
    "a heading's year": ("一、2021年工作回顾\n\n全县新修公路120公里。", "120公里", "2021", "text"),
    "the same part of the year before, as a clause of its own": (
        "上半年全县接待游客30万人次。去年同期，全县接待游客20万人次。", "20万人次", "2021-01-01/2021-06-30", "text",
    ),
    "the same day of the year before": (
        "截至6月25日，粮企收粮12万吨。去年同期，粮企收粮16万吨。", "16万吨", "2021-06-25", "text",
    ),
    "no day of a meeting that something was learnt at": (
        "记者从昨日召开的会上获悉，今年1至7月，工业增长11.8%。分行业看，电子业增长26.3%。",
        "26.3%", "2022-01-01/2022-07-31", "text",
    ),
    "the day behind the name of an event": (
        "2022临江创新论坛今天（8月12日）在临江开幕。来自45个国家的嘉宾参会。", "45个", "2022-08-12", "text",
    ),
    "no year of a record": (
        "镍价刷新2008年留下的纪录，各港口的镍矿库存为924万吨。", "924万吨", "", "",
    ),
    "about the day of issue": ("近日，省财政厅下达救灾资金5.8亿元。", "5.8亿元", "2022-08-12~", "document"),
    "about the day of issue, and not before": (
        "去年11月，两家企业签约。近日，工作组派出200多人。", "200多人", "2022-08-12~", "document",
    ),
    "the month that runs on": (
        "2月份，市区新建住宅成交2371套，成交均价7846元，已连续5个月上涨。", "5个月", "2021-10-01/2022-02-28", "text",
    ),
    "no first half of the year": ("工期比合同提前半年。", "半年", "", ""),
    "the half-year of a report's title": (
        "恒漪新材2022年半年度报告\n\n报告期内，公司实现营业收入8.2亿元。", "8.2亿元", "2022-01-01/2022-06-30", "text",
    ),
    "what is to be reached, and not today": (
        "到2027年，园区产值突破350亿元，绿电使用比例从目前的22%提高到五成以上。", "五成以上", "2027", "text",
    ),
    "the years in a row up to the one that is told": (
        "2021年，粮食播种面积连续三年稳定在600万亩以上。", "三年", "2019-01-01/2021-12-31", "text",
    ),
    "the months in a row up to the one that is told": (
        "7月份，住宅成交均价7846元，连续5个月上涨。", "5个月", "2022-03-01/2022-07-31", "text",
    ),
    "no year that a part is of": (
        "上半年机场吞吐量96万人次，不足2019年的一半。", "一半", "2022-01-01/2022-06-30", "text",
    ),
    "no time at which a target was set": (
        "上半年城镇新增就业5.8万人，完成年初确定的10万人目标的58%。", "10万人", "2022-01-01/2022-06-30", "text",
    ),
    "the time by which something will stand": (
        "货场正在扩能，年底前投用后，到发能力将由900万吨提升到1600万吨。", "1600万吨", "2022-12", "text",
    ),
    "the last month of a state, whatever year was named": (
        "工程于2020年3月开工，截至6月底，已完成投资6.9亿元。", "6.9亿元", "2022-06-30", "text",
    ),
    "no time that is told in quotation marks": (
        "“去年冬天抢着囤，成本高了。”批发商库里还压着400吨货。", "400吨", "", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "raw", "edtf", "source"), DATES.values(), ids=DATES)
def test_a_figure_has_its_date(text: str, raw: str, edtf: str, source: str) -> None:
    """The time that governs a figure dates it, and the row says where it is from."""
    fact = fact_of(text, raw)
    assert (fact.date, fact.date_source) == (edtf, source)


def test_a_list_of_years_dates_each_figure_by_its_own() -> None:
    """分别 gives as many figures as the range has years each its year."""
    text = "2019年至2021年，净利润分别为0.4亿元、0.5亿元和0.7亿元。"
    assert [fact_of(text, raw).date for raw in ("0.4亿元", "0.5亿元", "0.7亿元")] == ["2019", "2020", "2021"]


def test_coordinated_times_date_as_many_figures_one_by_one() -> None:
    """上半年及三季度 … 1.6亿人及2亿人: each its own; of other numbers all times together."""
    text = "2021年上半年及2021年第三季度，用户达到300万人及400万人。"
    assert [fact_of(text, raw).date for raw in ("300万人", "400万人")] == [
        "2021-01-01/2021-06-30",
        "2021-07-01/2021-09-30",
    ]
    text = "8月4日、5日、6日分别接待5.9万人、4.2万人、2.1万人。"
    dates = [fact_of(text, raw).date for raw in ("5.9万人", "4.2万人", "2.1万人")]
    assert dates == ["2022-08-04", "2022-08-05", "2022-08-06"]
    assert fact_of("8月2日及8月9日还有2幅地块出让。", "2幅").date == "2022-08-02/2022-08-09"


def test_a_span_is_not_dealt_out_among_things() -> None:
    """1至2月进口、出口分别…: each thing its own figure, and both the whole time; 10、11月 is one time."""
    text = "2022年1至2月，进口、出口分别增长5%、6%。"
    assert [fact.date for fact in facts_of(text)] == ["2022-01-01/2022-02-28"] * 2
    text = "2022年一季度，销售额20.6亿元，补贴2亿元，税收1亿元，同比分别增长7%、8%和9%。"
    assert {fact.date for fact in facts_of(text)} == {"2022-01-01/2022-03-31"}
    assert fact_of("去年岁末转旺，10、11月出货30万台。", "30万台").date == "2021-10-01/2021-11-30"


def test_a_length_that_was_spent_lies_between_the_days_around_it() -> None:
    """7月4日递交，仅用4个工作日，于7月7日办结."""
    text = "7月4日，材料递交窗口，仅用4个工作日，于7月7日办结。"
    assert fact_of(text, "4个工作日").date == "2022-07-04/2022-07-07"
    assert fact_of("自2月中旬开始复工，仅半个月时间，截至2月底全部复工。", "半个月").date == "2022-02-11/2022-02-28"


def test_a_length_ahead_is_counted_from_the_day_of_issue() -> None:
    """再过半个月, 预计6个月后; without a plan 两年后 is of the story."""
    assert fact_of("再过半个月，隧道即可贯通。", "半个月").date == "2022-08-12/2022-08-27"
    assert fact_of("预计一期工程6个月后竣工投产。", "6个月").date == "2023-02"
    assert fact_of("2008年动工，两年后建成，铺轨120公里。", "120公里").date == "2008"


def test_years_counted_back_make_a_row() -> None:
    """十年来 is a length of ten years and a time; 过去的一年 is none."""
    fact = fact_of("十年来，青泉县种下油茶3万亩。", "十年来")
    assert (fact.kind, fact.unit, fact.date) == ("duration", "年", "2012-01-01/2021-12-31")
    assert fact.value == Decimal(10)
    assert fact_of("十年来，青泉县种下油茶3万亩。", "3万亩", date(2022, 11, 12)).date == "2013-01-01/2022-12-31"
    assert [fact.raw for fact in facts_of("过去的一年，全县新增企业9家。")] == ["9家"]


def test_a_rule_that_comes_into_force_is_due() -> None:
    """将于9月1日起实施 is ahead, 每年5月 comes every year."""
    due = fact_of("新办法将于9月1日起正式实施。", "于9月1日起")
    assert (due.kind, due.date_end) == ("deadline", date(2022, 9, 1))
    assert [fact.kind for fact in facts_of("果园每年5月到11月均有鲜果上市。") if fact.kind == "deadline"] == []


def test_bare_years_of_the_republic_are_read_in_taiwans_papers_only() -> None:
    """八十三年 is 1994 on a page in traditional characters, and a length of time on others."""
    assert fact_of("台灣地區八十三年與環保業務有關的經費為５億元。", "５億元").date == "1994"
    assert fact_of("全县八十三年的积累为5亿元。", "5亿元").date == ""


def test_a_due_date_is_a_row_of_its_own() -> None:
    """预计10月底建设完毕 is a deadline, due on the 31st, and dates the capacity behind it."""
    text = "项目预计10月底建设完毕，具备年产钢板70万吨能力。"
    due, capacity = fact_of(text, "10月底"), fact_of(text, "70万吨")
    assert (due.kind, due.value, due.date_end, due.status) == ("deadline", None, date(2022, 10, 31), "planned")
    assert (capacity.kind, capacity.per, capacity.date, capacity.status) == ("capacity", "年", due.date, "planned")


def test_past_dates_and_the_present_are_not_due() -> None:
    """A date that has passed, plain 今年 and 目前 make no deadline."""
    text = "项目去年10月底建成。今年将新增产值5亿元。到目前为止运行平稳。"
    assert [fact.raw for fact in facts_of(text) if fact.kind == "deadline"] == []


def test_without_an_issue_date_the_year_stays_open() -> None:
    """A year is never guessed: the date is open and its days are empty."""
    due = fact_of("项目预计10月建成。", "10月", issued=None)
    assert (due.date, due.date_start, due.date_end) == ("XXXX-10", None, None)


def test_a_report_of_the_year_at_hand_looks_back() -> None:
    """2022年政府工作报告 tells of 2021 in what follows 过去的一年; else deeds are of 2021 and plans of 2022."""
    title = "2022年云岭县政府工作报告\n\n"
    issued = date(2022, 2, 10)
    past = "过去的一年，全县产值突破50亿元。\n\n着力扩大内需。新建市场12个。"
    assert [fact.date for fact in facts_of(title + past, issued)] == ["2021", "2021"]
    assert [fact.date for fact in facts_of(title + "力争新增企业100家。", issued)] == ["2022"]
    assert [fact.date for fact in facts_of(title + "一是稳住了增长。粮食产量达到30万吨。", issued)] == ["2021"]


def test_a_figure_of_a_headline_is_dated_where_the_text_tells_it() -> None:
    """The same amount further down has a time; the headline's day is only that of the report."""
    text = "培育冠军企业400户\n\n本报讯 8月11日，意见出台。\n\n到2025年，培育冠军企业400户。"
    assert [fact.date for fact in facts_of(text) if fact.raw == "400户"] == ["2025", "2025"]
