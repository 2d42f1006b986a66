"""W0621 一个数同时落在两档里

说明：两档有共同的数，这个数算哪一档要看谁写在前面。“以上”“以下”“不超过”“几至几”都包括本数（民法典第一千二百五十九条），“60分以上”和“60分以下”在60分相碰。
为什么要紧：正好卡在线上的单位按哪一档算，文件里看不出来，申诉时两种说法都有道理。
例：

    方案：示例
    附件1 考核指标
    一、信息归集（5分）
      瞒报条数 5条以下 得5 5条以上 得0

改法：改正其中一档的界限，使一个数只在一档里，如“不满5条”和“5条以上”。
"""

from collections.abc import Iterator

from creditdsl.base.exact import show
from creditdsl.forms import wording
from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import Case, Ladder, Scope, as_typed, elsewhere
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.stretches import Cover, Stretch, meet
from creditdsl.syntax.expressions import constant
from creditdsl.syntax.nodes import Comparison, Test

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for ladder in draft.ladders:
        taken = Cover()
        widest: list[tuple[Stretch, Case]] = []
        """The earlier cases, less those that lie within another: what overlaps them overlaps it too."""
        for case in ladder.cases:
            if not case.region or not case.sure:
                continue
            (stretch,) = case.region  # a test is one stretch
            left = taken.left(stretch)
            # nothing left is a dead case, which is another finding
            if left != (stretch,) and meet(left, ladder.axis.whole):
                for before, earlier in widest:
                    if before.start < stretch.end and stretch.start < before.end:
                        yield from _between(ladder, earlier, case)
                widest = [(s, c) for s, c in widest if s.start < stretch.start or s.end > stretch.end]
            taken.add(stretch)
            widest.append((stretch, case))


def _between(ladder: Ladder, earlier: Case, later: Case) -> Iterator[Found]:
    """Yield the overlap of two cases, neither within the other: an exception before its general case is meant."""
    if earlier.region is None or later.region is None or earlier.gives == later.gives:
        return
    both = meet(earlier.region, later.region)
    if both in (earlier.region, later.region):
        return
    first, second = as_typed(earlier, later)
    units = "" if ladder.scope is Scope.RULE else "的单位"
    message = (
        f"{ladder.say(both[0])}{units}同时属于“{first.typed}”和“{second.typed}”："
        f"现在先看“{earlier.typed}”，{earlier.result}；照“{later.typed}”，{later.result}。"
    )
    help = _help(ladder, both[0], first, second)
    yield Found(message, second.span, help, elsewhere(second, [first]), ladder.table, ladder.ref)


def _help(ladder: Ladder, both: Stretch, first: Case, second: Case) -> str:
    """Return the correction: where two cases share one number, the case that ends in it stops short of it."""
    if ladder.axis.first(both) == ladder.axis.last(both) is not None:
        for case, other in ((first, second), (second, first)):
            if case.test is not None and case.region and case.region[-1].end == both.end:
                shared = ladder.show(ladder.axis.witness(both))
                shortened = _short_of(case.test, ladder)
                return f"写明{shared}归哪一档：归“{other.typed}”的，把“{case.typed}”改成“{shortened}”。"
    return "改正其中一档的界限，使一个数只在一档里。"


def _short_of(test: Test, ladder: Ladder) -> str:
    """Return `不满60分` of 60分以下, `60分以上不满70分` of 60至70分, `1至4条` of 1至5条."""
    low = next((b for b in test.bounds if b.comparison in (Comparison.AT_LEAST, Comparison.MORE)), None)
    high = next(b for b in test.bounds if b.comparison not in (Comparison.AT_LEAST, Comparison.MORE))
    less = f"不满{wording.expression(high.operand)}"
    if low is None:
        return less
    bottom, top = constant(low.operand), constant(high.operand)
    if ladder.axis.step == 1 and low.comparison is Comparison.AT_LEAST and bottom is not None and top is not None:
        return f"{show(bottom)}至{ladder.show(top - 1)}"
    return wording.band(Test((low,), span=low.span)) + less
