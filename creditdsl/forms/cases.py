"""Cases that test one subject: 80%以上 得6 60%以上 得3. Shared by the forms with bands; no form itself."""

from creditdsl.base.collect import Stop
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.forms import wording
from creditdsl.forms.answers import ColumnMark, Result
from creditdsl.forms.bare_count import reject_bare_count
from creditdsl.forms.base import Context, Lowering, Note, Record, Typing
from creditdsl.forms.results import build_result, check_result, explain_result, notes_of
from creditdsl.ir import nodes as ir
from creditdsl.syntax.expressions import build_predicate, build_test, constant
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.nodes import Atom, Bound, Comparison, Expression, Joined, Predicate, Test


@node
class MarkBesideName(Fault):
    """E0213 酌情前面有两个名字

    说明：两个名字挨着写，分不清前一个是条件还是名字的一部分，少打一个空格意思就变了。
    例：

        一、工作机制（5分）
          开展活动 活动得分 酌情 0至4

    改法：条件后面写出比较（如“0条”“5条以上”），或把酌情单独写成一行。
    """

    def words(self) -> str:
        return "条件和酌情的列名挨着写，分不清从哪里断开。"

    def help(self) -> str:
        return "条件后面写出比较，或把酌情单独写成一行。"


@node
class BandWithoutComparison(Fault):
    """E0214 分档要按同一个指标的大小来分

    说明：几档连着写在一行时，每一档都比较同一个指标；第一档只写“是否”，或用“且、或”连了别的指标，
    后面的档就不知道比什么。
    例：

        一、工作机制（5分）
          建立机制 得5 3条以上 得2

    改法：第一档写出比较，如“80%以上”；几个条件的组合，分几行写。
    """

    def words(self) -> str:
        return "第一档没有写出指标的大小，后面的档不知道和什么比。"

    def help(self) -> str:
        return "写成“指标 80%以上 得5 60%以上 得3 其余 得0”。"


Case = tuple[Test, Result]


def build_cases(tree: LineTree, context: Context) -> tuple[Expression, tuple[Case, ...]]:
    """Build the subject and cases of `predicate result more`, `more` being optional."""
    when, result = tree.children[:2]
    assert not isinstance(when, Token) and not isinstance(result, Token)
    predicate = build_predicate(when, context.place)
    first = build_result(result, context)
    reject_bare_mark(predicate, first)
    if not isinstance(predicate, Atom) or predicate.test is None or predicate.negated:
        raise Stop(BandWithoutComparison(), predicate.span)
    third = tree.children[2]
    more = [] if isinstance(third, Token) or third.data != "more" else build_more(third, context)
    reject_bare_count(tree, context.place, alone=not more)
    return predicate.subject, tuple(_narrow_first([(predicate.test, first), *more]))


def build_more(more: LineTree, context: Context) -> list[Case]:
    """Build the cases of `(test result)+`."""
    cases = []
    for test, result in zip(more.children[::2], more.children[1::2], strict=True):
        assert not isinstance(test, Token) and not isinstance(result, Token)
        cases.append((build_test(test, context.place), build_result(result, context)))
    return cases


def reject_bare_mark(predicate: Predicate, result: Result) -> None:
    """Stop at two names side by side: a lost space would make one of them."""
    last = predicate
    while isinstance(last, Joined):
        last = last.parts[-1]
    if isinstance(result, ColumnMark) and last.test is None:
        raise Stop(MarkBesideName(), last.span)


def _narrow_first(cases: list[Case]) -> list[Case]:
    """Move each case before the cases directly above it within which it lies: 60%以上, 80%以上 → 80%以上, 60%以上."""
    ladder: list[Case] = []
    for case in cases:
        place = len(ladder)
        while place and _within(case[0], ladder[place - 1][0]):
            place -= 1
        ladder.insert(place, case)
    return ladder


def _within(inner: Test, outer: Test) -> bool:
    """Return whether both tests have one constant bound in the same direction, and inner holds for fewer values."""
    if len(inner.bounds) != 1 or len(outer.bounds) != 1:
        return False
    inner_bound, outer_bound = inner.bounds[0], outer.bounds[0]
    inner_limit, outer_limit = constant(inner_bound.operand), constant(outer_bound.operand)
    if inner_limit is None or outer_limit is None:
        return False
    comparisons = {inner_bound.comparison, outer_bound.comparison}
    if comparisons <= {Comparison.AT_LEAST, Comparison.MORE}:
        return inner_limit > outer_limit
    return comparisons <= {Comparison.AT_MOST, Comparison.LESS} and inner_limit < outer_limit


def check_cases(subject: Expression, cases: tuple[Case, ...], types: Typing) -> None:
    """State the types that the tests and results of the cases need."""
    for test, result in cases:
        types.tested(subject, test)
        check_result(result, types)


def lower_tests(subject: Expression, cases: tuple[Case, ...], to: Lowering) -> list[tuple[ir.Expr, Result]]:
    """Lower the tests of the cases, as `lower_cases` takes them."""
    return [(to.tested(subject, test), result) for test, result in cases]


def case_words(case: Case) -> str:
    """Return `在100%以上的，得10分`."""
    test, result = case
    return f"{wording.test(test)}的，{result.words()}"


def cases_words(subject: Expression, cases: tuple[Case, ...]) -> str:
    """Return `整改比率在100%以上的，得10分；在80%以上的，得6分`."""
    return wording.expression(subject) + "；".join(map(case_words, cases))


def explain_case(case: Case, record: Record) -> str:
    """Return `属于“80%以上”一档，得6分`; with the values compared, `等于上年事故起数2起，得3分`."""
    test, result = case
    if all(constant(bound.operand) is not None for bound in test.bounds):
        return f"属于“{wording.band(test)}”一档，{explain_result(result, record)}"
    met = "、".join(_compared(bound, record) for bound in test.bounds)
    return f"{met}，{explain_result(result, record)}"


def _compared(bound: Bound, record: Record) -> str:
    """Return `等于上年事故起数2起`, `在80%以上`: in the drafter's word, if there is one."""
    if constant(bound.operand) is not None:
        return wording.bound(bound)
    words = {
        Comparison.EQUAL: "等于",
        Comparison.AT_LEAST: "不低于",
        Comparison.AT_MOST: "不超过",
        Comparison.MORE: "超过",
        Comparison.LESS: "不满",
    }
    return (wording.word_before(bound) or words[bound.comparison]) + record.show(bound.operand)


def with_compared(shown: str, cases: tuple[Case, ...], record: Record) -> str:
    """Return the subject's number with those that no case held for: `事故起数3起，上年事故起数2起`."""
    operands = (bound.operand for test, _ in cases for bound in test.bounds)
    others = dict.fromkeys(record.show(operand) for operand in operands if constant(operand) is None)
    return "，".join([shown, *others])


def case_notes(cases: tuple[Case, ...]) -> tuple[Note, ...]:
    """Return the notes on the reading of the tests, and those of marks."""
    inclusive = (Note.INCLUSIVE,) if any(b.comparison.value != "=" for test, _ in cases for b in test.bounds) else ()
    bands = (Note.BANDS,) if len(cases) > 1 else ()
    return (*inclusive, *bands, *(note for _, result in cases for note in notes_of(result)))
