"""The attainable points of entries and rules, in words, as the reviewer proves them.

Receives one version of a text; where it has errors, what is left of it without the items that they stand in. Each
question is asked when its answer is wanted: a whole table takes a tenth of a second.
"""

from creditdsl.base.reference import EntryRef, RuleId
from creditdsl.ir.names import TOTAL, DefinitionId
from creditdsl.publish.manual.attainable import points_words
from creditdsl.review.partial import Partial, partial
from creditdsl.review.reviewed import ReviewedDraft, ReviewedTable
from creditdsl.server.analysis import Analysis


def rule_words(analysis: Analysis, table: str, rule: RuleId, ref: EntryRef) -> str:
    """Return the attainable points of a rule of an entry: `0至8分`; empty where they are not known."""
    return _words(analysis, table, ref, DefinitionId.rule(rule))


def entry_words(analysis: Analysis, table: str, ref: EntryRef) -> str:
    """Return the attainable points of an entry."""
    return _words(analysis, table, ref, DefinitionId.entry(ref))


def total_words(analysis: Analysis, table: str) -> str:
    """Return the attainable points of the total."""
    return _words(analysis, table, None, TOTAL)


def _words(analysis: Analysis, table: str, ref: EntryRef | None, score: DefinitionId) -> str:
    reviewed = analysis.once(_reviewed).get(table)
    rest = analysis.once(_rest)
    if reviewed is None or all(one.name != score for one in reviewed.program.definitions):
        return ""
    if rest is not None and (rest.concerns(table, ref, None) or (ref is None and rest.left_out.get(table))):
        return ""
    words = points_words(*reviewed.bounds.limits(score))
    return "" if score in reviewed.bounds.undecided else words


def _rest(analysis: Analysis) -> Partial | None:
    """Return what is left of a text with errors."""
    return partial(analysis.compilation) if analysis.draft is None else None


def _reviewed(analysis: Analysis) -> dict[str, ReviewedTable]:
    """Return the tables that can be reviewed, by name."""
    draft, rest = analysis.draft, analysis.once(_rest)
    if rest is not None:
        draft = ReviewedDraft(analysis.compilation, rest)
    return {} if draft is None else {reviewed.table.name: reviewed for reviewed in draft.tables}
