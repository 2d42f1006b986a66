"""Cases of what an item is about: 每篇得1分，头版每篇得2分 in an item 宣传.

The words of the first step name nothing, so that each of the others may be a part of it; or words such as 省级 name
no thing of their own. Receives what a sentence says; promises the question whether a part counts beside the whole,
with the clauses in which it does not, as special_cases.py.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from creditdsl.reader.clauses import Clause, Steps
from creditdsl.reader.gains import has_level
from creditdsl.reader.joiners.claim import State
from creditdsl.reader.special_cases import QUESTION, alike

_COUNTED = re.compile("(?:[次条件个篇项例起宗人户家份批](?:次)?数?)?")
_PART = re.compile("(?:国家|中央|[省市县区部厅])级?|头[版条]|重[点大]|较大|[省市县]级以上|(?:获|被).{0,3}批示")
"""Names of what something may be, and of nothing that is counted by itself."""


def of_title(state: State) -> tuple[str, tuple[Clause, ...]] | None:
    """Return a question, and the clauses in which all others are left out of what the title names."""
    title = state.context.title.strip("“”")
    match state.clauses:
        case (Steps(subject=subject, without=()) as whole, _, *_) if not has_level(subject):
            parts = _parts(whole, state.clauses[1:])
            of_item = state.titled and _COUNTED.fullmatch(subject.strip("“”").removeprefix(title))
            if not of_item and (_PART.fullmatch(subject) or not all(map(_PART.fullmatch, parts))):
                return None
        case _:
            return None
    if not parts:
        return None
    words = QUESTION.format(parts[0].strip("“”"), whole.subject.strip("“”"))
    return words, (replace(whole, without=parts), *state.clauses[1:])


def _parts(whole: Steps, others: Sequence[Clause]) -> tuple[str, ...]:
    """Return the names of what may be parts of a whole; none where one of them is counted otherwise."""
    parts = [other.subject for other in others if isinstance(other, Steps) and alike(whole, other)]
    return tuple(parts) if len(parts) == len(others) else ()
