"""The command `faqbot`, also as `python -m faqbot`."""

import gc
import sys


def main() -> int:
    """Run the command; returns the exit status. Ctrl-C ends it quietly from the first moment."""
    gc.disable()  # until the knowledge is loaded (`cli`) nothing is garbage; looking for some takes 3 ms of the start
    try:
        from faqbot.terminal.shell import cli

        return cli.main()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
