"""A count without a comparing word: 迟报1次 扣0.5. Shared by the forms and the grades; no form itself.

Offices mean each of them by it, or so many and more, and seldom exactly so many. So it is asked for. Zero, a
percentage, a number without a measure word, and the steps of a ladder of several cases are exact as written.
"""

import re

from creditdsl.base.collect import Stop
from creditdsl.base.exact import show
from creditdsl.base.fault import Fault
from creditdsl.base.node import node
from creditdsl.syntax.expressions import build_quantity
from creditdsl.syntax.fold import fold
from creditdsl.syntax.guard import joining_word
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.line_tree import LineTree, Token
from creditdsl.syntax.nodes import Quantity
from creditdsl.syntax.parser import ParseFault, parse_line
from creditdsl.syntax.place import Place
from creditdsl.syntax.quantities import behind_measure


@node
class BareCount(Fault):
    """E0249 没有写明是每次，还是几次以上

    说明：“迟报1次 扣0.5”可以是每次扣 0.5，也可以是 1 次以上都扣 0.5，或者恰好 1 次才扣 0.5，得分不一样。
    例：

        一、工作机制（5分，满分起扣）
          迟报1次扣0.5

    改法：每次都算的写“迟报 每次扣0.5”；达到就算的写“1次以上”；恰好这个数才算的写“等于1次”。
    """

    count: str
    step: str
    """The count as it stands behind 每: 次 of 1次."""
    each: str | None
    """The line that counts every step."""
    reached: str
    exact: str

    def words(self) -> str:
        return f"“{self.count}”没有写明怎样算。"

    def help(self) -> str:
        each = f"每{self.step}都算的，写成“{self.each}”；" if self.each else ""
        return f"{each}{self.count}以上都一样的，写成“{self.reached}”；恰好{self.count}才算的，写成“{self.exact}”。"


@node
class PointsAsTest(Fault):
    """E0250 给的分读成了条件

    说明：“转载占1分”里的 1 分是给的分，写在“得”前面就成了条件：“转载占”等于 1。
    例：

        一、宣传（5分）
          转载占1分，得分=转载数量÷12×1

    改法：给的分写在“得”后面，如“转载 得1”；按算式给分的，只写“得 算式”；一项的分值写在标题末尾，如“（1分）”。
    """

    typed: str

    def words(self) -> str:
        return f"“{self.typed}”像是给的分，写在这里却成了条件。"


@node
class FormulaAsResult(Fault):
    """E0252 “得分=”前面还有话

    说明：“瞒报率取最高值，得分=……”里，“得分=”前面的话会读成条件：有这回事才给分；可它多半是算式的说明。
    例：

        一、工作机制（10分）
          瞒报率取最高值，得分=（1-瞒报率）×10

    改法：前面是说明的，写到“标准：”栏，只留“得 算式”；是条件的，写成“条件 得 算式”。
    """

    typed: str

    def words(self) -> str:
        return f"“得分=”前面的“{self.typed}”成了条件。"


_GIVING = tuple("占为是计记加减积赋得扣")
"""What a name ends in where the number behind it is the points."""
_NOISE = " \u3000的，,"
_POINT = keywords().headings["point"]


def reject_bare_count(when: LineTree, place: Place, *, alone: bool = True) -> None:
    """Stop at a count without a comparing word in a condition, and at points in its place.

    alone: no other case of the rule says what another count gives.
    """
    for test in (tree for tree in when.subtrees if tree.data == "equal"):
        token = test.children[0]
        assert isinstance(token, Token)
        quantity = build_quantity(token, place)
        before = place.typed[: token.start].strip()
        named = re.sub(f"{behind_measure()}[为在]$", "", before)
        if quantity.unit == _POINT and before.endswith(_GIVING):
            raise Stop(PointsAsTest(place.typed[: token.end].strip()), place.span(token))
        if alone and quantity.value and quantity.unit and not quantity.percent and not _is_guarded(named):
            raise Stop(_asked(quantity, named, place.typed[token.end :]), place.span(token))


def reject_explained_formula(condition: LineTree, place: Place) -> None:
    """Stop at 得分= behind words without a comparison, which explain the formula more likely than they bound it."""
    predicate, result = condition.trees[:2]
    award = result.children[0]
    tested = any(tree.data in ("equal", "between", "bounds", "all", "either") for tree in predicate.subtrees)
    if isinstance(award, LineTree) and award.data == "award" and award.token(0).type == "SCORE_IS" and not tested:
        typed = place.typed[: award.token(0).start].strip(" ，,的")
        raise Stop(FormulaAsResult(typed), place.cover(predicate))


def _is_guarded(before: str) -> bool:
    """Return whether the guard stops the name before the count for a word of the count: 每少, 至少完成, 少于."""
    name = before.split()[-1] if before else ""
    word = joining_word(name)
    return word is not None and (name.endswith(word) or name.startswith(word))


def _asked(quantity: Quantity, before: str, behind: str) -> BareCount:
    """Return the fault with the lines of each meaning. before, behind: the line around the count, as typed."""
    count = show(quantity.value) + quantity.unit
    step = quantity.unit if quantity.value == 1 else count
    each = None if quantity.unit == _POINT else line_of_each(before, step, behind)
    behind = behind.lstrip(_NOISE)
    return BareCount(count, step, each, f"{before} {count}以上 {behind}", f"{before} 等于{count} {behind}")


def line_of_each(before: str, step: str, behind: str) -> str | None:
    """Return the line that counts every step; None where it cannot be written so."""
    line = f"{before} 每{step}{behind.lstrip(_NOISE)}"
    tree = parse_line(fold(line), "rule")
    return None if isinstance(tree, ParseFault) or tree.tree(0).data != "per_unit" else line
