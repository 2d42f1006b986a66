"""What is wrong with each of several things, said once: 无垃圾池、填埋场的各扣6分; 机构和人员不落实的各扣1分.

Receives the members of a list that has points for each; promises each with what is wrong with it, where only the first
or only the last says that.
"""

import re

from creditdsl.reader.members import ACTION, FAULT, WHO

_DEED = (
    "建立|制定|制订|出台|成立|明确|落实|召开|开展|组织|完成|报送|上报|公开|公示|印发|签订|设立|配备|编制|发布|更新|健全|完善"
    "|提供|提交|上传"
)
_LACKS = re.compile(f"(?P<fault>无|缺少|缺乏|缺|没有|未(?:按(?:要求|规定|时|期))?(?:{_DEED}))(?=..)(?P<what>.+)")
_NOUN = re.compile("(?:(?![0-9“”的地被])[\u4e00-\u9fff]){2,14}")
_PREDICATE = re.compile("(?:不|未|没有|没|无)(?!良|明|足|锈钢)[^、]{1,14}")


def with_fault(members: tuple[str, ...]) -> tuple[str, ...]:
    """Return members with the fault of the first, or of the last, as that of each."""
    return _of_first(members) or _of_last(members) or members


def _of_first(members: tuple[str, ...]) -> tuple[str, ...]:
    first, *others = members
    lacks = _LACKS.fullmatch(first)
    if lacks is None or not all(map(_plain, (lacks["what"], *others))):
        return ()
    return (first, *(lacks["fault"] + other for other in others))


def _of_last(members: tuple[str, ...]) -> tuple[str, ...]:
    *before, last = members
    fault = FAULT.search(last)
    noun, predicate = (last[: fault.start()], last[fault.start() :]) if fault is not None else ("", "")
    if not _PREDICATE.fullmatch(predicate) or not all(map(_plain, (*before, noun))):
        return ()
    if len(noun) > min(map(len, before)) + 1:
        return ()  # 宣传、培训管理不力: what the last is of may be that of each
    if re.fullmatch(f".+{WHO}", noun) and not all(re.fullmatch(f".*{WHO}", member) for member in before):
        return ()  # 村、社区干部不在岗: of whom the first is, is said once
    return (*(member + predicate for member in before), last)


def _plain(words: str) -> bool:
    """Return whether words name a thing, and neither a fault nor a deed."""
    return _NOUN.fullmatch(words) is not None and not FAULT.search(words) and not ACTION.match(words)
