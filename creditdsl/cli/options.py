"""Options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def template_option(help: str) -> Decorator:
    """Return `--template` with the help that says which pages the command makes."""
    return click.option("--template", metavar="模板", help=help)
