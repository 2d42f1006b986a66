"""W0675 正文的名额和表不同

说明：正文写明的名额（前10名、后3名、优秀不超过30%），和表里“表彰”“通报”“等次”的不一样。表里没有这样的名额的，不比较。
为什么要紧：被考核单位看的是正文，得分按表算，两处不同，谁也解释不了。
例：

    方案：示例
    正文
    对考核前10名的单位予以表彰。
    正文完
    附件1 考核指标（满分100分）
    一、工作机制（100分）
      报送次数 每次得1 最高100
    表彰
      前5名 先进单位

改法：改成一样的名额；以正文为准的，改表。没有读对的，在“正文”一行后面注明“# 已核：W0675 理由”。
"""

from collections.abc import Iterator

from creditdsl.review.bodies.verdict import Subject
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for checked in draft.body_sentences:
        for verdict in checked.verdicts:
            if verdict.subject is Subject.QUOTAS and verdict.message:
                yield Found(verdict.message, checked.sentence.span, verdict.help, verdict.related)
