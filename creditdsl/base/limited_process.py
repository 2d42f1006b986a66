"""Work on a user's own files in a process apart, with limits on time and memory.

Receives the name of a function, and jobs for it; promises its answer, or `Ended` where a job went beyond a limit or
broke the process. No list of harmful things is ever whole: what hangs inside one step of a library, or fills the
memory, ends with its process. The process serves all jobs of a command, and ends with the program that began it.

Jobs go to the process as pickles through its own pipe; answers come back as JSON and bytes, which cannot run. How long
a job takes is watched inside the process by faulthandler, which can say of a process that hangs where it is.
"""

import faulthandler
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from threading import Timer

from creditdsl.base.node import node

_LAST_RESORT = 10
"""Seconds behind the time of a job, until the process is ended from outside."""
_SERVE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from creditdsl.base.limited_process import serve; serve(sys.argv[2])"
)

Answer = tuple[object, bytes]
"""What JSON can hold, and bytes beside it."""


@node
class Limits:
    """What a job may take. Windows has no such limit of memory."""

    seconds: int
    megabytes: int


class Ended(Exception):
    """The process ended before it answered.

    late: whether it went beyond its time. report: what faulthandler wrote of the place.
    """

    def __init__(self, late: bool, report: str) -> None:
        super().__init__(late, report)
        self.late, self.report = late, report


class LimitedProcess:
    """A process that does one kind of work, begun with the first job.

    work: a function of a job, as `module:function`, which returns an Answer.
    """

    def __init__(self, work: str) -> None:
        self._work = work
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, job: object, limits: Limits) -> Answer:
        """Return the answer to a job."""
        if self._process is None:
            self._process = self._begin()
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        clock = Timer(limits.seconds + _LAST_RESORT, process.kill)
        clock.start()
        try:
            pickle.dump((limits, job), process.stdin)
            process.stdin.flush()
            head = process.stdout.readline()
            if not head:
                raise BrokenPipeError
            answer, size = json.loads(head)
            return answer, process.stdout.read(size)
        except BrokenPipeError:
            raise self._ended() from None
        finally:
            clock.cancel()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _begin(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-c", _SERVE, json.dumps(sys.path), self._work],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )

    def _ended(self) -> Ended:
        assert self._process is not None and self._process.stderr is not None
        report = self._process.stderr.read().decode("utf-8", "replace")
        self.close()
        return Ended(report.startswith("Timeout"), report)


# In the process


def serve(work: str) -> None:
    """Answer jobs until no more come."""
    faulthandler.enable()
    module, _, name = work.partition(":")
    answer: Callable[[object], Answer] = getattr(import_module(module), name)
    with open(0, "rb", closefd=False) as jobs, open(1, "wb", closefd=False) as answers:
        while jobs.peek(1):
            limits, job = pickle.load(jobs)
            _limit_memory(limits.megabytes)
            faulthandler.dump_traceback_later(limits.seconds, exit=True)
            data, content = answer(job)
            faulthandler.cancel_dump_traceback_later()
            answers.write(json.dumps((data, len(content))).encode() + b"\n" + content)
            answers.flush()


def _limit_memory(megabytes: int) -> None:
    """Limit what the process may write to; files that it only reads may be larger."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, resource.getrlimit(resource.RLIMIT_DATA)[1]))
