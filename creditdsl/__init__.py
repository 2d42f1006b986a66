"""creditdsl: a language for published assessment schemes, and its compiler.

    import creditdsl

    scheme = creditdsl.read("scheme.credit")
    scores = scheme.table("附件1").score("数据.csv")
    print(scores["甲局"].total, scores["甲局"].explain().text())

docs/api.md describes it.
"""

from creditdsl.base.version import __version__

__all__ = [
    "Clause",
    "Column",
    "Data",
    "Draft",
    "Engine",
    "Explanation",
    "Failure",
    "Finding",
    "Inapplicable",
    "Pending",
    "Scheme",
    "Score",
    "ScoreChanges",
    "Scores",
    "Section",
    "Sets",
    "Table",
    "UnitScore",
    "UnknownName",
    "Verification",
    "Written",
    "__version__",
    "draft",
    "pasted",
    "read",
    "score_changes",
]

TYPE_CHECKING = False  # importing `typing` takes longer than all of this file
if TYPE_CHECKING:
    from creditdsl.api.data_sources import pasted
    from creditdsl.api.drafts import Clause, Draft, draft
    from creditdsl.api.explanation_of_unit import Explanation
    from creditdsl.api.failures import Failure, Finding, UnknownName
    from creditdsl.api.saving import Written
    from creditdsl.api.schemes import Column, Data, Engine, Scheme, Section, Sets, Table, read
    from creditdsl.api.scores import Scores, UnitScore
    from creditdsl.api.values import Inapplicable, Pending, Score
    from creditdsl.api.verified import ScoreChanges, Verification, score_changes

_HOMES = {
    "Clause": "drafts",
    "Column": "schemes",
    "Data": "schemes",
    "Draft": "drafts",
    "Engine": "schemes",
    "Explanation": "explanation_of_unit",
    "Failure": "failures",
    "Finding": "failures",
    "Inapplicable": "values",
    "Pending": "values",
    "Scheme": "schemes",
    "Score": "values",
    "ScoreChanges": "verified",
    "Scores": "scores",
    "Section": "schemes",
    "Sets": "schemes",
    "Table": "schemes",
    "UnitScore": "scores",
    "UnknownName": "failures",
    "Verification": "verified",
    "Written": "saving",
    "draft": "drafts",
    "pasted": "data_sources",
    "read": "schemes",
    "score_changes": "verified",
}
"""The module of creditdsl.api that has each public name: it is imported when the name is asked for."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'creditdsl' has no attribute {name!r}")
    from importlib import import_module

    public = globals()[name] = getattr(import_module(f"creditdsl.api.{_HOMES[name]}"), name)
    return public


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
