"""Why the page cannot be opened."""

from creditdsl.base.fault import PlainFault
from creditdsl.base.node import node


@node
class PortTaken(PlainFault):
    """E1001 工作台用不了这个端口

    说明：另一个程序正在用这个端口，或者这台电脑不允许用它。
    改法：去掉 --port，工作台会自动选一个空闲的端口。
    """

    port: int

    def words(self) -> str:
        return f"端口 {self.port} 用不了。请去掉 --port，工作台会自动选一个。"


@node
class NoWorkFolder(PlainFault):
    """E1002 工作台的文件夹不存在

    说明：工作台在一个文件夹里打开和保存文件，命令里写的文件夹不存在，或者它是一个文件。
    改法：写方案所在的文件夹；不写，就是当前文件夹。
    """

    folder: str

    def words(self) -> str:
        return f"没有“{self.folder}”这个文件夹。请写方案所在的文件夹，不写就是当前文件夹。"
