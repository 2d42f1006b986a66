"""Floor 2: from text to trees. The only reader of grammar/."""

from creditdsl.base.later import import_later

import_later(__name__, "errors", "unreadable")
