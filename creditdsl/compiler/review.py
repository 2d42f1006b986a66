"""What is certain about a draft as soon as it is built: items without a rule.

The reviewer of drafts (creditdsl/review/) looks deeper; this much belongs to compiling, because an
item without a rule would score 0 for everyone in silence.
"""

from creditdsl.base.collect import Collector
from creditdsl.base.diagnostic import Diagnostic
from creditdsl.compiler import errors
from creditdsl.syntax.nodes import Scheme
from creditdsl.syntax.walk import entries


def review(scheme: Scheme, file: str) -> tuple[Diagnostic, ...]:
    """Warnings about entries that nothing scores."""
    problems = Collector(file)
    for table in scheme.tables:
        problems.table = table.name
        for entry in entries(table):
            problems.ref = entry.ref
            if not entry.rules and not entry.children:
                message = f"“{entry.title}”没有规则，每个单位都得 0 分。"
                problems.add(errors.NO_RULES, message, entry.span, "写上规则；由人评定的写“酌情 0至5”。")
    return tuple(problems.found)
