"""The text of a scheme to a record of its table: headings, fields, blocks and rules."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from tests.oracle.grade_lines import grade_line, honour, rank_keys
from tests.oracle.model import Detail, Entry, Override, Scheme
from tests.oracle.rules import parse_rule
from tests.oracle.scan import NUMBER, Scan, Unreadable, narrow, plain

NUMERALS = "一二三四五六七八九十"
FIELDS = [
    "方案", "文号", "周期", "小数", "来源", "对象", "总分", "名次", "栏目", "内容",
    "标准", "依据", "方式", "责任", "适用", "不适用", "待定", "缺报", "备注",
]  # fmt: skip
BLOCKS = ("名单", "数据", "等次", "表彰", "通报")
FOLDS = ("最大值", "最小值", "平均值", "合计", "计数")
SCORED = "考核指标"
"""What the title of the table that is scored says, where a scheme has several."""
TRAITS = ("满分起扣", "就高", "可为负", "积分", "不计分")
ALONE = (*TRAITS, "加分", "扣分")
"""What may stand in the bracket of a heading without points."""


def attributes(entry: Entry, text: str) -> None:
    """Read the bracket at the end of a heading."""
    for part in re.split(r"[,、]\s*", text):
        part = part.strip()
        if part in ("加分", "扣分"):
            entry.role = {"加分": "bonus", "扣分": "deduction"}[part]
        elif match := re.fullmatch(rf"(?:最高)?({NUMBER})分?", part):
            entry.points = Fraction(match[1])
        elif match := re.fullmatch(rf"权重({NUMBER})%", part):
            entry.weight = Fraction(match[1]) / 100
        elif part in TRAITS:
            entry.traits.add(part)
        else:
            raise Unreadable(f"attribute {part!r}")


class Reader:
    """The lines of one table, read one by one."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.scheme = Scheme()
        self.block: str | None = None
        self.path: list[Entry] = []
        self.in_table = False
        self.elsewhere = False
        self.top_level: int | None = None
        self.ties = ""
        self.pending: list[tuple[Entry, str]] = []

    def names(self) -> tuple[str, ...]:
        """Return the declared names."""
        return (*self.scheme.kinds, *self.scheme.derived, *self.scheme.details)

    def line(self, line: str) -> None:
        """Read one line."""
        if not line:
            return
        if re.match(r"附件\d|附表", line):
            self.table(line)
            return
        if self.elsewhere:
            return
        if line in BLOCKS and self.in_table:
            self.block = line
            return
        field = re.match(r"([^\s:]+)\s*:\s*(.*)", line)
        if field and field[1] in FIELDS and self.block not in ("数据", "名单"):
            self.field(field[1], field[2])
        elif self.block == "名单" and field:
            self.scheme.roster[plain(field[1])] = listed(field[2])
        elif re.match(r"名单|单位:", line) and self.block == "名单":
            raise Unreadable(line)
        elif match := re.match(r"年度总分\s*=", line):
            self.scheme.year = Scan(line[match.end() :], (*self.names(), "月度合计", "季度合计")).expression()
        elif self.heading(line):
            self.block = None
        elif self.block:
            {"名单": self.roster, "数据": self.measure, "等次": self.grade, "表彰": self.honour,
             "通报": self.honour}[self.block](line)  # fmt: skip
        else:
            self.pending.append((self.path[-1], line))

    def table(self, line: str) -> None:
        """Read the title of the table."""
        self.in_table, self.block = True, None
        self.elsewhere = SCORED not in line
        if self.elsewhere:
            return
        if "(积分)" in line:
            self.scheme.traits.add("积分")

    def field(self, word: str, text: str) -> None:
        """Read a field that counts for scores; the others are prose."""
        self.block = None
        entry = self.path[-1] if self.path else None
        if word == "周期":
            self.scheme.period = text
        elif word == "小数":
            match = re.fullmatch(r"(\d)位\s*,\s*(四舍五入|四舍六入五成双)", text)
            self.scheme.digits, self.scheme.half_even = int(match[1]), match[2] != "四舍五入"
        elif word == "总分":
            self.totalling(text)
        elif word == "不适用":
            (entry or self.scheme).inapplicable = text
        elif word == "适用":
            entry.applies = listed(text)
        elif word == "名次":
            self.ties = text
        elif word == "缺报":
            entry.unreported = text
        elif word == "待定":
            entry.undecided = True

    def totalling(self, text: str) -> None:
        """Read 总分."""
        for part in re.split(r"[,;]\s*", text):
            number = Fraction(re.search(NUMBER, part)[0])
            if part.startswith("加分后"):
                self.scheme.top = number
            elif part.startswith("扣分后"):
                self.scheme.bottom = number
            else:
                self.scheme.convert = number

    def roster(self, line: str) -> None:
        """Say that a line of 名单 has no colon."""
        raise Unreadable(line)

    def heading(self, line: str) -> bool:
        """Read a heading, or say that the line is none."""
        match = re.match(
            rf"(?:([{NUMERALS}]+)、|(\d+)\.(?!\d)|\(([{NUMERALS}]+)\)|\((\d+)\))\s*(.*?)\s*(?:\(([^()]*)\))?$", line
        )
        if not match:
            return self.unnumbered(line)
        kind = next(index for index in range(1, 5) if match[index]) - 1
        stated = match[6] is not None and re.search(rf"{NUMBER}分", match[6]) and "得" not in match[6]
        if kind == 3 and not stated:
            return False
        if match[6] is not None and not stated and not any(trait in match[6] for trait in ALONE) and kind != 3:
            raise Unreadable(line)
        self.top_level = kind if self.top_level is None else self.top_level
        depth = 0 if kind == self.top_level else 2 if kind == 3 else 1
        number = match[kind + 1]
        self.enter(depth, number, match[5], match[6])
        return True

    def unnumbered(self, line: str) -> bool:
        """Read a name with points as an item that is numbered by its order, or say that the line is none."""
        match = re.fullmatch(r"([^\s()]+)\(([^()]*\d分[^()]*)\)", line)
        if not match or not self.path or self.block:
            return False
        self.enter(1, str(len(self.path[0].children) + 1), match[1], match[2])
        return True

    def enter(self, depth: int, number: str, title: str, bracket: str | None) -> None:
        """Add an entry below those that are open above its depth."""
        del self.path[depth:]
        parent = self.path[-1] if self.path else None
        entry = Entry(f"{parent.label}/{number}" if parent else number, plain(title))
        if bracket:
            attributes(entry, bracket)
        (parent.children if parent else self.scheme.sections).append(entry)
        self.path.append(entry)

    def measure(self, line: str) -> None:
        """Read a declaration."""
        if match := re.match(r"([^:=]+?)\s*=\s*(.+)$", line):
            name = plain(match[1].strip("“”"))
            if folded := re.fullmatch(rf"([^.\s]+)\.(\S+)\s+({'|'.join(FOLDS)})", match[2]):
                self.scheme.details[name] = Detail(plain(folded[1]), plain(folded[2].strip("“”")), folded[3])
                return
            self.scheme.derived[name] = ("text", match[2])
            return
        names, kind = re.match(r"([^:]+?)\s*:\s*([^,]*)", line).groups()
        for name in names.split("、"):
            name = plain(name.strip("“”"))
            if kind.startswith("年度"):
                self.scheme.yearly.add(name)
            self.scheme.kinds[name] = kind_of(re.sub(r"^年度\s*", "", kind).strip())

    def grade(self, line: str) -> None:
        """Read a line of 等次."""
        taken = grade_line(line, self.names())
        (self.scheme.overrides if isinstance(taken, Override) else self.scheme.grades).append(taken)

    def honour(self, line: str) -> None:
        """Read a line of 表彰 or 通报."""
        self.scheme.honours.append(honour(line, self.block, self.names()))

    def rules(self) -> None:
        """Read the rules, once every declaration is known."""
        derived = self.scheme.derived
        for name, value in derived.items():
            derived[name] = Scan(value[1], self.names()).expression()
        if self.ties:
            self.scheme.rank_keys = rank_keys(self.ties, self.names())
        for entry, line in self.pending:
            entry.rules.append(parse_rule(line, entry.title, self.names()))


def kind_of(text: str) -> tuple:
    """Read a type: its word, its range or its options."""
    if text.startswith("选项"):
        return ("选项", tuple(plain(option) for option in re.split(r"[\s、]+", text.removeprefix("选项").strip())))
    match = re.fullmatch(rf"([^\d\s-]+)\s*(?:(-?{NUMBER})(%?)(?:[^\d\s-]*)至(-?{NUMBER})(%?)[^\d\s-]*)?", text)
    word, low, low_sign, high, high_sign = match.groups()
    kind = word if word in ("是否", "比率", "数值", "金额", "酌情") else "计数"
    if low is None:
        return (kind, None, None)
    return (kind, Fraction(low) / (100 if low_sign else 1), Fraction(high) / (100 if high_sign else 1))


def listed(text: str) -> tuple[str, ...]:
    """Return the names of a list, of which some are in quotation marks as they hold a mark of lists."""
    return tuple(plain(quoted or bare) for quoted, bare in re.findall(r"“([^”]*)”|([^、“”]+)", text))


def without_body(lines: list[str]) -> Iterator[str]:
    """Yield the lines outside of 正文, whose end alone stands at the margin."""
    inside = False
    for line in lines:
        if inside:
            inside = line.rstrip() != "正文完"
        elif line.strip() == "正文":
            inside = True
        else:
            yield line


@lru_cache(maxsize=16)
def read_scheme(text: str) -> Scheme:
    """Read the text of a scheme: of several tables the one that is scored."""
    reader = Reader()
    for line in without_body(text.splitlines()):
        reader.line(re.sub(r"(?:^|\s)#.*$", "", narrow(line)).strip())
    reader.rules()
    infer_kinds(reader.scheme)
    return reader.scheme


def infer_kinds(scheme: Scheme) -> None:
    """Give a type to each measure that the scheme uses and does not declare."""
    from tests.oracle.uses import uses

    for name, kind in uses(scheme):
        if name not in scheme.derived:
            scheme.kinds.setdefault(name, kind)
