"""The findings, in the order of their codes. To add one: its file, and one line in FINDINGS.

060x sums    061x attainable points    062x bands, grades, quotas    063x monotonicity
064x missing clauses    065x words    066x numbering and form    067x wording against rule
068x what could not be checked    069x acknowledgements
"""

from creditdsl.base.diagnostic import Code
from creditdsl.review import acknowledgements
from creditdsl.review.finding import Finding
from creditdsl.review.findings import section_sum

FINDINGS: tuple[Finding, ...] = (section_sum,)

CODES: tuple[Code, ...] = (*(finding.CODE for finding in FINDINGS), *acknowledgements.CODES)
