"""A whole command with the time and the memory that it took, its own processes included.

The command is started by a small process: a started process counts the memory of the one that it comes from, and a
process that runs tests is a large one.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from creditdsl.base.node import node

ROOT = Path(__file__).parents[1]
_START = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
took = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, done.stdout.decode(), took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""

posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX tells the memory of a process that has ended")


@node
class Measured:
    """messages: what the command wrote to both streams. megabytes: of its largest process.

    seconds: on the clock. processor_seconds: of all its processes, which does not grow on a busy machine.
    """

    status: int
    messages: str
    seconds: float
    processor_seconds: float
    megabytes: float


def measured(folder: Path, *words: str) -> Measured:
    """Run `creditdsl` with these words in the folder."""
    command = [sys.executable, "-I", "-S", "-c", _START, sys.executable, "-m", "creditdsl", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return Measured(*json.loads(done.stdout))
