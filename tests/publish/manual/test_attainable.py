"""What an entry can give, in words."""

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.publish.manual.attainable import attainable

SCHEME = """方案：示例
附件1 考核指标
一、工作机制（5分）
  制度项数 每项得1 最高3
二、得分不限（积分）
1. 加分
  案例数 每例得2
2. 加减
  案例数 每例得2
  通报次数 每次扣5
3. 扣分
  约谈次数 每次扣5
三、待办（不计分）
"""


def test_every_kind_of_end() -> None:
    assert attainable(compile_source(Source("示例", SCHEME))) == {
        ("附件1", "一"): "0至3分",
        ("附件1", "二"): "没有上限，也没有下限",
        ("附件1", "二/1"): "最少0分，没有上限",
        ("附件1", "二/2"): "没有上限，也没有下限",
        ("附件1", "二/3"): "最多0分，没有下限",
    }
