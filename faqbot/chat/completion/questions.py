"""The questions that a half-typed one may become.

Every typed word must meet a word of its own in a candidate, in any order. Where no candidate has them all, stop
words ("the", "did") may stay unmet, but never the others: a menu of what is asked about something else is noise.

The best candidate costs least. A word costs by the way in which it met (`Way`), one more where it doesn't stand right
behind the word typed before it (the first: at the beginning), and `UNMET` where it met nothing. Of those that cost the
same each entry's best come before any entry's second, so that a menu shows what there is to ask; then own questions
and headings before other ways to ask, the shorter before the longer, and the order of the files.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.base.hygiene import clean
from faqbot.chat.completion.completion import MOST_WORDS, Completion
from faqbot.chat.completion.partial import Offsets, Vocabulary, Way, apart, compounds, fold, parts, scattered, words
from faqbot.index.cutting.parts import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from faqbot.knowledge.article import Knowledge

LEAST: Final = 2  # letters of a question that is completed: one begins too much
UNMET: Final = 2
# Candidates that are ranked one by one, the likeliest first, and words that find them, the rarest first: together
# they hold the cost of a line at 10,000 entries below 10 ms.
BUDGET: Final = 200
FINDERS: Final = 6


class _Text(NamedTuple):
    """A candidate. Where nothing else tells them apart, they come as they sort."""

    alternate: bool  # whether it is another way to ask
    length: int
    order: int  # in the files
    part: int  # the number of its entry or section
    text: str
    margin: str


class _Meeting(NamedTuple):
    """A typed word and the candidate's word that it met."""

    at: int  # the number of that word in the candidate
    size: int  # how many words of the candidate it is: 2 where "ceasefire" met "cease-fire"
    word: str
    way: Way


class _Ranked(NamedTuple):
    """A candidate, by its number, and what it costs; `met` has None for a typed word that it doesn't meet."""

    cost: int
    number: int
    met: tuple[_Meeting | None, ...]


class _Line:
    """A question as far as it is typed, against the words of all candidates."""

    def __init__(self, line: str, vocabulary: Vocabulary, stop_words: frozenset[str]) -> None:
        self._stop_words = stop_words
        self.words = words(line)
        self.key = parts(fold(line))
        self._vocabulary = vocabulary
        self._unfinished = bool(self.words) and fold(line)[-1] not in " -'"
        self._met: dict[tuple[int, Way], dict[str, Way]] = {}

    def met(self, turn: int, way: Way) -> dict[str, Way]:
        """The words that the typed word number `turn` meets in this way or a closer one.

        A stop word or single letter that is typed to its end isn't meant to become more: "is" is no "Israel".
        """
        word, unfinished = self.words[turn], self._is_unfinished(turn)
        if not unfinished and (word in self._stop_words or (len(word) == 1 and word.isascii())):
            way = Way.WHOLE
        first = turn if unfinished else self.words.index(word)  # it may have been typed before
        if (first, way) not in self._met:
            self._met[first, way] = self._vocabulary.meets(word, way, unfinished=unfinished)
        return self._met[first, way]

    def content(self) -> list[int]:
        """The turns of the words that aren't stop words, nor may become one yet."""
        return [turn for turn in range(len(self.words)) if not self._is_stop_word(turn)]

    def _is_stop_word(self, turn: int) -> bool:
        word = self.words[turn]
        return word in self._stop_words or (
            self._is_unfinished(turn) and any(other.startswith(word) for other in self._stop_words)
        )

    def _is_unfinished(self, turn: int) -> bool:
        return self._unfinished and turn == len(self.words) - 1


class _Meets(dict[str, list[tuple[int, Way]]]):
    """A candidates' word -> the typed words that meet it, by number, and how; filled as words come up."""

    def __init__(self, met: Sequence[Mapping[str, Way]]) -> None:
        super().__init__()
        self.met = met

    def __missing__(self, word: str) -> list[tuple[int, Way]]:
        self[word] = found = [(turn, group[word]) for turn, group in enumerate(self.met) if word in group]
        return found


class Questions:
    """All that a question may become, numbered in the order of `_Text`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._stop_words = language_of(knowledge).stop_words
        listed: dict[str, _Text] = {}
        self._compounds: dict[str, list[tuple[str, int, int]]] = {}
        for text in _texts(knowledge):
            folded = fold(text.text)
            key = parts(folded)
            if key and key not in listed:
                listed[key] = text
                if "-" in folded or "'" in folded:
                    self._compounds[key] = list(compounds(folded))
        self._known = listed.keys()
        self._keys = sorted(listed, key=listed.__getitem__)
        self._texts = [listed[key] for key in self._keys]
        self._sizes = [key.count(" ") + 1 for key in self._keys]
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(self._keys):
            for word in key.split():
                self._postings[word].append(number)
            for word, _, _ in self._compounds.get(key, ()):
                self._postings[word].append(number)
        self._vocabulary = Vocabulary(self._postings)

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """The best candidates for a line."""
        line = _Line(typed, self._vocabulary, self._stop_words)
        if len(line.key) < LEAST or len(line.words) > MOST_WORDS:
            return ()
        every = range(len(line.words))
        ranked = self._ranked(line, every, limit)
        if not ranked and line.key not in self._known:
            ranked = self._ranked(line, line.content(), limit)
        return tuple(self._completion(one, line) for one in self._best(ranked, limit))

    def _ranked(self, line: _Line, needed: Sequence[int], limit: int) -> list[_Ranked]:
        """The candidates that meet at least the `needed` words; loosely only where none does more closely."""
        ranked: list[_Ranked] = []
        sizes: list[int] = []
        for way in (Way.BEGINNING, Way.INSIDE, Way.LOOSE):
            if not needed or len(ranked) >= limit or (ranked and way is Way.LOOSE):
                break
            met = [line.met(turn, way) for turn in range(len(line.words))]
            if sizes != (sizes := [len(group) for group in met]):  # else nothing more is met so
                gathered = self._gathered([met[turn] for turn in needed])
                found = self._likeliest(gathered, line.key, len(needed))
                meets = _Meets(met)
                tried = (self._rank(number, meets, needed) for number in found if self._keys[number] != line.key)
                ranked = [one for one in tried if one]
        return ranked

    def _gathered(self, met: Sequence[Mapping[str, Way]]) -> set[int]:
        """The candidates that have one of each of these groups of words."""
        if not all(met):
            return set()
        groups = list({id(group): group for group in met}.values())  # a word typed twice has the same one
        groups.sort(key=lambda group: sum(map(len, map(self._postings.__getitem__, group))))
        gathered: set[int] = set()
        for at, group in enumerate(groups[:FINDERS]):
            if at and len(gathered) <= BUDGET:  # few enough to look at each
                break
            having = set().union(*(self._postings[word] for word in group))
            gathered = gathered & having if at else having
        return gathered

    def _likeliest(self, gathered: set[int], typed: str, least: int) -> list[int]:
        """At most BUDGET with so many words: first what begins as typed, then what goes on so, then the rest."""
        keys, sizes = self._keys, self._sizes
        ordered = sorted(number for number in gathered if sizes[number] >= least)
        if len(ordered) <= BUDGET:
            return ordered
        behind = f" {typed}"
        begun = (number for number in ordered if keys[number].startswith(typed))
        within = (number for number in ordered if behind in keys[number])
        firsts = chain.from_iterable(islice(group, BUDGET) for group in (begun, within, ordered))
        return list(dict.fromkeys(firsts))[:BUDGET]

    def _rank(self, number: int, meets: _Meets, needed: Sequence[int]) -> _Ranked | None:
        """A candidate with its cost, or None where it lacks a needed word."""
        key = self._keys[number]
        places = [(at, 1, word) for at, word in enumerate(key.split()) if meets[word]]
        places += [(at, size, word) for word, at, size in self._compounds.get(key, ()) if meets[word]]
        if len(places) < len(needed):
            return None
        options: list[list[_Meeting]] = [[] for _ in meets.met]
        for at, size, word in places:
            for turn, way in meets[word]:
                options[turn].append(_Meeting(at, size, word, way))
        chosen = _assigned(options)
        if any(chosen[turn] is None for turn in needed):
            return None
        return _Ranked(_cost(chosen), number, tuple(chosen))

    def _best(self, ranked: list[_Ranked], limit: int) -> list[_Ranked]:
        """The cheapest, of those that cost the same each entry's best before any entry's second."""
        seen: defaultdict[int, int] = defaultdict(int)
        turns = []
        for one in sorted(ranked, key=lambda one: one[:2]):
            part = self._texts[one.number].part
            turns.append((one.cost, seen[part], one))
            seen[part] += 1
        turns.sort(key=lambda turn: turn[:2])
        return [one for _, _, one in turns[:limit]]

    def _completion(self, one: _Ranked, line: _Line) -> Completion:
        text = self._texts[one.number]
        spots = Offsets(text.text)
        marks = (_marks(spots, typed, meeting) for typed, meeting in zip(line.words, one.met, strict=True) if meeting)
        return Completion(text.text, text.margin, apart(chain.from_iterable(marks)))


def _texts(knowledge: Knowledge) -> Iterator[_Text]:
    """All texts in the order of the files, fit to be shown."""
    order = count()
    for number, (article, part) in enumerate(knowledge.parts()):
        if part.only_heads:
            continue
        margin = clean(article.title)
        for at, text in enumerate((part.title, *part.alternates)):
            shown = clean(text)
            yield _Text(at > 0, len(shown), next(order), number, shown, margin)


def _assigned(options: Sequence[Sequence[_Meeting]]) -> list[_Meeting | None]:
    """For each typed word one of its meetings, no two in the same place; None where none is left.

    The words that have the fewest to choose from choose first, each what costs least.
    """
    chosen: list[_Meeting | None] = [None] * len(options)
    taken: set[int] = set()
    for turn in sorted(range(len(options)), key=lambda turn: len(options[turn])):
        before = chosen[turn - 1] if turn else None
        follows = before.at + before.size if before else 0
        free = [one for one in options[turn] if taken.isdisjoint(range(one.at, one.at + one.size))]
        if free:
            best = min(free, key=lambda one: (one.way + (one.at != follows), one.at))
            chosen[turn] = best
            taken.update(range(best.at, best.at + best.size))
    return chosen


def _cost(chosen: Sequence[_Meeting | None]) -> int:
    cost = follows = 0
    for one in chosen:
        if one is None:
            cost += UNMET
        else:
            cost += one.way + (one.at != follows)
            follows = one.at + one.size
    return cost


def _marks(spots: Offsets, typed: str, meeting: _Meeting) -> Iterator[tuple[int, int]]:
    """What of a candidate's word met the typed one: its letters, or all of it where there was a typo."""
    first, last = meeting.at, meeting.at + meeting.size - 1
    start = meeting.word.find(typed)
    if meeting.size == 1 and start >= 0:
        yield spots.word(first, start, start + len(typed))
    elif meeting.size == 1 and (letters := scattered(typed, meeting.word)):
        yield from (spots.word(first, at, at + 1) for at in letters)
    else:
        yield spots.word(first)[0], spots.word(last)[1]
