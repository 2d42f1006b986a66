"""The stages of a grade: what a scheme's overrides make of it, as values of the program."""

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.ir import nodes as ir
from creditdsl.ir.names import BY_TOTAL, GRADE, DefinitionId, Label
from creditdsl.ir.program import GradeStage, Program

HEAD = "方案：示例\n"
TABLE = """附件1 考核指标
一、报送（10分）
  条数 每条得1 最高10
"""
GRADES = """等次
  9分以上 优秀
  6分以上 良好
  其余 较差
"""
OVERRIDES = """  被通报 降一档
  被约谈 取消评优资格
  有事故 一票否决
"""


def program(text: str) -> Program:
    compilation = compile_source(Source("示例", text))
    assert not compilation.failed
    return compilation.tables["附件1"].program


def test_each_override_is_a_stage_behind_the_grade_of_total_and_place() -> None:
    found = program(HEAD + TABLE + GRADES + OVERRIDES)
    assert found.grade_stages == (
        GradeStage(DefinitionId.grade_before(1), BY_TOTAL),
        GradeStage(DefinitionId.grade_before(2), Label.override(1), ir.Cell("被通报")),
        GradeStage(DefinitionId.grade_before(3), Label.override(2), ir.Cell("被约谈")),
        GradeStage(GRADE, Label.override(3), ir.Cell("有事故")),
    )


def test_a_stage_names_the_definition_that_records_its_label() -> None:
    found = program(HEAD + TABLE + GRADES + OVERRIDES)
    bodies = {definition.name: definition.body for definition in found.definitions}
    first, *others = found.grade_stages
    by_total = bodies[first.definition]
    assert isinstance(by_total, ir.Labelled) and by_total.label == first.label
    for before, stage in zip(found.grade_stages, others, strict=False):
        body = bodies[stage.definition]
        assert isinstance(body, ir.Choose) and body.otherwise == ir.Ref(before.definition)
        (branch,) = body.branches
        assert branch.when == stage.when
        assert isinstance(branch.then, ir.Labelled) and branch.then.label == stage.label


def test_a_grade_without_overrides_has_one_stage_and_no_grade_none() -> None:
    assert program(HEAD + TABLE + GRADES).grade_stages == (GradeStage(GRADE, BY_TOTAL),)
    assert program(HEAD + TABLE).grade_stages == ()


def test_where_a_year_is_composed_its_program_has_the_stages() -> None:
    found = program(f"{HEAD}周期：月度\n{TABLE}年度总分=月度合计\n{GRADES}{OVERRIDES}")
    assert found.grade is None and found.grade_stages == ()
    assert found.year is not None and [stage.when for stage in found.year.grade_stages] == [
        None, ir.Cell("被通报"), ir.Cell("被约谈"), ir.Cell("有事故"),
    ]  # fmt: skip
