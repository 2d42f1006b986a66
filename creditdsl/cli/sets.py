"""`--data` as typed: paths, or paths in labelled sets (`自评:A.csv`).

Receives the words after --data; promises the paths of each set, the one that gives place and grade
last, or a Failure that says how to write it. Its own step because a label looks like a path.
"""

import os
import re
from collections.abc import Mapping, Sequence

from creditdsl.cli.failure import Failure

SELF, REVIEW = "自评", "复核"
_LABELLED = re.compile(r"(?=[^:：]*[\u4e00-\u9fff])([\w（）()]+)[:：](.+)")
"""A label has a Chinese character, so that the drive of C:\\数据.csv is none."""


def sets_of(data: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The paths by label, under an empty label where none is written."""
    found: dict[str, list[str]] = {}
    for position, word in enumerate(data):
        if word in data[:position]:
            raise Failure(f"数据文件“{word}”写了两次，请去掉一个 --data。")
        labelled = None if os.path.exists(word) else _LABELLED.fullmatch(word)
        label, path = (labelled[1], labelled[2]) if labelled else ("", word)
        found.setdefault(label, []).append(path)
    labels = [label for label in found if label]
    if labels and "" in found:
        raise Failure(
            f"有的数据文件前面写了“{labels[0]}”一类的名目，有的没有写：{'、'.join(found[''])}。\n"
            "要并列比较，每个文件前面都写上名目；不比较，都不写。"
        )
    if len(labels) == 1:
        raise Failure(
            f"只有“{labels[0]}”一份数据，没有可比的另一份。\n"
            f"请再加另一份，例如 --data {SELF if labels[0] == REVIEW else REVIEW}:文件；"
            f"只评这一份的，去掉文件前面的“{labels[0]}:”。"
        )
    if len(labels) > 2:
        raise Failure(f"一次只能比较两份数据，这里写了{len(labels)}份：{'、'.join(labels)}。")
    if set(labels) == {SELF, REVIEW}:
        labels = [SELF, REVIEW]
    return {label: tuple(found[label]) for label in labels or [""]}
