"""Which faces a machine lacks: by either name of a face, and never a failure."""

import subprocess
from types import SimpleNamespace
from typing import Any

import pytest

from creditdsl.printing import machine_fonts
from creditdsl.publish.writers.layout import FACES

pytestmark = pytest.mark.skipif(machine_fonts.sys.platform == "win32", reason="asks fc-list")


def answer(monkeypatch: pytest.MonkeyPatch, listed: str) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=listed.encode()))


def test_a_face_has_two_names(monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "SimHei,黑体\nFangSong_GB2312\n方正小标宋简体,FZXiaoBiaoSong-B05S\nNoto Serif\n")
    assert machine_fonts.missing(FACES) == ("楷体_GB2312", "宋体")


@pytest.mark.parametrize("error", [FileNotFoundError(), PermissionError(), subprocess.TimeoutExpired("fc-list", 1)])
def test_a_machine_that_cannot_be_asked_lacks_nothing(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(subprocess, "run", fail)
    assert machine_fonts.missing(FACES) == ()


def test_a_machine_without_faces_lacks_all(monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "")
    assert machine_fonts.missing(FACES) == FACES


@pytest.mark.parametrize(
    ("name", "families"),
    [("SimSun & NSimSun (TrueType)", ["SimSun", "NSimSun"]), ("仿宋_GB2312 (TrueType)", ["仿宋_GB2312"])],
)
def test_the_registry_of_windows_names_families(name: str, families: list[str]) -> None:
    assert [one.strip() for one in machine_fonts._registered(name)] == families
