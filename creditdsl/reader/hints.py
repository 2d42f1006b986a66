"""What helps with a line that nobody reads: where it stops to be understood, and the form whose words stand in it.

Receives the line and the phrase at which the reader stopped; promises one sentence that names a form with an example.
"""

import re

from creditdsl.forms import FORMS
from creditdsl.forms.base import Form
from creditdsl.syntax.fold import fold

MAX_QUOTED = 12
"""Characters of the longest quotation of a line."""
_UNUSUAL = re.compile("[\ue000-\uf8ff“”]")
"""Characters that a quotation cannot show."""
_BARE_POINTS = re.compile(r"(?<![得扣加减计积记赋高低多少满共\d.])\s*\d+(?:\.\d+)?\s*分")
_GAINS = re.compile(r"[得扣加减计积记赋]\s*\d|得满分|不得分|酌情|排名")
_SCORES = re.compile(r"[得扣加减计积记赋]\s*\d|\d\s*分|得满分|不得分|酌情|排名")


def hint(line: str, start: int, end: int) -> str:
    """Return the help for a line; `start`, `end`: the phrase at which the reader stopped, the whole line if unknown."""
    text = fold(line)
    form = _form_of(text)
    placed = (start > 0 or end < len(line)) and not _UNUSUAL.search(line[start:end])
    where = f"从“{_quoted(line, start, end)}”起没有读懂。" if placed else ""
    if _BARE_POINTS.search(text) and not _GAINS.search(text):
        return f"{where}分数前面写“得”或“扣”，如：{FORMS[0].example}"
    if form is not None:
        return f"{where}{form.title}的写法如：{form.example}"
    if _SCORES.search(text):
        return f"{where}一条规则依次写指标、情况、结果，如：{FORMS[0].example}"
    return f"{where}是规则的，写明得几分、扣几分，如：{FORMS[0].example}；是说明文字的，写到“内容：”或“备注：”后面。"


def _form_of(text: str) -> type[Form] | None:
    """Return the form whose words stand in a text; the special forms come before the general ones."""
    return next((form for form in reversed(FORMS) if form.cue and re.search(form.cue, text)), None)


def _quoted(line: str, start: int, end: int) -> str:
    words = line[start:end].strip()
    return words if len(words) <= MAX_QUOTED else f"{words[:MAX_QUOTED]}…"
