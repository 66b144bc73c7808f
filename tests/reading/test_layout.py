"""Pages into articles, headings and paragraphs, with hard wraps skipped and never deleted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyuan_facts.model import Document
from taiyuan_facts.reading.layout import Page, lay_out
from taiyuan_facts.reading.roles import BODY, BYLINE, HEADLINE
from taiyuan_facts.ruleset.loader import load_packaged


def laid_out(text: str) -> Page:
    """A text laid out with the packaged patterns."""
    return lay_out(Document("page.txt", text), load_packaged().layout)


def blocks(text: str) -> list[tuple[str, str]]:
    """Role and text of each block."""
    page = laid_out(text)
    return [(block.role, page.original(block.start, block.end)) for block in page.blocks]


def test_a_page_falls_into_articles() -> None:
    """A headline before a dateline opens an article; a byline ends one; a heading in between does neither."""
    page = laid_out(
        "湖边的新工厂\n\n工厂建在湖的东岸，占了一大片荒地。\n\n设备到位\n\n机器已经装好，只等通电。（李一）\n\n"
        "桥通了\n\n本报讯 8月3日，新桥通车，两岸往来方便多了。\n"
    )
    assert [article.headline for article in page.articles if article.headline] == ["湖边的新工厂", "桥通了"]
    assert [block.role for block in page.blocks] == ["headline", "body", "section", "body", "headline", "body"]


@pytest.mark.parametrize("wrap", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\n　　"])
def test_a_hard_wrap_in_mid_sentence_is_skipped(wrap: str) -> None:
    """太原公⏎安: a line that breaks off goes on in the next, whatever the line break; the text itself keeps it."""
    text = f"近年来，市里的各个公园都换上了新的路灯，夜里散步的人多了起来，大家都说公{wrap}园更亮了。"
    assert blocks(text) == [("body", text.replace(wrap, ""))]
    page = laid_out(text)
    assert page.document.text == text


def test_a_number_that_a_line_break_cuts_is_one() -> None:
    """产量为553.9⏎0万千升: the digits go on; a short line that ends in a whole number is a line of its own."""
    assert blocks("6月全省啤酒产量为553.9\n0万千升。") == [("body", "6月全省啤酒产量为553.90万千升。")]
    assert len(blocks("6月全省啤酒产量553\n9月的数据下周公布。")) == 2


def test_short_lines_without_a_full_stop_are_headings() -> None:
    """A heading is not joined to the paragraph that follows it."""
    assert blocks("新路通车\n三条新路今天一起通车。") == [("headline", "新路通车"), ("body", "三条新路今天一起通车。")]


def test_news_in_brief_are_articles_of_their_own() -> None:
    """Where each heading is told again by its paragraph with a day or a source, each opens an article."""
    page = laid_out(
        "北山电站并网发电\n\n北山电站昨天并网发电，年发电量18亿度。\n\n南岭市外贸增长一成\n\n"
        "据统计，前10个月南岭市外贸增长一成。\n\n设备到位\n\n机器已经装好。"
    )
    headlines = [article.headline for article in page.articles if article.headline]
    assert headlines == ["北山电站并网发电", "南岭市外贸增长一成"]


def test_markdown_headings_lose_their_marks() -> None:
    """# and ** are no part of a headline."""
    page = laid_out("# 港口扩建\n\n本报讯 港口的二期工程开工了。")
    assert [article.headline for article in page.articles if article.headline] == ["港口扩建"]


def test_tables_bylines_and_captions_are_no_prose() -> None:
    """Rows with tabs, 记者… alone and photo captions keep to themselves."""
    text = "全年的情况如下。\n指标\t数量\n产量\t12\n记者 李一\n工人们正在检修机器。 王二 摄\n"
    assert [role for role, _ in blocks(text)] == ["body", "table", "table", "byline", "caption"]


def test_continued_articles_start_anew() -> None:
    """(上接第1版) opens an article without a headline unless a heading stands right before it."""
    page = laid_out("大桥合龙\n\n大桥今天合龙。（王二）\n\n(上接第1版)农场今年种了更多的树，灌溉也改用了新的办法。")
    assert [page.articles[block.article].headline for block in page.blocks] == ["大桥合龙", "大桥合龙", ""]


def test_plain_forms_are_one_to_one() -> None:
    """Full-width digits and traditional characters are read as plain ones, in place; the document keeps its own."""
    page = laid_out("產量達１２３萬噸，增長％。")
    assert page.flow == "产量达123万吨，增长%。\n"
    assert page.original(0, 8) == "產量達１２３萬噸"


@given(st.text("甲乙。，、\n\r\t 　（）第1版摄记者本报讯#*【】：\x0b\u2028\ue001", max_size=80))
def test_any_text_is_laid_out_without_loss(text: str) -> None:
    """Every visible character stands in exactly one block, in order."""
    page = laid_out(text)
    seen = [page.offsets[at] for block in page.blocks for at in range(block.start, block.end)]
    visible = [at for at, character in enumerate(text) if not character.isspace()]
    assert [at for at in seen if not text[at].isspace()] == visible


def test_a_byline_below_a_heading_opens_an_article() -> None:
    """A heading, be it with a line more, above 本报记者 is a headline; a section has none."""
    page = laid_out(
        "湖边的新工厂\n\n工厂建在湖的东岸，占了一大片荒地。\n\n隔膜项目投料\n\n提前47天，怎么做到的？\n\n"
        "本报记者 郦 航\n\n中控室的大屏由红转绿，第一条线开始投料。\n\n从砂到链\n\n——北辰突围记\n\n本报记者 梁一\n\n"
        "一块晶锭掂在手里不过三公斤出头。\n"
    )
    assert [article.headline for article in page.articles if article.headline] == [
        "湖边的新工厂",
        "隔膜项目投料",
        "从砂到链 ——北辰突围记",
    ]


@pytest.mark.parametrize("byline", ["□ 本报记者 胡 琳", "■ 本报记者 胡琳", "□ 孟 楠", "□ 胡琳 梁一"])
def test_a_byline_behind_a_square_is_one(byline: str) -> None:
    """□ before 本报记者 or a name: the line below a headline that opens an article."""
    page = laid_out(
        f"二线点火\n\n本报讯（通讯员 罗珍）窑炉昨日点火。\n\n三季报向好\n\n{byline}\n\n各家公司的三季报披露完毕。\n"
    )
    assert [article.headline for article in page.articles if article.headline] == ["二线点火", "三季报向好"]
    assert [block.role for block in page.blocks] == [HEADLINE, BODY, HEADLINE, BYLINE, BODY]


def test_a_heading_whose_text_others_sign_opens_an_article() -> None:
    """Below an article that names its writer, a heading with a signature of its own at the end is a headline."""
    page = laid_out(
        "夏粮收购过半\n\n本报讯（记者 马军）各库点昼夜收粮，农户不用排队。\n\n新村的路灯亮了\n\n"
        "小区的凉亭里坐满了人，孩子们在空地上追跑。\n\n（方云 文/图）\n\n物价平稳\n\n本报讯 鲜菜上市，价格回落。\n"
    )
    headlines = ["夏粮收购过半", "新村的路灯亮了", "物价平稳"]
    assert [article.headline for article in page.articles if article.headline] == headlines


def test_a_column_opens_an_article_and_a_masthead_is_none() -> None:
    """【公司快评】 above a headline begins an article; the line with paper, page and editors belongs to no headline."""
    page = laid_out(
        "岚浦日报 第3版·经济 责编 冯小岚\n\n星河精工换挡\n\n本报讯 8月27日，星河精工披露半年报。\n\n"
        "【公司快评】\n\n东屿证券：阵痛难免\n\n半年报发布后，东屿证券下调了预测。\n"
    )
    headlines = ["星河精工换挡", "公司快评 东屿证券：阵痛难免"]
    assert [article.headline for article in page.articles if article.headline] == headlines


def test_lines_of_a_narrow_column_go_on() -> None:
    """On a page set in columns of 16 characters a full line goes on in the next, be it in the middle of a date."""
    page = laid_out(
        "新电站并网\n\n    云岭电站位于青泉县北山脚下的河谷，20\n21年6月核准，总投资81.5亿元，计划\n"
        "安装4台单机容量35万千瓦的机组，设\n计年发电量16亿千瓦时。电站首台机组\n已经并网，省电网由此多了一座调峰的\n"
        "电源，各县用电更加可靠。\n    其余三台机组正在吊装，山下的工人们\n昼夜忙碌，争取早日投产。\n"
    )
    bodies = [page.flow[block.start : block.end] for block in page.blocks if block.role == "body"]
    assert [body[:6] for body in bodies] == ["云岭电站位于", "其余三台机组"]
    assert "2021年6月核准" in bodies[0]


def test_ragged_lines_of_prose_hold_no_headline() -> None:
    """Where blank lines set headlines apart a line that breaks off goes on, however short it is; a list stays one."""
    page = laid_out(
        "岚溪新桥通车\n\n本报讯（记者 江远）新桥昨日通车，\n两岸往来只要\n9分钟。大桥全长\n1.8公里，"
        "总投资4.07\n亿元。\n接线道路预计8\n月下旬完工，\n届时可通公交。\n\n茶园迎来采摘季\n\n北山的茶园\n已经开采，日采鲜叶\n3吨，工价上涨一成。\n"
        "\n公交改线\n\n1路\n2路\n3路\n"
    )
    blocks = [(block.role, page.flow[block.start : block.end]) for block in page.blocks]
    assert blocks[:5] == [
        ("headline", "岚溪新桥通车"),
        ("body", "本报讯（记者 江远）新桥昨日通车，两岸往来只要9分钟。大桥全长1.8公里，总投资4.07亿元。"),
        ("body", "接线道路预计8月下旬完工，届时可通公交。"),
        ("section", "茶园迎来采摘季"),
        ("body", "北山的茶园已经开采，日采鲜叶3吨，工价上涨一成。"),
    ]
    assert [text for _, text in blocks[-3:]] == ["1路", "2路", "3路"]


def test_headlines_of_one_length_are_no_column() -> None:
    """A list of headlines, each as long as the next, is no prose that was cut."""
    titles = [
        "青泉大桥昨日上午正式通车",
        "岚溪县新建粮库下月投用了",
        "柳河镇茶园春茶开采正当时",
        "北岭水库除险加固全部完工",
    ] * 3
    page = laid_out("\n".join(titles) + "\n")
    assert len(page.blocks) == len(titles)


def test_who_signs_a_notice_is_no_headline() -> None:
    """X公司董事会 and the date below it are the end of a notice, not the beginning of what follows."""
    page = laid_out(
        "半年度情况公告\n\n公司经营正常，没有其他应披露的事项。\n\n特此公告。\n\n海川精工股份有限公司董事会\n\n2025年8月26日\n"
        "\n从砂到链\n\n本报讯 8月27日，一块晶锭出炉。\n"
    )
    assert [(block.role) for block in page.blocks] == [
        "headline", "body", "body", "byline", "byline", "headline", "body",
    ]  # fmt: skip


def test_news_in_brief_are_articles_each() -> None:
    """Where most of the headings between single paragraphs are told again below them, all are headlines."""
    briefs = [
        ("临江港开通新航线", "今天，临江港开通新航线，每周一班。"),
        ("青泉大桥通车", "昨天，青泉大桥通车，全长两公里。"),
        ("南湖剧院迎客", "记者获悉，南湖剧院迎客，首演三场。"),
        ("九成企业签约参展", "博览会各项筹备稳步推进。"),
    ]
    page = laid_out("".join(f"{heading}\n\n{text}\n\n" for heading, text in briefs))
    assert [article.headline for article in page.articles if article.headline] == [heading for heading, _ in briefs]
