"""Floor 4: the passes from lines to programs. pipeline.py shows them all on one page."""

from creditdsl.base.later import import_later

import_later(__name__, "block_errors", "errors", "grade_errors", "name_errors", "type_errors")
