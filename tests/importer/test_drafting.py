"""Drafts of small tables, as a clerk gets them."""

import re

from creditdsl.base.diagnostic import has_errors
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.importer.importing import Imported, import_document

HEADER = "序号\t指标\t分值\t评分标准\n"


def imported(*rows: str, above: str = "附件1\n示例考核指标\n") -> Imported:
    """Import a table with these rows below the usual header."""
    document = import_document("表.tsv", (above + HEADER + "".join(f"{row}\n" for row in rows)).encode())
    assert not has_errors(analyse(Source("方案.credit", document.text)).diagnostics)
    return document


def rules(document: Imported) -> list[str]:
    return [line.strip() for line in document.text.split("\n") if line.startswith("  ")]


def test_words_stay_and_rules_stand_below_them() -> None:
    document = imported("1\t信息报送\t10\t每报送1条得0.5分，最高10分。")
    assert document.text == (
        "方案：示例考核指标\n\n附件1 示例考核指标\n栏目：序号、指标、分值、评分标准\n\n数据\n  报送条数：条\n\n"
        "1. 信息报送（10分）\n标准：每报送1条得0.5分，最高10分。\n  报送条数 每条得0.5 最高10\n"
    )


def test_one_name_in_two_items_becomes_two() -> None:
    document = imported("1\t公开\t5\t完成的得5分。", "2\t报送\t5\t完成的得5分。")
    assert rules(document) == ["公开完成：是否", "报送完成：是否", "“公开完成” 得5", "“报送完成” 得5"]
    assert [clause.reading for clause in document.clauses] == ["certain", "certain"]


def test_two_items_of_one_title_get_two_names() -> None:
    document = imported("1\t公开\t5\t完成的得5分。", "2\t公开\t5\t完成的得5分。")
    names = [line.partition("：")[0] for line in rules(document) if line.endswith("是否")]
    assert len(set(names)) == 2


def test_what_is_not_read_waits() -> None:
    document = imported("1\t成效\t10\t工作成效由考核组根据情况研究决定。")
    assert "待定：工作成效由考核组根据情况研究决定。" in document.text
    assert [clause.reading for clause in document.clauses] == ["none"]


def test_an_item_without_a_criterion_waits() -> None:
    assert "待定：文件里没有写评分标准" in imported("1\t成效\t10\t").text


def test_a_title_that_is_a_rule_gets_a_plain_one() -> None:
    document = imported("1\t每漏报一条扣0.2分\t3\t查阅台账。")
    assert "内容：每漏报一条扣0.2分" in document.text
    assert "1. 第1项（3分）" in document.text


def test_the_body_is_kept_word_for_word() -> None:
    above = "关于开展考核的通知\n各单位：\n每例扣5分的，按附件执行。\n正文完\n附件1\n示例考核指标\n"
    document = imported("1\t报送\t5\t每报送1条得1分。", above=above)
    assert "正文\n关于开展考核的通知\n各单位：\n每例扣5分的，按附件执行。\n  正文完\n正文完\n" in document.text


def test_sums_that_do_not_add_up_are_told() -> None:
    document = imported("一\t机制\t10\t", "1\t公开\t4\t完成的得4分。", "2\t报送\t5\t每报送1条得1分。", "合计\t\t10\t")
    assert [message.message for message in document.messages if message.code.id == "W0903"] == [
        "“机制”写的是 10 分，下面合计 9 分"
    ]


def test_numbers_are_those_of_the_document() -> None:
    running = imported("一\t机制\t10\t", "1\t公开\t10\t", "二\t报送\t10\t", "2\t信息\t4\t", "3\t简报\t6\t")
    assert headings(running) == [
        "一、机制（10分）",
        "1. 公开（10分）",
        "二、报送（10分）",
        "2. 信息（4分）",
        "3. 简报（6分）",
    ]
    assert headings(imported("1\t公开\t5\t", "3\t报送\t5\t")) == ["1. 公开（5分）", "3. 报送（5分）"]
    assert headings(imported("1\t公开\t5\t", "1\t报送\t5\t")) == ["1. 公开（5分）", "2. 报送（5分）"]


def headings(document: Imported) -> list[str]:
    return re.findall("(?m)^(?!附件).*分(?:，[^）]*)?）$", document.text)


def test_points_and_weight_in_one_cell() -> None:
    assert headings(imported('一\t公开\t"100\n权重40%"\t', "二\t报送\t100　权重60%\t")) == [
        "一、公开（100分，权重40%）",
        "二、报送（100分，权重60%）",
    ]


def test_weights_that_are_not_those_of_all_sections_stand_in_the_remarks() -> None:
    document = imported("一\t公开\t100 权重40%\t", "二\t报送\t100\t")
    assert headings(document) == ["一、公开（100分）", "二、报送（100分）"]
    assert "备注：权重40%" in document.text


def test_the_unit_that_reports_a_row_reports_its_measures() -> None:
    header = "序号\t指标\t分值\t评分标准\t填报单位\n"
    rows = (
        "1\t公开\t5\t每公开1条得1分。\t市政府办\n"
        "2\t报送\t5\t每报送1条得1分。\t各单位\n"
        "3\t督查\t5\t每通报1次扣1分。\t市委办、市政府办\n"
    )
    text = import_document("表.tsv", f"附件1\n示例考核表\n{header}{rows}".encode()).text
    assert "  公开条数：条，填报：市政府办\n  报送条数：条\n  督查通报次数：次\n" in text
    assert "# 填报单位不止一个（市委办、市政府办），在“数据”里写明每一项由谁填报\n" in text
    assert text.count("备注：填报单位：") == 3


def test_a_name_as_long_as_a_sentence_explains_a_short_one() -> None:
    long = "在考核期内发生行业协会乱收费并被国家或者省级部门通报的"
    document = imported(f"1\t失信扣分情况\t5\t{long}，每例扣1分。", "2\t公开\t5\t每公开1条得1分。")
    declared = [line.strip() for line in document.text.split("\n") if "：" in line and line.startswith("  ")]
    assert declared[1:] == ["公开条数：条"]
    name, _, note = declared[0].partition("：")
    assert (name, note) == ("失信扣分例数", f"例，{long.removesuffix('的')}")
    assert f"“{name}” 每例扣1" in document.text


def test_names_of_one_table_do_not_keep_those_of_another_from_being_declared() -> None:
    rows = "1\t公开\t5\t完成的得5分。\n2\t报送\t5\t完成的得5分。\n"
    other = "1\t公开\t5\t每公开1条得1分。\n"
    text = f"附件1\n甲考核表\n{HEADER}{rows}\n附件2\n乙考核表\n{HEADER}{other}"
    assert import_document("表.tsv", text.encode()).text.count("\n数据\n") == 2


def test_columns_to_be_filled_in_by_hand_do_not_hide_a_header() -> None:
    head = "项目\t要求\t季度分值\t计分规则\t一季度\t二季度\t三季度\t四季度\t得数\t批次\n"
    row = "归集\t按时归集\t30\t每迟报1天扣2分。\t\t\t\t\t\t\n"
    text = import_document("表.tsv", (head + row).encode()).text
    assert "归集（30分，满分起扣）" in text


def test_a_row_of_words_is_no_header_for_its_blank_columns() -> None:
    rows = "1\t公开\t5\t完成的得5分。\n2\t标准\t5\t文件材料\n"
    said = import_document("表.tsv", f"{HEADER}{rows}".encode())
    assert [clause.ref for clause in said.clauses] == ["1", "2"]


def test_a_sum_with_its_points_in_one_cell_gives_the_full_marks() -> None:
    assert "（满分5分）" in imported("1\t公开\t5\t完成的得5分。", "总分（5分）\t\t\t").text


def test_points_at_the_end_of_a_title_are_the_full_marks() -> None:
    text = imported("1\t公开\t5\t完成的得5分。", above="附件1\n基本指标（5分）\n").text
    assert "附件1 基本指标（满分5分）\n" in text


def test_a_table_inside_a_cell_waits_line_by_line() -> None:
    document = imported('1\t创建\t5\t"比例　得分\n50%以上　30\n30%以上　20"')
    assert [clause.text for clause in document.clauses] == ["比例　得分\n50%以上　30\n30%以上　20"]
    assert "待定：比例 得分50%以上 30 30%以上 20\n" in document.text


def test_a_body_names_its_scheme() -> None:
    document = import_document("文件3.tsv", "某市信用考核办法\n第一条　为规范考核，制定本办法。\n".encode())
    assert document.text.startswith("方案：某市信用考核办法\n")


def test_more_sections_than_are_counted_in_chinese_are_counted_in_digits() -> None:
    text = imported(*(f"（{n}）\t指标{n}\t1\t每次扣1分。" for n in range(1, 121))).text
    assert "\n120. 指标120（1分，满分起扣）\n" in text


def test_names_with_their_points_are_a_column_of_names() -> None:
    table = "项次\t考评指标及分值\t考评办法\t得分\n1\t公开（１５分）\t每公开1条得1分。\t\n合计\t１００＋１０\t\t\n"
    text = import_document("表.tsv", f"附件1\n考评年度：2024年　单位：分\n{table}".encode()).text
    assert "\n1. 公开（15分）\n" in text or "\n一、公开（15分）\n" in text
    assert "１００" not in text


def test_the_points_of_a_column_beside_the_criteria_are_points() -> None:
    text = import_document("表.tsv", "指标\t扣分细则\t标准分值\n公开\t每漏1条扣1分。\t20\n".encode()).text
    assert "公开（20分，满分起扣）" in text


def test_a_row_without_a_name_is_named_by_what_earns_its_points() -> None:
    table = "序号\t指标\t分值\t评分标准\n1\t管理\t10\t有计划的得10分。\n\t\t5\t有专职教师的得5分。\n"
    text = import_document("表.tsv", table.encode()).text
    assert "有计划（10分）" in text and "有专职教师（5分）" in text


def test_a_short_name_says_that_the_missing_are_counted() -> None:
    """Named without 少 it would ask for what was done, and each would be deducted."""
    document = imported("1\t责任落实\t10\t主要负责人每季度研究部署消防工作不少于1次，每少1次扣2.5分。")
    assert rules(document)[-1] == "“责任落实少次数” 每次扣2.5"


def test_clauses_that_wait_stand_in_their_order_and_once() -> None:
    """A section with items has no rules of its own, so what is read of its criterion waits."""
    criterion = "脱岗每次扣2分；迟报每起扣3分，瞒报的本项不得分。情况由考核组研究决定。"
    document = imported(f"一\t机制\t10\t{criterion}", "1\t公开\t10\t完成的得10分。")
    assert f"待定：{criterion}\n" in document.text
