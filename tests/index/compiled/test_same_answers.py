"""A compiled knowledge says what its articles say: each answer, receipt, list and count is the same, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from checkout import ROOT, SHIPPED, TESTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import QUESTIONS, both, compiled, knowledges
from samples import LIBRARY, STRANGE, article, entry, knowledge, section

from faqbot.base.errors import FaqbotError
from faqbot.bot import Bot
from faqbot.chat.commands import commands
from faqbot.chat.completion.complete import Completer
from faqbot.chat.session import Session
from faqbot.evaluation.golden import judge, reading
from faqbot.index.compiled import reader, writer
from faqbot.index.compiled.reader import Compiled
from faqbot.index.counting import postings
from faqbot.index.counting.vocabulary import keys
from faqbot.index.memory import Memory
from faqbot.knowledge import loading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from faqbot.index.candidates import Candidate
    from faqbot.knowledge.article import Knowledge

few = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])

# Each folder, and each file by itself, of the articles that ship and that tests are made with.
FOLDERS = sorted({p.parent for p in TESTS.glob("many/*/*.yaml")})
FILES = [
    *SHIPPED.glob("*.yaml"),
    *(p for p in sorted(TESTS.glob("markdown/*.yaml")) if not p.name.endswith(".golden.yaml")),
    *sorted(TESTS.glob("bench/articles/*.yaml")),
    *sorted(TESTS.glob("bench/unseen/*.yaml")),
]


@pytest.fixture(params=["as they are", "small"])
def _budgets(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The budgets as they are, and so small that a few candidates are more than they allow."""
    if request.param == "small":
        for name, value in {"BUDGET": 3, "EACH": 1, "AS_GOOD": 2, "COMMON": 2, "ONE_IN": 4}.items():
            monkeypatch.setattr(postings, name, value)
        for name, value in {"KEPT": 2, "KEPT_TERMS": 2, "KEPT_PLACES": 2, "_AT_ONCE": 2}.items():
            monkeypatch.setattr(reader, name, value)


def said(bot: Bot, question: str) -> Sequence[Any]:
    """All that a bot makes of a question, receipts included."""
    answer, found = bot.answer(question), bot.search(question, 20)
    own = [bot.answer(question, article.id) for article in bot.knowledge.articles[:2]]
    return answer, answer.to_dict(), found, [match.receipt for match in (*answer.matches, *found)], own


def outcome(do: Callable[[], Any]) -> Any:
    """What is given back, or raised."""
    try:
        return do()
    except FaqbotError as error:
        return str(error)


# -- any knowledge -----------------------------------------------------------------------------


@pytest.mark.usefixtures("_budgets")
@settings(few, suppress_health_check=list(HealthCheck))
@given(knowledges(), st.lists(QUESTIONS, max_size=3))
def test_a_file_answers_as_its_articles_do(articles: Knowledge, questions: list[str]) -> None:
    """Whatever stands in the articles, and whatever is asked: answers, picks, readings and conversations are equal."""
    one, other = both(articles)
    asked = [*questions, *(part.title for _, part in list(articles.parts())[:3])]
    for question in asked:
        assert said(one, question) == said(other, question)
        assert one.readings(question, asked[0]) == other.readings(question, asked[0])
    for ref in (*list(one.index.numbers)[:3], "no#ref", "none"):
        assert outcome(lambda: one.pick(ref, "what is it")) == outcome(lambda: other.pick(ref, "what is it"))  # noqa: B023
    talks = one.chat(), other.chat()
    assert [talks[0].ask(question) for question in asked] == [talks[1].ask(question) for question in asked]


@few
@given(knowledges())
def test_a_file_holds_what_is_counted_over_its_articles(articles: Knowledge) -> None:
    """Candidates, their lengths and refs, postings, names and words are those of the articles in memory."""
    memory, bot = Memory(articles), both(articles)[1]
    store = bot.index._store
    assert isinstance(store, Compiled)
    assert [*map(_held, store.candidates)] == [*map(_held, memory.candidates)]
    assert dict(store.numbers) == dict(memory.numbers)
    assert dict(store.spans) == dict(memory.spans)
    assert (store.scale, store.language) == (memory.scale, memory.language)
    for number in range(len(memory.candidates)):
        own, its = store.norms(number), memory.norms(number)
        assert (list(own.lines), own.whole) == (list(its.lines), its.whole)
    for term in memory._counted.holding:
        assert store.frequency(term) == memory.frequency(term)
        assert [*store.holding([term])] == [*memory.holding([term])]
        assert [*map(list, store.postings(term))] == [*map(list, memory.postings(term))]
        assert (term in store.names) == (term in memory.names)
    assert [store.frequency("no such"), [*store.holding(["no such"])]] == [0, []]


@few
@given(knowledges())
def test_a_file_holds_the_words_of_its_articles(articles: Knowledge) -> None:
    """Each word, its stem, and those that begin, end or are typed like it are found as in memory."""
    memory = Memory(articles)
    known, words = memory.words, both(articles)[1].index.words
    assert words.letters() == known.letters()
    for word, stem in memory._counted.forms.items():
        assert (word in words, words.stem(word), words.is_stem(stem)) == (True, stem, True)
        for at in range(min(len(word), 6) + 1):
            assert [*words.beginning(word[:at])] == [*known.beginning(word[:at])]
            assert sorted(words.ending(word[at:])) == sorted(known.ending(word[at:]))
        assert [[*words.variants(key)] for key in keys(word)] == [[*known.variants(key)] for key in keys(word)]
    assert ("no such" in words, words.stem("no such"), words.is_stem("no such")) == (False, None, False)


@few
@given(knowledges())
def test_the_articles_of_a_file_are_those_that_were_compiled(articles: Knowledge) -> None:
    """They are equal to them and hash alike, also part by part, and their parts can be cut out and put together."""
    found = both(articles)[1].knowledge
    assert (found == articles, articles == found, hash(found) == hash(articles)) == (True, True, True)
    assert list(found.parts()) == list(articles.parts())
    for one, other in zip(found.articles, articles.articles, strict=True):
        assert one.sections[1:] == other.sections[1:]
        assert (one.faq[::-1], one.faq[-1:], len(one.faq)) == (other.faq[::-1], other.faq[-1:], len(other.faq))
        assert all(part in one.faq and one.faq.index(part) == at for at, part in enumerate(other.faq))
        assert all(one.section(s.id) == s and [*one.below(s)] == [*other.below(s)] for s in other.sections)


def test_one_knowledge_makes_one_file(tmp_path: Path) -> None:
    """What is compiled twice is the same byte by byte."""
    for name in ("one", "two"):
        writer.write(SEVERAL, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def _held(candidate: Candidate) -> Sequence[Any]:
    own = [getattr(candidate, name) for name in ("number", "ref", "kind", "title", "part", "asked", "questions")]
    lines = [
        (
            *(line.value, line.source, line.offset, line.heads),
            [(word.text, word.stem, word.name) for word in line.words],
            [(type(spot.term), *spot) for spot in (*line.spots, *line.groups)],
        )
        for line in candidate.lines
    ]
    return *own, candidate.article.id, lines


# -- the articles that there are ---------------------------------------------------------------


@pytest.mark.parametrize("path", [*FILES, *FOLDERS], ids=lambda path: str(path.relative_to(ROOT)))
def test_real_articles_answer_the_same(path: Path, tmp_path: Path) -> None:
    """Own wordings, some of their words, and some of them misspelt are answered as from the YAML."""
    articles = loading.load(path)
    one, other = Bot(articles), compiled(articles, tmp_path / "made.faq")
    wordings = [wording for _, part in articles.parts() for wording in (part.title, *part.alternates)]
    for at, wording in enumerate(wordings[:: max(1, len(wordings) // 12)]):
        fragment, misspelt = " ".join(wording.split()[at % 2 :: 2]), wording[: at + 3] + wording[at + 4 :]
        for question in (wording, fragment, misspelt, f"{wording} And {misspelt}"):
            assert said(one, question) == said(other, question)


@pytest.mark.parametrize("meaning", ["off", "words", "encoder"])
def test_meaning_is_told_the_same(meaning: str, tmp_path: Path) -> None:
    """By words, by nothing or by an encoder of one's own, a file answers as its articles do."""
    (tmp_path / "library.yaml").write_text(LIBRARY)
    articles, path = loading.load(tmp_path / "library.yaml"), tmp_path / "made.faq"
    writer.write(articles, path)
    how: dict[str, Any] = {"encoder": _lengths} if meaning == "encoder" else {"meaning": meaning}
    one, other = Bot(articles, **how), Bot.load(path, **how)
    assert one.meaning == other.meaning == meaning
    for question in ("when is it open", "what does a ticket cost", "loan a book", *STRANGE):
        assert said(one, question) == said(other, question)


def _lengths(texts: Sequence[str]) -> Sequence[Sequence[float]]:
    return [[len(text), text.count("o") + 1, text.count("e"), len(text.split())] for text in texts]


# -- the chat ----------------------------------------------------------------------------------

SEVERAL = knowledge(
    article(
        "garden",
        section("Overview", ""),
        section("Opening hours", "The garden opens at nine. It closes at dusk.", "From nine until dusk."),
        entry("May I bring my dog?", "Are pets allowed?", answer="On a lead."),
    ),
    article("museum", section("Opening hours", "The museum opens at ten."), entry("Where do I park?")),
)
LINES = (
    *("/sections", "2", "9", "/articles", "/search open", "1", "/section opening-hours", "/section garden#overview"),
    *("/section nothing", "/section may", "when does it open", "and in the museum?", "may i bring my dgo", "/why"),
    *("/article museum", "opening hours", "/article all", "/article no", "thanks", "what is this about?", "/help"),
)


def test_the_chat_says_the_same(tmp_path: Path) -> None:
    """Each of its commands, and what it offers while one types, are the same over a file."""
    sessions = [Session(bot) for bot in (Bot(SEVERAL), compiled(SEVERAL, tmp_path / "made.faq"))]
    assert sessions[0].greet() == sessions[1].greet()
    for line in LINES:
        assert commands.say(sessions[0], line) == commands.say(sessions[1], line)
    one, other = [Completer(s.bot.knowledge, commands.helps(), commands.choices(s)) for s in sessions]
    for typed in ("", "ope", "may i", "/se", "/section ", "/section o", "/article m"):
        assert list(one.complete(typed)) == list(other.complete(typed))


# -- golden answers ----------------------------------------------------------------------------

GOLDEN = """\
cases:
  - {ask: May I bring my dog?, cite: faq-dogs}
  - {ask: What is the capital of France?, unknown: true}
  - {ask: When does the library open?, cite: fees}
"""


def test_golden_answers_are_held_against_a_file(tmp_path: Path) -> None:
    """A golden file may name a compiled one; what becomes of its cases is the same as with the articles."""
    (tmp_path / "library.yaml").write_text(LIBRARY)
    writer.write(loading.load(tmp_path / "library.yaml"), tmp_path / "library.faq")
    found = []
    for name in ("library.yaml", "library.faq"):
        path = tmp_path / f"{name}.golden.yaml"
        path.write_text(f"knowledge: {name}\n{GOLDEN}")
        read = reading.read(str(path))
        found.append([judge.fault(case, case.asked_of(read.bot)) for case in read.cases])
    assert found[0] == found[1]
    assert [bool(fault) for fault in found[0]] == [False, False, True]
