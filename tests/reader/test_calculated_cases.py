"""Cases that give by a formula or between two others, samples in front, denials before steps, verbs that are kept.

Each row: a sentence, the title and the points of its item, and its lines, as tests/reader/meaning.py writes them.
"""

import pytest

from tests.reader.meaning import ASKED, UNREAD, meant, surely

READ = (
    ("兑现率100%得5分，不足100%的，按兑现率×5计分。", "兑现", "5", "兑现率 100%以上 得5 其余 得 兑现率×5"),
    ("入库率达90%得满分，低于90%的按入库率/90%×5计分", "入库", "5", "入库率 90%以上 得满分 其余 得 入库率÷90%×5"),
    (
        "税收占比30%以下得5分，30%—40%之间按插值法计分，高于40%不得分",
        "税收",
        "5",
        "税收占比 30%以下 得5 高于30% 40%以下 得 5−（税收占比−30%）÷10%×5 高于40% 不得分"
        " ｜ 税收占比 低于30% 得5 30%至40% 得 5−（税收占比−30%）÷10%×5 高于40% 不得分",
    ),
    ("抽查10家企业，每发现1家未建台账扣0.5分", "台账", "5", "标题：满分起扣；“抽查10家企业发现未建台账家数” 每家扣0.5"),
    ("未发生盗采案件的得5分，每发生1起扣1分", "盗采", "5", "标题：满分起扣；盗采案件发生起数 每起扣1"),
    (
        "水质优良比例达到年度目标的得9分，每低1个百分点扣2分",
        "水质",
        "9",
        "水质优良比例 不低于 年度目标 得9 每低1百分点扣2",
    ),
    ("按照平均成绩排名，1-3名得10分，其余得4分", "排名", "10", "平均成绩 排名赋分 第1至3名 得10 其余 得4"),
    ("达标率80%以上90%以下的得5分", "达标", "5", "达标率 80%至90% 得5"),
    ("成本节约率大于等于0得5分，小于0的不得分", "成本", "5", "成本节约率 0%以上 得5"),
    ("全年完成报告2篇以上得3分，完成1篇得2分", "报告", "3", "全年完成报告 2篇以上 得3 等于1篇 得2"),
    ("建立制度的加3分", "", "", "建立制度 加3"),
    ("每报送1条计0.5分", "", "", "报送条数 每条计0.5"),
)
SHARES = (
    ("80%以上得10分，80%以下按比例得分", "完成率", "10", "完成率 80%以上 得10 80%以下 得 完成率×10", "完成率÷80%×10"),
    ("完成率90%以上得满分，低于90%的按比例得分", "", "10", "完成率 90%以上 得满分 其余 得 完成率×10", "完成率÷90%×10"),
    (
        "完成率90%以上得10分，80%至90%得8分，80%以下按比例得分",
        "",
        "10",
        "完成率 90%以上 得10 80%至90% 得8 80%以下 得 完成率×10",
        "完成率÷80%×8",
    ),
    (
        "满意率95%以上得10分，90%以上得8分，90%以下按比例计分",
        "",
        "10",
        "满意率 95%以上 得10 90%以上 得8 90%以下 得 满意率×10",
        "满意率÷90%×8",
    ),
)
OF_ALL = (
    (
        "完成率80%以上得10分，50%以上按比例得分，50%以下不得分",
        "？完成率 80%以上 得10 50%以上 得 完成率×10 其余 不得分"
        " ｜ 完成率 80%以上 得10 50%以上 得 完成率÷80%×10 50%以下 不得分",
    ),
    ("未发生事故得10分，否则每起扣2分", "标题：满分起扣；事故 每起扣2"),
    ("路面整洁得10分，否则每处扣2分", "标题：满分起扣；未做到路面整洁 每处扣2"),
    ("完成率100%得10分，80%以上按比例得分，80%以下不得分", "完成率 100%以上 得10 80%以上 得 完成率×10 其余 不得分"),
    ("完成率100%得10分，未达到100%的按比例计分", "完成率 100%以上 得10 其余 得 完成率×10"),
    ("完成率90%以上得10分，低于90%的按完成率×10计分", "完成率 90%以上 得10 其余 得 完成率×10"),
    ("完成率90%以上得10分，低于90%的按完成率÷90%×10计分", "完成率 90%以上 得10 其余 得 完成率÷90%×10"),
    ("完成率90%以上得5分，90%以下按比例得分", UNREAD),
)
TRAPS = (
    ("兑现率100%得5分，不足100%的，按满意率×5计分", "兑现", "5"),
    ("编制并公布的得3分，未公布的得1.5分，未编制的不得分", "目录", "3"),
    ("“八一”、春节期间走访慰问部队的，各得1.5分", "慰问", "3"),
    ("完成任务得5分，未完成的按插值法计分", "任务", "5"),
    ("工作机制建设达到年度目标的得2分", "机制", "2"),
    ("税收占比30%以下得5分，30%—40%之间按插值法计分", "税收", "5"),
)


@pytest.mark.parametrize(("sentence", "title", "points", "lines"), READ)
def test_sentence(sentence: str, title: str, points: str, lines: str) -> None:
    assert meant(sentence, title, points) == lines


@pytest.mark.parametrize(("sentence", "title", "points", "of_all", "of_end"), SHARES)
def test_a_share_below_an_end_that_is_not_all_is_asked(
    sentence: str, title: str, points: str, of_all: str, of_end: str
) -> None:
    before = of_all.rpartition(" 得 ")[0]
    assert surely(sentence, title, points) == f"{ASKED}{of_all} ｜ {before} 得 {of_end}"


@pytest.mark.parametrize(("sentence", "lines"), OF_ALL)
def test_a_share_of_all_points_is_read(sentence: str, lines: str) -> None:
    assert surely(sentence, "任务", "10") == lines


@pytest.mark.parametrize(("sentence", "title", "points"), TRAPS)
def test_sibling_that_says_something_else(sentence: str, title: str, points: str) -> None:
    assert meant(sentence, title, points) == UNREAD


def test_the_best_of_one_thing_is_asked_about_several() -> None:
    ways = meant("入选国家级的加3分，入选省级的加2分，同一案例取最高分").split(" ｜ ")
    assert ways == ["标题：就高；入选国家级 加3；入选省级 加2", "入选国家级次数 每次加3；入选省级次数 每次加2"]
