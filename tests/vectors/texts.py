"""The texts that a table of word vectors is learnt from: sentences, a dictionary's senses, and short clips."""

from __future__ import annotations

import gzip
import random
import re
from collections import Counter
from pathlib import Path

from faqbot.language import tokens

CLIPS = 45_000
SHORTEST_CLIPPED = 6  # words of a sentence that clips are cut from
OPENED = 0.45  # the share of the clips that open like a question

# How questions to a bot begin, in general: none is taken from a set of questions.
OPENINGS = (
    "how do i|how can i|can i|what is the|what are the|where can i find|where is the|do you have|is there a|why is my|"
    "when will the|i want to|i need to|how much is|how many|who is the|how long does|what happens if|tell me about|"
    "is it possible to|why can't i|do i need a|does the|i lost my|are there any|what does|which|i would like to"
).split("|")


def words(texts: list[str]) -> list[list[str]]:
    """The words of each text, as faqbot looks them up."""
    return [[word.text for word in tokens.words(one)] for one in texts]


def sentences(path: Path) -> list[str]:
    """The lines of a corpus, one sentence each; the file may be packed (.gz)."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in lines]


def senses(folder: Path, known: set[str]) -> list[str]:
    """WordNet's examples, and its definitions of the senses for which a known word stands, behind their words.

    "casualty: someone injured or killed or captured or missing in a military engagement"
    """
    examples, definitions = dict[str, None](), dict[str, None]()
    for kind in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{kind}").read_text(encoding="latin-1").splitlines():
            head, _, gloss = line.partition(" | ")
            if line.startswith(" "):  # the licence
                continue
            fields = head.split()
            lemmas = [re.sub(r"\(.*\)", "", fields[4 + 2 * n]).replace("_", " ") for n in range(int(fields[3], 16))]
            definition, *shown = re.split(r'; (?=")', gloss.strip())
            if any(lemma.lower() in known and not lemma[0].isupper() for lemma in lemmas):
                definitions[f"{', '.join(lemmas[:4])}: {definition.strip(' ;')}"] = None
            examples |= {example.strip(' ;"'): None for example in shown if len(example.strip(' ;"').split()) > 2}
    return [*examples, *definitions]


def clips(corpus: list[str], seed: int) -> list[str]:
    """Short pieces of the corpus's full sentences, in lower case, some of them opened like a question.

    What people ask a bot is shorter and less complete than what is written: "pay with apple", "how can i sign up".
    """
    chance = random.Random(seed)
    full = [one for one in corpus if one[-1:] in ".?!" and len(one.split()) >= SHORTEST_CLIPPED]
    found = set[str]()
    while full and len(found) < CLIPS:
        pieces = re.sub(r"[^\w\s\'-]", " ", chance.choice(full)).split()
        size = chance.randint(2, 6)
        if len(pieces) <= size:
            continue
        at = chance.randrange(len(pieces) - size + 1)
        clip = " ".join(pieces[at : at + size])
        if chance.random() < OPENED:
            clip = f"{chance.choice(OPENINGS)} {clip}"
        found.add(clip.lower())
    return sorted(found)


def vocabulary(corpus: list[list[str]], whole: list[str], least: int) -> list[str]:
    """The words that the corpus has at least so often, the most frequent first, then other `whole` words."""
    counts = Counter(word for one in corpus for word in one)
    frequent = [word for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n >= least]
    return list(dict.fromkeys([*frequent, *whole]))
