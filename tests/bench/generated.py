"""A knowledge of any size, and questions about it, from a seed: the same everywhere.

The words are those of the word vectors that ship. Their scales put them into an order much like that of their
frequency (smooth inverse frequency: what is common was made short), and a word is drawn by its place in that order as
in natural text (Zipf, 1935; Mandelbrot, 1953). Words that mean alike keep company, so that an entry has others
of its subject beside it, and names are made of syllables without end, as a natural vocabulary grows with its text.
"""

from __future__ import annotations

import bisect
import functools
import math
import random
import re
import struct
from array import array
from collections import defaultdict
from itertools import accumulate, islice
from operator import mul
from typing import TYPE_CHECKING, Final, NamedTuple

from perturb import TYPOS

from faqbot.index.vectors.table import Table
from faqbot.language import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ENGLISH: Final = language.of("en")
HEADER: Final = struct.Struct("<8sHHIII")  # magic, version, dimensions, words, bytes of words, checksum (`vectors.py`)
BLOCK: Final = 64  # words for which the table has one place

TEMPLATES: Final = [re.split(r"\{(\w+)\}", line) for line in """\
How do I {do} the {thing} of {name} {thing}?
What is the {quality} {thing} for {thing} and {thing}?
Where can I find the {thing} that {name} {done} the {thing} with?
Why does my {thing} {do} the {quality} {thing} after {doing}?
Can I {do} {quality} {thing} without {doing} the {thing}?
Which {thing} do I need for {doing} {thing} in {name}?
When will the {quality} {thing} of {name} be {done}?
Who {done} the {thing} of the {quality} {thing}?
Is it possible to {do} the {thing} {manner} before the {thing}?
How long does the {thing} of {quality} {thing} take?
How much does {doing} the {thing} cost for {quality} {thing}?
What happens to the {thing} if the {thing} is {manner} {done}?
Do you have {thing} for {quality} {thing} at the {thing}?
How many {thing} are there in the {quality} {thing} of {number}?
What did {name} say about {thing} and {quality} {thing}?
Are {quality} {thing} {done} with {thing} from {name}?
What should I do when the {thing} {number} is {done} by {thing}?
Does the {thing} {manner} {do} {quality} {thing}?
Where was the {name} {thing} {done} before {number}?
Should I {do} the {thing} or the {thing} for {doing}?""".splitlines()]  # fmt: skip
DO: Final = (
    "use|find|get|make|change|open|add|pay|send|buy|set|start|read|keep|move|create|check|return|remove|order|choose|book|"
    "cancel|close|connect|update|install|write|build|run|save|share|print|cut|clean|replace|apply|join|leave|visit|renew|"
    "register|repair|report|transfer|borrow|download|upload|pack|ship|store|claim|cook|wash|paint|plant|grow|mount|mix|"
    "measure|protect|prepare|prove|record|reset|restore|schedule|sell|sign|test|train|translate|unlock|verify|withdraw|"
    "attach|bake|charge|compare|convert|copy|deliver|donate|drain|enter|export|feed|heat|import|label|lend|lift|load"
).split("|")
# How the other words of a sort end; of the rest those are things that the table has with an s as well, or without.
ENDS: Final[dict[str, str | tuple[str, ...]]] = {"manner": "ly", "doing": "ing", "done": "ed",
               "quality": ("al", "ive", "ous", "ful", "able", "ible", "ic", "less", "ary")}  # fmt: skip
SHORTEST: Final = 3  # letters
SHORTEST_ENDED: Final = 5  # letters of a word whose end tells its sort: red is no verb

BEND: Final = 50  # words that are commoner than any of content: function words, which the templates have
COMPANY: Final = 0.5  # the share of words that are drawn from those of the entry's subject
PLANES: Final = 5  # that cut the space of meaning into subjects
SYLLABLES: Final = [c + v for c in "bdfgklmnprstvz" for v in "aeio"]
NAMES: Final = 20_000_000  # of which the commonest are drawn first: p(rank) ~ 1 / rank
YEARS: Final = range(1800, 2030)

LEFT_OUT: Final = {True: 0.5, False: 0.2}  # the share of words that a question leaves out: function words, others
SHORTEST_MISSPELT: Final = 5  # letters
COMMON: Final = 5_000  # words of a sort of which a synonym is one
ALIKE: Final = 0.55  # the least cosine of a synonym
SAME: Final = 4  # letters that a synonym doesn't begin with as well: it would be another form of the word


class Question(NamedTuple):
    """What is asked, the number of the entry that answers it, and how it differs from that."""

    text: str
    gold: int
    kind: str


class Draw:
    """Words to be drawn, the first the most often.

    Args:
        words: the place of each among all of its sort, and the word.
    """

    def __init__(self, words: Sequence[tuple[int, str]]) -> None:
        self.words = [word for _, word in words]
        self._upto = list(accumulate(1 / (place + BEND) for place, _ in words))

    def __call__(self, chance: random.Random) -> str:
        return self.words[bisect.bisect(self._upto, chance.random() * self._upto[-1])]


class Vocabulary:
    """The words that entries are made of, by their sort, and by their subject in it."""

    def __init__(self) -> None:
        self._table = Table(str(ENGLISH.vectors))
        sorts = {"do": list(DO), **sorted_out([w for w in by_scale(str(ENGLISH.vectors)) if is_plain(w)])}
        self._sort = {word: sort for sort, found in sorts.items() for word in found}
        self.sorts = {sort: Draw(list(enumerate(found))) for sort, found in sorts.items()}
        chance = random.Random("planes")
        self._planes = [[chance.choice((-1, 1)) for _ in range(self._table.dimensions)] for _ in range(PLANES)]
        subjects = defaultdict[tuple[str, str], list[tuple[int, str]]](list)
        for sort, found in sorts.items():
            for place, word in enumerate(found):
                subjects[self.subject(word), sort].append((place, word))
        self.subjects = {key: Draw(found) for key, found in subjects.items()}
        self._common = functools.cache(self._common_of)
        self.synonym = functools.cache(self._synonym)

    def subject(self, word: str) -> str:
        """The corner of the space of meaning that a word lies in: on which side of each plane."""
        row = self._row(word)
        return "".join("+-"[sum(map(mul, row, plane)) < 0] for plane in self._planes) if row else ""

    def _synonym(self, word: str) -> str | None:
        """The common word of its sort that means most like another and isn't a form of it."""
        asked = self._row(word)
        if asked is None or word not in self._sort:
            return None
        size = math.hypot(*asked)
        others = [(w, row) for w, row in self._common(self._sort[word]) if w[:SAME] != word[:SAME]]
        cosine, found = max((sum(map(mul, asked, row)) / (size * math.hypot(*row)), other) for other, row in others)
        return found if cosine >= ALIKE else None

    def _common_of(self, sort: str) -> list[tuple[str, array[int]]]:
        return [(word, row) for word in self.sorts[sort].words[:COMMON] if (row := self._row(word))]

    def _row(self, word: str) -> array[int] | None:
        row = self._table.row(word)
        return None if row is None else array("b", row)


@functools.cache
def vocabulary() -> Vocabulary:
    return Vocabulary()


def by_scale(path: str) -> list[str]:
    """The words of a table of word vectors, the one with the smallest scale first, which are the commonest."""
    with open(path, "rb") as file:
        data = file.read()
    _, _, _, size, length, _ = HEADER.unpack_from(data)
    start = HEADER.size + 4 * -(-size // BLOCK)
    words = data[start : start + length].decode().strip("\n").split("\n")
    scales = struct.unpack_from(f"<{size}H", data, start + length)
    return [word for _, word in sorted(zip(scales, words, strict=True))]


def is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha() and len(word) >= SHORTEST and word not in ENGLISH.stop_words


def sorted_out(words: Sequence[str]) -> dict[str, list[str]]:
    """The words of each sort, in their order; those whose sort can't be told are left out."""
    known, found = set(words), defaultdict[str, list[str]](list)
    for word in words:
        ended = (sort for sort, ends in ENDS.items() if len(word) >= SHORTEST_ENDED and word.endswith(ends))
        if sort := next(ended, "thing" if word + "s" in known or (word[-1] == "s" and word[:-1] in known) else ""):
            found[sort].append(word)
    return found


def entries(seed: int) -> Iterator[str]:
    """The questions of the entries, without end: a smaller knowledge is the beginning of a larger one."""
    chance, words = random.Random(f"entries {seed}"), vocabulary()
    while True:
        subject, made = "", []
        for at, part in enumerate(chance.choice(TEMPLATES)):
            if at % 2 == 0:
                made.append(part)
            elif part == "name":
                made.append(name(chance))
            elif part == "number":
                made.append(str(chance.choice(YEARS)))
            else:
                own = words.subjects.get((subject, part)) if chance.random() < COMPANY else None
                word = (own or words.sorts[part])(chance)
                while word in made:  # twice in one entry would be more than in natural text
                    word = words.sorts[part](chance)
                made.append(word)
                subject = subject or words.subject(word)
        text = "".join(made)
        yield text[0].upper() + text[1:]


def name(chance: random.Random) -> str:
    """A name of two syllables or more, the common ones short."""
    rank, made = int(NAMES ** chance.random()) + len(SYLLABLES), ""
    while rank:
        rank, syllable = divmod(rank, len(SYLLABLES))
        made += SYLLABLES[syllable]
    return made.capitalize()


def questions(made: Sequence[str], count: int, seed: int) -> list[Question]:
    """Questions of each kind in turn, each about an entry of those made, drawn at random."""
    chance = random.Random(f"questions {seed} {len(made)}")
    kinds = list(KINDS.items())
    found = []
    for number in range(count):
        gold = chance.randrange(len(made))
        kind, change = kinds[number % len(kinds)]
        found.append(Question(" ".join(change(chance, shortened(chance, made[gold]))), gold, kind))
    return found


def shortened(chance: random.Random, entry: str) -> list[str]:
    """Some of the words of an entry, as one types them: at least two of its content."""
    words = re.findall(r"\w+", entry.lower())
    kept = [word for word in words if chance.random() >= LEFT_OUT[word in ENGLISH.stop_words]]
    content = [word for word in words if word not in ENGLISH.stop_words]
    return kept if len(set(kept) & set(content)) > 1 else content


def moved(chance: random.Random, words: list[str]) -> list[str]:
    """In another order: what stood behind some word comes first, without function words."""
    content = [word for word in words if word not in ENGLISH.stop_words]
    at = chance.randrange(1, len(content))
    return content[at:] + content[:at]


def misspelt(chance: random.Random, words: list[str]) -> list[str]:
    """One longer word with a slip, of which there are four sorts; the first letter stands."""
    long = [at for at, word in enumerate(words) if len(word) >= SHORTEST_MISSPELT and word not in ENGLISH.stop_words]
    if not long:
        return words
    at = chance.choice(long)
    slip = TYPOS[chance.choice(sorted(TYPOS))]
    changed = slip(chance, words[at][1:]) or words[at][1:]
    return [*words[:at], words[at][0] + changed, *words[at + 1 :]]


def reworded(chance: random.Random, words: list[str]) -> list[str]:
    """One word in place of which stands another that means much the same, by the word vectors."""
    places = [at for at, word in enumerate(words) if word not in ENGLISH.stop_words]
    chance.shuffle(places)
    for at in places:
        if other := vocabulary().synonym(words[at]):
            return [*words[:at], other, *words[at + 1 :]]
    return words


KINDS: Final[dict[str, Callable[[random.Random, list[str]], list[str]]]] = {
    "shorter": lambda _, words: words,
    "another order": moved,
    "a typo": misspelt,
    "a synonym": reworded,
}


def some(count: int, seed: int) -> list[str]:
    """The first entries."""
    return list(islice(entries(seed), count))
