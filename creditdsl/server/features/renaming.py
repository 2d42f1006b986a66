"""`textDocument/rename`: a new name for a measure, an option, a grade, a group or a unit, wherever it stands.

Receives the place of a name and the new one; promises edits after which the text means the same, but for the name. The
text with the edits is read again: each name must be read where it was, of the same kind and type, and no new error may
appear. The new name stands in quotation marks where the old one did by choice; else only where it is not read bare.
"""

from collections import Counter
from collections.abc import Sequence

from creditdsl.base.diagnostic import Diagnostic, Severity
from creditdsl.base.memo import Memo
from creditdsl.base.source import Source
from creditdsl.base.spelling import name_key
from creditdsl.ir.types import Choice
from creditdsl.server.analysis import Analysis, analyse
from creditdsl.server.features.named_things import NamedThing, named_uses, thing_at, uses_of
from creditdsl.server.features.occurrences import Kind, Occurrence
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params, Unanswerable
from creditdsl.syntax.guard import joining_word
from creditdsl.syntax.parser import leading_name

_KINDS = {
    Kind.MEASURE: "指标",
    Kind.OPTION: "选项",
    Kind.GRADE: "等次",
    Kind.GROUP: "组",
    Kind.UNIT: "单位",
    Kind.HONOUR: "称号",
}


_MARKS = '“”「」"\n\r#'
"""Signs that no name may hold."""


def prepare_rename(analysis: Analysis, document: Document, params: Params) -> object:
    """Return the name at a position, without its quotation marks; None where there is none."""
    named = thing_at(analysis, document.caret(params.item("position")))
    if named is None:
        return None
    use = named[1]
    return {"range": document.range(use.span), "placeholder": use.text}


def rename(analysis: Analysis, document: Document, params: Params) -> object:
    """Return the edits of a rename; Unanswerable with what is in the way."""
    named = thing_at(analysis, document.caret(params.item("position")))
    if named is None:
        raise Unanswerable("这里没有可以改的名称。")
    thing, uses = named[0], uses_of(analysis, named[0])
    new = params.text("newName").strip().strip("“”")
    _refuse(analysis, thing, new)
    faults = []
    for quoted in (False, True):
        texts = [_written(use, new, quoted) for use in uses]
        fault = _in_the_way(analysis, uses, texts, new)
        if fault is None:
            edits = [
                {"range": document.range(use.span), "newText": text} for use, text in zip(uses, texts, strict=True)
            ]
            return {"changes": {document.uri: edits}}
        faults.append(fault)
    raise Unanswerable(faults[0])


def _refuse(analysis: Analysis, thing: NamedThing, new: str) -> None:
    """Refuse a name that cannot be one, or that another thing of the kind has."""
    if not new or any(sign in new for sign in _MARKS):
        raise Unanswerable("名称不能空着，也不能有引号、井号和换行。")
    kinds = {Kind.GROUP, Kind.UNIT, Kind.MENTION} if thing.kind in (Kind.GROUP, Kind.UNIT) else {thing.kind}
    for use in analysis.once(named_uses):
        alike = use.kind in kinds and use.table == thing.table and name_key(use.measure) == thing.measure
        if alike and name_key(use.text) == name_key(new) != thing.text:
            raise Unanswerable(f"已经有{_KINDS[thing.kind]}“{use.text}”（第{use.span.line}行），请换一个名称。")


def _written(use: Occurrence, new: str, quoted: bool) -> str:
    """Return the new name as it is written for a use. quoted: in quotation marks wherever they may stand."""
    by_choice = use.quoted and _is_bare(use.text)
    return f"“{new}”" if quoted or by_choice else new


def _is_bare(name: str) -> bool:
    return leading_name(f"{name} ") == name and joining_word(name) is None


def _in_the_way(analysis: Analysis, uses: Sequence[Occurrence], texts: Sequence[str], new: str) -> str | None:
    """Return what the text with the new name gets wrong, in words; None where it is right."""
    again = analyse(Source(analysis.source.name, _replaced(analysis, uses, texts)), Memo())
    if (error := _new_error(analysis, again)) is not None:
        return f"改成“{new}”以后读不通：{error.message}"
    renamed = {use.span: new for use in uses}
    before = [(use.kind, name_key(renamed.get(use.span, use.text))) for use in analysis.once(named_uses)]
    if before != [(use.kind, name_key(use.text)) for use in again.once(named_uses)]:
        return f"“{new}”在有的地方读不成一个名称，请换一个。"
    old = uses[0].text
    for table, types in analysis.passes.types.items():
        later = again.passes.types.get(table, {})
        for name, kind in types.items():
            type_ = later.get(new if name == old else name, later.get(name))
            if type_ != kind and not (isinstance(type_, Choice) and isinstance(kind, Choice)):
                return f"改成“{new}”以后，“{name}”的类型会变，请先在“数据”里写明类型。"
    return None


def _replaced(analysis: Analysis, uses: Sequence[Occurrence], texts: Sequence[str]) -> str:
    """Return the text with other texts in the places of uses."""
    lines = list(analysis.source.lines)
    for use, text in sorted(zip(uses, texts, strict=True), key=lambda pair: -pair[0].span.column):
        line = lines[use.span.line - 1]
        lines[use.span.line - 1] = line[: use.span.column - 1] + text + line[use.span.end_column - 1 :]
    return "\n".join(lines)


def _new_error(analysis: Analysis, again: Analysis) -> Diagnostic | None:
    """Return the first error of a code that there are more of than before."""
    before = Counter(one.code.id for one in analysis.diagnostics)
    after = Counter(one.code.id for one in again.diagnostics)
    errors = (one for one in again.diagnostics if one.severity is Severity.ERROR)
    return next((one for one in errors if after[one.code.id] > before[one.code.id]), None)
