"""W0678 正文的期限和表不同

说明：正文写明的报送期限，和表的备注或者各栏里同一种材料的期限不一样。表里没有这种材料的，不比较。
为什么要紧：被考核单位按正文报送，考核人员按表的备注收，差的几天说不清算不算逾期。
例：

    方案：示例
    正文
    各单位于12月5日前上报自评材料。
    正文完
    附件1 考核指标（满分100分）
    备注：自评材料于12月15日前上报。
    一、工作机制（100分）
      报送次数 每次得1 最高100

改法：改成一样的日期。没有读对的，在“正文”一行后面注明“# 已核：W0678 理由”。
"""

from collections.abc import Iterator

from creditdsl.review.bodies.verdict import Subject
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for checked in draft.body_sentences:
        for verdict in checked.verdicts:
            if verdict.subject is Subject.DATES and verdict.message:
                yield Found(verdict.message, checked.sentence.span, verdict.help, verdict.related)
