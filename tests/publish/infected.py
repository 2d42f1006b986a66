"""A scheme and its data in which every text that people write is a payload, for the tests of what is handed out.

The scheme is compiled with a mark in the place of each text; then every mark, in the tree, the types and
the program alike, is replaced by its payload. So nothing that the reader of schemes would refuse stands in
the way, and what comes after must cope by itself.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from creditdsl.backends.interpret import interpret
from creditdsl.compiler.pipeline import Compilation, CompiledTable
from creditdsl.data.binding.reading import Reading
from creditdsl.ir.outcome import Outcome, UnitData
from creditdsl.ir.types import Choice, Mark, Truth
from tests.publish.helpers import compiled

_FIRST = 0x3500
_MARK = re.compile("[\u3500-\u37ff]")


@dataclass(frozen=True)
class Infected:
    """payloads[0] stands in the texts of the scheme and the table, each of the others in one item."""

    compilation: Compilation
    compiled: CompiledTable
    reading: Reading
    outcome: Outcome


def mark(number: int) -> str:
    """A character that no scheme holds, and that may stand in any name."""
    return chr(_FIRST + number)


def infected(payloads: Sequence[str], named: Sequence[str] = ("甲", "乙", "丙", "丁")) -> Infected:
    """named: the units."""
    compilation = _replaced(compiled(_scheme(len(payloads))), _by_payload(payloads))
    (table,) = compilation.tables.values()
    units = tuple(_units(table, named))
    marks = [name for name, kind in table.types.items() if isinstance(kind, Mark)]
    reasons = {(row.unit, name): payloads[-1 - position] for row in units for position, name in enumerate(marks)}
    reading = Reading(units, reasons, (("数据.csv", "0" * 64),), ())
    return Infected(compilation, table, reading, interpret(table.program, units))


def _scheme(count: int) -> str:
    one = mark(0)
    lines = [f"方案：{one}", f"文号：{one}", f"来源：{one}", f"备注：{one}", f"附件1 {one}", f"备注：{one}", "数据"]
    for number in range(1, count):
        name = mark(number)
        lines += [f"  {name}是：是否，{name}", f"  {name}数：{name} 0至90，{name}", f"  {name}分：酌情 0至5，{name}"]
        lines += [f"  {name}奖：选项 {name}、乙，{name}"]
    lines += [f"一、{one}（9999分）", f"内容：{one}"]
    for number in range(1, count):
        name = mark(number)
        lines += [f"{number}. {name}（30分）", f"内容：{name}", f"依据：{name}", f"方式：{name}", f"责任：{name}"]
        lines += [f"备注：{name}", *([f"标准：{name}"] if number % 2 else [])]
        lines += [f"  （1）{name}是 得3", f"  （2）{name}数 每{name}得1 最高5", f"  （3）{name}分 酌情 0至5"]
        lines += [f"  （4）{name}奖 选项 {name} 得5 乙 得3"]
    lines += ["等次", f"  8分以上 {one}优", f"  其余 {one}差", "表彰", f"  第一名 {one}先进"]
    return "\n".join(lines) + "\n"


def _units(table: CompiledTable, named: Sequence[str]) -> Iterator[UnitData]:
    for index, unit in enumerate(named):
        cells: dict[str, Fraction | bool | str] = {}
        for name, kind in table.types.items():
            match kind:
                case Truth():
                    cells[name] = index % 2 == 0
                case Choice(options=options):
                    cells[name] = options[index % 2]
                case _:
                    cells[name] = Fraction(index % 5)
        yield UnitData(unit, cells)


def _by_payload(payloads: Sequence[str]) -> Callable[[str], str]:
    return lambda text: _MARK.sub(lambda found: payloads[ord(found[0]) - _FIRST], text)


def _replaced(value: Any, by: Callable[[str], str]) -> Any:
    """The value with `by` applied to every text in it."""
    match value:
        case str() if type(value) is str:
            return by(value)
        case tuple() | frozenset() | list():
            return type(value)(_replaced(one, by) for one in value)
        case Mapping():
            return {_replaced(key, by): _replaced(one, by) for key, one in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            given = {one.name: _replaced(getattr(value, one.name), by) for one in fields(value) if one.init}
            return replace(value, **given)
        case _:
            return value
