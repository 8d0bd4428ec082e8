"""What the articles of a knowledge are called, and which of them some words name.

Any word of a title or an id may name an article, nouns for documents and small words beside it too: "the handbook",
"product A". A word is a name by itself where the knowledge writes it with a capital wherever it stands, as products and
places are written, and where it is a year; a number or a letter is part of the name before it ("version 4").
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Final

from faqbot.base.values import dataclass
from faqbot.knowledge.parts.ids import slug
from faqbot.language import tokens
from faqbot.language.grammar import Aiming

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.index.candidates import Candidate
    from faqbot.index.index import Index
    from faqbot.language.language import Language
    from faqbot.search.asking.frames import Said
    from faqbot.search.question import Question

# Candidates that are searched for a word of a title in lower case, those that hold the most of it.
SEARCHED: Final = 1_000

_NONE: Final = frozenset[str]()
# In a language of which it isn't known how a question says what it is put to.
_UNKNOWN: Final = Aiming((), _NONE, ((), _NONE), _NONE, _NONE, _NONE, _NONE, "")


@dataclass(frozen=True, slots=True)
class Named:
    """Articles as words name them: by a `document`, by a `whole` title; `more` where the words say more than that."""

    articles: frozenset[str]
    words: frozenset[str]
    document: bool = False
    whole: bool = False
    more: bool = False


class Titles:
    """The titles and ids of the articles of a knowledge. Immutable once built.

    Args:
        index: the knowledge's.

    Attributes:
        several: whether there are any two.
        names: the stems that are names by themselves.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._language = index.language
        articles = {article.id: article for article in index.articles if index.within([article.id])}
        self._orders = {name: _stems(article.title, index.language) for name, article in articles.items()}
        self._titles = {name: frozenset(order) for name, order in self._orders.items()}
        self._held = {name: title.union(_of_id(name, index.language)) for name, title in self._titles.items()}
        self._vocabulary = frozenset(chain.from_iterable(self._held.values()))
        self.several = len(articles) > 1
        self._aiming = index.language.framing.aiming if index.language.framing else _UNKNOWN
        self.names = frozenset(filter(self._is_name, self._vocabulary)) if self.several else frozenset[str]()
        self._marked = [pair for order in self._orders.values() for pair in pairwise(order) if _is_mark(pair[1])]
        self._series = {before for before, count in Counter(before for before, _ in self._marked).items() if count > 1}

    def named(self, question: Question) -> Named | None:
        """The articles that a question names by names or by whole titles, wherever they stand in it; None: it doesn't.

        None of them where it is one that there isn't, beside others of its kind: "version 5".
        """
        if not self.several:
            return None
        stems = [word.stem for word in question.words]
        whole = [name for name, title in self._orders.items() if len(title) > 1 and _stands_in(title, stems)]
        if whole:
            words = frozenset[str]().union(*(self._titles[name] for name in whole))
            return Named(self._longest(whole), words, whole=True) if self._tells(frozenset(whole)) else None
        pairs = [*pairwise(("", *stems))]
        names = [stem for before, stem in pairs if stem in self.names or self._is_numbered(before, stem)]
        other = [stem for before, stem in pairs if before in self._series and self._is_another(before, stem)]
        if other:
            return Named(frozenset(), frozenset((*names, *other)))
        if not names:
            return None
        having = [self._having([name]) for name in names]
        articles = frozenset.intersection(*having) or frozenset[str]().union(*having)
        return Named(self._least(articles), frozenset(names)) if self._tells(articles) else None

    def speaks_of(self, candidate: Candidate, words: frozenset[str]) -> bool:
        """Whether a candidate says itself those of the words by which articles are named that its own title lacks."""
        others = words - self._held[candidate.article.id]
        lines = (line for line in candidate.lines if line.value != candidate.article.title)
        return bool(others) and others <= frozenset().union(*(line.terms() for line in lines))

    def of(self, words: Sequence[Said]) -> Named | None:
        """The articles that some words name, all of these being words of a title, or beside one; None: they name none.

        Nouns for documents and small words count where an article has them in its title: "the handbook", "product A".
        """
        parts = [self._one(part) for part in _parted(words, self._aiming.joints) if part]
        found = [part for part in parts if part]
        if not found or len(found) < len(parts):
            return None
        return Named(
            frozenset[str]().union(*(part.articles for part in found)),
            frozenset[str]().union(*(part.words for part in found)),
            document=any(part.document for part in found),
            whole=all(part.whole for part in found),
            more=any(part.more for part in found),
        )

    def knows(self, words: Sequence[Said]) -> bool:
        """Whether nothing but names of articles and nouns for them stands in some words."""
        known = self._aiming.documents | self._aiming.determiners
        read = [word for each in words if each.low not in known for word in tokens.words(each.low, self._language)]
        return all(word.stem in self._vocabulary for word in read)

    def are_names(self, named: Named) -> bool:
        """Whether articles are named by names alone, a number beside one being part of it; or by all of a title."""
        plain = frozenset(word for word in named.words if not _is_mark(word))
        return named.whole or (bool(plain or named.words <= self.names) and plain <= self.names)

    def _one(self, part: Sequence[Said]) -> Named | None:
        aiming = self._aiming
        while part and part[0].low in aiming.determiners:
            part = part[1:]
        read = [word for each in part for word in tokens.words(each.low, self._language)]
        asides = {w.stem for w in read if self._index.is_stop_word(w.text) or w.text in aiming.documents}
        telling = [word.stem for word in read if word.stem not in asides]
        own = [stem for stem in telling if stem in self._vocabulary]
        articles = self._having(own)
        for aside in (word.stem for word in read if word.stem in asides):
            articles = articles & self._having([aside]) or articles
        words = frozenset(own) or frozenset(word.stem for word in read if word.stem in self._vocabulary)
        more = len(own) < len(telling)
        articles = self._least(articles)
        if not words or not self._tells(articles) or (more and not self._hold(articles, set(telling) - set(own))):
            return None
        said_all = frozenset(word.stem for word in read)
        whole = any(len(self._titles[name]) > 1 and self._titles[name] <= said_all for name in articles)
        return Named(articles, words, any(word.text in aiming.documents for word in read), whole, more)

    def _is_numbered(self, before: str, stem: str) -> bool:
        """Whether a number of a title stands behind a word of one, or behind a noun for what has numbers."""
        numbered = self._aiming.numbered
        mark = stem in self._vocabulary and _is_mark(stem) and not self._index.is_stop_word(stem)
        return mark and (before in self._vocabulary or before in numbered)

    def _is_another(self, before: str, stem: str) -> bool:
        """Whether a number or letter behind a word is none that titles have behind it."""
        return _is_mark(stem) and not self._index.is_stop_word(stem) and (before, stem) not in self._marked

    def _longest(self, names: Sequence[str]) -> frozenset[str]:
        """Articles without those whose title is part of another's: who says "Alpha Pro" doesn't mean "Alpha"."""
        titles = self._titles
        return frozenset(one for one in names if not any(titles[one] < titles[other] for other in names))

    def _tells(self, articles: frozenset[str]) -> bool:
        """Whether articles are some, and not all of them."""
        return 0 < len(articles) < len(self._held)

    def _having(self, stems: Iterable[str]) -> frozenset[str]:
        """The articles that have all of some words in their title or id."""
        wanted = frozenset(stems)
        return frozenset(name for name, held in self._held.items() if wanted <= held)

    def _least(self, articles: frozenset[str]) -> frozenset[str]:
        """Articles without those whose title says all that another's does, and more: "Alpha" is not "Alpha Pro"."""
        titles = self._titles
        return frozenset(one for one in articles if not any(titles[other] < titles[one] for other in articles))

    def _hold(self, articles: frozenset[str], stems: Iterable[str]) -> bool:
        """Whether words stand in what some articles say."""
        within = self._index.within(articles)
        return all(self._index.gather([(stem, 1.0)], 1, within) for stem in stems)

    def _is_name(self, stem: str) -> bool:
        """Whether a word of a title is a name: texts have it with a capital wherever it stands."""
        if stem in self._index.names:
            return True
        if self._index.is_stop_word(stem) or self._language.capital_nouns:
            return False
        said_of = False
        for number in islice(self._index.holding([stem]), SEARCHED):
            for line in self._index.candidates[number].lines:
                forms = {word.text for word in line.words if word.stem == stem}
                if forms and re.search(rf"\b(?:{'|'.join(map(re.escape, sorted(forms)))})\b", line.value):
                    return False  # in lower case, as most words are somewhere
                said_of |= bool(forms and line.source)
        return said_of


def _parted(words: Sequence[Said], joints: frozenset[str]) -> Iterator[Sequence[Said]]:
    """Words between the joints among them."""
    start = 0
    for at, word in enumerate(words):
        if word.low in joints:
            yield words[start:at]
            start = at + 1
    yield words[start:]


def _stands_in(title: Sequence[str], stems: Sequence[str]) -> bool:
    """Whether a title stands in a question, word by word."""
    return any(stems[at : at + len(title)] == title for at in range(len(stems) - len(title) + 1))


def _is_mark(stem: str) -> bool:
    """Whether a word tells one from others only beside a name, as a number or a letter does."""
    return len(stem) == 1 or stem[0].isdigit()


def _stems(text: str, language: Language) -> list[str]:
    return [word.stem for word in tokens.words(text, language)]


def _of_id(name: str, language: Language) -> list[str]:
    return _stems(slug(name).replace("-", " ").replace("_", " "), language)
