"""The published tables of schemes/ with their data, for tests that go through them all."""

from pathlib import Path
from typing import Any

import pytest

SCHEMES = Path(__file__).parents[1] / "schemes"
WITH_MARK_SETS = sorted(SCHEMES.glob("*/data/*.csv"))
"""The data of each table, also of one set of its marks alone, such as 附件-自评."""
DATA_FILES = [path for path in WITH_MARK_SETS if "-" not in path.stem]
"""The data of each table; the stem is its name."""
LARGEST = SCHEMES / "changzhi-2023" / "data" / "附表一.csv"
"""Of 55 units and 12 months: it takes as long as all the others and is left to `make full`."""


def scheme_of(data_file: Path) -> Path:
    """Return the scheme file of a table's data."""
    return data_file.parents[1] / "scheme.credit"


def by_data_file(data_files: list[Path]) -> list[Any]:
    """Return a test parameter for each table: the path of its data."""
    return [pytest.param(path, id=_id(path), marks=_marks(path)) for path in data_files]


def by_name(data_files: list[Path]) -> list[Any]:
    """Return two test parameters for each table: the name of its scheme's folder, and its own."""
    return [pytest.param(path.parents[1].name, path.stem, id=_id(path), marks=_marks(path)) for path in data_files]


def _id(path: Path) -> str:
    return f"{path.parents[1].name}-{path.stem}"


def _marks(path: Path) -> list[Any]:
    return [pytest.mark.full] if path == LARGEST else []
