"""W0674 正文的等次和表不同

说明：正文写明的等次，名称、个数或者分数线和表里“等次”的不一样；举出一个分数，两边评的等次不同。
为什么要紧：被考核单位看的是正文，得分按表算，两处不同，谁也解释不了。
例：

    方案：示例
    正文
    考核得分90分以上为优秀，60分以上为合格，60分以下为不合格。
    正文完
    附件1 考核指标（满分100分）
    一、工作机制（100分）
      报送次数 每次得1 最高100
    等次
      85分以上 优秀
      60分以上 合格
      其余 不合格

改法：改成一样的等次；以正文为准的，改表。没有读对的，在“正文”一行后面注明“# 已核：W0674 理由”。
"""

from collections.abc import Iterator

from creditdsl.review.bodies.verdict import Subject
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for checked in draft.body_sentences:
        for verdict in checked.verdicts:
            if verdict.subject is Subject.GRADES and verdict.message:
                yield Found(verdict.message, checked.sentence.span, verdict.help, verdict.related)
