"""What a half-typed line may become: the questions that the knowledge can answer, and the chat's commands.

    temp tru        ->  Update: A Temporary Truce and Hope for Progress
    deaths how man  ->  How many deaths have there been so far?
    /section temp   ->  /section temporary-truce

Every typed word must meet a word of its own in a candidate, in any order. Where no candidate has them all, everyday
words ("the", "did") may stay unmet, but never the others: a menu of what is asked about something else is noise.

The best candidate costs least. A word costs by the way in which it met (`Way`), one more where it doesn't stand right
behind the word typed before it (the first: at the beginning), and `UNMET` where it met nothing. Of those that cost the
same each entry's best come before any entry's second, so that a menu shows what there is to ask; then own questions
and headings before other ways to ask, the shorter before the longer, and the order of the files.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.base.hygiene import MAX_QUESTION, clean
from faqbot.chat.completion.typed import Spots, Vocabulary, Way, apart, compounds, fold, parts, scattered, words
from faqbot.knowledge.article import Entry
from faqbot.language.english import EVERYDAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from faqbot.knowledge.article import Knowledge

LIMIT: Final = 8  # rows of a menu
LEAST: Final = 2  # letters of a question that is completed: one begins too much
# The longest question that is completed, in words: who typed so many is not looking for one any more.
MOST_WORDS: Final = 16
UNMET: Final = 2
# Candidates that are ranked one by one, the likeliest first, and words that find them, the rarest first: together
# they hold the cost of a line at 10,000 entries below 10 ms.
BUDGET: Final = 200
FINDERS: Final = 6


@dataclass(frozen=True, slots=True)
class Completion:
    """What a line may become.

    Attributes:
        text: the whole line that it becomes.
        margin: the article's title, a command's help line, or a word about an argument.
        marks: where in `text` stands what met the typed words: (start, end) in characters, in order, apart.
    """

    text: str
    margin: str
    marks: tuple[tuple[int, int], ...] = ()


class Completer:
    """Completes lines.

    Nothing is read before the first line is completed, so that the chat's prompt needn't wait. That line takes some
    20 ms more for each 1,000 entries.

    Args:
        knowledge: whose questions and headings are offered.
        commands: name ("/help") -> help line.
        arguments: a command's name -> what may follow it, each with a word about it.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        commands: Mapping[str, str] | None = None,
        arguments: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        self._knowledge = knowledge
        self._commands = commands or {}
        self._arguments = arguments or {}
        self._read: dict[str, _Arguments] = {}

    def complete(self, line: str, limit: int = LIMIT) -> tuple[Completion, ...]:
        """What `line` may become, best first; never raises for a string.

        Empty where nothing fits, for a question of one letter, and for a line that is whole already: what differs
        from it by case, accents and punctuation alone is not offered. At most `limit`, but all commands that fit.
        """
        line = line.lstrip()
        if len(line) > MAX_QUESTION or limit < 1:
            return ()
        if not line.startswith("/"):
            return self._questions.complete(line, limit)
        name, space, argument = line.partition(" ")
        if space:
            return self._complete_argument(name.casefold(), argument, limit)
        return self._complete_name(name.casefold())

    @cached_property
    def _questions(self) -> _Questions:
        return _Questions(self._knowledge)

    def _complete_name(self, typed: str) -> tuple[Completion, ...]:
        met = [name for name in self._commands if name != typed and scattered(typed, name)]
        return tuple(
            Completion(name, clean(self._commands[name]), apart((at, at + 1) for at in scattered(typed, name)))
            for name in sorted(met, key=lambda name: not name.startswith(typed))
        )

    def _complete_argument(self, name: str, typed: str, limit: int) -> tuple[Completion, ...]:
        if name not in self._read:
            self._read[name] = _Arguments(name, self._arguments.get(name, ()))
        return self._read[name].complete(typed, limit)


# -- commands ----------------------------------------------------------------------------------


class _Arguments:
    """All that may follow a command, each with a word about it."""

    def __init__(self, command: str, given: Sequence[tuple[str, str]]) -> None:
        self._command = command
        self._given = [(clean(text), clean(margin)) for text, margin in given]
        self._keys = [" ".join(words(text)) for text, _ in self._given]
        self._about = [" " + " ".join(words(margin)) for _, margin in self._given]

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """The arguments that fit, in the order given: first those that begin as typed."""
        wanted = words(typed)[:MOST_WORDS]
        line = " ".join(wanted)
        found: dict[int, None] = {}
        for number in self._fitting(line, wanted):
            if len(found) == limit:
                break
            if self._keys[number] != line:
                found[number] = None
        return tuple(self._completion(number, wanted) for number in found)

    def _fitting(self, line: str, wanted: Sequence[str]) -> Iterator[int]:
        keys, about = self._keys, self._about
        yield from (number for number, key in enumerate(keys) if key.startswith(line))
        having: Sequence[int] = range(len(keys))
        for word in wanted:
            having = [number for number in having if word in keys[number]]
        yield from having
        told: Sequence[int] = range(len(keys))
        for word in wanted:
            begun = f" {word}"
            told = [number for number in told if begun in about[number] or word in keys[number]]
        yield from told

    def _completion(self, number: int, wanted: Sequence[str]) -> Completion:
        text, margin = self._given[number]
        behind, spots = len(self._command) + 1, Spots(text)
        marks = filter(None, map(spots.of, wanted))
        return Completion(
            f"{self._command} {text}", margin, apart((start + behind, end + behind) for start, end in marks)
        )


# -- questions ---------------------------------------------------------------------------------


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

    def __init__(self, line: str, vocabulary: Vocabulary) -> None:
        self.words = words(line)
        self.key = parts(fold(line))
        self._vocabulary = vocabulary
        self._unfinished = bool(self.words) and fold(line)[-1] not in " -'"
        self._met: dict[tuple[int, Way], dict[str, Way]] = {}

    def met(self, turn: int, way: Way) -> dict[str, Way]:
        """The words that the typed word number `turn` meets in this way or a closer one.

        An everyday word or single letter that is typed to its end isn't meant to become more: "is" is no "Israel".
        """
        word, unfinished = self.words[turn], self._is_unfinished(turn)
        if not unfinished and (word in EVERYDAY or (len(word) == 1 and word.isascii())):
            way = Way.WHOLE
        first = turn if unfinished else self.words.index(word)  # it may have been typed before
        if (first, way) not in self._met:
            self._met[first, way] = self._vocabulary.meets(word, way, unfinished=unfinished)
        return self._met[first, way]

    def telling(self) -> list[int]:
        """The turns of the words that aren't everyday words, nor may become one yet."""
        return [turn for turn in range(len(self.words)) if not self._is_everyday(turn)]

    def _is_everyday(self, turn: int) -> bool:
        word = self.words[turn]
        return word in EVERYDAY or (self._is_unfinished(turn) and any(other.startswith(word) for other in EVERYDAY))

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


class _Questions:
    """All that a question may become, numbered in the order of `_Text`."""

    def __init__(self, knowledge: Knowledge) -> None:
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
        line = _Line(typed, self._vocabulary)
        if len(line.key) < LEAST or len(line.words) > MOST_WORDS:
            return ()
        every = range(len(line.words))
        ranked = self._ranked(line, every, limit)
        if not ranked and line.key not in self._known:
            ranked = self._ranked(line, line.telling(), limit)
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
        spots = Spots(text.text)
        marks = (_marks(spots, typed, meeting) for typed, meeting in zip(line.words, one.met, strict=True) if meeting)
        return Completion(text.text, text.margin, apart(chain.from_iterable(marks)))


def _texts(knowledge: Knowledge) -> Iterator[_Text]:
    """All texts in the order of the files, fit to be shown."""
    order = count()
    for number, (article, part) in enumerate(knowledge.parts()):
        margin = clean(article.title)
        for at, text in enumerate((part.title, *(part.alternates if isinstance(part, Entry) else ()))):
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


def _marks(spots: Spots, typed: str, meeting: _Meeting) -> Iterator[tuple[int, int]]:
    """What of a candidate's word met the typed one: its letters, or all of it where there was a typo."""
    first, last = meeting.at, meeting.at + meeting.size - 1
    start = meeting.word.find(typed)
    if meeting.size == 1 and start >= 0:
        yield spots.word(first, start, start + len(typed))
    elif meeting.size == 1 and (letters := scattered(typed, meeting.word)):
        yield from (spots.word(first, at, at + 1) for at in letters)
    else:
        yield spots.word(first)[0], spots.word(last)[1]
