"""A hand that moves along one line of a scheme, and the readers of names, numbers and expressions."""

import re
import unicodedata
from fractions import Fraction

from tests.oracle.model import Expr

HAN = "A-Za-z\u3400-\u9fff"
FUNCTIONS = ("合计", "最大", "最小", "全体最高", "全体最低", "全体平均", "全体合计")
BEFORE = {
    ">=": ("不低于", "不少于", "不小于", "至少", "达到", "满", "大于等于", ">=", "≥"),
    "<=": ("不高于", "不大于", "不超过", "至多", "小于等于", "<=", "≤"),
    ">": ("超过", "高于", "多于", "大于", ">"),
    "<": ("不满", "不足", "低于", "少于", "小于", "未达到", "<"),
    "=": ("等于", "持平于"),
}
BEHIND = {">=": ("及以上", "以上"), "<=": ("及以下", "以下", "以内"), ">": ("以外",)}
OPERATOR_BEFORE = {word: operator for operator, words in BEFORE.items() for word in words}
OPERATOR_BEHIND = {word: operator for operator, words in BEHIND.items() for word in words}
BEFORE_PATTERN = "|".join(sorted(map(re.escape, OPERATOR_BEFORE), key=len, reverse=True))
BEHIND_PATTERN = "|".join(sorted(OPERATOR_BEHIND, key=len, reverse=True))
NUMBER = r"\d+(?:\.\d+)?"
ENDS_UNIT = rf"(?=[\s,;。()的得扣加减至]|{BEHIND_PATTERN}|{BEFORE_PATTERN}|$)"


UNSEEN = "[\u200b\u200c\ufeff\u00ad]"
BRACKETS = str.maketrans("【〔[", "(((") | str.maketrans("】〕]", ")))")


class Unreadable(Exception):
    """A line of which the manual gives no reading."""


def narrow(line: str) -> str:
    """Return the line with the marks that the manual takes as alike in one spelling."""
    line = unicodedata.normalize("NFKC", line)
    return line.translate(str.maketrans({"−": "-", "–": "-", "*": "×", "~": "至", "≧": "≥", "≦": "≤"}))


def plain(name: str) -> str:
    """Return that by which names are compared: without spaces and what is not seen, in half width, brackets alike."""
    return re.sub(rf"\s+|{UNSEEN}", "", unicodedata.normalize("NFKC", name)).translate(BRACKETS)


class Scan:
    """A place in a line; every `take` passes over spaces first."""

    def __init__(self, line: str, names: tuple[str, ...] = ()) -> None:
        """Stand at the start of a line in which the declared `names` may hold digits and marks."""
        self.line = narrow(line).strip()
        self.at = 0
        self.names = tuple(sorted(names, key=len, reverse=True))

    def look(self, pattern: str) -> re.Match[str] | None:
        """Match a pattern at this place without moving."""
        start = re.compile(r"\s*").match(self.line, self.at)
        return re.compile(pattern).match(self.line, start.end() if start else self.at)

    def take(self, pattern: str) -> re.Match[str] | None:
        """Match a pattern at this place and move behind it."""
        match = self.look(pattern)
        if match:
            self.at = match.end()
        return match

    def need(self, pattern: str) -> re.Match[str]:
        """Take a pattern or say that the line is unreadable."""
        match = self.take(pattern)
        if not match:
            raise Unreadable(f"{pattern!r} at {self.at} of {self.line!r}")
        return match

    def part(self) -> None:
        """Pass over what may stand between the parts of a rule."""
        self.take(r"[\s,;。]*(?:的(?=\s*[,;]?\s*[得扣加减不酌]))?[\s,;。]*")

    def end(self) -> bool:
        """Say whether nothing is left but full stops."""
        return self.look(r"[\s,;。]*$") is not None

    def name(self) -> str:
        """Read the name of a measure: quoted, declared, or a run of letters."""
        quoted = self.take(r"“([^”]+)”")
        if quoted:
            return plain(quoted[1])
        if name := self.declared():
            self.need(re.escape(name))
            return name
        word = self.need(rf"[{HAN}]+?(?=的?[得扣]\d|的\s*,?\s*[得扣]|[^{HAN}]|$)")
        return plain(word[0])

    def declared(self) -> str | None:
        """Return the declared name at this place: it may begin with a digit."""
        ends = rf"(?![{HAN}])|的?\s*[,;]?\s*[得扣加减]"
        return next((name for name in self.names if self.look(rf"{re.escape(name)}(?:{ends})")), None)

    def points(self) -> Fraction:
        """Read a number of points, with 分 or without."""
        number = self.need(rf"-?{NUMBER}")
        self.take(r"分(?=[\s,;。()]|最|$)")
        return Fraction(number[0])

    def quantity(self) -> Expr:
        """Read a number with % or a measure word, which is kept for guessing types."""
        number = self.need(rf"(-?{NUMBER})(%|百分点|[{HAN}]{{0,2}}?{ENDS_UNIT})")
        return ("num", Fraction(number[1]) / (100 if number[2] in ("%", "百分点") else 1), number[2])

    def expression(self) -> Expr:
        """Read a sum."""
        left = self.product()
        while sign := self.take(r"[+-]"):
            left = ("op", sign[0], left, self.product())
        return left

    def product(self) -> Expr:
        """Read a product or a quotient."""
        left = self.factor()
        while sign := self.take(r"[×÷/]"):
            left = ("op", sign[0].replace("/", "÷"), left, self.factor())
        return left

    def factor(self) -> Expr:
        """Read a number, a name, a call or a bracket."""
        if self.take(r"\("):
            inner = self.expression()
            self.need(r"\)")
            return inner
        if call := self.take(rf"({'|'.join(FUNCTIONS)})\("):
            arguments = [self.expression()]
            while self.take("、"):
                arguments.append(self.expression())
            self.need(r"\)")
            return ("call", call[1], tuple(arguments))
        if not self.declared() and (number := self.take(rf"({NUMBER})(%?)分?")):
            return ("num", Fraction(number[1]) / (100 if number[2] else 1))
        return ("name", self.name())
