#!/usr/bin/env python3
"""How questions to several articles are answered: aimed at one, alike in two, told otherwise by another, absent.

python tests/bench/several.py            right and wrong by kind
python tests/bench/several.py --misses   and each miss
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from faqbot import Bot, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot import Answer
    from faqbot.answering.answers import Citation

FOLDER: Final = Path(__file__).resolve().parent.parent / "many"
KINDS: Final = ("cite", "both", "differ", "elsewhere", "unknown")


@dataclass(frozen=True)
class Labelled:
    """A question, the articles that its caller names, and what must become of it: a kind, and the places of it."""

    knowledge: str
    ask: str
    articles: tuple[str, ...]
    kind: str
    refs: frozenset[str]
    xfail: str | None


def labelled() -> Iterator[Labelled]:
    """All questions, in the order of their files."""
    for path in sorted(FOLDER.glob("*.questions.yaml")):
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in read["cases"]:
            kind = next(kind for kind in KINDS if kind in case)
            refs = case[kind] if isinstance(case[kind], list) else [] if case[kind] is True else [case[kind]]
            given = tuple(case.get("articles", ()))
            yield Labelled(read["knowledge"], case["ask"], given, kind, frozenset(refs), case.get("xfail"))


def bots() -> dict[str, Bot]:
    """The knowledges, by their names."""
    return {path.name: Bot.load(path) for path in sorted(FOLDER.iterdir()) if path.is_dir()}


def became(answer: Answer) -> tuple[str, frozenset[str]]:
    """What became of a question: a kind, and the places of it."""
    citation: Citation | None = answer.citation or answer.closest
    told = _refs([citation] if citation else [])
    agreeing: frozenset[str] = _refs(getattr(answer, "agreeing", ()))
    disagreeing: frozenset[str] = _refs(getattr(answer, "disagreeing", ()))
    if disagreeing:
        return "differ", told | agreeing | disagreeing
    if str(answer.cause) == "elsewhere":
        return "elsewhere", frozenset(match.ref for match in answer.suggestions)
    if answer.verdict is Verdict.ANSWERED:
        return ("both", told | agreeing) if agreeing else ("cite", told)
    offered = frozenset(match.ref for match in answer.suggestions)
    return ("offered", offered) if offered else ("unknown", frozenset())


def is_right(case: Labelled, answer: Answer) -> bool:
    """Whether a question became what it must. What is absent may have something offered that was maybe meant."""
    kind, refs = became(answer)
    if case.kind == "unknown":
        return answer.verdict is not Verdict.ANSWERED and kind in ("unknown", "offered")
    if case.kind == "elsewhere":
        return kind == "elsewhere" and case.refs <= refs
    return kind == case.kind and refs == case.refs


def is_wrong(case: Labelled, answer: Answer) -> bool:
    """Whether a question is answered, or said to be told in several ways, and it must not be so: worse than silent."""
    kind, _ = became(answer)
    return not is_right(case, answer) and kind in ("cite", "both", "differ")


def _refs(citations: Iterable[Citation]) -> frozenset[str]:
    return frozenset(f"{cite.article}#{cite.entry or cite.section}" for cite in citations)


def ask(bot: Bot, case: Labelled) -> Answer:
    """The answer to a labelled question."""
    return bot.answer(case.ask, articles=case.articles) if case.articles else bot.answer(case.ask)


def main() -> None:
    """Print the figures."""
    known = bots()
    count, right, wrong = Counter[str](), Counter[str](), Counter[str]()
    for case in labelled():
        try:
            answer: Any = ask(known[case.knowledge], case)
        except TypeError:  # before articles could be named
            answer = known[case.knowledge].answer(case.ask)
        kind = f"{case.kind}, given" if case.articles else case.kind
        count[kind] += 1
        right[kind] += is_right(case, answer)
        wrong[kind] += is_wrong(case, answer)
        if "--misses" in sys.argv[1:] and not is_right(case, answer):
            told, refs = became(answer)
            mark = "WRONG" if is_wrong(case, answer) else "miss"
            print(f"{mark:5} {case.ask} {list(case.articles) or ''}\n      {case.kind} {sorted(case.refs)}")
            print(f"      came {told} {sorted(refs)} {answer.confidence:.2f} {answer.cause}")
    for kind in sorted(count):
        print(f"{kind:16} {right[kind]:3} of {count[kind]:3} right, {wrong[kind]:2} wrong")
    print(f"{'all':16} {right.total():3} of {count.total():3} right, {wrong.total():2} wrong")


if __name__ == "__main__":
    main()
