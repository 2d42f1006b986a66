"""A user's program, run with the interpreter of an environment that has the wheel only, and read by mypy --strict.

    PYTHON tests/api/outside.py CHECKOUT
    mypy --strict --python-executable PYTHON tests/api/outside.py

CHECKOUT: a folder from which the package must not come.
"""

import sys
import tempfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import creditdsl

SCHEME = """方案：示例
附件1 考核指标
一、信息归集（8分）
  （1）信息条数 排名赋分 最多5 最少1
  （2）准确率 95%以上 得3 其余 得0
等次
  6分以上 优秀
  其余 一般
"""


def total(row: creditdsl.UnitScore) -> str:
    """The total in words, every kind of it told apart by type."""
    match row.total:
        case Decimal() as points:
            return f"{row.unit} {points}"
        case creditdsl.Pending(because=because):
            return f"{row.unit} 待定：{because}"


def main(folder: Path) -> list[str]:
    """What the program prints."""
    scheme = creditdsl.read(text=SCHEME)
    errors = [finding.message for finding in scheme.findings if finding.severity == "error"]
    table = scheme.table("附件1")
    rows: list[dict[str, object]] = [
        {"单位": "甲局", "信息条数": 120, "准确率": 0.95},
        {"单位": "乙局", "信息条数": Decimal("60"), "准确率": Fraction(94, 100)},
    ]
    scores = table.score(rows)
    lines = [*errors, *map(total, scores)]
    lines += [f"{ref} {score}" for ref, score in scores["甲局"].items.items()]
    partial = table.score([*rows, {"单位": "丙局", "信息条数": None, "准确率": "99%"}], partial=True)
    lines.append(total(partial["丙局"]))
    try:
        table.score([{"单位": "甲局", "信息条目": 1, "准确率": 95}])
    except creditdsl.Failure as failure:
        lines += [f"{finding.code} {finding.cell}" for finding in failure.findings]
    lines.append(scores["甲局"].explain().text().splitlines()[0])
    written = [
        table.print(folder / "附件1.docx"),
        table.print(folder / "附件1.pdf"),
        table.sheet(folder / "填报表.xlsx"),
        scores.write(folder / "成绩.xlsx"),
        scores["甲局"].explain().write(folder / "甲局.html"),
        scheme.docs(folder / "规则"),
    ]
    lines.append(f"{all(Path(file).stat().st_size for each in written for file in each.files)}")
    return lines


EXPECTED = [
    "甲局 8.00",
    "乙局 1.00",
    "一 8.00",
    "丙局 待定：“信息条数”未填（B4格）",
    "E0547 B1",
    "E0514 D1",
    "E0524 C2",
    "示例",
    "True",
]

if __name__ == "__main__":
    assert not Path(creditdsl.__file__).is_relative_to(Path(sys.argv[1]).resolve()), creditdsl.__file__
    with tempfile.TemporaryDirectory() as name:
        found = main(Path(name))
    assert found == EXPECTED, found
    print(f"the API works outside the checkout: {creditdsl.__version__}")
