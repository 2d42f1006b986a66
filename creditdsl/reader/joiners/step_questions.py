"""What is asked of a step: whether one thing counts each time, and whether steps take from the points before them."""

import re
from dataclasses import replace

from creditdsl.base.node import node
from creditdsl.reader.clauses import Case, Joint, Ladder, Ranking, Steps
from creditdsl.reader.gains import best, is_fact
from creditdsl.reader.joiners import limits as whose
from creditdsl.reader.joiners.claim import EVERY, ONCE, Claim, State
from creditdsl.reader.joiners.of_each import of_several
from creditdsl.reader.joiners.step_names import TIMES, falls_short, says_none
from creditdsl.reader.phrase_kinds import Amount, Award, Bound, Test
from creditdsl.reader.takings import takes
from creditdsl.syntax.nodes import Comparison

FROM_FULL = "有这些情形的，是从前面的分里扣，还是另外扣？"
EVERY_OR_ONCE = "是每一次都算，还是有了就算一次？"
OF_ALL_CASES = "几件都{}的，{}数是各件加起来，还是只算最久的一件？"
NONE_OR_EVERY = "“{}”，是缺一次算一次，还是一次也没有才算？"
_LESS_DONE = re.compile("少|缺|推迟|延迟|延期|逾期|迟|超期|拖延|晚")
"""Verbs of what is not done as the fact before says."""


@node
class Step:
    """A step: the words before it, its verb, its size, the words behind, its points.

    once: it may be a fact instead. having: it is one that there is, 有一次未开展.
    """

    words: str
    verb: str
    size: Amount
    behind: str
    award: Award
    once: bool = False
    having: bool = False


def none_done(step: Step) -> bool:
    """Return whether a step may say that there is not even one: 一次未开展的扣10分."""
    return step.once and not step.having and step.award.takes and says_none(step.words, step.size.unit, step.behind)


def once(used: int, state: State, step: Step, clause: Steps) -> Claim:
    """Ask whether 妥善处理1例得10分 counts each one, unless a cap beyond one shows it."""
    every = replace(state, clauses=(*state.clauses, clause))
    if not step.once or any(limit.kind in ("cap", "uncapped") for limit in clause.limits):
        return Claim(used, state)
    once = Ladder(clause.subject, (Case(Test((Bound(Comparison.AT_LEAST, step.size),), 0, 0), step.award),))
    single = replace(state, clauses=(*state.clauses, once))
    if state.counted and not none_done(step):
        return Claim(used, every if state.counted == EVERY else single)
    forks = (("每次都算", replace(every, counted=EVERY)), ("只算一次", replace(single, counted=ONCE, adding=True)))
    if none_done(step):
        words = f"{step.words}{step.verb}一{step.size.unit}{step.behind}"
        none = replace(state, clauses=(*state.clauses, Ladder(f"“{words}”", (Case(None, step.award),))))
        if step.behind.startswith(("都", "也", "均")):
            return Claim(used, none)
        return Claim(used, every, NONE_OR_EVERY.format(words), (*forks, ("一" + step.size.unit + "也没有的才算", none)))
    return Claim(used, every, EVERY_OR_ONCE, forks)


def _of_all(used: int, state: State, step: Step, clause: Steps) -> Claim | None:
    """Ask whether steps take from all points, which a fact of several parts has: 到位且无上访的得20分."""
    match state.clauses:
        case (Joint(result=Award(takes=False, points=points), otherwise=None, limits=()) as fact,) if (
            _of_denied(step, fact) and points in (None, state.points) and state.points is not None
        ):
            plain = replace(state, clauses=(fact, clause))
            from_full = replace(state, clauses=(clause,), from_full=True)
            return Claim(used, plain, FROM_FULL, (("另外扣", plain), ("从前面的分里扣", from_full)))
        case (Joint(result=Award(takes=False)), Steps(), *others) if all(map(takes, others)) and step.words:
            return Claim(used, state)  # what was asked of the step before is said of this one, too
        case _:
            return None


_NONE = re.compile("(?:无|没有|未发生|未出现|不存在).*(?P<what>..)")


def _of_denied(step: Step, fact: Joint) -> bool:
    """Return whether a step counts what a part of a fact denies: 预警到位且无上访, 发生上访的每次."""
    denied = [match["what"] for atom in fact.atoms if (match := _NONE.fullmatch(atom.subject)) is not None]
    words = step.words + step.verb + step.behind
    return set(fact.words) == {"且"} and bool(step.words) and any(what in words for what in denied)


_LATE = re.compile("(?:未|没有?|不)(?:能)?(?:按|及|如|完成|办结|整改)|逾期|超期|超时|延期|延迟|推迟|迟")
_DELAY = re.compile("(?:推迟|延迟|延期|逾期|迟延|超期|拖延|晚|迟)(?:完成|报送|上报|办结|整改|报|交)?")


def delayed(used: int, state: State, step: Step, clause: Steps) -> Claim | None:
    """Ask whether the days of several that are late add up: 未按期整改的每件扣1分，每超期1天扣0.5分.

    None where whole steps of each would have to be added, or where the days are those beyond others.
    """
    again = re.fullmatch(f"(?:再|多|另|又)(?:{_DELAY.pattern})", step.verb)
    if not step.award.takes or not is_delay(step) or not (again or _of_several(state, step)):
        return Claim(used, state)
    if again or step.size.value != 1:
        return None
    name = clause.subject.strip("“”")
    ways = (
        (answer, replace(clause, subject=f"{name.removesuffix(_measured(step))}{how}{_measured(step)}"))
        for answer, how in (("各件加起来", "累计"), ("只算最久的一件", "最长"))
    )
    forks = tuple((answer, replace(state, clauses=(*state.clauses, way))) for answer, way in ways)
    return Claim(used, forks[0][1], OF_ALL_CASES.format(step.verb, step.size.unit), forks)


def is_delay(step: Step) -> bool:
    """Return whether a step counts how late something is: 每超期1天."""
    return _DELAY.fullmatch(step.verb.lstrip("再多另又")) is not None and step.size.unit in TIMES


def _measured(step: Step) -> str:
    return f"{step.verb}{step.behind}{step.size.unit}数"


def _of_several(state: State, step: Step) -> bool:
    """Return whether what is late may be several: each of them is counted before, or the words say so."""
    counted = not step.words and any(
        isinstance(clause, Steps) and clause.size.unit not in TIMES and _LATE.search(clause.subject)
        for clause in state.clauses[-1:]
    )
    return counted or of_several(step.words or state.subject)


def mixed(used: int, state: State, step: Step, clause: Steps, labelled: bool) -> Claim | None:
    """Ask whether steps take from the points before them: 按要求上报的得5分，漏报的每条扣0.5分.

    None where the points cannot be explained. 得5分，每少一次扣0.5分 is certain: the 5 are no rule.
    """
    facts = whose.facts(state.clauses)
    if step.award.takes and any(isinstance(before, Joint | Ranking) and not takes(before) for before in state.clauses):
        return _of_all(used, state, step, clause)
    if not step.award.takes or not facts:
        return Claim(used, state)
    if any(isinstance(before, Steps) for before in state.clauses):
        from_facts = bool(state.peers) and not step.words and _LESS_DONE.match(step.verb) is not None
        return None if from_facts else Claim(used, state)
    plain = replace(state, clauses=(*state.clauses, clause))
    if len(facts) > 1 or len(state.clauses) > 1:
        apart = not state.peers and bool(step.words) and whose.complete(facts, state)
        return Claim(used, plain) if apart else None
    ladder = facts[0]
    if labelled and len(ladder.cases) > 1 and step.words and not state.peers:
        return Claim(used, plain)
    whole = all(isinstance(case.result, Award) and case.result.points is None for case in ladder.cases)
    if len(ladder.cases) > 1 or ladder.limits or not (whole or whose.complete(facts, state)):
        return None
    full = state.full if whole else best(ladder)
    from_full = replace(state, clauses=(clause,), full=full, from_full=True)
    of_the_fact = bool(state.peers) and is_fact(ladder) and not step.words and step.behind in ladder.subject
    if of_the_fact and falls_short(ladder.subject, step.verb, step.size.unit, step.award.takes):
        return Claim(used, from_full)
    return Claim(used, plain, FROM_FULL, (("另外扣", plain), ("从前面的分里扣", from_full)))
