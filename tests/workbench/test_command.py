"""`creditdsl workbench`: what it says where the page cannot be opened."""

import gc
import socket
from pathlib import Path

import pytest

from creditdsl.cli.collecting import COLLECTING
from creditdsl.cli.main import main
from creditdsl.workbench.page_server import PageServer

Capture = pytest.CaptureFixture[str]


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: Capture) -> None:
    assert main(["workbench", str(tmp_path / "没有"), "--no-browser"]) == 2
    assert "错误 E1002：没有“" in capsys.readouterr().err


def test_a_port_that_another_program_has(tmp_path: Path, capsys: Capture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["工作台", str(tmp_path), "--no-browser", "--port", str(port)]) == 2
    assert f"错误 E1001：端口 {port} 用不了。" in capsys.readouterr().err


def test_looks_for_memory_in_circles_while_the_page_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collecting: list[tuple[bool, tuple[int, int, int]]] = []
    monkeypatch.setattr(PageServer, "serve", lambda server: collecting.append((gc.isenabled(), gc.get_threshold())))
    kept = gc.get_threshold()
    gc.disable()  # as every run of the program begins
    try:
        assert main(["workbench", str(tmp_path), "--no-browser"]) == 0
    finally:
        gc.enable()
        gc.set_threshold(*kept)
    assert collecting == [(True, COLLECTING)]
