"""Floor 4: the passes from lines to programs. pipeline.py shows them all on one page."""

from creditdsl.base.later import import_later

import_later(__name__, "block_errors", "errors", "name_errors", "type_errors")
