"""计分说明: every reading that the table below which it stands depends on, said once.

Receives a compiled table; promises sentences in a fixed order: readings of the rule forms, derived
measures, rounding and caps, the total, places, grades, missing data. Nothing is left to be guessed.
"""

from collections.abc import Iterator

from creditdsl.base.exact import Rounding
from creditdsl.compiler.pipeline import CompiledTable
from creditdsl.forms import wording
from creditdsl.forms.base import Form, Note
from creditdsl.forms.condition import inclusive
from creditdsl.syntax.nodes import Atom, Demotion, Grades, Predicate, Scheme, SectionRole, Table
from creditdsl.syntax.numerals import to_chinese
from creditdsl.syntax.walk import rules


def readings(scheme: Scheme, compiled: CompiledTable) -> tuple[str, ...]:
    """The sentences of the 计分说明, without numbers."""
    table = compiled.table
    return (
        *(note.value for note in _notes(table)),
        *(f"{one.name.text}={wording.expression(one.value)}。" for one in compiled.names.derived),
        _rounding(scheme) + "每项得分在0分与该项分值之间，大项得分在0分与该大项分值之间。",
        _total(table),
        "名次按总分由高到低排列，总分相同的名次相同，并占用后面的名次。",
        *(_grades(table.grades, scheme.digits) if table.grades is not None else ()),
        "数据中的空格为缺数，不作零；缺数补齐以前，用到它的得分和总分为待定。",
    )


def _notes(table: Table) -> tuple[Note, ...]:
    """What the table's rules and grades need to have said, in the order of Note."""
    found: set[Note] = set()
    for _, _, rule in rules(table):
        assert isinstance(rule.body, Form)
        found.update(rule.body.notes())
    if table.grades is not None:
        found.add(Note.INCLUSIVE)
        for demotion in table.grades.demotions:
            found.update(inclusive(demotion.when))
    return tuple(note for note in Note if note in found)


def _rounding(scheme: Scheme) -> str:
    way = {Rounding.HALF_UP: "四舍五入", Rounding.HALF_EVEN: "四舍六入五成双（GB/T 8170）"}[scheme.rounding]
    if not scheme.digits:
        return f"每项得分取整数，{way}。"
    many = {2: "两"}.get(scheme.digits, to_chinese(scheme.digits))
    return f"每项得分保留{many}位小数，{way}。"


def _total(table: Table) -> str:
    roles = {section.role for section in table.sections}
    bonus, deduction = SectionRole.BONUS in roles, SectionRole.DEDUCTION in roles
    if not bonus and not deduction:
        return "总分为各大项得分之和。"
    sum_ = "基础分" + ("＋加分" if bonus else "") + ("－扣分" if deduction else "")
    base = "、".join(word for word, holds in (("加分", bonus), ("扣分", deduction)) if holds)
    value = "扣分大项的值为扣去的分数；" if deduction else ""
    negative = "，可以为负" if deduction else ""
    return f"{value}总分={sum_}{negative}；基础分为{base}以外各大项得分之和。"


def _grades(grades: Grades, digits: int) -> Iterator[str]:
    lines = [
        f"总分{wording.test(band.test)}的为{band.grade.text}" if band.test is not None else f"其余的为{band.grade.text}"
        for band in grades.bands
    ]
    printed = f"以印出的{'两' if digits == 2 else to_chinese(digits)}位小数" if digits else "以印出的整数"
    yield f"等次按总分确定，{printed}比较，自高到低先中先得：{'，'.join(lines)}。"
    for demotion in grades.demotions:
        yield _demotion(demotion, grades.bands[-1].grade.text)


def _demotion(demotion: Demotion, last: str) -> str:
    steps = "两" if demotion.steps == 2 else to_chinese(demotion.steps)
    when = said_condition(demotion.when)
    return f"{when}的，在上述等次上降{steps}档，降到{last}为止；得分和名次不变。"


def said_condition(when: Predicate) -> str:
    """`“重大失信事件”为“是”`, or the condition as rules say it."""
    match when:
        case Atom(subject=subject, test=None, negated=negated):
            return f"“{wording.expression(subject)}”为“{'否' if negated else '是'}”"
        case _:
            return wording.predicate(when)
