"""The command `faqbot`, also as `python -m faqbot`."""

import gc
import sys

gc.disable()  # until the knowledge is loaded (`cli`) nothing is garbage; looking for some takes 3 ms of the start

from faqbot.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
