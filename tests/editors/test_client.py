"""The protocol library of the extension and `creditdsl lsp` understand each other, started as clients do.

LSP has it that a server takes --stdio, and VS Code's library may add it.
"""

import json
import sys

import pytest

from tests.editors.npm import EXTENSION, node

pytestmark = pytest.mark.full

TEXT = """方案：示例
附件1 考核指标
一、信息归集（8分）
  信息条数 每条得0.5 最多8
  报送台账 得2 哈
"""


def test_a_session_over_stdio() -> None:
    requests = [("creditdsl/preview", {}), ("creditdsl/import", {"text": "序号\t指标\t分值\n一\t信息归集\t8\n"})]
    command = [sys.executable, "-m", "creditdsl", "lsp", "--stdio"]
    script = EXTENSION / "test" / "client.mjs"
    output = json.loads(node(script, *command, text=json.dumps({"text": TEXT, "requests": requests})))
    (fault,) = output["diagnostics"]
    assert (fault["code"], fault["range"]["start"]["line"]) == ("E0101", 4)
    preview, draft = output["answers"]
    assert preview["preview"] is None and [problem["code"] for problem in preview["problems"]] == ["E0101"]
    assert draft["draft"]["text"].startswith("方案：")
    assert output["status"] == 0
