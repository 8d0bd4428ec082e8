#!/usr/bin/env python3
"""How many questions that are answered rightly still are when one word of them is written otherwise.

    python tests/bench/perturb.py             the article that ships, and the articles of the benches
    python tests/bench/perturb.py --misses    and each question that is lost, with what became of it

Each question that the bot answers rightly is changed in one place by each kind of change, a few times by a rule with a
fixed seed. Beside that stands how often a question that the article doesn't answer is answered once it is changed so
(it wasn't before), and how many words that neither the knowledge nor the vectors have are read as one of the
knowledge's: words of the other articles, cities of the world's time zones, and modules of Python.
"""

from __future__ import annotations

import random
import re
import sys
import zoneinfo
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, TypeAlias

import labelled

from faqbot import Bot, Verdict
from faqbot.index.vectors.table import Table
from faqbot.language import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENGLISH: Final = language.of("en")
WORDS: Final = Table(str(ENGLISH.vectors))
TIMES: Final = 3  # each kind of change is made so often to a question
SEED: Final = "perturb"
ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SMALL: Final = 3  # letters of the smallest word that is changed
CONTENT: Final = 4
UNITS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()
MARKED: Final = str.maketrans("aeiouncs", "áéíóúñčš")

# From a question, or a word of it, to another writing of it; None where it can't be made.
Change: TypeAlias = "Callable[[random.Random, str], str | None]"


def swapped(chance: random.Random, word: str) -> str | None:
    places = [at for at in range(len(word) - 1) if word[at] != word[at + 1]]
    at = chance.choice(places) if places else None
    return None if at is None else word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def dropped(chance: random.Random, word: str) -> str | None:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]


def doubled(chance: random.Random, word: str) -> str | None:
    at = chance.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def neighbouring(chance: random.Random, word: str) -> str | None:
    at = chance.randrange(len(word))
    keys = [ROWS[row + by][place + step]
            for row, keys in enumerate(ROWS) for place, key in enumerate(keys) if key == word[at].lower()
            for by, step in ((0, -1), (0, 1), (-1, 0), (-1, 1), (1, -1), (1, 0))
            if 0 <= row + by < len(ROWS) and 0 <= place + step < len(ROWS[row + by])]  # fmt: skip
    return word[:at] + chance.choice(keys) + word[at + 1 :] if keys else None


TYPOS: Final = {"swap": swapped, "drop": dropped, "double": doubled, "neighbour": neighbouring}


def is_small(word: str) -> bool:
    return word.isascii() and word.isalpha() and len(word) >= SMALL and word.lower() in ENGLISH.stop_words


def is_content(word: str) -> bool:
    """Whether a word is one of the subject, and not misspelt already."""
    low = word.lower()
    return word.isascii() and word.isalpha() and len(word) >= CONTENT and low not in ENGLISH.stop_words and low in WORDS


def one_word(wanted: Callable[[str], bool], change: Change) -> Change:
    """A change of one word of a question, among those wanted; to the word itself is no change."""

    def changed(chance: random.Random, question: str) -> str | None:
        places = [found for found in re.finditer(r"[^\W_]+", question) if wanted(found[0])]
        places = [found for found in places if found.end() == len(question) or question[found.end()] not in "'’"]
        if not places:
            return None
        found = chance.choice(places)
        word = change(chance, found[0])
        return None if word in (None, found[0]) else question[: found.start()] + word + question[found.end() :]

    return changed


def split(chance: random.Random, word: str) -> str | None:
    at = chance.randrange(3, len(word) - 2) if len(word) >= 6 else 0
    return f"{word[:at]} {word[at:]}" if at else None


def plural(_: random.Random, word: str) -> str | None:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else f"{word}s"


def without_space(between: str, wanted: Callable[[str], bool]) -> Change:
    """Two words of a question written as one, with `between` for the space."""

    def changed(chance: random.Random, question: str) -> str | None:
        pairs = re.finditer(r"(?<![\w'’])(?=([A-Za-z]+) ([A-Za-z]+)(?![\w'’]))", question)
        places = [pair.end(1) for pair in pairs if wanted(pair[1]) and wanted(pair[2])]
        at = chance.choice(places) if places else 0
        return question[:at] + between + question[at + 1 :] if at else None

    return changed


def numbers(_: random.Random, question: str) -> str | None:
    """A number in figures as a word, and the other way round."""
    worded = re.sub(r"(?<![\w.,:])(\d|1[012])(?![\w.,:])", lambda found: UNITS[int(found[0])], question)
    spelt = re.compile(rf"\b(?:{'|'.join(UNITS[2:])})\b", re.IGNORECASE)
    told = spelt.sub(lambda found: str(UNITS.index(found[0].lower())), question)
    return next((now for now in (worded, told) if now != question), None)


def replaced(what: str, by: str) -> Change:
    return lambda _, question: question.replace(what, by) if what in question else None


CHANGES: Final[dict[str, Change]] = {
    **{f"small word, {name}": one_word(is_small, typo) for name, typo in TYPOS.items()},
    **{f"content word, {name}": one_word(is_content, typo) for name, typo in TYPOS.items()},
    "two words joined": without_space("", lambda word: len(word) >= SMALL),
    "a word split": one_word(is_content, split),
    "plural or singular": one_word(is_content, plural),
    "possessive": one_word(is_content, lambda _, word: f"{word}'s"),
    "hyphen for a space": without_space("-", is_content),
    "space for a hyphen": replaced("-", " "),
    "no apostrophe": lambda _, question: question.replace("'", "").replace("’", "") if "'" in question else None,
    "capitals": lambda _, question: question.upper(),
    "small letters": lambda _, question: question.lower() if question.lower() != question else None,
    "numbers": numbers,
    "marks on letters": one_word(is_content, lambda _, word: word.translate(MARKED)),
}  # fmt: skip


def outcome(bot: Bot, question: str, wanted: frozenset[str]) -> str:
    """What becomes of a question: right, wrong (another place, or an answer where there is none), or silent."""
    answer = bot.answer(question)
    if answer.verdict is not Verdict.ANSWERED or not answer.citation:
        return "silent"
    return "right" if wanted & {answer.citation.section, answer.citation.entry} else "wrong"


def changed(kind: str, question: str) -> Iterator[str]:
    """The question, changed in that way a few times; none where nothing in it can be."""
    made = (CHANGES[kind](random.Random(f"{SEED} {kind} {turn} {question}"), question) for turn in range(TIMES))
    yield from dict.fromkeys(filter(None, made))


def strangers(bots: list[Bot]) -> Iterator[tuple[str, str]]:
    """Words that a knowledge and the vectors have never heard of, each with what of the knowledge it is read as."""
    world = {part.lower() for zone in zoneinfo.available_timezones() for part in re.split(r"[/_]", zone)}
    words = {word for word in world | set(sys.stdlib_module_names) if word.isalpha()}
    words |= {form for bot in bots for form in bot._matcher.index.words.beginning("") if form.isalpha()}
    for bot in bots:
        for word in sorted(words - set(bot._matcher.index.words.beginning(""))):
            if len(word) > 1 and word not in WORDS:
                asked = bot._matcher.read(f"what about {word}").asked[2:]
                met = [term for each in asked for term, how, _ in each.meets[:1] if each.word != word]
                yield word, " ".join(met)


def main() -> int:
    documents = list({id(d.knowledge): d for d in (*labelled.shipped(None), *labelled.articles())}.values())
    bots = [Bot(document.knowledge) for document in documents]
    counts: defaultdict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    answered: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for number, (document, bot) in enumerate(zip(documents, bots, strict=True)):
        for question, wanted, _ in document.questions:
            before = outcome(bot, question, wanted)
            if before != ("right" if wanted else "silent"):
                continue
            for kind in CHANGES:
                for now in changed(kind, question):
                    became = outcome(bot, now, wanted)
                    if not wanted:
                        answered[kind][became == "wrong"] += 1
                        continue
                    counts[number == 0, kind][became] += 1
                    if became != "right" and "--misses" in sys.argv:
                        print(f"{kind}\t{number}\t{became}\t{question}\t{now}")
    show(counts, answered)
    read = list(strangers(bots))
    taken = [f"{word}/{term}" for word, term in read if term]
    print(f"words never heard of that are read as one that it has: {len(taken)} of {len(read)}")
    if "--misses" in sys.argv:
        print(*taken)
    return 0


def show(counts: dict[tuple[bool, str], Counter[str]], answered: dict[str, Counter[bool]]) -> None:
    print(f"{'':26}{'article that ships':>22}{'other articles':>22}{'unanswerable':>16}")
    print(f"{'':26}" + f"{'changed  right  wrong':>22}" * 2 + f"{'answered':>16}")
    groups = {kind: [kind] for kind in CHANGES}
    for name in ("small word", "content word"):
        groups[name] = [kind for kind in CHANGES if kind.startswith(name)]
    for name, kinds in groups.items():
        cells = ""
        for ships in (True, False):
            found = sum((counts[ships, kind] for kind in kinds), Counter[str]())
            total = found.total() or 1
            cells += f"{found.total():8}{found['right'] / total:7.3f}{found['wrong'] / total:7.3f}"
        silent = sum((answered[kind] for kind in kinds), Counter[bool]())
        print(f"{name:26}{cells}{silent[True]:8} of {silent.total():4}")


if __name__ == "__main__":
    sys.exit(main())
