"""Faults that are a case of another: 事故每起扣2分，较大事故每起扣5分; 出现火点扣2分，及时扑灭的扣1分.

As two rules both would take from a larger accident, and more from a fire that is soon put out than from any other.
Receives clauses; promises the case that one of them is of another, and the clauses in which it is left out there.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.base.node import node
from creditdsl.reader.clauses import Case, Clause, Joint, Ladder, Steps
from creditdsl.reader.gains import is_fact
from creditdsl.reader.phrase_kinds import Award
from creditdsl.reader.segments import Atom
from creditdsl.reader.takings import takes
from creditdsl.reader.whose_points import COUNTED

ONLY_THE_CASE, BOTH = "只按这一条", "两条都算"
QUESTION = "“{}”的，只按这一条算，还是和“{}”那一条都算？"

_SOON = (
    "主动|及时|立即|立刻|迅速|当场|立行立改|立查立改|即知即改|限期|按期|按时|如期|期限内|时间内"
    "|妥善|积极|自查|自纠|如实|有效"
)
_MENDED = re.compile(
    f"(?!.*(?:[不未无没拒非仍再又]|逾期|超期|滞后))(?:.{{0,4}}(?:{_SOON})|经?(?:发现|催.?|提醒|通知|督.|通报)后"
    "|(?:事后|经|后)?(?:已|整改|改正|纠正|补[报交办救录]|化解|扑灭|挽回|投案|自首))"
)
"""What makes a fault less: it was put right, or owned up to."""
_AGAIN = "(?:连续|累计|再次|多次|屡次|反复)(?:[一二两三四五]|\\d+)?(?:次|年|个?月|个?季度)?(?:以上)?"
"""That a fault is there more often: 连续两次未报送."""
_OF_IT = re.compile("(?:属于?|系)(?!实|地|统).{2,}")
"""What kind of fault it was."""
_DENIES = re.compile("[不未无没非]")
_WORSE = re.compile("[且并经]?(?:属实|查实|严重|恶劣|有效|[办了]结).{0,4}")
_HAPPENS = re.compile("^(?:检查|经查)?(?:发现|发生|出现|存在|查实)")
_RANKS = ("村", "乡", "镇", "乡镇", "街道", "区", "县", "县区", "市", "地市", "省", "省部", "部", "国家", "中央")
_UPPER = ("市级", "省级", "国家级", "中央", "省", "国家")
_FROM_LEVEL = re.compile(
    "(?P<head>.*?)(?P<level>国家|中央|省部|[省部市县区镇乡村]|乡镇|地市|县区|街道)级?(?:政府|部门|机关)?(?P<above>及?以上)?(?P<tail>.*)"
)


def case_of(special: str, general: str) -> bool:
    """Return whether one name is that of a case of another: 较大事故 of 事故, 省级以上通报 of 市级以上通报."""
    core, whole = _core(general), _core(special)
    if re.fullmatch(f"{_AGAIN}{re.escape(core)}", whole):
        return True
    if "上级" in core and any(core.replace("上级", level) in (whole, f"{whole}级") for level in _UPPER):
        return True
    if len(core) < 2 or len(whole) <= len(core) or _DENIES.search(core[:-1]):
        return _above(_core(special), core)
    for at in range(len(core) if len(core) > 2 or core.startswith("被") else 1):
        more = whole[at : at + len(whole) - len(core)]
        if whole.startswith(core[:at]) and whole.endswith(core[at:]):
            return not _DENIES.search(more.replace("无故", ""))
    more = whole.removeprefix(core)
    return more != whole and (_WORSE.fullmatch(more) is not None or mends(more))


def mends(name: str) -> bool:
    """Return whether a name says that a fault was put right: 及时扑灭, 已整改."""
    return _MENDED.match(name) is not None


def of_fault(name: str) -> bool:
    """Return whether a name says of a fault before it that it was put right, or what it was."""
    return mends(name) or _OF_IT.fullmatch(name) is not None


def _core(name: str) -> str:
    """Return a name without what says only that it happened, and how it is counted."""
    return _HAPPENS.sub("", COUNTED.sub("", name.strip("“”")))


def _above(special: str, general: str) -> bool:
    """Return whether both names are of levels, and each of the one's is among the other's: 省级, 市级以上."""
    low, high = _FROM_LEVEL.fullmatch(general), _FROM_LEVEL.fullmatch(special)
    if low is None or high is None or not low["above"]:
        return False
    around = (low["head"], low["tail"]) == (high["head"], high["tail"])
    return around and _RANKS.index(high["level"]) > _RANKS.index(low["level"])


@node
class Special:
    """A clause that is a case of another, by their places among the clauses."""

    special: int
    general: int


def specials(clauses: Sequence[Clause]) -> tuple[Special, ...]:
    """Return which clauses are a case of which others."""
    pairs: list[Special] = []
    for at, clause in enumerate(clauses):
        for other, general in enumerate(clauses):
            if at != other and _comparable(clause, general) and case_of(_named(clause), _named(general)):
                pairs.append(Special(at, other))
        if _puts_right(clause) and not any(each.special == at for each in pairs):
            before = [other for other, each in enumerate(clauses[:at]) if takes(each) and not _puts_right(each)]
            pairs += [Special(at, other) for other in before if not _contrary(_named(clause), _named(clauses[other]))]
        if at and _is_of_it(clause, clauses[at - 1]) and not any(each.special == at for each in pairs):
            pairs.append(Special(at, at - 1))
    return tuple(pairs)


def _contrary(name: str, other: str) -> bool:
    """Return whether a name says what another denies: 限期内整改, 未整改."""
    denied = re.fullmatch("(?:未|没有|不)(?P<what>.+)", _core(other))
    return (denied is not None and denied["what"] in name) or re.search(
        f"(?:未|没有|不){re.escape(_core(name))}", other
    ) is not None


def _is_of_it(clause: Clause, before: Clause) -> bool:
    """Return whether a step says of some faults before it what they were: 事故每起扣1分，属较大事故的每起扣3分."""
    steps = isinstance(clause, Steps) and isinstance(before, Steps) and clause.award.takes and alike(clause, before)
    return steps and _OF_IT.fullmatch(_named(clause)) is not None


def _puts_right(clause: Clause) -> bool:
    return _single_fault(clause) and mends(_named(clause))


def _single_fault(clause: Clause) -> bool:
    match clause:
        case Steps(award=award) | Ladder(cases=(Case(test=None, result=Award() as award),)):
            return takes(clause) and not award.again
        case _:
            return False


def _named(clause: Clause) -> str:
    return clause.subject if isinstance(clause, Ladder | Steps) else ""


def _comparable(clause: Clause, other: Clause) -> bool:
    """Return whether two clauses count alike, or whether one takes once for what the other takes each time."""
    both_faults = _single_fault(clause) and _single_fault(other)
    return alike(clause, other) or (both_faults and type(clause) is not type(other))


def alike(clause: Clause, other: Clause) -> bool:
    """Return whether two clauses take for each fault, or give for each thing, of one unit; or take for two facts."""
    match clause, other:
        case Steps(size=size, award=award), Steps(size=again, award=awarded):
            units = (size.value, size.unit) == (again.value, again.unit)
            beside = award.again or awarded.again
            return units and size.value == 1 and award.takes is awarded.takes and not beside
        case Ladder(), Ladder():
            return all(_plain_fault(each) for each in (clause, other))
        case _:
            return False


def _plain_fault(clause: Ladder) -> bool:
    return is_fact(clause) and takes(clause) and clause.otherwise is None and isinstance(clause.cases[0].result, Award)


def apart(clauses: Sequence[Clause]) -> tuple[str, tuple[Clause, ...]] | None:
    """Return a question, and the clauses in which each case is left out of what it is a case of.

    None where there are no cases, or where it is not clear of what something is a case; see `unclear`.
    """
    pairs = specials(clauses)
    if not pairs or unclear(clauses):
        return None
    first = pairs[0]
    words = QUESTION.format(*(_named(clauses[at]).strip("“”") for at in (first.special, first.general)))
    return words, tuple(_without(clauses, at, pairs) for at in range(len(clauses)))


def counts_only(clauses: Sequence[Clause]) -> bool:
    """Return whether a clause is named by a measure word, all that is left of some words: 每起扣1分，起扣2分."""
    return any(_MEASURE_WORD.fullmatch(_named(clause).strip("“”")) for clause in clauses)


_MEASURE_WORD = re.compile("[起次件条例宗项篇户处份批]数?")


def unclear(clauses: Sequence[Clause]) -> bool:
    """Return whether some case is counted otherwise than what it is a case of, or could be one of several."""
    pairs = specials(clauses)
    several = any(
        mine.special == other.special and mine is not other and _puts_right(clauses[mine.special])
        for mine in pairs
        for other in pairs
    )
    return several or not all(alike(clauses[each.special], clauses[each.general]) for each in pairs)


def _without(clauses: Sequence[Clause], at: int, pairs: Sequence[Special]) -> Clause:
    """Return a clause without its cases; what puts a fault right is of the fault."""
    clause = clauses[at]
    mine = [each.special for each in pairs if each.general == at]
    direct = [case for case in mine if not any(each.special == case and each.general in mine for each in pairs)]
    general = next((each.general for each in pairs if each.special == at and _puts_right(clause)), None)
    names = [_named(clauses[case]) for case in direct]
    match clause:
        case Steps() if names:
            return replace(clause, without=tuple(names))
        case Ladder(subject=subject, cases=(case,), limits=limits) if names or general is not None:
            fault = [] if general is None else [Atom(_named(clauses[general]), None)]
            atoms = (*fault, Atom(subject, None), *(Atom(name, None, denied=True) for name in names))
            return Joint(("且",) * (len(atoms) - 1), atoms, case.result, None, limits)
        case _:
            return clause
