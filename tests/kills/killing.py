"""Runs a command again and again in forks of one process, kills it at its steps, and looks at what it left.

Argument: a JSON list of jobs with `args`, `folder` (what is there before; the command runs in `work` beside it) and
`kills`. Writes a JSON list: the number of steps of a whole run, whether it changed anything, how many kills left
something beside the output, and what was wrong.

A step is whatever the command does to a file below its folder: open to write, rename, make, remove. Half of the kills
are at steps, spread over all of them; the others at random moments.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import creditdsl
from creditdsl.cli.main import main
from creditdsl.syntax.parser import parse_line

WRITING = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.chmod", "shutil.rmtree"}
State = dict[str, bytes | None]


def state(work: Path) -> State:
    """Every file with its content, every folder with None."""
    return {str(path.relative_to(work)): path.read_bytes() if path.is_file() else None for path in work.rglob("*")}


def run(args: list[str], work: Path, step: int | None = None, after: float | None = None) -> tuple[int, float]:
    """Run a command in a fork; return its number of steps, or -1 where it was killed, and how long it took.

    step, after: the step at which, or the seconds after which, it is killed.
    """
    reader, writer = os.pipe()
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        _command(args, work, writer, step)
    os.close(writer)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reader) as pipe:
        steps = pipe.read()
    os.waitpid(child, 0)
    return int(steps or -1), time.perf_counter() - start


def _command(args: list[str], work: Path, writer: int, last: int | None) -> None:
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    os.chdir(work)
    steps = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (writes or event in WRITING) and str(arguments[0]).startswith(str(work)):
            steps += 1
            if steps == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    main(args)
    os.write(writer, str(steps).encode())
    os._exit(0)


def wrong(old: State, new: State, now: State) -> str:
    """What is neither old nor new; leftovers are looked for later."""
    kept = {name: content for name, content in now.items() if ".creditdsl-" not in name}
    if kept in (old, new):
        return ""
    new_folder = any(content is None and name not in old for name, content in new.items())
    if new_folder:
        return f"neither there nor not there: {sorted(kept)}"
    absent = object()  # files of a folder that was there are moved one by one
    mixed = [name for name in new if kept.get(name, absent) not in (old.get(name, absent), new[name])]
    return f"half written or lost: {mixed}" if mixed or not set(kept) <= set(new) else ""


def campaign(args: list[str], before: Path, kills: int) -> dict[str, object]:
    work = before.with_name("work")

    def fresh() -> None:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(before, work)

    fresh()
    steps, took = run(args, work)
    old, new = state(before), state(work)
    faults = []
    places = [1 + round(index * (steps - 1) / max(kills // 2 - 1, 1)) for index in range(kills // 2)]
    moments = [random.Random(index).uniform(0, took) for index in range(kills - len(places))]
    left = 0
    for step, after in [*((step, None) for step in places), *((None, moment) for moment in moments)]:
        fresh()
        run(args, work, step, after)
        now = state(work)
        if fault := wrong(old, new, now):
            faults.append(f"step {step}, moment {after}: {fault}")
        if not any(".creditdsl-" in name for name in now):
            continue
        left += 1
        run(args, work)
        if (again := state(work)) != new:
            faults.append(f"step {step}, moment {after}, run again: {sorted(set(again) ^ set(new)) or 'other content'}")
    return {"steps": steps, "changed": old != new, "left": left, "faults": faults}


if __name__ == "__main__":
    for module in walk_packages(creditdsl.__path__, "creditdsl."):
        if not module.name.endswith(("__main__", "_runner")):
            import_module(module.name)  # now, so that a fork need not
    for name in ("jinja2", "pyarrow.parquet", "typst", "xlsxwriter"):
        import_module(name)
    parse_line("甲 得5", "rule")
    print(json.dumps([campaign(job["args"], Path(job["folder"]), job["kills"]) for job in json.loads(sys.argv[1])]))
