"""The published schemes that come with the program, each with data for its first table; the data are made up."""

from pathlib import Path

import creditdsl
from creditdsl.base.node import node


@node
class Document:
    """folder: its name below schemes/. data: the file of its first table. line: what the scheme shows."""

    name: str
    folder: str
    data: str
    line: str


DOCUMENTS = (
    Document("吕梁市 2022", "lvliang-2022", "附件1.csv", "市直部门和县：逐项得分、扣分情形、发生失信事件降档"),
    Document("黄石市 2020", "huangshi-2020", "附件.csv", "县市区：按率得分、每降一名递减、没有任务的不计"),
    Document("郏县 2022", "jiaxian-2022", "附件1.csv", "县直单位和乡镇：按季考核，满分含附加分"),
    Document("朝阳市 2020", "chaoyang-2020", "附件1.csv", "市直部门和县区：没有任务的项不计，折算成百分"),
    Document("长治市 2023", "changzhi-2023", "附表一.csv", "市直单位和县区：按月积分，不设满分"),
)
"""In the order in which they are listed."""


def schemes_folder() -> Path:
    """Return where schemes/ lies: inside the installed package, or at the top of a checkout."""
    package = Path(creditdsl.__file__).resolve().parent
    installed = package / "_schemes"
    return installed if installed.is_dir() else package.parent / "schemes"


def document_paths(document: Document) -> tuple[Path, Path]:
    """Return the paths of the scheme and of the data, below the folder of all schemes."""
    return Path(document.folder, "scheme.credit"), Path(document.folder, "data", document.data)


def document_files(document: Document) -> tuple[bytes, bytes]:
    """Return the scheme and the data of its first table."""
    scheme, data = (schemes_folder() / path for path in document_paths(document))
    return scheme.read_bytes(), data.read_bytes()
