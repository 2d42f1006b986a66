"""One line of rule to a record, as “一条规则的样子” and “规则” of the manual say."""

import re
from fractions import Fraction

from tests.oracle.model import Bound, Expr, Limits, Options, Places, Result, Rule, Step, Test
from tests.oracle.scan import BEFORE_PATTERN, BEHIND_PATTERN, NUMBER, OPERATOR_BEFORE, OPERATOR_BEHIND, Scan, Unreadable

GAIN, LOSS = "[得加计积记赋]", "[扣减]"
NUMERALS = "一二三四五六七八九十"
RANKED = "排名赋分"


def bound_value(scan: Scan) -> Expr:
    """Read what a measure is compared with: a quantity, or another measure."""
    return scan.quantity() if scan.look(rf"-?{NUMBER}") and not scan.declared() else scan.expression()


def bounds(scan: Scan) -> tuple[Bound, ...]:
    """Read the comparisons behind a measure; none, where a result follows at once."""
    if before := scan.take(rf"(?:{BEFORE_PATTERN})"):
        bound = Bound(OPERATOR_BEFORE[before[0]], bound_value(scan))
        return (bound, *(bounds(scan) if scan.look(BEFORE_PATTERN) else ()))
    if not scan.look(rf"-?{NUMBER}"):
        return ()
    value = scan.quantity()
    closed = included(scan)
    if behind := scan.take(rf"(?:{BEHIND_PATTERN})"):
        operator = OPERATOR_BEHIND[behind[0]]
        bound = Bound(operator if closed and included(scan) else operator[0], value)
        return (bound, *(bounds(scan) if scan.look(rf"{BEFORE_PATTERN}|-?{NUMBER}") else ()))
    if scan.take("至"):
        last = scan.quantity()
        return Bound(">=" if closed else ">", value), Bound("<=" if included(scan) else "<", last)
    return (Bound("=", value),)


def included(scan: Scan) -> bool:
    """Read what a bracket says of a number, and say whether the number itself is in; it is without a bracket."""
    bracket = scan.take(r"\((不)?含[^()]*\)")
    return not (bracket and bracket[1])


def atom(scan: Scan) -> tuple:
    """Read one condition: a truth, its denial, or a comparison."""
    if scan.take(r"非(?=[\s“])"):
        return ("not", atom(scan))
    subject = scan.expression()
    tests = bounds(scan)
    return ("test", Test(subject, tests)) if tests else ("is", subject)


def conjunction(scan: Scan) -> tuple:
    """Read conditions joined by 且."""
    left = atom(scan)
    while scan.take(r"且(?=[\s“])"):
        left = ("and", left, atom(scan))
    return left


def condition(scan: Scan) -> tuple:
    """Read conditions joined by 或, which binds less than 且."""
    left = conjunction(scan)
    while scan.take(r"或(?=[\s“])"):
        left = ("or", left, conjunction(scan))
    return left


def span(scan: Scan) -> tuple[Fraction, Fraction]:
    """Read the ends between which people mark."""
    low = scan.points()
    scan.need("至")
    return low, scan.points()


def voids(scan: Scan) -> tuple[str, ...]:
    """Read what gets nothing beside a rule: another rule, the item, the section, an entry."""
    taken = []
    while match := scan.take(
        r"\((\d+)\)不得分|(本项)不得分|(本大项)不得分|([一二三四五六七八九十\d]+(?:/[一二三四五六七八九十\d]+)+)\s*不得分"
    ):
        taken.append(next(group for group in match.groups() if group))
        scan.part()
    return tuple(taken)


def result(scan: Scan) -> Result:
    """Read what a case gives."""
    scan.part()
    if voided := voids(scan):
        return Result("none", voids=voided)
    if scan.take(r"(?:得)?满分") or scan.take("得满分"):
        return Result("full")
    if scan.take("不(?:得|计|加|赋)分"):
        return Result("none")
    if match := scan.take(rf"({GAIN}|{LOSS})(?!满分)"):
        kind = "loss" if re.match(LOSS, match[0]) else "gain"
        points = points_expression(scan)
        return Result(kind, points, prices(scan))
    name = scan.name()
    scan.part()
    sign = scan.need("酌情(扣)?")
    return Result("mark-loss" if sign[1] else "mark", ("name", name), span=span(scan))


def points_expression(scan: Scan) -> Expr:
    """Read the points of a result, a number or an expression."""
    if scan.look(rf"{NUMBER}(?:分|[\s,;。(]|$|最)"):
        return ("num", scan.points())
    return scan.expression()


def prices(scan: Scan) -> tuple[tuple[str, Fraction], ...]:
    """Read other points of groups, in brackets."""
    if not scan.look(r"\([^()\d]+\d"):
        return ()
    scan.need(r"\(")
    pairs = []
    while not scan.take(r"\)"):
        group = scan.need(r"[^\d、()]+")[0].strip()
        pairs.append((group, scan.points()))
        scan.take("[、,]")
    return tuple(pairs)


def limits(scan: Scan) -> Limits:
    """Read all that may follow the results of a rule."""
    values: dict[str, object] = {}
    while True:
        scan.part()
        if match := scan.take(r"(最高|最多)(扣?)(?=\s*\d)"):
            values["cap_loss" if match[2] else "cap"] = scan.points()
        elif scan.take(r"(最低|最少)(?=\s*\d)"):
            values["floor"] = scan.points()
        elif scan.take("扣完为止"):
            values["until_zero"] = True
        elif scan.take("不足一步按一步计"):
            values["counting"] = "up"
        elif scan.take("按比例计"):
            values["counting"] = "exact"
        elif scan.take("分母为零"):
            values["zero"] = result(scan)
        elif scan.end():
            return Limits(**values)
        else:
            raise Unreadable(f"at {scan.at} of {scan.line!r}")


def otherwise(scan: Scan) -> Result | None:
    """Read 其余 or 否则 with its result."""
    scan.part()
    return result(scan) if scan.take("其余|否则|其他") else None


def step_size(scan: Scan) -> tuple[Fraction, str]:
    """Read how long a step is: 例, 5篇, 10%; and its measure word."""
    if number := scan.take(rf"({NUMBER})(%|百分点|[^\d\s得扣加减计]{{0,3}})(?=\s*[得扣加减计])"):
        return Fraction(number[1]) / (100 if number[2] in ("%", "百分点") else 1), number[2]
    word = scan.need(r"(%|百分点|[^\d\s得扣加减计]{1,3})(?=\s*[得扣加减计])")[1]
    return (Fraction(1, 100) if word in ("%", "百分点") else Fraction(1)), word


def per_unit(scan: Scan, subject: Expr) -> Rule:
    """Read 每… 得 or 扣."""
    scan.need("每")
    size, word = step_size(scan)
    outcome = result(scan)
    return Rule("per_unit", subject, steps=(Step("each", size, Fraction(0), word),), cases=((None, outcome),),
                limits=limits(scan))  # fmt: skip


def options(scan: Scan) -> Options:
    """Read the options behind 排名赋分."""
    values: dict[str, bool] = {}
    words = {"由高到低": ("falling", True), "从高到低": ("falling", True), "由低到高": ("falling", False),
             "从低到高": ("falling", False), "零不得分": ("zero_out", True), "并列占位": ("shared", True),
             "并列不占位": ("shared", False), "按差距赋分": ("by_gap", True)}  # fmt: skip
    while True:
        scan.part()
        match = scan.take("|".join(words))
        if not match:
            return Options(**values)
        key, value = words[match[0]]
        values[key] = value


def places(scan: Scan) -> Places | None:
    """Read which places a clause names."""
    scan.part()
    if match := scan.take(rf"(前|后)({NUMBER}|[{NUMERALS}])(名|%)"):
        number = Fraction(NUMERALS.find(match[2]) + 1 or match[2])
        percent = match[3] == "%"
        side = "front" if match[1] == "前" else "back"
        return Places(side, Fraction(1), number / 100 if percent else number, percent)
    if scan.take("末名"):
        return Places("back", Fraction(1), Fraction(1))
    if match := scan.take(r"第(\d+)至(\d+)名"):
        return Places("range", Fraction(match[1]), Fraction(match[2]))
    if match := scan.take(rf"第([{NUMERALS}]|\d+)名"):
        number = Fraction(NUMERALS.find(match[1]) + 1 or int(match[1]))
        return Places("range", number, number)
    return None


def ranked(scan: Scan, subject: Expr) -> Rule:
    """Read what follows 排名赋分."""
    scan.need(RANKED)
    chosen = options(scan)
    if scan.take(r"(?:最多|最高)(?=\s*\d)"):
        best = scan.points()
        scan.part()
        scan.need("最少|最低")
        return Rule("ranking", subject, options=chosen, ends=(best, scan.points()), limits=limits(scan))
    cases = []
    while where := places(scan):
        cases.append((where, result(scan)))
    scan.part()
    if scan.take(r"每(?:下?降一名|下?降1名)"):
        scan.need(LOSS)
        step = Step("place", Fraction(1), scan.points())
        return Rule("ranking_steps", subject, options=chosen, cases=tuple(cases), steps=(step,), limits=limits(scan))
    if scan.take(r"(?:其余|其他)\s*依次"):
        return Rule("ranking_groups", subject, options=chosen, cases=tuple(cases), limits=limits(scan))
    rest = otherwise(scan)
    return Rule("ranking_places", subject, options=chosen, cases=tuple(cases), otherwise=rest, limits=limits(scan))


def levels(scan: Scan, subject: Expr) -> Rule:
    """Read 选项 with a result for each."""
    scan.need("选项")
    cases = []
    while not scan.look("其余|其他|否则|最[高低多少]|扣完|$"):
        option = scan.name()
        cases.append((option, result(scan)))
        scan.part()
    return Rule("levels", subject, cases=tuple(cases), otherwise=otherwise(scan), limits=limits(scan))


def steps(scan: Scan) -> tuple[Step, ...]:
    """Read 每低, 每超 and the like."""
    taken = []
    while True:
        scan.part()
        match = scan.take("每(低|降|超|升)")
        if not match:
            return tuple(taken)
        size, word = step_size(scan)
        sign = scan.need(f"{GAIN}|{LOSS}")
        points = scan.points()
        side = "below" if match[1] in "低降" else "above"
        taken.append(Step(side, size, -points if re.match(LOSS, sign[0]) else points, word))


def more_cases(scan: Scan, subject: Expr) -> tuple[tuple[Test, Result], ...]:
    """Read further bands of the same measure."""
    cases = []
    scan.part()
    while not scan.look("不足一步") and (tests := bounds(scan)):
        cases.append((Test(subject, tests), result(scan)))
        scan.part()
    return tuple(cases)


def conditional(scan: Scan) -> Rule:
    """Read a rule that begins with a measure or a condition."""
    test = condition(scan)
    scan.part()
    subject = test[1].subject if test[0] == "test" else test[1]
    if test[0] == "is":
        if scan.look("每"):
            return per_unit(scan, subject)
        if scan.look(RANKED):
            return ranked(scan, subject)
        if scan.look("选项"):
            return levels(scan, subject)
        if sign := scan.take("酌情(扣)?"):
            mark = Result("mark-loss" if sign[1] else "mark", subject, span=span(scan))
            return Rule("discretion", cases=((None, mark),), limits=limits(scan))
    first = result(scan)
    measured = steps(scan)
    cases = more_cases(scan, subject) if test[0] == "test" else ()
    if (test[0] == "test" and (cases or measured)) or scan.look(rf"(?:其余|其他)\s*{RANKED}"):
        return banded(scan, test[1], first, measured, cases)
    return Rule("condition", condition=test, cases=((None, first),), otherwise=otherwise(scan), limits=limits(scan))


def banded(scan: Scan, test: Test, first: Result, measured: tuple, cases: tuple) -> Rule:
    """Read the end of a rule with bands, with a standard, or with a ranking of the rest."""
    every = ((test, first), *cases)
    if measured:
        return Rule("standard", test.subject, cases=every, steps=measured, otherwise=otherwise(scan),
                    limits=limits(scan))  # fmt: skip
    if scan.take(rf"(?:其余|其他)(?=\s*{RANKED})"):
        rest = ranked(scan, test.subject)
        return Rule("ranking_after_mark", test.subject, cases=every, options=rest.options, ends=rest.ends,
                    limits=rest.limits)  # fmt: skip
    return Rule("bands", test.subject, cases=every, otherwise=otherwise(scan), limits=limits(scan))


def parse_rule(line: str, title: str, names: tuple[str, ...]) -> Rule:
    """Read one rule; what has no measure takes the title of its item."""
    scan = Scan(line, names)
    label = scan.take(r"\((\d+)\)")
    rule = unlabelled(scan, ("name", title))
    if not scan.end():
        raise Unreadable(scan.line)
    return Rule(**{**{key: getattr(rule, key) for key in rule.__dataclass_fields__},
                   "number": label[1] if label else None})  # fmt: skip


def unlabelled(scan: Scan, title: Expr) -> Rule:
    """Read a rule behind its number."""
    if scan.look(r"每\s*(\d|[^\d\s]{1,3}[得扣])"):
        return per_unit(scan, title)
    if scan.look(RANKED):
        return ranked(scan, title)
    if sign := scan.take(r"酌情(扣)?(?=\s*\d)"):
        mark = Result("mark-loss" if sign[1] else "mark", title, span=span(scan))
        return Rule("discretion", cases=((None, mark),), limits=limits(scan))
    if scan.take(r"得分\s*=|得(?=[\s(“\d])"):
        formula = Result("gain", scan.expression())
        return Rule("formula", cases=((None, formula),), limits=limits(scan))
    return conditional(scan)
