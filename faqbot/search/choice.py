"""Which of the candidates answers a question, if any: the odds of each, and its chances against all the others.

The odds of a candidate, against none of them, are a sum over its traits, each with a weight, less what a question such
as this one demands. Its chance is its share:

    chance of i = e^odds(i) / (1 + sum of e^odds(j) over all j)

That is a choice model with an outside option (McFadden, 1974). A rival that fits as well halves a chance, however good
both are, and so does a question that nothing here answers: no rule for either is needed. The weights are those of
greatest likelihood on labelled questions about documents (`tests/bench/documents.py`, which leaves each document out in
turn to tell what they are worth on one that they have not seen).
"""

from __future__ import annotations

import math
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.search.against.against import NEAR_MISSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The traits that tell whether the fact asked for is there.
FACTS: Final = ("no quantity", "no thing", "no fact")

# What speaks against a candidate whatever speaks for it: a whole one leaves a three-thousandth of its odds. Questions
# that tell of these are few, so that they are set and not fitted. Of the best matches that lacked the quantity or the
# thing asked for, 9 of 45 were right; of those with another number, another identifier or the opposite, 8 of 38, and
# none of those on documents.
AGAINST: Final = -8.0

# What a whole of each trait adds to the odds: where word vectors tell what texts mean, where nothing does, and with an
# encoder of texts. That reads the wordings itself, so that their words add nothing to what it says (fitted, -0.02 and
# -0.86; without them as many decisions are right).
WEIGHTS: Final[Mapping[str, Mapping[str, float]]] = {
    "vectors": {
        "wording": 2.42,
        "sentence": 3.79,
        "whole": 1.94,
        "letters": 2.98,
        "subject met": 1.39,
        "met at once": 2.22,
        "covered": 1.96,
        "meaning": 3.07,
        "gist": 0.45,
        "section": 1.23,
        "names only": -0.28,
        "another name": -0.64,
        "no fact": -0.63,
    },
    "words": {
        "wording": 3.82,
        "sentence": 4.96,
        "whole": 2.05,
        "letters": 4.14,
        "subject met": 1.42,
        "met at once": 2.43,
        "covered": 2.28,
        "section": 1.18,
        "names only": -0.25,
        "another name": -1.08,
        "no fact": -0.79,
    },
    "encoder": {
        "sentence": 2.12,
        "whole": 2.07,
        "letters": 1.58,
        "subject met": 1.32,
        "met at once": 1.30,
        "meaning": 6.75,
        "section": 0.77,
        "names only": 0.61,
        "another name": -0.77,
        "no fact": -0.54,
    },
}

# What a question demands before one is likelier than none of them: a long one meets less of anything. How many
# candidates there are is no matter: demanding more of many (by its logarithm) gave no more on documents, and silenced
# the large sets of the panel (right decisions on the three largest 0.81 without, 0.72 with it).
DEMANDS: Final[Mapping[str, Mapping[str, float]]] = {
    "vectors": {"any": 6.89, "per word": -0.13},
    "words": {"any": 6.86, "per word": -0.21},
    "encoder": {"any": 5.75, "per word": -0.28},
}


class Odds(NamedTuple):
    """The natural logarithm of a candidate's odds against none of them.

    Attributes:
        all: as it is.
        topic: if it held the fact asked for.
        missed: what its being a near miss takes off both, 0 or less.
    """

    all: float
    topic: float
    missed: float = 0.0


class Choice:
    """The odds of candidates. Immutable.

    Args:
        sense: by what meaning is told, one of `WEIGHTS`.
    """

    def __init__(self, sense: str) -> None:
        self._weights = {**dict.fromkeys((*FACTS, *NEAR_MISSES), AGAINST), **WEIGHTS[sense]}
        self._demands = DEMANDS[sense]

    def weight(self, trait: str) -> float:
        """What a whole of a trait adds to the odds: nothing where meaning is not told by what it looks at."""
        return self._weights.get(trait, 0.0)

    def odds(self, traits: Mapping[str, float], content: int) -> Odds:
        """The odds of a candidate with these traits.

        Args:
            traits: by name; most of them 0..1.
            content: how many words of the question say what it is about.
        """
        weight = self._weights.get
        told = [(name, value) for name, value in traits.items() if value]  # half of them
        odds = math.fsum([-self.demand(content), *[weight(name, 0.0) * value for name, value in told]])
        return Odds(
            all=odds,
            topic=odds - math.fsum([weight(name, 0.0) * value for name, value in told if name in FACTS]),
            missed=AGAINST * math.fsum([value for name, value in told if name in NEAR_MISSES]),
        )

    def demand(self, content: int) -> float:
        """What a question of so many words that say what it is about takes off the odds of all candidates."""
        return self._demands["any"] + self._demands["per word"] * content


def chances(odds: Sequence[float], missed: Sequence[float] = (), rivals: int | None = None) -> list[float]:
    """The chance of each, 0..1, in their order; what is missing to 1 is that of none of them.

    Args:
        odds: natural logarithms.
        missed: what being a near miss has taken off them. Beside the others one counts as much as without that: what
            is so near to it is a question about that, which nothing else answers better for its being none.
        rivals: how many of them, from the first on, may be the answer and stand beside each; None: all.
    """
    alike = [each - taken for each, taken in zip_longest(odds, missed, fillvalue=0.0)][:rivals]
    most = max(0.0, *alike) if alike else 0.0
    total = math.exp(-most) + math.fsum([math.exp(each - most) for each in alike])
    return [min(1.0, math.exp(min(each - most, 0.0)) / total) for each in odds]
