"""W0671 标准和规则算出的分数不同

说明：“标准”是起草人自己的表述，印在表上；评分按规则算。程序照两边各算一遍，算出的分数不同，举出第一处。读不懂的标准不比较，在报告最后计作“未核对”。
为什么要紧：被考核单位看到的是表上的标准，算出来的却是另一个分数，谁也解释不了。
例：

    方案：示例
    附件1 考核指标
    一、信息报送（10分，满分起扣）
    标准：迟报超过5条的扣4分。
      迟报条数 5条以上 扣4

改法：改正标准或者规则；不写“标准”的，由规则自动写出。标准没有读对的，注明“# 已核：W0671 理由”。
"""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Related
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft

CODE = manual(__doc__)
_HELP = "改正标准或者规则，使两边的分数相同。"


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for standard in draft.standards:
        if (difference := standard.difference) is not None:
            related = (Related("规则写在这里", difference.rule.span),)
            help = f"{_HELP}标准读作：{difference.lines}"
            yield Found(difference.words, standard.field, help, related, standard.table, standard.entry.ref)
