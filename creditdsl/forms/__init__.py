"""Layer 2: the rule forms, in teaching order. To add one, see docs/adding-a-form.md."""

from creditdsl.base.diagnostic import Code
from creditdsl.forms import bands, condition, discretion, per_unit, places, ranking_groups, results
from creditdsl.forms.bands import Bands
from creditdsl.forms.base import Form
from creditdsl.forms.condition import Condition
from creditdsl.forms.discretion import Discretion
from creditdsl.forms.formula import Formula
from creditdsl.forms.per_unit import PerUnit
from creditdsl.forms.ranking import Ranking
from creditdsl.forms.ranking_after_mark import RankingAfterMark
from creditdsl.forms.ranking_groups import RankingGroups

FORMS: tuple[type[Form], ...] = (
    Condition,
    PerUnit,
    Bands,
    Formula,
    Ranking,
    RankingAfterMark,
    RankingGroups,
    Discretion,
)

CODES: tuple[Code, ...] = (
    *results.CODES,
    *condition.CODES,
    *per_unit.CODES,
    *bands.CODES,
    *places.CODES,
    *ranking_groups.CODES,
    *discretion.CODES,
)
"""The codes of the forms and of the parts they share; a test notices a module left out."""
