"""The installed command `creditdsl`, the same as `python -m creditdsl`.

Promises that an interrupt ends the program quietly, also while its modules load.
"""

import sys


def main() -> int:
    """Run one command and give its exit status."""
    try:
        from creditdsl.cli import main as command

        status = command.main()
        _ignore_interrupts()
        return status
    except KeyboardInterrupt:
        _ignore_interrupts()
        if sys.stderr is not None:
            sys.stderr.write("\n已中断，没有完成。\n")
        return 130


def _ignore_interrupts() -> None:
    """Take no further interrupt: the program ends, and Python would show where."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
