"""Which file `--template` means, and what is said of one that is not used."""

from pathlib import Path

import pytest

from creditdsl.base.failure import Failure
from creditdsl.printing.own_files import own_templates
from creditdsl.reports.text import failure_text

PAGES = ("index", "rules")


def refusal(path: Path) -> str:
    with pytest.raises(Failure) as stopped, own_templates(str(path), PAGES):
        pass
    return failure_text(stopped.value)


def test_a_file_of_another_name_is_not_used_and_the_nearest_name_offered(tmp_path: Path) -> None:
    (tmp_path / "rule.html.jinja").write_text("甲", encoding="utf-8")
    assert refusal(tmp_path / "rule.html.jinja") == (
        "错误 E0087：“rule.html.jinja”不是这里用的模板。要写的可能是“rules.html.jinja”。"
        "模板的文件名是：index.html.jinja、rules.html.jinja。\n"
    )


def test_a_folder_without_templates(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (
        f"错误 E0086：“{tmp_path}”里没有可用的模板。模板的文件名是：index.html.jinja、rules.html.jinja。\n"
    )


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    assert refusal(tmp_path / "没有") == f"错误 E0088：没有“{tmp_path / '没有'}”这个模板文件或文件夹。\n"
