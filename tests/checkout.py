"""Where things lie and how the program is started, whichever folder the tests are run from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import faqbot

TESTS: Final = Path(__file__).parent
ROOT: Final = TESTS.parent
SHIPPED: Final = ROOT / "knowledge"  # the article that ships
PACKAGE: Final = Path(faqbot.__file__).parent  # the faqbot that is tested, be it this folder's or an installed one
PYTHONPATH: Final = str(PACKAGE.parent)  # with which other processes import the same one
FAQBOT: Final = (sys.executable, "-m", faqbot.__name__)  # the command
