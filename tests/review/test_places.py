"""What is said about places (W0626, W0627) against every place of rosters of 1 to 8 units, one by one.

Who takes a place is asked of the engine; which places a line names is read off its words here.
"""

import re
from fractions import Fraction
from random import Random

import pytest

from creditdsl.backends.interpret import interpret
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir.outcome import UnitData
from creditdsl.review.reviewing import review

UNITS = "甲乙丙丁戊己庚辛"
MEETING = re.compile(r"\d+个单位里，(?:正好)?第(\d+)名(?:至第(\d+)名)?既在“(.+)”又在“(.+)”，现在归写在前面的“(.+)”。")


def said(text: str, *codes: str) -> list[Diagnostic]:
    return [one for one in review(compile_source(Source("方案.credit", text))) if one.code.id in codes]


def members(words: str, units: int) -> set[int]:
    """The places, from the front, that `前3名`, `第2至4名`, `后20%` name in a roster."""
    low, high = 1, 0
    if match := re.fullmatch(r"[前后](\d+)名", words):
        high = int(match[1])
    elif match := re.fullmatch(r"第(\d+)至(\d+)名", words):
        low, high = int(match[1]), int(match[2])
    elif match := re.fullmatch(r"[前后](\d+)%", words):
        high = int(Fraction(int(match[1]), 100) * units)
    counted = {place for place in range(1, units + 1) if low <= place <= high}
    return {units + 1 - place for place in counted} if words.startswith("后") else counted


def lines(random: Random) -> list[str]:
    def written() -> str:
        a = random.randint(1, 6)
        return random.choice(
            [f"前{a}名", f"第{a}至{a + random.randint(1, 3)}名", f"后{a}名", f"前{a * 10}%", f"后{a * 10}%"]
        )

    return list(dict.fromkeys(written() for _ in range(random.randint(2, 4))))


def scheme(kind: str, places: list[str], units: int) -> str:
    head = f"方案：示例\n附件1 考核指标\n名单\n  单位：{'、'.join(UNITS[:units])}\n一、考核（100分）\n"
    if kind == "rule":
        awards = " ".join(f"{words} 得{9 - at}" for at, words in enumerate(places))
        return f"{head}  报送量 排名赋分 并列占位 {awards} 其余 得0\n"
    block = "等次" if kind == "grade" else "表彰"
    named = "".join(f"  {words} 第{UNITS[at]}等\n" for at, words in enumerate(places))
    return f"{head}  报送量 每条得1\n{block}\n{named}" + ("  其余 末等\n" if kind == "grade" else "")


def taken(text: str, kind: str, places: list[str], units: int) -> dict[int, str]:
    """For every place the words of the line that the engine applies."""
    (table,) = compile_source(Source("方案.credit", text)).tables.values()
    outcome = interpret(table.program, [UnitData(UNITS[at], {"报送量": Fraction(50 - at)}) for at in range(units)])
    names = {f"第{UNITS[at]}等": words for at, words in enumerate(places)}
    result = {}
    for place, unit in enumerate(outcome.units, 1):
        if kind == "rule":
            points = unit.total
            assert isinstance(points, Fraction)
            result[place] = places[9 - int(points)] if points else ""
        else:
            name = unit.honours["表彰"] if kind == "honour" else table.program.grade_names[int(str(unit.grade))]
            result[place] = names.get(name or "", "")
    return result


@pytest.mark.parametrize("kind", ["rule", "grade", "honour"])
@pytest.mark.parametrize("units", range(1, 9))
def test_what_is_said_of_places_is_so(kind: str, units: int) -> None:
    random = Random(units)
    for _ in range(12):
        places = lines(random)
        text = scheme(kind, places, units)
        messages = [
            one for one in review(compile_source(Source("方案.credit", text))) if one.code.id in ("W0626", "W0627")
        ]
        takes, met = taken(text, kind, places, units), set()
        for one in messages:
            if one.code.id == "W0627":
                match = re.fullmatch(
                    r"\d+个单位里，(?:正好)?第(\d+)名(?:至第(\d+)名)?既在“(.+)”又在“(.+)”，现在归写在前面的“(.+)”。",
                    one.message,
                )
                assert match, one.message
                for place in range(int(match[1]), int(match[2] or match[1]) + 1):
                    assert place in members(match[3], units) & members(match[4], units), (text, one.message)
                    assert takes[place] == match[5], (text, one.message, place)
                    met.add(place)
            elif match := re.fullmatch(r".*?\d+个单位，排不到“(.+)”。", one.message):
                assert not members(match[1], units)
            elif match := re.fullmatch(r".*?\d+个单位，全都在“(.+)”里。", one.message):
                assert members(match[1], units) == set(range(1, units + 1))
            else:
                match = re.fullmatch(r".*?个单位，“(.+)”里的(?:倒数)?第(\d+)名(?:至第(\d+)名)?没有单位。", one.message)
                assert match, one.message
                first, last = int(match[2]), int(match[3] or match[2])
                assert first == units + 1
                assert len(members(match[1], 50)) - len(members(match[1], units)) == last - first + 1
        fronts = set().union(*(members(words, units) for words in places if words[0] in "前第"))
        backs = set().union(*(members(words, units) for words in places if words[0] == "后"))
        assert met == fronts & backs, (text, met, fronts & backs)


def test_a_roster_of_two() -> None:
    text = scheme("rule", ["前1名", "第2至4名", "后2名"], 2)
    assert [one.message for one in said(text, "W0627")] == [
        "2个单位里，正好第1名既在“前1名”又在“后2名”，现在归写在前面的“前1名”。",
        "2个单位里，正好第2名既在“第2至4名”又在“后2名”，现在归写在前面的“第2至4名”。",
    ]
