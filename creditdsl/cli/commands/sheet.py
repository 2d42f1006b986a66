"""`sheet` 填报表: the form a unit fills in, as a workbook; `score` reads it back."""

import os

import click

from creditdsl.cli.command import argument, define
from creditdsl.cli.options import output_option, table_option, title_option
from creditdsl.files.outputs import write_file, write_folder
from creditdsl.scoring.compiled_scheme import choose_table, load_scheme, warn
from creditdsl.syntax.walk import units_of
from creditdsl.terminal import console


@define(
    "sheet",
    "制作填报表：单位照着填的 XLSX 表格，只有要填的格可以改，带下拉选项和填写提示；另附佐证材料清单。"
    "写成一个 .xlsx 文件的，是一份空白表，或者 --unit 写明的那个单位的表；写成文件夹的，名单里的单位各一份；"
    "数据里写了由别的部门填报的列，不问单位，那个部门另有一份数据提供表。"
    "填好收回以后，放在一个文件夹里，用 creditdsl score 方案.credit --data 文件夹 评分。",
    "creditdsl sheet 方案.credit --table 附件1 -o 填报表",
)
@argument("file", "方案文件")
@table_option
@click.option("--unit", metavar="单位", help="只做这个单位的表，预先填好单位名称，不适用的指标不列")
@click.option("--both", is_flag=True, help="自评和复核各占一列；栏目里有自评、复核的表不写也是这样")
@title_option
@output_option("写到这个 .xlsx 文件，或者这个文件夹", required=True)
def command(file: str, table: str | None, unit: str | None, both: bool, title: str, output: str) -> None:
    from creditdsl.printing.sheets import is_folder, sheet_files, sheets, supplier_files
    from creditdsl.publish.sheets.sheet import stated
    from creditdsl.publish.sheets.sheet_workbook import write_workbook

    in_folder = is_folder(output)
    reading, compilation = load_scheme(file)
    compiled = choose_table(compilation, table)
    contents = sheets(compilation.scheme, compiled, unit, both, title, whole_roster=in_folder)
    warn(reading, compilation)
    first = next(iter(contents.values()))
    asked = stated([line for lines in first.parts.values() for line in lines])
    if not in_folder:
        write_file(output, write_workbook(first), (file,))
        console.write(f"已写入 {output}：{first.mark} {first.title}，{asked}。\n")
        return
    files, supplied = sheet_files(contents), {} if unit is not None else supplier_files(compiled)
    write_folder(output, files | supplied, (file,))
    written = os.path.join(output, next(iter(files)))
    if len(files) > 1:
        console.write(f"已写入 {written} 等 {len(files)} 份填报表。\n")
    else:
        console.write(f"已写入 {written}：{first.mark} {first.title}，{asked}。\n")
    if supplied:
        console.write(f"由别的部门提供数据的，另写数据提供表 {len(supplied)} 份：{'、'.join(supplied)}。\n")
    if unit is None and not units_of(compiled.table):
        console.write("方案里没有名单，只做了一份空白表；写了名单，就每个单位一份。\n")
