"""W0673 正文的满分和表不同

说明：正文写明的满分（满分为100分、实行百分制），和每一张表的满分都不一样。
为什么要紧：被考核单位看的是正文，得分按表算，两处不同，谁也解释不了。
例：

    方案：示例
    正文
    考核满分为100分。
    正文完
    附件1 考核指标
    一、工作机制（50分）
      建立机制 得50

改法：改成一样的满分；以正文为准的，改表。没有读对的，在“正文”一行后面注明“# 已核：W0673 理由”。
"""

from collections.abc import Iterator

from creditdsl.review.bodies.verdict import Subject
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for checked in draft.body_sentences:
        for verdict in checked.verdicts:
            if verdict.subject is Subject.FULL_MARKS and verdict.message:
                yield Found(verdict.message, checked.sentence.span, verdict.help, verdict.related)
