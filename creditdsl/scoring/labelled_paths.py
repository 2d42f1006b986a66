"""`--data` as typed: paths, or paths in labelled sets (`自评:A.csv`).

Receives the words after --data. Promises the paths of each set, the set that gives place and grade last; or a
Failure with the right writing.
"""

import os
import re
from collections.abc import Collection, Mapping, Sequence

from creditdsl.base.failure import Failure
from creditdsl.scoring import errors

SELF, REVIEW = "自评", "复核"
_LABELLED = r"(?=[^:：]*[\u4e00-\u9fff])([\w（）()]+)[:：](.+)"
"""A label has a Chinese character, so that the drive in C:\\数据.csv is no label."""


def sets_of(data: Sequence[str], sheets: Collection[str] = ()) -> Mapping[str, tuple[str, ...]]:
    """Return the words by label; those without a label under the empty one.

    sheets: names of detail tables, which are no labels; a detail table belongs to every set, or after
    a label (`自评:明细:A.csv`) to that set.
    """
    paths: dict[str, list[str]] = {}
    shared: list[str] = []
    for position, word in enumerate(data):
        if word in data[:position]:
            raise Failure(errors.PathTwice(word))
        label, path = _split(word)
        if label in sheets:
            shared.append(word)
        else:
            paths.setdefault(label, []).append(path)
    labels = [label for label in paths if label]
    if labels and "" in paths:
        raise Failure(errors.SomeUnlabelled(labels[0], tuple(paths[""])))
    if len(labels) == 1:
        raise Failure(errors.LoneLabel(labels[0], SELF if labels[0] == REVIEW else REVIEW))
    if len(labels) > 2:
        raise Failure(errors.ManyLabels(tuple(labels)))
    if set(labels) == {SELF, REVIEW}:
        labels = [SELF, REVIEW]
    return {label: (*paths.get(label, ()), *shared) for label in labels or [""]}


def split_details(words: Sequence[str], sheets: Collection[str]) -> tuple[list[str], dict[str, str]]:
    """Split the paths into those of the units' data, and those of the detail tables by name."""
    plain: list[str] = []
    details: dict[str, str] = {}
    for word in words:
        label, path = _split(word)
        if label not in sheets:
            plain.append(word)
        elif label in details:
            raise Failure(errors.DetailTwice(label))
        else:
            details[label] = path
    if not plain:
        raise Failure(errors.OnlyDetails())
    return plain, details


def paths_of(data: Sequence[str]) -> tuple[str, ...]:
    """Return the paths without their labels."""
    return tuple(_path(word) for word in data)


def _path(word: str) -> str:
    label, path = _split(word)
    return _path(path) if label else path


def _split(word: str) -> tuple[str, str]:
    """Split an argument into label and path; a file of that whole name has no label."""
    labelled = None if os.path.exists(word) else re.fullmatch(_LABELLED, word)
    return (labelled[1], labelled[2]) if labelled else ("", word)
