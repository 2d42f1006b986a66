"""W0677 正文的大项和表不同

说明：正文写明的大项和项的分值、权重、名称、个数，加分扣分的上限，和表里的不一样。大项没有写分值的，是各项的合计。正文里的名称和表里的大项有一半以上相同，才比较。
为什么要紧：被考核单位看的是正文，得分按表算，两处不同，谁也解释不了。
例：

    方案：示例
    正文
    考核内容包括工作机制、信息归集两个方面，其中工作机制20分。
    正文完
    附件1 考核指标（满分100分）
    一、工作机制（30分）
      建立机制 得30
    二、信息归集（70分）
      报送次数 每次得1 最高70

改法：改成一样的；以正文为准的，改表。没有读对的，在“正文”一行后面注明“# 已核：W0677 理由”。
"""

from collections.abc import Iterator

from creditdsl.review.bodies.verdict import Subject
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for checked in draft.body_sentences:
        for verdict in checked.verdicts:
            if verdict.subject is Subject.SECTIONS and verdict.message:
                yield Found(verdict.message, checked.sentence.span, verdict.help, verdict.related)
