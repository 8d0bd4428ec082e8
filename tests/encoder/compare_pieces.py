#!/usr/bin/env python3
"""Whether faqbot reads texts in the same word pieces as the `tokenizers` library does, and how quickly each does.

    pip install tokenizers
    python tests/encoder/compare_pieces.py TOKENIZER.json [TEXTS]

TOKENIZER.json is that of an uncased BERT model; TEXTS has texts, one a line, and may be packed (.gz). Without it only
texts made at random are read: 100,000, of every kind of character that there is.

Characters are compared first, each between two letters: those read otherwise are told by their category.
A text that is read otherwise should have one of those in it; how many have none is told (`unexplained`), and the first.
Special pieces that a text has literally ("[SEP]") are plain text for both here. By itself the library takes them for
what they name; faqbot never does.
"""

from __future__ import annotations

import gzip
import json
import random
import statistics
import sys
import time
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from faqbot.index.encoding.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LIMIT: Final = 128
MADE: Final = 100_000
SHOWN: Final = 8
SEED: Final = 7

QUESTION: Final = "How many weeks before the course may I still cancel it?"
PARAGRAPH: Final = (
    "Whoever cancels at least three weeks before the course begins gets back what was paid, less a fee of ten euros. "
    "After that we can't refund anything, as materials have been ordered and the teacher's room is booked by then; but "
    "you may send somebody else in your place, or come to the next course with the same title, if it isn't full. "
    "Please write to us (a short e-mail is enough) with your name and your booking's number at hand."
)

# Kinds of characters that texts are made of, as ranges of code points; each is as likely, whatever its size.
KINDS: Final = (
    range(0x20, 0x7F),
    range(0x61, 0x7B),
    range(0x61, 0x7B),
    range(0x20, 0x21),
    range(0x110000),  # all there is
    range(0x3000),  # alphabets and signs
    range(0xA0, 0x250),  # Latin, ß and dotless i among it
    range(0x300, 0x370),  # combining marks
    range(0x370, 0x600),  # Greek, Cyrillic, Hebrew, combining marks of its
    range(0x600, 0x1000),  # from Arabic to Tibetan, vowel signs among it
    range(0x1100, 0x1200),  # Hangul, in letters
    range(0xAC00, 0xD7A4),  # and in syllables
    range(0x1E00, 0x2070),  # Latin and Greek with accents, spaces, zero-width
    range(0x2000, 0x2070),
    range(0x3000, 0x4E10),  # Kana, ideographs
    range(0xF900, 0xFFFE),  # ideographs, ligatures, half and full width
    range(0x1D100, 0x1D200),  # musical signs, which combine
    range(0x1F300, 0x1FB00),  # emoji
    range(0xE0000, 0xE01F0),  # tags, variants
)


def main() -> int:
    if len(sys.argv) not in {2, 3}:
        sys.exit(__doc__)
    library, ours = readers(Path(sys.argv[1]))
    odd = characters(library, ours)
    if sys.argv[2:]:
        compare(Path(sys.argv[2]).name, lines(Path(sys.argv[2])), library, ours, odd)
    chance = random.Random(SEED)
    compare("made at random", [made(chance) for _ in range(MADE)], library, ours, odd)
    for name, text in (("a question", QUESTION), ("a paragraph", PARAGRAPH)):
        print(
            f"{name} of {len(text.split())} words: {micros(library, text):.1f} µs  faqbot {micros(ours, text):.1f} µs"
        )
    return 0


def readers(path: Path) -> tuple[Callable[[str], list[int]], Callable[[str], list[int]]]:
    """Text to numbers, by the library and by faqbot."""
    import tokenizers

    library: Any = tokenizers.Tokenizer.from_file(str(path))
    library.encode_special_tokens = True
    library.no_padding()
    library.enable_truncation(LIMIT)
    words = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    pieces = Pieces(sorted(words, key=words.__getitem__))
    return lambda text: list(library.encode(text).ids), lambda text: pieces.numbers(text, LIMIT)


def lines(path: Path) -> list[str]:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").split("\n")[:-1]


def characters(library: Callable[[str], list[int]], ours: Callable[[str], list[int]]) -> set[str]:
    """Tells the characters that are read otherwise, and gives them."""
    found = defaultdict[str, list[str]](list)
    for code in (*range(0xD800), *range(0xE000, 0x110000)):
        text = f"a{chr(code)}b"
        if library(text) != ours(text):
            more = len(library(text)) - len(ours(text))
            found[f"{unicodedata.category(chr(code))}, {more:+d} pieces by the library"].append(chr(code))
    print(f"Unicode {unicodedata.unidata_version}: {sum(map(len, found.values())):,} characters are read otherwise")
    for reason, those in sorted(found.items()):
        print(f"  {len(those):>5}  {reason}: {' '.join(f'U+{ord(one):04X}' for one in those[:SHOWN])}")
    return {one for those in found.values() for one in those}


def compare(
    name: str,
    texts: Sequence[str],
    library: Callable[[str], list[int]],
    ours: Callable[[str], list[int]],
    odd: set[str],
) -> None:
    """Prints how many of the texts are read alike."""
    other = [text for text in texts if library(text) != ours(text)]
    unexplained = [text for text in other if odd.isdisjoint(text)]
    print(f"{name}: {len(texts) - len(other):,} of {len(texts):,} alike, {len(unexplained)} unexplained")
    for text in unexplained[:SHOWN]:
        print(f"  {text!a}\n    library {library(text)}\n    faqbot  {ours(text)}")


def made(chance: random.Random) -> str:
    """A text made at random: of one to three kinds of characters, often with plain letters between them."""
    kinds = [chance.choice(KINDS) for _ in range(chance.randint(1, 3))]
    text = "".join(chr(chance.choice(chance.choice(kinds))) for _ in range(chance.randint(1, 40)))
    return text.encode("utf-8", "ignore").decode("utf-8")  # lone surrogates: the library takes none


def micros(read: Callable[[str], list[int]], text: str) -> float:
    """What reading a text takes, in millionths of a second: the median of many times."""
    times = []
    for _ in range(2001):
        start = time.perf_counter()
        read(text)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e6


if __name__ == "__main__":
    sys.exit(main())
