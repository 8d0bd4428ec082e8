"""The sentence encoder that ships, as the index takes any: texts in, directions out."""

from __future__ import annotations

import functools
import os
from collections import defaultdict
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.index.encoding.encoder import told
from faqbot.index.encoding.locks import UNFORKED, Once
from faqbot.index.encoding.pieces import Pieces
from faqbot.index.encoding.weights import Weights
from faqbot.index.vectors.rows import scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from faqbot.index.encoding.network import Network
    from faqbot.index.vectors.rows import Direction

    Part = TypeVar("Part")
    Made = TypeVar("Made")

# Pieces that go through the network at once: in 12 MB of numbers. With 4,096 a text takes as long.
PIECES: Final = 1_024
# Texts that are encoded before the next ones are asked for: a second's work.
BATCH: Final = 64


class Shipped:
    """Directions of texts by the network of a file. Immutable; safe to share between threads.

    Args:
        path: the file.

    Attributes:
        name: with the checksum of its file, so that no other encoder has it.
        dimensions: of a direction.
        batch: how many texts are well encoded at once.

    Raises:
        FaqbotError: numpy is not installed; or the file is missing, cut off, altered, or of another version.
    """

    def __init__(self, path: str) -> None:
        if find_spec("numpy") is None:
            raise FaqbotError("the sentence encoder needs numpy: pip install 'faqbot[meaning]'")
        self._weights = Weights(path)
        self._limit = self._weights.contents["limit"]
        self._pieces = Pieces(self._weights.contents["pieces"])
        # Made when it is first needed: that takes as long as reading twenty questions.
        self._network = Once(self._unpacked)
        self.dimensions: int = self._weights.array("places").shape[-1]
        self.batch = BATCH
        self.name = f"{self._weights.contents['name']} {self._weights.checksum:08x}"

    def directions(self, texts: Sequence[str]) -> Iterator[Direction]:
        """Where the vector of each text points to: the same whatever is beside it.

        One in a script that its vocabulary lacks is like nothing: its coordinates are 0.

        Raises:
            FaqbotError: numpy is there, but it can't be imported.
        """
        split = [self._pieces.numbers(text, self._limit) for text in texts]
        by_length: defaultdict[int, list[int]] = defaultdict(list)
        for at, pieces in enumerate(split):
            if self._pieces.reads(pieces):
                by_length[len(pieces)].append(at)  # those of one length need no padding
        parts = [part for length, at in by_length.items() for part in _parts(at, max(1, PIECES // length))]
        network = self._network()

        def made(part: Sequence[int]) -> Iterable[tuple[int, Direction]]:
            rows = network.directions([split[at] for at in part])
            return zip(part, map(scaled, rows.tolist()), strict=True)

        found = dict(chain.from_iterable(_mapped(made, parts)))
        nothing = bytes(self.dimensions)
        return (found.get(at, nothing) for at in range(len(texts)))

    def probe(self) -> Direction:
        """Nothing, as its name tells it from others. But the network is made, so that it fails here if it does.

        Raises:
            FaqbotError: as `directions`.
        """
        self._network()
        return b""

    def _unpacked(self) -> Network:
        try:
            with UNFORKED:
                from faqbot.index.encoding.network import Network  # here: it imports numpy
        except (ImportError, AttributeError) as error:  # half of it is there, or what it needs is not
            reason = f"numpy, which must be installed again: {told(error)}"
            raise FaqbotError(f"the sentence encoder needs {reason}") from error
        return Network(self._weights)


@functools.lru_cache(maxsize=1)
def shipped(path: str) -> Shipped:
    """The encoder of a file, which all bots share.

    Raises:
        FaqbotError: as `Shipped`.
    """
    return Shipped(path)


def _parts(places: Sequence[int], size: int) -> Iterable[Sequence[int]]:
    return (places[at : at + size] for at in range(0, len(places), size))


def _mapped(function: Callable[[Part], Made], parts: Sequence[Part]) -> Iterable[Made]:
    """What a function makes of each, at once on as many processors as there are: numpy lets go of the interpreter."""
    if len(parts) <= 1:
        return map(function, parts)
    with UNFORKED:
        from concurrent.futures import ThreadPoolExecutor  # here: a question is one part

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(function, parts))
