"""The findings, in the order of their codes. To add one: its file, and one line in FINDINGS.

060x sums    061x attainable points    062x bands, grades, quotas    063x monotonicity
064x missing clauses    065x words    066x numbering and form    067x wording against rule
068x what could not be checked    069x acknowledgements
"""

from creditdsl.base.diagnostic import Code
from creditdsl.review import acknowledgements
from creditdsl.review.finding import Finding
from creditdsl.review.findings import (
    annexes,
    applies_without_consequence,
    band_dead,
    band_gap,
    band_overlap,
    below_word,
    charged_twice,
    date_style,
    document_number,
    equal_bands,
    full_marks,
    full_with_bonus,
    halfwidth_marks,
    heading_style,
    item_caps,
    mark_without_guide,
    measure_word,
    misfit_period,
    numbering,
    percent_points,
    quota_exceeds,
    quota_meet,
    ranking_unstated,
    ranking_without_end,
    section_caps,
    section_sum,
    unbalanced_marks,
    uncapped,
    unused_measure,
    vague_words,
    void_without_effect,
    wording_numbers,
    wording_points,
    zero_divisor,
)

FINDINGS: tuple[Finding, ...] = (
    section_sum,
    full_marks,
    full_with_bonus,
    item_caps,
    section_caps,
    band_overlap,
    band_gap,
    band_dead,
    equal_bands,
    quota_exceeds,
    quota_meet,
    ranking_unstated,
    ranking_without_end,
    void_without_effect,
    uncapped,
    zero_divisor,
    mark_without_guide,
    applies_without_consequence,
    misfit_period,
    unused_measure,
    charged_twice,
    vague_words,
    below_word,
    percent_points,
    measure_word,
    numbering,
    annexes,
    heading_style,
    document_number,
    date_style,
    unbalanced_marks,
    halfwidth_marks,
    wording_points,
    wording_numbers,
)

CODES: tuple[Code, ...] = (*(finding.CODE for finding in FINDINGS), *acknowledgements.CODES)
