"""Say in Chinese what is wrong with a user's template, with the nearest right name.

Receives the error of jinja and the values of the page; promises one TemplateFault, whatever the error. The
messages of jinja are English and meant for programmers.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from creditdsl.base.nearest import nearest


class TemplateFault(Exception):
    """What is wrong with a template.

    line: 1-based; 0 where no line is at fault.
    """

    def __init__(self, message: str, help: str, file: str, line: int = 0) -> None:
        super().__init__(message)
        self.message, self.help, self.file, self.line = message, help, file, line


class UnknownName(UndefinedError):
    """Raised where an unknown name is used.

    owner: the value that lacks the name; None means the page itself.
    """

    def __init__(self, name: object, owner: object, message: str | None = None) -> None:
        super().__init__(message)
        self.name, self.owner = name, owner


class TooMuch(Exception):
    """More than a page can need."""


class TooDeep(Exception):
    """More parts inside each other than Python can read."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__(file, line)
        self.file, self.line = file, line


class Addressed(Exception):
    """Something without words, of which Python writes a place in memory."""


_SYNTAX = (
    (r"Encountered unknown tag '(\w+)'", "不认识“{0}”这个标记"),
    (r"Expected an expression, got '(.+?)'", "这里要写一个值，写的却是“{0}”"),
    (r"unexpected end of template|Unexpected end of template", "到文件末尾还有没有结束的部分"),
    (r"No (filter|test) named '(.+?)'", "没有“{1}”这个{0}"),
    (r"expected token '(.+?)', got '(.+?)'", "这里应当是“{0}”，写的却是“{1}”"),
    (r"unexpected '(.+?)'", "不该出现“{0}”"),
    (r"unexpected char (.+?) at", "不该出现字符 {0}"),
    (r"Missing end of (comment|raw)", "有一段没有结束"),
    (r"block '(.+?)' defined twice", "“{0}”这一块写了两次"),
)
_WORDS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "end of template": "文件末尾",
    "begin of print statement": "{{",
    "filter": "过滤器",
    "test": "判断",
    "comment": "注释",
    "raw": "原样照写的一段",
}
_JINJA = "写法见 docs/templates.md 里的例子：{{ 值 }} 写出值，{% for … in … %} 到 {% endfor %} 逐个写。"


def fault(
    error: Exception, filters: Iterable[str], values: Mapping[str, object], file: str, line: int
) -> TemplateFault:
    """Return the error in Chinese, with what to write instead."""
    match error:
        case UnknownName(name=name, owner=None):
            return TemplateFault(f"没有“{name}”这个值。", _offer(str(name), values), file, line)
        case UnknownName(name=name, owner=owner):
            return TemplateFault(f"{_kind(owner)}没有“{name}”。", _offer(str(name), _names(owner)), file, line)
        case TemplateNotFound(name=name):
            help = "模板只能使用同一个文件夹里的文件和自带的模板，路径用“/”连接。"
            return TemplateFault(f"找不到模板“{name}”。", help, file, line)
        case TemplateSyntaxError(message=message):
            known = list(filters) if message and "No filter" in message else []
            sentence, word = _syntax(message or "")
            help = _offer(word, known) if known else _JINJA
            return TemplateFault(f"模板写法不对：{sentence}。", help, file, line)
        case SecurityError():
            help = "模板只能读取给它的值，见 docs/templates.md。"
            return TemplateFault("模板不能这样做：这会越出给它的值。", help, file, line)
        case TooMuch():
            return TemplateFault(f"模板做得太多：{error}。", "核对循环和重复。", file, line)
        case MemoryError():
            return TemplateFault("模板做得太多：用的内存太多。", "核对循环、重复和宽度。", file, line)
        case Addressed():
            return TemplateFault("写出来的不是一个值，没有文字可写。", "核对有没有漏写括号或者过滤器。", file, line)
        case TooDeep() | SyntaxError():  # Python reads no more than 20 loops inside each other
            return TemplateFault("模板里套的层数太多。", "核对循环、判断和括号是不是漏了结尾。", file, line)
        case RecursionError():
            return TemplateFault("模板一层套一层，没有尽头。", "核对 include、macro 是不是用到了自己。", file, line)
        case _:
            sentence = f"模板在这里算不下去（{type(error).__name__}）。"
            return TemplateFault(sentence, "核对这一行里的运算和过滤器用的值。", file, line)


def _syntax(message: str) -> tuple[str, str]:
    """Return the sentence of a syntax error, and the word that it is about."""
    for pattern, sentence in _SYNTAX:
        match = re.search(pattern, message)
        if match:
            words = [_WORDS.get(word, word) for word in match.groups()]
            return sentence.format(*words), match.groups()[-1] if match.groups() else ""
    return "这一行读不懂", ""


def _names(owner: object) -> list[str]:
    """Return the names that a value has."""
    if is_dataclass(owner):
        return [one.name for one in fields(owner)]
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    return []


def _kind(owner: object) -> str:
    if isinstance(owner, str):
        return "文字里"
    return "这个值里" if is_dataclass(owner) or isinstance(owner, Mapping) else "这个数或这一列值里"


def _offer(name: str, known: Iterable[str]) -> str:
    offered = list(known)
    close = nearest(name, offered, most=1)
    listed = f"可以写的有：{'、'.join(offered)}。" if 0 < len(offered) <= 20 else "可以写什么，见 docs/templates.md。"
    return f"要写的可能是“{close[0]}”。{listed}" if close else listed
