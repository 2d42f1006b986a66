"""Floor 3: the rule forms, in teaching order. To add one, see docs/adding-a-form.md."""

from creditdsl.forms.bands import Bands
from creditdsl.forms.base import Form
from creditdsl.forms.condition import Condition
from creditdsl.forms.discretion import Discretion
from creditdsl.forms.formula import Formula
from creditdsl.forms.levels import Levels
from creditdsl.forms.per_unit import PerUnit
from creditdsl.forms.ranking import Ranking
from creditdsl.forms.ranking_after_mark import RankingAfterMark
from creditdsl.forms.ranking_groups import RankingGroups
from creditdsl.forms.ranking_places import RankingPlaces
from creditdsl.forms.ranking_steps import RankingSteps
from creditdsl.forms.standard import Standard

FORMS: tuple[type[Form], ...] = (
    Condition,
    PerUnit,
    Bands,
    Levels,
    Standard,
    Formula,
    Ranking,
    RankingSteps,
    RankingPlaces,
    RankingAfterMark,
    RankingGroups,
    Discretion,
)
