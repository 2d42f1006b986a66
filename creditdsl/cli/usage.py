"""Wrong use of the command line, as faults with Chinese words.

Receives click's exceptions; promises what is wrong, what to write instead and where to read more.
"""

import re

import click

from creditdsl.base.fault import Fault
from creditdsl.base.nearest import nearest
from creditdsl.cli import errors
from creditdsl.cli.command import ChineseCommand, WrongUse
from creditdsl.cli.everyday_words import OPTIONS, meant

_QUOTED = re.compile(r"(['\"])(.*?)\1", re.DOTALL)


def explain(error: click.ClickException) -> str:
    """The whole message, several lines."""
    fault = _fault(error)
    lines = [f"错误 {fault.code.id}：{fault.words()}"]
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if ctx is not None:
        lines.append(ctx.get_usage())
        if isinstance(ctx.command, ChineseCommand) and ctx.command.example:
            lines.append(f"例：{ctx.command.example}")
        lines.append(f"想看详细用法，请写：{ctx.command_path} --help")
    return "\n".join(lines) + "\n"


def _fault(error: click.ClickException) -> Fault:
    match error:
        case WrongUse():
            return error.fault
        case click.NoSuchOption():
            return _no_such_option(error)
        case click.MissingParameter():
            return _missing(error)
        case click.BadOptionUsage():
            return _option_value(error)
        case click.BadParameter():
            return _bad_value(error)
        case _:
            return errors.WrongUse(error.message)


def _no_such_option(error: click.NoSuchOption) -> Fault:
    params = [] if error.ctx is None else error.ctx.command.get_params(error.ctx)
    names = [name for param in params if isinstance(param, click.Option) for name in param.opts]
    offered = {name: words for name, words in OPTIONS.items() if name in names}
    everyday = meant(error.option_name, offered)
    similar = (everyday,) if everyday else nearest(error.option_name, filter(_is_long, names), most=1)
    return errors.NoSuchOption(error.option_name, similar, tuple(filter(_is_long, names)))


def _is_long(name: str) -> bool:
    return name.startswith("--")


def _missing(error: click.MissingParameter) -> Fault:
    param = error.param
    if isinstance(param, click.Option):
        value = "" if error.ctx is None else f" {param.make_metavar(error.ctx)}"
        return errors.OptionMissing(_longest(param), f"{param.opts[0]}{value}")
    return errors.ArgumentMissing(_word(param))


def _option_value(error: click.BadOptionUsage) -> Fault:
    name = error.option_name
    ctx = error.ctx
    option = next((p for p in ctx.command.get_params(ctx) if name in p.opts), None) if ctx else None
    if isinstance(option, click.Option) and option.is_flag:
        return errors.FlagWithValue(name)
    usage = f"{name} {option.make_metavar(ctx)}" if option is not None and ctx is not None else ""
    return errors.OptionWithoutValue(name, usage)


def _bad_value(error: click.BadParameter) -> Fault:
    param = error.param
    where = f"选项 {_longest(param)} 的内容" if isinstance(param, click.Option) else f"“{_word(param)}”"
    quoted = _QUOTED.match(error.message)
    kind = param.type if param is not None else None
    wanted = ""
    if isinstance(kind, click.Choice):
        wanted = f"可以写：{'、'.join(map(str, kind.choices))}"
    elif isinstance(kind, click.IntRange | click.FloatRange):
        wanted = f"要写的数应在 {_range(kind)}"
    elif kind is click.INT:
        wanted = "要写整数，例如 2"
    return errors.WrongValue(where, quoted[2] if quoted else "", wanted)


def _range(kind: click.IntRange | click.FloatRange) -> str:
    if kind.min is None:
        return f"{kind.max} 以内"
    return f"{kind.min} 以上" if kind.max is None else f"{kind.min} 至 {kind.max} 之间"


def _longest(option: click.Parameter) -> str:
    return max(option.opts, key=len)


def _word(param: click.Parameter | None) -> str:
    """What the help calls an argument."""
    metavar = param.metavar if param is not None else None
    return (metavar or "参数").strip("[]…")
