"""`python -m creditdsl`, the same as the installed command `creditdsl`."""

import sys

from creditdsl.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
