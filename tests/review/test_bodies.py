"""What a text says of its tables: 30 planted disagreements are found, 20 faultless texts draw nothing."""

from pathlib import Path

import pytest

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.review.reviewing import reviewed

ROOT = Path(__file__).parents[2]
CODES = frozenset(f"W067{number}" for number in range(3, 9))
CITY = """\
附件1 市直单位考核指标（满分100分）
一、工作机制（20分）
  建立机制 得20
二、信息归集（40分）
  报送次数 每次得1 最高40
三、信用监管（30分）
  监管次数 每次得1 最高30
四、诚信宣传（10分）
  宣传次数 每次得1 最高10
等次
  90分以上 优秀
  80分以上 良好
  60分以上 合格
  其余 不合格
  发生重大失信事件 一票否决
  行业协会乱收费 降一档
表彰
  前10名 先进单位
通报
  后3名 通报批评
"""
COUNTY = """\
附件2 县（市、区）考核指标（满分120分）
一、组织领导（50分）
  建立机制 得50
二、营商环境（70分）
  办件数 每件得1 最高70
等次
  前30% 优秀
  前80% 良好
  其余 一般
"""
WEIGHED = """\
附件1 考核指标
一、日常考核（100分，权重60%）
  日常得分 每分得1 最高100
二、年终考核（100分，权重40%）
  年终得分 每分得1 最高100
"""
NOTICE = """\
某市社会信用体系建设领导小组办公室文件
某信用办发〔2026〕4号
关于印发《某市社会信用体系建设工作考核办法》的通知
各县（市、区）人民政府，市直有关单位：
根据省政府办公厅有关通知（某政办发〔2025〕90号）要求，我办制定了考核办法，现印发给你们，请认真贯彻执行。2026年4月10日前报送联络员名单。
某市社会信用体系建设领导小组办公室
2026年3月18日
某市社会信用体系建设工作考核办法
一、考核对象
本办法适用于领导小组各成员单位，共32个单位，考核工作由领导小组办公室负责，第1名联络员为科级以上干部。
二、考核内容和结果
{}
三、有关要求
（一）加强领导。各单位要高度重视，每季度至少研究2次，完成率力争达到95%以上。
（二）严肃纪律。弄虚作假的，一经查实，取消其参评资格。
本办法由领导小组办公室负责解释。
附件：1.市直单位考核指标
2.县（市、区）考核指标
"""
ARTICLES = """\
某市信用工作考核办法
第一章 总则
第一条 为落实《城市信用状况监测指标（2026年版）》，提升全国排名，制定本办法。
第二条 考核遵循客观公正、注重实绩、奖优罚劣三项原则。
第二章 考核
第三条 {}
第四条 考核按年度进行，每月25日前报送16项工作开展情况，12月25日前报送自评报告。
第五条 对同一事项不重复计分，由2名考核人员签字确认，复核率不低于10%。
第三章 附则
第六条 本办法自2026年1月1日起施行，有效期3年。
"""
CALL = """\
关于开展2026年度考核评价的通知
各有关单位：
现将年度考核评价有关事项通知如下。
一、考核方式
（一）开展自查自评。请于2月4日前将自评得分和佐证资料报送我办，资料一式2份。
（二）复核打分。我办抽取20%的数据复核，误差超过3%的，退回重报。
二、考核结果
{}
三、联系方式
电话略。
（此件公开发布）
"""
FRAMES = (NOTICE, ARTICLES, CALL)
CLEAN = (
    (CITY, "考核满分为100分。考核结果分为优秀、良好、合格、不合格四个等次。"),
    (
        CITY,
        "考核得分90分以上（含本数，下同）为优秀，80分以上90分以下为良好，60分以上80分以下为合格，60分以下为不合格。",
    ),
    (CITY, "总分为 100 分，考核得分 90 分及以上为优秀，80 分及以上为良好，60 分及以上为合格，60 分以下为不合格。"),
    (CITY, "考核内容包括工作机制、信息归集、信用监管、诚信宣传四个方面。"),
    (CITY, "考核内容主要包括工作机制建设、信用信息归集、信用监管、诚信宣传教育等方面（详见附件）。"),
    (CITY, "其中工作机制（20分）、信息归集（40分）、信用监管（30分）、诚信宣传（10分）。"),
    (CITY, "考核年度内发生重大失信事件的，实行一票否决。"),
    (CITY, "行业协会乱收费的，直接降低一个考核档次。"),
    (CITY, "对考核前10名的单位给予表彰，对排名后3名的给予通报批评。"),
    (CITY, "考核结果作为年度目标考核的重要参考依据，占全市目标责任考核的5%。"),
    (CITY, "各单位于12月25日前报送自评报告，逾期不报的，每迟报一天扣1分。"),
    (CITY, "工作创新加分不超过5分，加分后总分不超过100分。"),
    (CITY + COUNTY, "市直单位满分为100分，县（市、区）满分120分。"),
    (CITY + COUNTY, "县（市、区）优秀等次的比例不超过30%。"),
    (CITY + COUNTY, "第五条 考核采取资料查阅、实地查看等方式，由2名以上工作人员现场确认。"),
    (WEIGHED, "年度考核由日常考核和年终考核组成，日常考核占60%，年终考核占40%。"),
    (WEIGHED, "考核实行百分制，日常考核每月进行一次，满分100分。"),
    (COUNTY, "考核结果分为优秀、良好、一般三个等级，优秀不超过30%。"),
    (COUNTY, "组织领导50分、营商环境70分。对排名前3名的县（市、区）予以通报表扬。"),
    (COUNTY, "本办法自印发之日起施行，有效期2年。联系电话见附件3。"),
)
PLANTED = (
    (0, "100分", "110分", "W0673"),
    (0, "四个", "五个", "W0674"),
    (0, "、不合格四个", "、较差四个", "W0674"),
    (1, "90分以上（", "85分以上（", "W0674"),
    (1, "为优秀", "为良好", "W0674"),
    (1, "60分以上80分以下为合格，60分以下", "50分以上80分以下为合格，50分以下", "W0674"),
    (2, "总分为 100 分", "总分为 120 分", "W0673"),
    (2, "80 分及以上", "75 分及以上", "W0674"),
    (2, "不合格", "较差", "W0674"),
    (3, "四个方面", "五个方面", "W0677"),
    (3, "诚信宣传", "营商环境", "W0677"),
    (3, "、诚信宣传四个", "三个", "W0677"),
    (4, "信用监管", "政务服务", "W0677"),
    (5, "工作机制（20分）", "工作机制（25分）", "W0677"),
    (5, "信息归集（40分）", "信息归集（35分）", "W0677"),
    (5, "诚信宣传（10分）", "诚信宣传（15分）", "W0677"),
    (6, "实行一票否决", "降一档", "W0676"),
    (6, "实行一票否决", "取消评优资格", "W0676"),
    (7, "一个考核档次", "两个考核档次", "W0676"),
    (7, "直接降低一个考核档次", "实行一票否决", "W0676"),
    (8, "前10名", "前5名", "W0675"),
    (8, "后3名", "后5名", "W0675"),
    (8, "前10名", "前20%", "W0675"),
    (12, "满分120分", "满分150分", "W0673"),
    (13, "30%", "20%", "W0675"),
    (15, "日常考核占60%", "日常考核占70%", "W0677"),
    (15, "年终考核占40%", "年终考核占30%", "W0677"),
    (17, "三个等级", "四个等级", "W0674"),
    (17, "30%", "25%", "W0675"),
    (18, "营商环境70分", "营商环境60分", "W0677"),
)


def document(number: int, old: str = "", new: str = "") -> tuple[str, str]:
    """Return the tables and the whole text of one of CLEAN, with words of it replaced."""
    tables, stated = CLEAN[number]
    assert old in stated
    return tables, FRAMES[number % len(FRAMES)].format(stated.replace(old, new, 1))


def codes(tables: str, body: str) -> tuple[set[str], int, int]:
    source = Source("示例", f"方案：示例\n正文\n{body}\n正文完\n{tables}")
    review = reviewed(compile_source(source))
    of_bodies = {one.code.id for one in review.diagnostics if one.code.id in CODES}
    return of_bodies, review.extent.sentences.compared, review.extent.sentences.left


TOWN = """\
附件1 镇（街道）数字政府建设评估表（满分100分）
一、统筹推进（15分）
  成立专班 得15
二、数据共享（45分）
  共享数据条数 每条得1 最高45
三、一网通办（40分）
  通办事项数 每项得1 最高40
等次
  85分以上 优秀
  70分以上 良好
  60分以上 合格
  其余 不合格
  发生数据泄露事件 一票否决
  被上级通报批评 不得评为优秀
表彰
  前5名 先进集体
通报
  后2名 通报批评
"""
SHARES = """\
附件1 考评指标
一、平时考评（100分，权重40%）
  平时得分 每分得1 最高100
二、年终考评（100分，权重50%）
  年终得分 每分得1 最高100
三、社会评议（100分，权重10%）
  评议得分 每分得1 最高100
等次
  前20% 优秀
  前70% 良好
  其余 一般
"""
STREET = """\
附件1 街道平安建设考评表（满分100分）
一、矛盾化解（35分）
  调解件数 每件得1 最高35
二、治安防范（40分）
  巡逻次数 每次得1 最高40
三、宣传引导（25分）
  宣传场次 每场得1 最高25
等次
  92分以上 好
  80分以上 较好
  65分以上 一般
  其余 差
  发生命案 一票否决
  瞒报信息 降一档
通报
  后3名 通报批评
"""
WARD = """\
附件 科室工作考核表
一、医疗质量（100分，权重50%）
  质量得分 每分得1 最高100
二、服务评价（100分，权重30%）
  服务得分 每分得1 最高100
三、成本控制（100分，权重20%）
  成本得分 每分得1 最高100
等次
  前25% 优秀
  前75% 合格
  其余 待改进
"""
DISAGREEING = (
    (TOWN, "评估采用千分制，总分1000分，按年度进行。", "W0673"),
    (TOWN, "年度测评总分值为120分，按季度打分、年终汇总。", "W0673"),
    (TOWN, "评估得分在80分（含）以上的镇（街道）评定为优秀等次。", "W0674"),
    (TOWN, "测评结果85分（含）—100分为优秀，75分（含）—85分为良好。", "W0674"),
    (TOWN, "根据得分高低，将评估结果划定为好、较好、一般、较差四个等次。", "W0674"),
    (TOWN, "凡得分不低于90分的，列为优秀。", "W0674"),
    (TOWN, "测评结果设A、B、C、D四级。", "W0674"),
    (TOWN, "对年度评估排名前三的镇（街道），由县政府予以通报表扬。", "W0675"),
    (TOWN, "得分排在最后三位的，由县政府对其主要负责人进行约谈。", "W0675"),
    (SHARES, "优秀等次比例控制在参评单位总数的30%以内。", "W0675"),
    (SHARES, "评为优秀的单位数不得超过参加考评单位总数的25%。", "W0675"),
    (TOWN, "年内发生数据泄露事件的，评估等次降低一档。", "W0676"),
    (TOWN, "被上级通报批评的，取消年度评优资格。", "W0676"),
    (SHARES, "综合得分由平时考评、年终考评和社会评议三部分组成，分别占40%、40%、20%。", "W0677"),
    (SHARES, "平时考评成绩占总成绩的30%，社会评议成绩占10%。", "W0677"),
    (TOWN, "评估内容共三部分：统筹推进20分、数据共享45分、一网通办40分。", "W0677"),
    (TOWN, "重点评估组织领导、数据共享、一网通办、网络安全四个方面的情况。", "W0677"),
    (TOWN, "（一）统筹推进。满分20分。主要看专班运行情况。", "W0677"),
    (STREET, "考评结果分好、一般、差三个档次。", "W0674"),
    (STREET, "考评分五个等次评定。", "W0674"),
    (STREET, "对排名末位的2个街道予以通报批评。", "W0675"),
    (STREET, "发生命案的，取消年度评先资格。", "W0676"),
    (STREET, "考评内容为矛盾化解、治安防范、宣传引导、基础保障四项。", "W0677"),
    (STREET, "设置矛盾化解、治安防范、宣传引导、队伍建设四类指标。", "W0677"),
    (WARD, "优秀科室的比例不超过15%。", "W0675"),
    (WARD, "排名在前30%的科室评为优秀。", "W0675"),
    (WARD, "优秀等次名额按参评科室的40%确定。", "W0675"),
    (WARD, "科室总得分＝医疗质量得分×50%＋服务评价得分×40%＋成本控制得分×10%。", "W0677"),
)
"""Disagreements in the words of another office."""
AGREEING = (
    (TOWN, "评估实行百分制，由统筹推进、数据共享、一网通办3个部分构成，分值分别为15分、45分和40分。"),
    (TOWN, "得分85分及以上的为优秀，70分至84.99分的为良好，60分至69.99分的为合格，低于60分的为不合格。"),
    (TOWN, "排名前5名的镇（街道）授予先进集体称号，末位2名予以通报批评。"),
    (TOWN, "年度内发生数据泄露事件的，实行一票否决，当年评估等次直接确定为不合格。"),
    (TOWN, "连续两年不合格的，取消下一年度评优资格。"),
    (TOWN, "（一）统筹推进。满分15分。主要看专班运行情况。"),
    (TOWN, "对群众满意度低于80%的事项限期整改，等次为优秀的奖励10万元，40%用于表扬先进。"),
    (SHARES, "各县区得分从高到低排序，前20%为优秀，前20%至70%为良好，其余为一般。"),
    (SHARES, "平时考评每季度开展一次，每次占平时考评得分的25%，重点部门抽查不少于5个。"),
    (STREET, "考评结果分好、较好、一般、差四个档次，考评设四个等次。"),
    (STREET, "对活动中表现突出的，考评后分三个等次发放奖金。"),
    (STREET, "较好街道的比例不超过30%，末位的3个街道通报批评。"),
    (STREET, "每季度排名前5名的社区工作者给予表扬。"),
    (STREET, "连续两个季度排名后2名的，约谈主要负责人。"),
    (STREET, "主要任务为入户走访、信息采集、设施巡查、应急处置四项。"),
    (WARD, "排名在前25%的科室评为优秀，优秀科室不超过参评科室总数的25%。"),
    (WARD, "优秀科室按10%的比例上浮绩效，前5%的人员外出学习。"),
    (WARD, "科室总得分＝医疗质量得分×50%＋服务评价得分×30%＋成本控制得分×20%。"),
)


def test_so_many() -> None:
    assert (len(CLEAN), len(PLANTED), len(set(PLANTED))) == (20, 30, 30)


@pytest.mark.parametrize("number", range(len(CLEAN)))
def test_a_faultless_text_draws_nothing(number: int) -> None:
    assert codes(*document(number))[0] == set()


@pytest.mark.parametrize(("clean", "old", "new", "code"), PLANTED)
def test_a_planted_disagreement_is_found(clean: int, old: str, new: str, code: str) -> None:
    assert codes(*document(clean, old, new))[0] == {code}


@pytest.mark.parametrize(("tables", "stated", "code"), DISAGREEING)
def test_a_disagreement_in_other_words_is_found(tables: str, stated: str, code: str) -> None:
    assert codes(tables, ARTICLES.format(stated))[0] == {code}


@pytest.mark.parametrize(("tables", "stated"), AGREEING)
def test_agreement_in_other_words_draws_nothing(tables: str, stated: str) -> None:
    assert codes(tables, ARTICLES.format(stated))[0] == set()


@pytest.mark.parametrize("place", ["chaoyang-2020", "huangshi-2020", "jiaxian-2022", "lvliang-2022"])
def test_a_published_text_draws_nothing_beside_its_tables(place: str) -> None:
    scheme = (ROOT / "schemes" / place / "scheme.credit").read_text(encoding="utf-8")
    text = (ROOT / "tests" / "documents" / f"{place}.txt").read_text(encoding="utf-8")
    review = reviewed(compile_source(Source("示例", f"正文\n{text}正文完\n{scheme}")))
    assert CODES.isdisjoint(one.code.id for one in review.diagnostics)
    sentences = review.extent.sentences
    assert sentences.compared + sentences.left > 0


def test_what_is_not_read_is_counted() -> None:
    body = "考核满分为100分。各单位得分低于平均分80%的，酌情处理。各单位要高度重视。"
    assert codes(CITY, body) == (set(), 1, 1)


def test_an_acknowledgement_of_the_text_speaks_for_all_of_it() -> None:
    text = f"方案：示例\n正文  # 已核：W0673 上级文件如此\n办法\n考核满分为110分。\n正文完\n{CITY}"
    diagnostics = reviewed(compile_source(Source("示例", text))).diagnostics
    assert [one.acknowledged for one in diagnostics if one.code.id == "W0673"] == ["上级文件如此"]
    assert "W0691" not in {one.code.id for one in diagnostics}


def test_a_body_without_tables_is_held_against_nothing() -> None:
    text = "方案：示例\n正文\n第一条　考核满分为100分，90分以上为优秀，前3名为先进单位。\n正文完\n"
    assert [found.code.id for found in reviewed(compile_source(Source("甲", text))).diagnostics] == []
