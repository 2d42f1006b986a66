"""`schema` 结果格式: what the JSON of a command holds, as a JSON Schema for other programs."""

import json
from pathlib import Path

import click

import creditdsl
from creditdsl.cli.command import define
from creditdsl.terminal import console

FOLDER = Path(creditdsl.__file__).with_name("schemas")
CURRENT = {"check": "check-1.json", "score": "score-1.json", "explain": "explain-1.json", "import": "import-1.json"}
"""The file that describes what a command with `--format json` writes today."""


@define(
    "schema",
    "写出 --format json 的结果里有什么（JSON Schema），供其他软件读取和核对。后面写命令的英文名。",
    "creditdsl schema check",
)
@click.argument("name", metavar="命令", type=click.Choice(tuple(CURRENT)))
def command(name: str) -> None:
    console.write_json(json.loads((FOLDER / CURRENT[name]).read_text("utf-8")))
