"""Wrong use of the command line, said in Chinese.

Receives click's exceptions; promises what is wrong, what to write instead and where to read more.
Exceptions that this project raises itself already carry a Chinese sentence and pass unchanged.
"""

import re

import click

from creditdsl.base.nearest import nearest
from creditdsl.cli.command import ChineseCommand

_HAN = re.compile("[\u3001-\u9fff]")
_QUOTED = re.compile(r"(['\"])(.*?)\1", re.DOTALL)


def explain(error: click.ClickException) -> str:
    """The whole message, several lines."""
    lines = [f"错误：{_sentence(error)}"]
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if ctx is not None:
        lines.append(ctx.get_usage())
        if isinstance(ctx.command, ChineseCommand) and ctx.command.example:
            lines.append(f"例：{ctx.command.example}")
        lines.append(f"想看详细用法，请写：{ctx.command_path} --help")
    return "\n".join(lines) + "\n"


def _sentence(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return _no_such_option(error)
        case click.MissingParameter():
            return _missing(error)
        case click.BadOptionUsage():
            return _option_value(error)
        case click.BadParameter():
            return _bad_value(error)
        case click.FileError():
            return f"文件“{error.ui_filename}”打不开。"
        case _ if _is_chinese(error.message):
            return error.message
        case _:
            return f"命令写得不对（{error.message}）。"


def _is_chinese(message: str) -> bool:
    """Whether a message is this project's; click's may quote Chinese, but says nothing in it."""
    return _HAN.search(_QUOTED.sub("", message)) is not None


def _no_such_option(error: click.NoSuchOption) -> str:
    known = [] if error.ctx is None else _option_names(error.ctx)
    similar = nearest(error.option_name, known, most=1)
    if similar:
        hint = f"要写的可能是 {similar[0]}。"
    else:
        hint = f"可以写的选项有：{'、'.join(name for name in known if name.startswith('--'))}。"
    return f"没有“{error.option_name}”这个选项，{hint}"


def _option_names(ctx: click.Context) -> list[str]:
    return [name for param in ctx.command.get_params(ctx) if isinstance(param, click.Option) for name in param.opts]


def _missing(error: click.MissingParameter) -> str:
    param = error.param
    if isinstance(param, click.Option):
        value = "" if error.ctx is None else f" {param.make_metavar(error.ctx)}"
        return f"缺少选项 {_longest(param)}，请加上：{param.opts[0]}{value}。"
    return f"缺少“{_word(param)}”，请写在命令后面。"


def _option_value(error: click.BadOptionUsage) -> str:
    name = error.option_name
    ctx = error.ctx
    option = next((p for p in ctx.command.get_params(ctx) if name in p.opts), None) if ctx else None
    if isinstance(option, click.Option) and option.is_flag:
        return f"选项 {name} 后面不写内容，只写 {name} 就行。"
    value = f"：{name} {option.make_metavar(ctx)}" if option is not None and ctx is not None else ""
    return f"选项 {name} 后面要写内容{value}。"


def _bad_value(error: click.BadParameter) -> str:
    param = error.param
    if _is_chinese(error.message):
        return error.message
    where = f"选项 {_longest(param)} 的内容" if isinstance(param, click.Option) else f"“{_word(param)}”"
    quoted = _QUOTED.match(error.message)
    written = f"“{quoted[2]}”" if quoted else ""
    kind = param.type if param is not None else None
    if isinstance(kind, click.Choice):
        return f"{where}{written}不对，可以写：{'、'.join(map(str, kind.choices))}。"
    if isinstance(kind, click.IntRange | click.FloatRange):
        return f"{where}{written}不对，要写的数应在 {_range(kind)}。"
    if kind is click.INT:
        return f"{where}{written}不对，要写整数，例如 2。"
    return f"{where}{written}不对。"


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
