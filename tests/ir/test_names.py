"""Names of definitions and labels: one spelling each, built in their own modules and nowhere else."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from creditdsl.base.reference import EntryRef
from creditdsl.ir import names
from creditdsl.ir.names import DefinitionId, Label

PROGRAM = Path(names.__file__).parents[1]
BUILDERS = {"base/reference.py", "ir/names.py"}
READERS = {
    "compiler/build.py",
    "compiler/lower.py",
    "compiler/rank_keys.py",
    "forms/results.py",
    "results/year_sheet.py",
    "review/partial.py",
    "server/features/navigation.py",
}
"""Where a reference comes from the text of a scheme or a message, or is a measure of the year among its items."""
ITEM = EntryRef("一").child("2")
RULE = ITEM.rule(1)
ENTRY_LABELS = (Label.void(ITEM), Label.sum(ITEM), Label.unreported(ITEM))
RULE_LABELS = (Label.raw(RULE), Label.zero_divisor(RULE), Label.void(RULE))
TOTAL_LABELS = (names.BASE, names.APPLICABLE, names.CONVERTED, names.GAINED, names.AFTER_DEDUCTION)
GRADE_LABELS = (names.BY_TOTAL, Label.override(1), Label.override(2))
SHARED = {label.part for label in (*ENTRY_LABELS, *RULE_LABELS, *TOTAL_LABELS, *GRADE_LABELS)}
KINDS = ("条:", "项:", "失效:", "名次:", "等次:", ":fired", ":ranking", ":已报")
FORM_METHODS = {"label", "fact", "has", "value", "number"}
TAKING_APART = {"split", "partition", "rpartition", "count", "startswith", "removeprefix", "endswith", "removesuffix"}
NAMED = ("ref", "identity", "owner", "definition")


def test_every_kind_has_a_name_of_its_own() -> None:
    definitions = [
        DefinitionId.rule(RULE), DefinitionId.fact(RULE, "place"), DefinitionId.ranking(RULE), DefinitionId.void(RULE),
        DefinitionId.void(ITEM), DefinitionId.entry(ITEM), DefinitionId.reported(ITEM), DefinitionId.component("合计"),
        DefinitionId.derived("合计"), DefinitionId.grade_before(1), DefinitionId.grade_before(1).fired,
        DefinitionId.honour("表彰"), names.TOTAL, names.RANK, names.GRADE, names.FINAL_RANKING, names.ASKED,
    ]  # fmt: skip
    assert len(set(definitions)) == len(definitions)
    labels = (*ENTRY_LABELS, *RULE_LABELS, *TOTAL_LABELS, *GRADE_LABELS, Label.of_form(RULE, "case1"))
    assert len(set(labels)) == len(labels) == len({label.words for label in labels})


def test_a_label_prints_as_its_owner_and_part() -> None:
    assert Label.raw(RULE).words == "一/2#1.raw" and names.BY_TOTAL.words == "等次.by_total"


def source_of(node: ast.expr) -> str:
    return ast.unparse(node)


def docstrings(tree: ast.AST) -> set[int]:
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def spelt(tree: ast.AST, reads_references: bool = False) -> Iterator[tuple[int, str]]:
    """Line and text of everything that builds a name or takes one apart."""
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="DefinitionId" | "Label" | "RuleId" as name)):
                yield node.lineno, f"{name}(…)"
            case ast.Call(func=ast.Name(id="EntryRef")) if not reads_references:
                yield node.lineno, "EntryRef(…)"
            case ast.Call(func=ast.Attribute(attr=method), args=[ast.Constant(value=str(part)), *_]) if (
                method in FORM_METHODS and part in SHARED
            ):
                yield node.lineno, f"{method}({part!r})"
            case ast.Call(func=ast.Attribute(value=receiver, attr=method)) if method in TAKING_APART and source_of(
                receiver
            ).endswith(NAMED):
                yield node.lineno, source_of(node)
            case ast.Constant(value=str(text)) if id(node) not in skipped and any(
                kind in (text, text[: len(kind)]) for kind in KINDS
            ):
                yield node.lineno, text
            case ast.JoinedStr(values=values):
                for before, after in pairwise(values):
                    if (
                        isinstance(before, ast.FormattedValue)
                        and source_of(before.value).endswith(NAMED)
                        and isinstance(after, ast.Constant)
                        and after.value[0] in "/#:"
                    ):
                        yield node.lineno, source_of(node)


@pytest.mark.parametrize(
    "code",
    [
        'DefinitionId(f"{kind}")', 'Label(entry.ref, "sum")', 'RuleId("一#1")', 'EntryRef("一")', 'f"项:{ref}"',
        '"失效:" + owner', 'f"{self.definition}:fired"', 'f"{entry.ref}#{n}"', 'one.startswith(f"{ref}/")',
        'entry.ref.split("/")', 'identity.rpartition("#")', 'record.number("raw")', 'to.label("void", body)',
    ],
)  # fmt: skip
def test_what_spells_a_name_is_seen(code: str) -> None:
    assert list(spelt(ast.parse(code)))


def test_no_other_module_builds_a_name_or_takes_one_apart() -> None:
    found = []
    for path in sorted(PROGRAM.rglob("*.py")):
        module = path.relative_to(PROGRAM).as_posix()
        if module not in BUILDERS:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [f"{module}:{line}: {text}" for line, text in spelt(tree, module in READERS)]
    assert found == []
