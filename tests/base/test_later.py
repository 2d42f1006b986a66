"""A module that is imported later is imported at its first use, and is then the module itself."""

import subprocess
import sys

from creditdsl.base.fault import pages
from creditdsl.compiler import type_errors

CHECK = """
import sys
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse

def faults():
    ours = (name for name in sys.modules if name.startswith("creditdsl."))
    return {name.rpartition(".")[2] for name in ours if name.endswith("errors")}

right = "附件1 指标\\n一、项（5分）\\n  制定制度 得5\\n"
assert not analyse(Source("甲", right)).failed
print(*sorted(faults()))
assert analyse(Source("甲", right + "  制定制度 每项得1\\n")).failed
print(*sorted(faults()))
"""


def test_a_right_scheme_needs_no_faults_and_a_wrong_one_those_of_its_kind() -> None:
    done = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["", "type_errors"]


def test_it_is_the_module() -> None:
    assert type_errors.ZeroDivisor is vars(sys.modules["creditdsl.compiler.type_errors"])["ZeroDivisor"]
    assert type_errors.ZeroDivisor.page() in set(pages(type_errors))
