"""E0623 这一档永远轮不到

说明：各档先中先得，前面的档已经把这一档的数全部取走。等次自上而下看，“60分以上”写在“90分以上”前面，90分的单位就只是“60分以上”的一等。
为什么要紧：文件里写着这一档，实际谁也得不到，计分结果和文件不一致。
例：

    方案：示例
    附件1 考核指标
    一、考核（100分）
      走访次数 每次得1 最高100
    等次
      60分以上 合格
      90分以上 优秀
      其余 不合格

改法：把范围小的一档移到前面，或改正界限。
"""

from collections.abc import Iterator

from creditdsl.review.finding import Found, manual
from creditdsl.review.ladder import Case, Ladder, elsewhere
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.stretches import Cover, meet, minus

CODE = manual(__doc__)


def find(draft: ReviewedDraft) -> Iterator[Found]:
    for ladder in draft.ladders:
        taken = Cover()
        for position, case in enumerate(ladder.cases):
            if not case.region:
                continue
            (stretch,) = case.region
            can = meet(case.region, ladder.axis.whole)  # what cannot be at all is another finding
            if can and not meet(taken.left(stretch), ladder.axis.whole):
                yield _dead(ladder, case, [one for one in ladder.cases[:position] if one.sure and one.region])
            if case.sure:
                taken.add(stretch)


def _dead(ladder: Ladder, case: Case, earlier: list[Case]) -> Found:
    assert case.region is not None
    region = meet(case.region, ladder.axis.whole)
    guilty = [one for one in earlier if one.region and meet(one.region, region)]
    whole = next((one for one in guilty if one.region and not minus(region, one.region)), None)
    if whole is not None:
        guilty = [whole]
        same = meet(whole.region or (), ladder.axis.whole) == region
        message = f"“{case.typed}”永远轮不到：先看的“{whole.typed}”已经把它包括在内。"
        if whole.region == case.region:
            message = f"“{case.typed}”写了两次，先看前面的，{whole.result}；后面的{case.result}，永远轮不到。"
        help = "只留一个，或改正界限。" if same else f"把“{case.typed}”移到“{whole.typed}”前面，或改正界限。"
    else:
        message = f"“{case.typed}”永远轮不到：先看的{'、'.join(f'“{one.typed}”' for one in guilty)}已经全部取走。"
        help = f"删去“{case.typed}”，或改正界限。"
    return Found(message, case.span, help, elsewhere(case, guilty), ladder.table, ladder.ref)
