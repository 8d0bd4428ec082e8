"""Any function from texts to vectors (a sentence-embedding model, an API), held to what it promises."""

from __future__ import annotations

import math
from itertools import chain
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import cut
from faqbot.index.vectors.rows import scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Protocol

    from faqbot.index.vectors.rows import Direction

    Encode = Callable[[list[str]], Iterable[Iterable[float]]]

    class TextEncoder(Protocol):
        """What makes directions of texts: `Encoder` by a function, `shipped.Shipped` by the file that ships.

        Attributes:
            name: tells it from others, as far as a name does.
            dimensions: of a direction, once one was made.
            batch: how many texts it is well given at once.
        """

        name: str
        dimensions: int
        batch: int

        def directions(self, texts: Sequence[str]) -> Iterator[Direction]:
            """As `Encoder.directions`."""

        def probe(self) -> Direction:
            """As `Encoder.probe`."""


# Texts that the function gets at once: what sentence-embedding libraries and APIs take in one call without cutting
# it up, and few enough that a failure loses little.
BATCH: Final = 256
# The longest message of a foreign exception that is told, in characters.
TOLD: Final = 200
# What an encoder is known by: two models behind functions of one name keep apart by what they make of it, and a model
# that was trained anew is another one.
PROBE: Final = "How do I get my money back?"


class Encoder:
    """Directions of texts. As safe to share between threads as the function is.

    Args:
        function: takes a list of texts, gives a vector of numbers for each, all of one length.

    Attributes:
        name: of the function; more than one model may have it.
        dimensions: of a direction; 0 before the first is made.
        batch: how many texts it gets at once.
    """

    def __init__(self, function: Encode) -> None:
        self._function = function
        self.dimensions = 0  # known with the first vector
        self.batch = BATCH
        named = function if hasattr(function, "__qualname__") else type(function)
        self.name = f"{named.__module__}.{named.__qualname__}"

    def directions(self, texts: Sequence[str]) -> Iterator[Direction]:
        """Where the vector of each text points to.

        Raises:
            FaqbotError: the function raised, or gave anything but a vector of finite numbers for each text.
        """
        for start in range(0, len(texts), BATCH):
            yield from self._batch(list(texts[start : start + BATCH]))

    def probe(self) -> Direction:
        """What tells the encoder from others of its name.

        Raises:
            FaqbotError: as `directions`.
        """
        (direction,) = self.directions([PROBE])
        return direction

    def _batch(self, texts: list[str]) -> list[Direction]:
        try:
            vectors = [list(map(float, vector)) for vector in self._function(texts.copy())]
        except Exception as error:
            raise FaqbotError(f"the encoder {self.name} failed: {told(error)}") from error
        if len(vectors) != len(texts):
            raise FaqbotError(f"the encoder {self.name} gave {len(vectors)} vectors for {len(texts)} texts")
        self.dimensions = self.dimensions or len(vectors[0])
        if not self.dimensions or any(len(vector) != self.dimensions for vector in vectors):
            raise FaqbotError(f"the encoder {self.name} gave vectors of no common length")
        if not all(map(math.isfinite, chain.from_iterable(vectors))):
            raise FaqbotError(f"the encoder {self.name} gave a vector that is not of finite numbers")
        return list(map(scaled, vectors))


def told(error: Exception) -> str:
    """What a foreign exception says, in a line that is not too long."""
    message = cut(" ".join(str(error).split()), TOLD)
    return f"{type(error).__name__}{f': {message}' if message else ''}"
