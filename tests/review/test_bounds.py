"""The review of any scheme ends soon: its steps are counted, and what they did not suffice for is said.

`make test` draws a few schemes, `make full` 2,000, one in twenty of 1,000 lines. Processor time is asserted,
generously, beside the counted steps, which are the same on every machine.
"""

import os
from pathlib import Path

import pytest

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.reports.json import as_json
from creditdsl.reports.sarif import as_sarif
from creditdsl.reports.text import report
from creditdsl.review.findings import FINDINGS
from creditdsl.review.prover import budget
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.reviewing import review
from tests.pace import within
from tests.review.tangled import numeral, scheme

ROOT = Path(__file__).parents[2]
LINES = 1_000
SECONDS = 2
QUESTIONS = 4
"""The most questions about a definition: its range, a sum in it, and both ways in which a rule may lead."""


def _chain(depth: int, form: str, rule: str = "得 量000 最高10") -> str:
    derived = "".join(f"  量{numeral(n)} = {form.format('量' + numeral(n + 1))}\n" for n in range(depth))
    last = f"  量{numeral(depth)}：条\n"
    return f"数据\n{derived}{last}一、考核（10分）\n  {rule.replace('000', numeral(0))}\n"


def _items(count: int, rule: str) -> str:
    lines = (f"{n}. 指标{numeral(n)}（5分）\n  {rule.format(n, numeral(n))}\n" for n in range(1, count + 1))
    return "一、考核\n" + "".join(lines)


def _rules(count: int, rule: str) -> str:
    return "一、考核（20分）\n" + "".join(f"  {rule.format(n, numeral(n))}\n" for n in range(2, count + 2))


def _pairs(count: int, word: str = "或") -> str:
    pairs = (f"事{numeral(2 * n)} 且 事{numeral(2 * n + 1)}" for n in range(count))
    return f"一、考核（5分）\n  {f' {word} '.join(pairs)} 得5\n"


TANGLES = {
    "sums twenty deep": _chain(20, "{0} ＋ {0}×2"),
    "greatest twenty deep": _chain(20, "最大（{0}、{0}×2）"),
    "both ends twenty deep": _chain(20, "最大（{0}、最小（{0}×2、10））"),
    "quotients twenty deep": _chain(20, "{0} ÷ （{0}＋1）"),
    "squares twenty deep": _chain(20, "{0} × {0}"),
    "everything twenty deep": _chain(20, "{0} × {0} ＋ {0} ÷ （{0}＋1）"),
    "sums a thousand deep": _chain(999, "{0} ＋ 1"),
    "ladder over sums twenty deep": _chain(20, "{0} ＋ {0}×2", "量000 60以上 得10 20以上 得5 其余 得0"),
    "16 pairs": _pairs(16),
    "200 pairs": _pairs(200),
    "60 rules of one measure": _rules(60, "条数 每{0}条得0.3"),
    "60 capped rules of one measure": _rules(60, "条数 每{0}条得0.3 最高3"),
    "60 ladders of one measure": _rules(60, "条数 {0}条以上 得0.3 其余 得0"),
    "60 standards of one measure": _rules(60, "完成率 {0}%以上 得1 每低1百分点扣0.1"),
    "200 items of one measure": _items(200, "条数 每{0}条得1 最高5"),
    "400 items of two measures": _items(400, "数{1}＋条数 每{0}条得1 最高5"),
    "200 growth rates in a row": _items(200, "得 （数{1}－上年数{1}）÷（上年数{1}＋总数）×5 最高5 分母为零 不得分"),
    "a formula of 200 terms": "一、考核（10分）\n  得 "
    + "＋".join(f"最小（数{numeral(n % 5)}、{n + 1}）×0.1" for n in range(200))
    + " 最高10\n",
    "a formula of 60 brackets": "一、考核（10分）\n  得 "
    + "（" * 60
    + "条数"
    + "".join(f"×2－{n}）" for n in range(60))
    + " 最高10\n",
    "300 options": "数据\n  奖项：选项 "
    + "、".join(f"奖{numeral(n)}" for n in range(300))
    + "\n一、考核（9分）\n  奖项 选项 "
    + " ".join(f"奖{numeral(n)} 得{n % 10}" for n in range(300))
    + " 其余 得0\n",
    "500 grades and 200 vetoes": "一、考核（100分）\n  条数 每条得1\n等次\n"
    + "".join(f"  {100 - n / 10:.1f}分以上 等{numeral(n)}\n" for n in range(500))
    + "  其余 末等\n"
    + "".join(f"  事故{numeral(n)} 评为末等\n" for n in range(200)),
    "400 rankings": _items(400, "数{1} 排名赋分 最多5 最少1"),
    "200 rules that may strike each other": "一、考核（20分）\n"
    + "".join(f"  （{n}）数{numeral(n)} 每条得0.1\n" for n in range(1, 101))
    + "".join(f"  （{n}）事{numeral(n)} 得0.1 否则（{n - 100}）不得分\n" for n in range(101, 201)),
}
UNDECIDED = {
    "sums a thousand deep",
    "16 pairs",
    "200 pairs",
    "60 capped rules of one measure",
    "60 ladders of one measure",
    "60 standards of one measure",
    "200 items of one measure",
    "400 items of two measures",
    "200 growth rates in a row",
    "a formula of 200 terms",
    "a formula of 60 brackets",
    "300 options",
}
"""Those that need more steps, pieces or depth than they may take; all the others are decided."""


def _compiled(text: str) -> Compilation:
    whole = text if text.startswith("方案：") else f"方案：示例\n附件1 考核指标\n{text}"
    compilation = compile_source(Source("示例.credit", whole))
    assert not compilation.failed, compilation.diagnostics[:3]
    return compilation


def _check(text: str) -> tuple[Diagnostic, ...]:
    """Review a scheme within the seconds, and within the steps."""
    with within(SECONDS):
        compilation = _compiled(text)
        diagnostics = review(compilation)
    draft = ReviewedDraft(compilation)
    for finding in FINDINGS:
        list(finding.find(draft))
    definitions = sum(len(table.program.definitions) for table in draft.tables)
    assert draft.budget.taken <= budget.STORE + budget.SHARE * QUESTIONS * definitions
    return diagnostics


SLOWEST = "500 grades and 200 vetoes"


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.full) if n == SLOWEST else n for n in TANGLES])
def test_a_tangle_is_checked_soon(name: str) -> None:
    undecided = [one for one in _check(TANGLES[name]) if one.code.id == "N0655"]
    assert len(undecided) == (name in UNDECIDED)


@pytest.mark.parametrize("seed", range(1))
def test_a_random_tangled_scheme_is_checked_soon(seed: int) -> None:
    _check(scheme(seed, LINES))


@pytest.mark.full
@pytest.mark.parametrize("hundred", range(int(os.environ.get("CREDITDSL_TANGLED", "1"))))
def test_hundreds_of_tangled_schemes_are_checked_soon(hundred: int) -> None:
    """One hundred; `make hostile` takes twenty."""
    for seed in range(hundred * 100, hundred * 100 + 100):
        _check(scheme(seed, LINES if seed % 20 == 0 else 150))


@pytest.mark.parametrize("name", ["16 pairs", "60 capped rules of one measure", "a formula of 200 terms"])
def test_the_same_scheme_is_left_undecided_in_the_same_places(name: str) -> None:
    assert review(_compiled(TANGLES[name])) == review(_compiled(TANGLES[name]))


@pytest.mark.parametrize("path", sorted((ROOT / "schemes").glob("*/scheme.credit")), ids=lambda path: path.parent.name)
def test_real_schemes_are_decided(path: Path) -> None:
    diagnostics = review(_compiled(path.read_text(encoding="utf-8")))
    assert "N0655" not in {one.code.id for one in diagnostics}


def test_the_note_says_where_in_every_format() -> None:
    diagnostics = review(_compiled(_pairs(200)))
    (note,) = [one for one in diagnostics if one.code.id == "N0655"]
    assert (note.table, note.ref, note.span and note.span.line) == ("附件1", "一", 4)
    assert note.message == "有 1 处因组合过多未能核对：一。"
    assert note.message in report(diagnostics)
    (data,) = as_json(["示例.credit"], [note])["diagnostics"]  # type: ignore[misc]
    assert (data["severity"], data["ref"], data["line"]) == ("note", "一", 4)
    (result,) = as_sarif([note])["runs"][0]["results"]  # type: ignore[index]
    assert (result["ruleId"], result["level"]) == ("N0655", "note")


def test_a_question_within_another_has_its_own_steps() -> None:
    steps = budget.Budget()
    with steps.question():
        steps.take(10)
        with pytest.raises(budget.TooMany), steps.question():
            steps.take(budget.SHARE + budget.LOAN + 1)
        steps.take(budget.SHARE + budget.LOAN - 10)
        assert steps.spent


def test_what_a_question_leaves_is_lent_to_those_after_it() -> None:
    steps = budget.Budget()
    for _ in range(100):
        with steps.question():
            steps.take(1)
    assert steps.store == budget.STORE + 100 * (budget.SHARE - 1)
