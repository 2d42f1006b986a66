"""A table of bands inside a cell is read as a ladder; any other table there waits, word for word."""

import pytest

from creditdsl.importer.importing import Imported, import_document

PAGE = """<table>
<tr><td>序号</td><td>指标</td><td>分值</td><td>评分标准</td></tr>
<tr><td>1</td><td>办结情况</td><td>10</td><td>{}</td></tr>
</table>"""


def imported(cell: str) -> Imported:
    return import_document("表.html", PAGE.format(cell).encode())


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def rules(read: Imported) -> list[str]:
    return [line for clause in read.clauses for line in clause.lines if clause.reading == "certain"]


BANDS = (("办结率", "得分"), ("95%以上", "10"), ("85%以上不足95%", "6分"), ("不足85%", "0"))


@pytest.mark.parametrize("lead", ["", "按办结率计分：", "按办结率分档赋分，标准如下："])
def test_bands_in_rows(lead: str) -> None:
    read = imported(lead + table(*BANDS))
    assert rules(read) == ["办结率 95%以上 得10 85%以上低于95% 得6 低于85% 不得分"]
    assert "标准：95%以上 10\n" in read.text
    assert "待定" not in read.text


def test_bands_in_columns() -> None:
    assert rules(imported(table(*zip(*BANDS, strict=True)))) == [
        "办结率 95%以上 得10 85%以上低于95% 得6 低于85% 不得分"
    ]


def test_a_measure_with_figures_is_one_name() -> None:
    bands = (("24小时办结率", "得分（分）"), ("95%以上", "10"), ("其余", "不得分"))
    assert rules(imported(table(*bands))) == ["“24小时办结率” 95%以上 得10 其余 不得分"]


@pytest.mark.parametrize(
    "cell",
    [
        table(("情形", "扣分"), ("迟报1次", "1"), ("漏报1次", "2")),
        table(("办结率", "得分", "备注"), ("95%以上", "10", "市级"), ("不足95%", "0", "市级")),
        table(("办结率", "得分"), ("95%以上", "酌情"), ("不足95%", "0")),
        table(("办结率", "得分"), ("较好", "10"), ("较差", "0")),
        table(("办结率", "得分"), ("95%以上", "10"), ("", "0")),
    ],
)
def test_another_table_waits(cell: str) -> None:
    read = imported(cell)
    assert rules(read) == []
    assert "待定：" in read.text


def test_other_words_beside_the_bands_count_too() -> None:
    read = imported("由县考核办视情确定。" + table(*BANDS))
    assert rules(read) == []
    assert "待定：由县考核办视情确定。" in read.text
