"""What stops a comparison with an earlier scheme."""

from pathlib import Path

import pytest

from creditdsl.base.failure import FAULTY, Failure
from creditdsl.base.source import Source
from creditdsl.reports.changes import changes
from creditdsl.reports.text import failure_text

NEW = Source("新.credit", "方案：示例\n附件1 考核指标\n一、宣传（5分）\n  办成 得5\n")


def test_faults_of_the_old_scheme_are_listed_behind_what_they_hinder(tmp_path: Path) -> None:
    old = tmp_path / "旧.credit"
    old.write_text("方案：示例\n附件1 考核指标\n一、宣传（5分）\n  办成 得\n", encoding="utf-8")
    with pytest.raises(Failure) as stopped:
        changes(str(old), NEW)
    assert stopped.value.exit_code == FAULTY
    first, fault, *_, count = failure_text(stopped.value).splitlines()
    assert first == "错误 E0068：旧方案有错误，不能比较："
    assert fault.startswith(f"{old}:4:") and count == "共 1 个错误。"


def test_an_old_scheme_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Failure) as stopped:
        changes(str(tmp_path / "旧.credit"), NEW)
    assert [diagnostic.code.id for diagnostic in stopped.value.diagnostics] == ["E0001"]
