"""What facts and ladders give or take, and how several of them stand to each other.

Receives clauses; promises answers that hang on their results and on their subjects' words alone.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from creditdsl.reader.clauses import Clause, Ladder, Steps
from creditdsl.reader.meanings import HOLE
from creditdsl.reader.phrase_kinds import Amount, Award, Limit
from creditdsl.reader.takings import takes, voids
from creditdsl.syntax.nodes import Comparison

_LEVEL = re.compile("(?:国家|省部|部省|省|市|县|区|部|厅|乡镇?|镇)(?:级|政府|委)|[特一二三四]等奖|中央")
CHANGE = re.compile(
    "(?:有所|有)?(?:下降|上升|增长|减少|提高|降低|持平|增加|下滑|提升|后退|前移|退步|进步|前进)(?:的|者)?$"
)
"""What a measure does, said of a noun before it: 税收增长."""
COMPARING = re.compile(
    "较[多少大小高低好差强弱快慢]$|高于|低于|多于|少于|优于|大于|小于|超过|(?<![经人费备员力度障识训])不足|不足(?!$)|达到|不到(?!位)|过半|左右|缺一不可|[正负零]增长|(?<!连续)(?<!连续[一二两三四五六七八九]次)排名(?!情况)|位列|位居|名次"
    "|”不满|等于|全体(?:平均|最[高低]|合计)"
    "|(?:不|未|没有|无)(?:承担|涉及|.{0,6}职能).{0,6}(?:任务|职能|工作|业务|项目)?(?:的单位)?$"
)
"""Words of comparisons, ranks and duties that no fact is made of."""
_IN_TIME = "按时|按期|及时|如期|按要求|按规定|准时"
_LATE = "逾期|延期|超期|延迟|迟延|推迟"
_WAYS = re.compile(f"^(?:{_IN_TIME}|{_LATE}|全部|部分|正确|仅|只)")


_GOAL = re.compile("(?:目标|任务|计划|控制|指标)(?:[数值]|要求|指标)?$")
_AMOUNT = "率|比例|比重|占比|[数量额度值速幅]"
_MEASURED = re.compile(f"(?:{_AMOUNT}|[天次户人]|资金|收入|支出|投资|面积|里程|时间|产出|比)$")


_QUANTITY = re.compile(f"(?:{_AMOUNT}|天数|浓度|均值|指数|收入|支出|投资|面积|资金|总量)$")


def is_quantity(name: str) -> bool:
    """Return whether a name is of a number that is held against others, and not of a task: 征缴总额, 优良天数."""
    return _QUANTITY.search(name) is not None


def is_measured(name: str) -> bool:
    """Return whether the last word of a name is what is measured, and not who or what is: 报送率, not 管理人员."""
    return re.search(f"(?:{_AMOUNT}|分)$", name) is not None


def is_goal(standard: str) -> bool:
    """Return whether a standard is a goal: who says only that it is reached may mean a fact."""
    return _GOAL.search(standard) is not None


_NO_MEASURE = re.compile(f"(?:{_GOAL.pattern}|进度|水平|平均[数值]?|均值|标准|要求|基数|基准)$")


def beside(name: str, standard: str) -> str:
    """Return the name of what is held against a standard; a hole where the name is that of the standard itself.

    未达到序时进度的，每低1个百分点扣0.2分 in an item 序时进度 does not say what is below it.
    """
    title, goal = name.strip("“”"), standard.strip("“”")
    same = title == goal or (_NO_MEASURE.search(title) is not None and (title.endswith(goal) or goal.endswith(title)))
    return HOLE if title and goal and same else name


def meets(subject: str, standard: str) -> bool:
    """Return whether a subject compares with a standard: 达到目标 of a number does, of a task it is a fact."""
    return not subject or not is_goal(standard) or _MEASURED.search(subject) is not None


SHORT_OF = re.compile(
    "(?<=[\u4e00-\u9fff]{2})(?:未|没有|没)达到(?:(?!目标|任务|指标)[\u4e00-\u9fff]){0,8}(?:要求|标准|规定|条件)$"
)
"""Words that something is not as it shall be, where that is no number: 工程未达到进度要求."""


def compares(words: str) -> bool:
    """Return whether words that are no quoted name hold a comparison, a rank or a duty, so that they are no fact."""
    plain = SHORT_OF.sub("", words)
    plain = words if is_measured(plain) else plain
    return re.fullmatch("“[^“”]*”", words) is None and COMPARING.search(plain) is not None


def gives(clause: Clause) -> bool:
    """Return whether every case of a ladder gives points."""
    return isinstance(clause, Ladder) and all(
        isinstance(case.result, Award) and not case.result.takes for case in clause.cases
    )


def best(ladder: Ladder) -> Fraction:
    """Return the most points of a case."""
    awards = [case.result.points for case in ladder.cases if isinstance(case.result, Award) and case.result.points]
    return max(awards, default=Fraction(0))


def is_fact(clause: Clause) -> bool:
    """Return whether a clause is a single condition without a comparison."""
    return isinstance(clause, Ladder) and len(clause.cases) == 1 and clause.cases[0].test is None


def has_level(name: str) -> bool:
    """Return whether a name is of a level: 国家级表彰."""
    return _LEVEL.search(name) is not None


def levels(facts: Sequence[Ladder]) -> bool:
    """Return whether facts are levels of one thing: 国家级, 省级."""
    return sum(bool(_LEVEL.search(fact.subject)) for fact in facts) > 1 and all(map(is_fact, facts))


_HONOURED_BY = re.compile(
    "(?:全[国省市县区]|国家)性?|国务院|中央|(?:省|市|县|区|部|厅)(?:委|政府)*|(?:[特一二三四]等|[金银铜])(?=奖)"
)
_HONOUR = re.compile(
    "获|评|奖|表[彰扬]|推广|批示|报道|称号|荣誉|示范|先进|经验|发言|交流|现场会|转发|肯定|文明|试点|刊[发登载]"
)


def of_one_honour(facts: Sequence[Ladder]) -> bool:
    """Return whether two facts are one honour but for who gives it, or its class: 获全国先进奖, 获省先进奖."""
    honours = {fact.subject for fact in facts if _HONOUR.search(fact.subject)}
    return len({_HONOURED_BY.sub("", honour, count=1) for honour in honours}) < len(honours)


def contrary(facts: Sequence[Ladder]) -> bool:
    """Return whether at most one of several facts can hold: 按时完成, 逾期完成; 税收增长, 税收持平."""
    if not all(map(is_fact, facts)):
        return False
    nouns = {CHANGE.sub("", fact.subject) for fact in facts}
    if (
        len(nouns) == 1
        and len({fact.subject for fact in facts}) == len(facts)
        and all(CHANGE.search(fact.subject) for fact in facts)
    ):
        return True
    if len(facts) != 2:
        return False
    first, second = (fact.subject for fact in facts)
    in_time = [bool(re.match(_IN_TIME, subject)) for subject in (first, second)]
    late = [bool(re.match(f"{_LATE}|未(?:{_IN_TIME})", subject)) for subject in (first, second)]
    return in_time == [not other for other in late] and any(in_time) and _WAYS.sub("", first)[:2] in second


def parted(clauses: Sequence[Clause]) -> bool:
    """Return whether clauses say of one thing what none of them says alone, so that as rules they would not add up.

    保持稳定的得1.5分，每增加1名加0.05分: who adds some has the 1.5, too. 认领95%得1分，全部认领得2分: all is 100%.
    实行的得1分，未实行或减少的扣1分: the 1 is taken below zero.
    延迟1天扣0.1分，延迟5天以上扣1分: the same days twice. 国家级加5分，省级加3分，最高加6分: a cap of both.
    """
    facts = [clause for clause in clauses if isinstance(clause, Ladder) and is_fact(clause)]
    ladders = [clause for clause in clauses if isinstance(clause, Ladder) and not is_fact(clause)]
    moves = any(isinstance(clause, Steps) and _MOVES.search(clause.subject) for clause in clauses)
    steady = moves and any(_STEADY.search(fact.subject) for fact in facts)
    whole = {fact.subject.removeprefix("全部") for fact in facts if fact.subject.startswith("全部")}
    earning = {fact.subject[:2] for fact in facts if gives(fact)}
    denied = {match[1] for fact in facts if takes(fact) and (match := _DENIED_EITHER.match(fact.subject.strip("“”")))}
    idle = any(_idle(limit, fact) for fact in facts for limit in fact.limits)
    return (
        steady
        or idle
        or _twice(clauses)
        or bool(whole & {ladder.subject for ladder in ladders})
        or bool(earning & denied)
        or any(
            _none_of(fact, ladder) or _some_of(fact, ladder) or _turned(fact, ladder)
            for fact in facts
            for ladder in ladders
        )
    )


def _turned(fact: Ladder, ladder: Ladder) -> bool:
    """Return whether a fact is the contrary of a change that a ladder gives points for down to none and below.

    同比下降10%以上得5分，下降不足10%得3分，上升的扣2分: who rises has not fallen by less than 10%.
    """
    noun, other = CHANGE.sub("", ladder.subject), CHANGE.sub("", fact.subject)
    moves = noun != ladder.subject and other != fact.subject and noun == other
    below = [
        case.test is not None and len(case.test.bounds) == 1 and case.test.bounds[0].comparison in _FROM_ABOVE
        for case in ladder.cases
    ]
    return moves and (ladder.otherwise is not None or any(below))


_FROM_ABOVE = (Comparison.LESS, Comparison.AT_MOST)


def events(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return clauses with each of several events counted: 黄色信号扣5分，红色信号扣10分 takes for each, or once.

    None of them where there are no several events that take points.
    """
    counted = [
        takes(clause)
        and not voids(clause)
        and isinstance(clause, Ladder)
        and is_fact(clause)
        and bool(_EVENT.search(clause.subject))
        for clause in clauses
    ]
    if sum(counted) < 2:
        return ()
    return tuple(
        every(clause) if count and isinstance(clause, Ladder) else clause
        for clause, count in zip(clauses, counted, strict=True)
    )


def _none_of(fact: Ladder, ladder: Ladder) -> bool:
    """Return whether a fact is that there is none of what a ladder measures: 未超预算得6分，超预算5%以内得4分."""
    denied = re.search(r"(?:未|没有|不)(.{2,})$", fact.subject)
    return denied is not None and ladder.subject == denied[1]


def _some_of(fact: Ladder, ladder: Ladder) -> bool:
    """Return whether a fact is that there is some of what a ladder takes more for: 有投诉扣2分，投诉3次以上扣5分."""
    having = _HAVING.fullmatch(fact.subject.strip("“”"))
    same = having is not None and _HAVING.sub(r"\1", ladder.subject) == having[1]
    return same and takes(fact) and takes(ladder) and not voids(ladder)


_HAVING = re.compile("(?:有|发生|出现|存在|发现)(.{2,})")


def _idle(limit: Limit, fact: Ladder) -> bool:
    """Return whether a cap lies beyond all that a fact gives or takes, so that it is of several, or of each time."""
    return limit.kind == "cap" and limit.points is not None and limit.points > best(fact) > 0


def _twice(clauses: Sequence[Clause]) -> bool:
    """Return whether comparisons give or take what steps or other comparisons of the same thing do, too.

    入库完成率100%得3分，完成90%以上得2分: the second leaves out words of the first.
    """
    tested = [clause for clause in clauses if isinstance(clause, Ladder) and clause.cases[0].test is not None]
    steps = [clause for clause in clauses if isinstance(clause, Steps)]
    shares = any(
        ladder is not other and other.subject != ladder.subject and other.subject.endswith(ladder.subject)
        for ladder in tested
        for other in tested
    )
    facts = {clause.subject for clause in clauses if isinstance(clause, Ladder) and is_fact(clause)}
    if facts & {step.subject for step in steps}:
        return True
    return shares or any(_counts(ladder, step) for ladder in tested for step in steps)


def _counts(ladder: Ladder, step: Steps) -> bool:
    test = ladder.cases[0].test
    amount = None if test is None else test.bounds[0].amount
    awards = any(isinstance(case.result, Award) and case.result.takes is step.award.takes for case in ladder.cases)
    if amount is None or amount.unit != step.size.unit:
        return False
    known = step.subject.strip("“”").removesuffix(f"{amount.unit}数")
    core = _HOW_OFTEN.sub("", ladder.subject.strip("“”").removesuffix(f"{amount.unit}数"))
    return (awards and known == core) or (core != known and bool(core) and core in known)


_HOW_OFTEN = re.compile("^(?:连续|累计|全年|当年|共计|合计)+")
_STEADY = re.compile("稳定$|不变$|持平$")
_MOVES = re.compile("增加|减少|上升|下降|提高|降低|增长")
_EVENT = re.compile("(?:信号|事件|事故|案件|投诉|警告)”?$")
_DENIED_EITHER = re.compile("(?:未|没有|不)(..).*或")


def every(fact: Ladder) -> Steps:
    """Return the points of a fact for each time that it happens."""
    (case,) = fact.cases
    assert isinstance(case.result, Award)
    return Steps(f"{fact.subject}次数", Amount(Fraction(1), "次", 0, 0), case.result, fact.limits)
