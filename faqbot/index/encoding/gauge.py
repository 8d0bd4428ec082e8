"""What a nearness in meaning is worth with an encoder: how far an answer stands out for its question.

Encoders differ in the range of their cosines: with one two texts that have nothing to do with each other are at 0.05,
with another at 0.75. What they have in common is that the answer to a question is nearer to it than texts about other
things. So an encoder is measured on questions of everyday life whose answers are known, and its cosines are read on
the scale that this gives.
"""

from __future__ import annotations

import heapq
import math
from statistics import fmean
from typing import TYPE_CHECKING, Final

from faqbot.index.vectors.rows import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from faqbot.index.vectors.rows import Direction

# A question and its answer, with few words in common; no two pairs are about one thing.
PAIRS: Final = (
    ("When does the museum open on Sundays?", "On Sundays the doors open at ten in the morning."),
    ("How do I get my money back?", "A refund is paid to the card that you used."),
    ("Can I bring my dog?", "Pets are welcome if they are kept on a lead."),
    ("Why does my computer not start?", "If the screen stays black, check the power cable first."),
    ("How long must rice be boiled?", "Let it simmer for eighteen minutes with the lid on."),
    ("Who may vote?", "Every citizen over the age of eighteen can take part in an election."),
    ("What does a ticket cost?", "Adults pay twelve euros, children half of that."),
    ("How do I change my password?", "Choose a new secret word in the settings of your account."),
    ("What causes the tides?", "The sea rises and falls because the moon pulls at the water."),
    ("I feel ill, what should I do?", "Stay in bed, drink a lot, and see a doctor if the fever does not fall."),
)
TEXTS: Final = tuple(text for pair in PAIRS for text in pair)

# What a candidate is to stand out of: so many others, those that come nearest to the question. With 5 and 15 as many
# decisions are right on twenty documents, each left out in turn (0.769, 0.776 and 0.780 with 5, 10 and 15).
OTHERS: Final = 10

# An encoder that tells answers apart by less than this, as a cosine, tells nothing: its cosines are left as they are.
LEAST: Final = 0.02


class Gauge:
    """How far the nearest of some texts stand out. Immutable.

    Args:
        made: the direction of each of `TEXTS`.
    """

    def __init__(self, made: Mapping[str, Direction]) -> None:
        self._answers = joined([made[answer] for _, answer in PAIRS])
        near = [self._answers.cosines(made[question]) for question, _ in PAIRS]
        own = fmean(cosines[at] for at, cosines in enumerate(near))
        others = fmean(cosine for at, cosines in enumerate(near) for cosine in (*cosines[:at], *cosines[at + 1 :]))
        self._whole = own - others if own - others >= LEAST else 1.0

    def standing(self, asked: Direction, near: Iterable[float]) -> Callable[[float], float]:
        """Tells how far a candidate stands out of the others, by its cosine: 1 is as far as an answer of `PAIRS` does.

        In a small knowledge the answers above are among those others: of three sections on one subject none would
        stand out of the other two.

        Args:
            asked: the question's direction.
            near: how near candidates come to it, as cosines; at least those that come nearest.
        """
        nearest = heapq.nlargest(OTHERS + 1, [*near, *self._answers.cosines(asked)])
        total, last = math.fsum(nearest), nearest[-1]
        return lambda cosine: (cosine - (total - max(cosine, last)) / OTHERS) / self._whole
