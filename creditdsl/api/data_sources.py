"""Data as a program gives it: paths and tables of values, in labelled sets or not."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from creditdsl.base.failure import Failure
from creditdsl.data.files.loading import TableSource
from creditdsl.data.files.python_tables import python_table
from creditdsl.scoring.labelled_paths import REVIEW, SELF

_UNNAMED = "数据"


def labelled(data: Any) -> dict[str, list[TableSource]]:
    """The sources by label, the set that counts last; under an empty label where nothing is compared."""
    if not isinstance(data, Mapping):
        return {"": _sources(data, _UNNAMED)}
    labels = [*data]
    if len(labels) != 2:
        raise Failure(
            f"一次只能比较两份数据，例如 {{'自评': …, '复核': …}}，"
            f"这里有{len(labels)}份：{'、'.join(map(str, labels))}。"
        )
    if set(labels) == {SELF, REVIEW}:
        labels = [SELF, REVIEW]
    return {label: _sources(data[label], label) for label in labels}


def source(given: object, name: str) -> TableSource:
    """One source. name: what messages call it where it is a table of values."""
    if isinstance(given, str | os.PathLike):
        return Path(os.fspath(given))
    found = python_table(name, given)
    if found is None:
        raise TypeError(
            f"“{name}”是 {type(given).__name__}，只能是路径、由 dict 组成的 list，或者 pandas、polars、Arrow 的表"
        )
    return found


def _sources(given: object, name: str) -> list[TableSource]:
    """One source or several."""
    if not isinstance(given, Sequence) or isinstance(given, str) or all(isinstance(one, Mapping) for one in given):
        return [source(given, name)]
    return [source(one, f"{name}{number}") for number, one in enumerate(given, 1)]
