"""W0676 正文的一票否决、降档和表不同

说明：正文规定了一票否决、降档、不得评优，表里“等次”没有，或者同一件事写的是另一种。
为什么要紧：被考核单位看的是正文，得分按表算，两处不同，谁也解释不了。
例：

    方案：示例
    正文
    发生重大失信事件的，实行一票否决。
    正文完
    附件1 考核指标（满分100分）
    一、工作机制（100分）
      报送次数 每次得1 最高100
    等次
      60分以上 合格
      其余 不合格
      重大失信事件 降一档

改法：改成一样的；以正文为准的，改表。没有读对的，在“正文”一行后面注明“# 已核：W0676 理由”。
"""

from collections.abc import Iterator

from creditdsl.review.bodies.verdict import Subject
from creditdsl.review.finding import Found, manual
from creditdsl.review.reviewed import ReviewedDraft

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for checked in draft.body_sentences:
        for verdict in checked.verdicts:
            if verdict.subject is Subject.CHANGES and verdict.message:
                yield Found(verdict.message, checked.sentence.span, verdict.help, verdict.related)
