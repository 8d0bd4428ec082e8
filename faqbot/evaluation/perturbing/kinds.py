"""What a question may be changed by: kinds, and the variants of each. Words only: the tables of golden files hold them.

typos-2    the second variant of the kind `typos`
"""

from __future__ import annotations

from typing import Final

TURNED: Final = "turned"  # the kind whose questions ask for something else
# Those that only a question with an answer is changed by: keywords ask for less than a question does, so that what has
# no answer may have one then; and what is turned is held against the old answer.
ANSWERED: Final = frozenset({"keywords", TURNED})
# Kind -> its variants.
VARIANTS: Final[dict[str, tuple[str, ...]]] = {
    "typos": ("1", "2", "3", "4"),  # a key beside the right one, a letter doubled, one dropped, two swapped
    "case": ("1",),
    "punctuation": ("1",),
    "synonyms": ("1", "2"),
    "politeness": ("1", "2"),
    "context": ("1", "2"),
    "keywords": ("1",),
    TURNED: ("number", "year", "date", "name", "role", "not"),
}
KINDS: Final = tuple(VARIANTS)
MARKS: Final = tuple(f"{kind}-{variant}" for kind, variants in VARIANTS.items() for variant in variants)


SIGN: Final = " ~"  # between a question and what it was changed by
ALL: Final = "all"  # stands for all kinds


def id_of(question: str, mark: str) -> str:
    """What a changed question is called."""
    return f"{question}{SIGN}{mark}"


def parted(id_: str) -> tuple[str, str]:
    """The question and what it was changed by, of an id; of another text itself and ""."""
    question, _, mark = id_.rpartition(SIGN)
    return (question, mark) if mark in MARKS else (id_, "")


def named(text: str) -> tuple[str, ...]:
    """The kinds that are named, with commas between them, in the order of `KINDS`; `all` names all.

    Raises:
        ValueError: one is none of them; says so in a sentence.
    """
    names = [name.strip().lower() for name in text.split(",")]
    wrong = next((name for name in names if name not in KINDS and name != ALL), None)
    if wrong is not None:
        raise ValueError(f'"{wrong}" is no kind of change: there are {", ".join(KINDS)}, and {ALL}')
    return KINDS if ALL in names else tuple(kind for kind in KINDS if kind in names)


def kind_of(mark: str) -> str:
    """The kind of what is called `typos-2`."""
    return mark.partition("-")[0]
