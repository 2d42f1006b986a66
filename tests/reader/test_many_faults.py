"""A scheme with many lines that cannot be read is checked soon, whatever stands in the lines."""

import pytest

from creditdsl.files.decode import decode
from creditdsl.reader.advice import TRIED
from creditdsl.reports.checked import check
from tests.pace import within

LINES = 5_000
SECONDS = 3
_LETTERS = "甲乙丙丁戊己庚辛壬癸"

SENTENCES = {
    "vague": "按时完成任务{0}的给予加分奖励并通报表扬",
    "cases": "{0}率在80%以上的，得6分；在60%以上的，得4分；在40%以上的，得3分；其余看情况给{0}分",
    "limits": "{0}每条得1分，最高不超过5分，最低不少于1分，以此类推扣完为止，酌情{0}给分",
    "slips": "{0} 达到95%以丄 的5分 其于 不的分",
    "parts": "{0}每项得1分；" * 8 + "{0}酌情给分",
    "paragraph": "对{0}工作" + "落实不到位、报送不及时的，每发现1次扣0.5分，扣完为止；" * 12,
    "commas": "{0}，" * 30 + "得5分",
    "quotes": "因“{0}”一票否决“{0}”的得“甲”分",
    "names": "非{0}达到不满意{0}得2",
}


def _text(sentence: str) -> str:
    names = ("".join(_LETTERS[int(digit)] for digit in f"{n:04}") for n in range(LINES))
    lines = "".join(f"  {sentence.format(name)}\n" for name in names)
    return f"方案：示例\n附件1 考核指标\n一、考核（10分）\n{lines}"


_QUICK = ("vague", "names")
"""Kinds that are measured with every change."""


@pytest.mark.parametrize(
    "kind", [kind if kind in _QUICK else pytest.param(kind, marks=pytest.mark.full) for kind in SENTENCES]
)
def test_many_unreadable_lines_are_checked_soon(kind: str) -> None:
    reading = decode("示例.credit", _text(SENTENCES[kind]).encode())
    with within(SECONDS):
        checked = check("示例.credit", reading)
    assert len(checked.diagnostics) >= LINES


def test_the_first_lines_are_advised() -> None:
    reading = decode("示例.credit", _text("{0} ¥ 得5").encode())
    advices = [one.advice for one in check("示例.credit", reading).diagnostics if one.span]
    assert all(advices[:TRIED]) and not any(advices[TRIED:])
