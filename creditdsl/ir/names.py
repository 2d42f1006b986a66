"""Names of definitions and labels of recorded values, one constructor a kind.

A name is a text, so that it prints, hashes and compares as one; only this file builds one, and no file
takes one apart.
"""

from creditdsl.base.node import node
from creditdsl.base.reference import EntryRef, RuleId


class DefinitionId(str):
    """The name of a definition, as documents and SQL print it."""

    __slots__ = ()

    @classmethod
    def rule(cls, rule: RuleId) -> "DefinitionId":
        """Name the points of a rule within its own limits."""
        return cls(f"条:{rule}")

    @classmethod
    def fact(cls, rule: RuleId, part: str) -> "DefinitionId":
        """Name a value that a rule's form has computed for every unit."""
        return cls(f"{rule}:{part}")

    @classmethod
    def ranking(cls, rule: RuleId) -> "DefinitionId":
        """Name the ranking of a rule."""
        return cls.fact(rule, "ranking")

    @classmethod
    def void(cls, struck: EntryRef | RuleId) -> "DefinitionId":
        """Name the truth that a rule or an entry gets nothing."""
        return cls(f"失效:{struck}")

    @classmethod
    def entry(cls, ref: EntryRef) -> "DefinitionId":
        """Name the score of an entry."""
        return cls(f"项:{ref}")

    @classmethod
    def blank(cls, ref: EntryRef) -> "DefinitionId":
        """Name the truth that a cell which an entry with 缺报 needs is blank."""
        return cls(f"项:{ref}:缺报")

    @classmethod
    def of_concerned(cls, ref: EntryRef) -> "DefinitionId":
        """Name the score of an entry before others to whom it does not apply get the mean of it."""
        return cls(f"项:{ref}:适用")

    @classmethod
    def reported(cls, ref: EntryRef) -> "DefinitionId":
        """Name the score of an entry before 缺报 replaces it."""
        return cls(f"项:{ref}:已报")

    @classmethod
    def component(cls, measure: str) -> "DefinitionId":
        """Name a component of the year's total, by its measure."""
        return cls(f"项:{measure}")

    @classmethod
    def derived(cls, measure: str) -> "DefinitionId":
        """Name the value of a derived measure."""
        return cls(f"指标:{measure}")

    @classmethod
    def rank_before(cls, position: int) -> "DefinitionId":
        """Name the ranking that the second key at a 1-based position refines."""
        return cls(f"{RANK}:{position}:排名")

    @classmethod
    def rank_key(cls, position: int) -> "DefinitionId":
        """Name the value of the second key at a 1-based position."""
        return cls(f"{RANK}:{position}:值")

    @classmethod
    def among_equals(cls, position: int) -> "DefinitionId":
        """Name the ranking by the second key at a 1-based position, of the units that are equal before it."""
        return cls(f"{RANK}:{position}:同分排名")

    @classmethod
    def in_group(cls, group: str) -> "DefinitionId":
        """Name the ranking of a group's units by their final place."""
        return cls(f"{RANK}:组:{group}:排名")

    @classmethod
    def allowed(cls, grade: int, group: str) -> "DefinitionId":
        """Name how many units of a group may have a grade."""
        return cls(f"{GRADE}:名额:{grade}:{group}")

    @classmethod
    def within_quota(cls, grade: int, group: str) -> "DefinitionId":
        """Name the truth that a unit is within a grade's quota of its group."""
        return cls(f"{GRADE}:名额内:{grade}:{group}")

    @classmethod
    def standing(cls, ranking: "DefinitionId", view: str) -> "DefinitionId":
        """Name what is read from a final ranking for every unit."""
        return cls(f"{ranking}:{view}")

    @classmethod
    def grade_before(cls, position: int) -> "DefinitionId":
        """Name the grade before the override at a 1-based position."""
        return cls(f"{GRADE}:{position}")

    @classmethod
    def honour(cls, mention: str) -> "DefinitionId":
        """Name the honour of a unit under 表彰 or 通报."""
        return cls(mention)

    @property
    def fired(self) -> "DefinitionId":
        """The name of the flag that an override made this grade."""
        return DefinitionId(f"{self}:fired")


TOTAL, RANK, GRADE = DefinitionId("总分"), DefinitionId("名次"), DefinitionId("等次")
FINAL_RANKING = DefinitionId(f"{RANK}:排名")
ASKED = DefinitionId("\n值")
"""An expression evaluated beside a program's definitions; no scheme can spell this name."""


@node
class Label:
    """Names one recorded value: its owner and the part of the owner that it is."""

    owner: EntryRef | RuleId | DefinitionId
    part: str

    @classmethod
    def of_form(cls, rule: RuleId, part: str) -> "Label":
        """Label a value for which the rule's form has its own word."""
        return cls(rule, part)

    @classmethod
    def raw(cls, rule: RuleId) -> "Label":
        """Label the points of a rule before its limits."""
        return cls(rule, "raw")

    @classmethod
    def zero_divisor(cls, rule: RuleId) -> "Label":
        """Label the points that 分母为零 gives."""
        return cls(rule, "zero_divisor")

    @classmethod
    def void(cls, struck: EntryRef | RuleId) -> "Label":
        """Label the zero of a rule or an entry that gets nothing."""
        return cls(struck, "void")

    @classmethod
    def sum(cls, ref: EntryRef) -> "Label":
        """Label the sum of an entry before its points and rounding hold it."""
        return cls(ref, "sum")

    @classmethod
    def unreported(cls, ref: EntryRef) -> "Label":
        """Label the score that 缺报 gives an entry."""
        return cls(ref, "unreported")

    @classmethod
    def override(cls, position: int) -> "Label":
        """Label the grade that the override at a 1-based position gives."""
        return cls(GRADE, f"override{position}")

    @property
    def words(self) -> str:
        """`一#1.raw`, as documents print it."""
        return f"{self.owner}.{self.part}"


BASE = Label(TOTAL, "base")
"""The sum of the base sections."""
APPLICABLE = Label(TOTAL, "applicable")
"""The points of the entries that apply to the unit."""
CONVERTED = Label(TOTAL, "converted")
"""The base sum converted by 折算."""
GAINED = Label(TOTAL, "gained")
"""The sum of base and bonus."""
AFTER_DEDUCTION = Label(TOTAL, "after_deduction")
"""What deductions leave of the sum."""
BY_TOTAL = Label(GRADE, "by_total")
"""The grade that total and place give, before all overrides."""


def detail_cell(sheet: str, column: str, aggregation: str) -> str:
    """Name the cell that the rows of a detail table make."""
    return f"{sheet}.{column} {aggregation}"
