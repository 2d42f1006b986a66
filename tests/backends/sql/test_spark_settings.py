"""What is set of Spark for few rows holds for their query only, also where that fails."""

from collections import defaultdict

import pytest

pytest.importorskip("pyspark", reason="the extra spark is not installed")

import pyarrow as pa

from creditdsl.backends.sql import spark_runner


class Session:
    """As much of Spark as keeps settings; it takes no data."""

    def __init__(self) -> None:
        self.conf = self
        self.held: dict[str, str] = defaultdict(lambda: "as before")
        self.seen: set[str] = set()

    def get(self, name: str) -> str:
        return self.held[name]

    def set(self, name: str, value: str) -> None:
        self.held[name] = value

    def createDataFrame(self, cells: pa.Table) -> None:
        self.seen = set(self.held.values())
        raise MemoryError


def test_settings_are_taken_back() -> None:
    session = Session()
    with pytest.raises(MemoryError):
        spark_runner._ask(session, True, "", pa.table({"n": [0]}))  # type: ignore[arg-type]
    assert "as before" not in session.seen
    assert set(session.held.values()) == {"as before"}
