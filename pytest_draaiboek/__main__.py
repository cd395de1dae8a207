"""The command ``draaiboek``, also as ``python -m pytest_draaiboek``."""

import sys

from pytest_draaiboek.opdrachtregel import hoofd

if __name__ == "__main__":
    sys.exit(hoofd())
