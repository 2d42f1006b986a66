"""Every name in the glossary is in the code, and nothing that needs a name is left out of it."""

import re
import tomllib
from functools import reduce
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from creditdsl.forms import FORMS
from creditdsl.ir import nodes
from creditdsl.ir.types import Type
from creditdsl.syntax.keywords import keywords

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| .* \| .* \| `(\S+)` \| `(\S+)` \|$", TEXT, re.MULTILINE)


def test_every_row_is_read() -> None:
    lines = [line for line in TEXT.splitlines() if line.startswith("| ") and not line.startswith(("| 中文", "| ---"))]
    assert len(ROWS) == len(lines)
    assert len(set(ROWS)) == len(ROWS)


@pytest.mark.parametrize(("name", "where"), ROWS)
def test_name_is_there(name: str, where: str) -> None:
    if where.endswith(".toml"):
        table = tomllib.loads((ROOT / where).read_text(encoding="utf-8"))
        assert reduce(lambda found, part: found[part], name.split("."), table)
    else:
        module = import_module(where.removesuffix(".py").replace("/", "."))
        assert reduce(getattr, name.split("."), module) is not None


def test_nothing_is_left_out() -> None:
    forms = {(form.__name__, f"creditdsl/forms/{form.stem}.py") for form in FORMS}
    fields = {(f"fields.{field.stem}", "grammar/keywords.toml") for field in keywords().fields.values()}
    kinds = (*get_args(nodes.Expr), nodes.Ranking)
    ir = {(kind.__name__, "creditdsl/ir/nodes.py") for kind in kinds}
    types = {(kind.__name__, "creditdsl/ir/types.py") for kind in get_args(Type)}
    assert (forms | fields | ir | types) - set(ROWS) == set()
