"""The starters of `new`: a scheme and its data for each topic, kept as files under starter/."""

from pathlib import Path

from creditdsl.base.node import node

_FOLDER = Path(__file__).with_name("starter")
_PLAIN = "basic"
"""The folder of the small starter that the tutorial explains; it is no topic."""


@node
class Topic:
    """name: as it is typed. folder: its files below starter/. line: what the scheme shows.

    words: what else drafters call the topic.
    """

    name: str
    folder: str
    line: str
    words: tuple[str, ...]


TOPICS = (
    Topic(
        "安全生产", "safety", "乡镇和街道：满分起扣、别的部门填的数、分数线带名额、一票否决", ("应急", "消防", "事故")
    ),
    Topic(
        "营商环境",
        "business",
        "市直部门：达标后排名、率折算得分、第三方评价、不得评为优秀",
        ("政务服务", "企业", "放管服"),
    ),
    Topic(
        "政务公开", "openness", "县市区：按等级给分、没有申请的得满分、别的部门填的数", ("信息公开", "政府网站", "公开")
    ),
    Topic(
        "信访",
        "petitions",
        "乡镇和街道：按季考核，四个季度和年终测评合成年度总分",
        ("接访", "矛盾", "综治", "平安", "维稳"),
    ),
    Topic(
        "环保",
        "environment",
        "县市区：和各自的目标比、和上年比、由低到高排名",
        ("环境", "生态", "大气", "污染", "绿化"),
    ),
    Topic(
        "机关效能",
        "efficiency",
        "市直机关：三个大项按权重折算，领导评价、部门互评",
        ("作风", "绩效", "效能", "督查", "机关"),
    ),
    Topic(
        "数据归集",
        "data",
        "市直部门：由别的列算出的率、按差距赋分、条款之间的牵连",
        ("数据", "数字政府", "信息化", "共享"),
    ),
    Topic(
        "乡镇综合",
        "township",
        "乡镇：平川、山区考核的项不同，折算成百分，优秀各有名额",
        ("乡镇", "街道", "高质量", "综合", "乡村"),
    ),
    Topic(
        "河长制", "rivers", "乡镇：按月考核，十二个月和年终考评合成年度总分", ("河湖", "水利", "巡河", "河道", "林长")
    ),
    Topic("信用", "credit", "市直部门：名单和监管部门、归集率、选项、降档", ("双公示", "诚信", "社会信用", "失信")),
)
"""In the order in which they are listed."""


def starter_files(topic: Topic | None) -> tuple[bytes, bytes]:
    """Return the scheme and the data of a topic, or of the small starter for None."""
    folder = _FOLDER / (_PLAIN if topic is None else topic.folder)
    return (folder / "scheme.credit").read_bytes(), (folder / "data.csv").read_bytes()
