"""`--data` as typed: paths, or paths in labelled sets (`自评:A.csv`).

Receives the words after --data; promises the data of each set, the one that gives place and grade
last, or a Failure that says how to write it.
"""

import os
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from creditdsl.base.failure import Failure
from creditdsl.scoring import errors
from creditdsl.scoring.data_set import DataSet

SELF, REVIEW = "自评", "复核"
_LABELLED = r"(?=[^:：]*[\u4e00-\u9fff])([\w（）()]+)[:：](.+)"
"""A label has a Chinese character, so that the drive of C:\\数据.csv is none."""


def data_sets(data: Sequence[str], sheets: Collection[str]) -> dict[str, DataSet]:
    """The data by label, under an empty label where none is written. sheets: names of detail tables."""
    return {label: _data_set(words, sheets) for label, words in sets_of(data, sheets).items()}


def sets_of(data: Sequence[str], sheets: Collection[str] = ()) -> Mapping[str, tuple[str, ...]]:
    """The words by label, under an empty label where none is written.

    sheets: names of detail tables, which are no labels; a detail table belongs to every set, or after
    a label (`自评:明细:A.csv`) to that set.
    """
    by_label: dict[str, list[str]] = {}
    shared: list[str] = []
    for position, word in enumerate(data):
        if word in data[:position]:
            raise Failure(errors.PathTwice(word))
        label, path = _split(word)
        if label in sheets:
            shared.append(word)
        else:
            by_label.setdefault(label, []).append(path)
    labels = [label for label in by_label if label]
    if labels and "" in by_label:
        raise Failure(errors.SomeUnlabelled(labels[0], tuple(by_label[""])))
    if len(labels) == 1:
        raise Failure(errors.LoneLabel(labels[0], SELF if labels[0] == REVIEW else REVIEW))
    if len(labels) > 2:
        raise Failure(errors.ManyLabels(tuple(labels)))
    if set(labels) == {SELF, REVIEW}:
        labels = [SELF, REVIEW]
    return {label: (*by_label.get(label, ()), *shared) for label in labels or [""]}


def _data_set(words: Sequence[str], sheets: Collection[str]) -> DataSet:
    """Tell the paths of detail tables from those of the units' data."""
    tables: list[Path] = []
    details: dict[str, Path] = {}
    for word in words:
        label, path = _split(word)
        if label not in sheets:
            tables.append(Path(word))
        elif label in details:
            raise Failure(errors.DetailTwice(label))
        else:
            details[label] = Path(path)
    if not tables:
        raise Failure(errors.OnlyDetails())
    return DataSet(tuple(tables), details)


def paths_of(data: Sequence[str]) -> tuple[str, ...]:
    """The paths without whatever stands before them."""
    return tuple(_path(word) for word in data)


def _path(word: str) -> str:
    label, path = _split(word)
    return _path(path) if label else path


def _split(word: str) -> tuple[str, str]:
    """Label and path; a file of that whole name has no label."""
    labelled = None if os.path.exists(word) else re.fullmatch(_LABELLED, word)
    return (labelled[1], labelled[2]) if labelled else ("", word)
