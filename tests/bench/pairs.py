#!/usr/bin/env python3
"""Near misses: how often a question that an article must not answer is answered, and one that it must is.

    python tests/bench/pairs.py            both halves, kind by kind
    python tests/bench/pairs.py --misses   what is decided wrongly in the half that one may look at

Each pair of pairs.yaml is an article of two entries, a question much like the first that must get silence, and some
that must get the first: with the right number, or another that is only a circumstance. Every second pair of a kind is
held out. The article is asked as entries, and once more as sections with the questions for headings.

Columns, for either half
    silent  share of the questions that must get silence and get it
    answer  share of the questions that must get the first entry and get it
    sure    mean confidence in what is nearest to a question that must get silence, and to one that must not
"""

from __future__ import annotations

import argparse
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from faqbot import Bot, Verdict
from faqbot.knowledge.article import Article, Entry, Knowledge, Section, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

PAIRS = Path(__file__).with_suffix(".yaml")
FORMS = ("entries", "sections")
HALVES = ("looked at", "held out")


@dataclass(frozen=True)
class Asked:
    """One question of a pair: whether it must get silence, whether it was decided rightly, and how sure the bot is."""

    kind: str
    half: str
    form: str
    question: str
    silent: bool
    right: bool
    sure: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list what is decided wrongly")
    args = parser.parse_args()
    asked = list(ask(yaml.safe_load(PAIRS.read_text(encoding="utf-8"))))
    if args.misses:
        for each in asked:
            if each.half == HALVES[0] and not each.right:
                wanted = "silent" if each.silent else "answer"
                print(f"{each.kind}\t{each.form}\t{wanted}\t{each.sure:.2f}\t{each.question}")
        return 0
    print(f"{'':12}{'':10}" + "".join(f"{half:>26}" for half in HALVES))
    print(f"{'':22}" + "  silent  answer      sure" * len(HALVES))
    kinds = list(dict.fromkeys(each.kind for each in asked))
    for kind in (*kinds, "all"):
        for form in FORMS:
            rows = [each for each in asked if each.form == form and kind in (each.kind, "all")]
            cells = "".join(figures([each for each in rows if each.half == half]) for half in HALVES)
            print(f"{kind:12}{form:10}{cells}")
    return 0


def ask(kinds: dict[str, list[dict[str, Any]]]) -> Iterator[Asked]:
    for kind, pairs in kinds.items():
        for at, pair in enumerate(pairs):
            for form in FORMS:
                bot = Bot(article(pair["entries"], form))
                for question in (pair["silent"], *pair["answer"]):
                    silent = question is pair["silent"]
                    answer = bot.answer(question)
                    given = answer.verdict is Verdict.ANSWERED
                    first = bool(answer.citation and "one" in (answer.citation.section, answer.citation.entry))
                    right = not given if silent else given and first
                    yield Asked(kind, HALVES[at % 2], form, question, silent, right, answer.confidence)


def article(entries: dict[str, str], form: str) -> Knowledge:
    """The article: its first entry, or section, is called "one"."""
    parts = [(name, *entry) for name, entry in zip(("one", "two"), entries.items(), strict=True)]
    faq, sections = tuple[Entry, ...](), tuple[Section, ...]()
    if form == "entries":
        faq = tuple(Entry(name, q, (), Text(a, 1), None, 1) for name, q, a in parts)
    else:
        sections = tuple(Section(name, q, None, Text(a, 1), 1) for name, q, a in parts)
    made = Article("pair", "pair.yaml", "Pair", None, None, None, "en", (), None, None, sections, faq)
    return Knowledge((made,))


def figures(rows: list[Asked]) -> str:
    silent, answer = ([each for each in rows if each.silent is wanted] for wanted in (True, False))
    shares = "".join(f"{statistics.fmean(each.right for each in group):8.2f}" for group in (silent, answer))
    sure = "/".join(f"{statistics.fmean(each.sure for each in group):.2f}" for group in (silent, answer))
    return f"{shares}{sure:>10}"


if __name__ == "__main__":
    sys.exit(main())
