"""Floor 2: a text or bytes safely in and out, with a code for every way that fails."""

from creditdsl.base.later import import_later

import_later(__name__, "errors")
