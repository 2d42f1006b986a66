"""The seal of a receipt: a hash of its lines, which tells whether one of them was changed.

What can be computed again, such as the scores, is checked by computing. A date or the name of a file cannot: the
seal is their only witness. It guards against slips, not against someone who computes it anew.
"""

import json
from collections.abc import Sequence
from hashlib import sha256

SEAL = "核验码"


def seal(lines: Sequence[Sequence[str]]) -> str:
    """Return the hash of the lines of a receipt above the seal."""
    return sha256(json.dumps([[*line] for line in lines], ensure_ascii=True).encode()).hexdigest()
