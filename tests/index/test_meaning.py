"""Meaning: words that a question shares with no line, names that are alike, and when it is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from samples import ENGLISH, article, bot, entry, knowledge

from faqbot.answering.answers import Verdict
from faqbot.bot import Bot
from faqbot.index import chosen
from faqbot.index.vectors.table import Table
from faqbot.knowledge.article import Meaning
from faqbot.search.matches import How
from faqbot.terminal.shell import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.answering.answers import Answer

SHOP = (
    entry("When will I get my refund?", answer="Refunds arrive within ten days of the return."),
    entry("How do I reach the shop by train?", answer="Take the train to Harbour Street and walk north."),
    entry("Is the workshop open to children?", answer="Children of six and older are welcome."),
)
TALKS = (
    entry("What did Egypt propose at the talks?", answer="A longer truce, said Egypt, and more aid."),
    entry("What did Qatar do at the talks?", answer="Negotiators met in Qatar. Qatar spoke with both."),
)


def view(answer: Answer, name: str) -> float | None:
    """What a trait of the best match is worth, if it is shown."""
    return next((v.score for v in answer.matches[0].receipt.views if v.name == name), None)


def test_a_paraphrase_without_a_common_word_is_found() -> None:
    """A word of the question finds one that means much the same, and the receipt says so."""
    found = bot(*SHOP).search("toddlers")
    assert found[0].title == "Is the workshop open to children?"
    assert [(word.met, word.how) for word in found[0].receipt.words] == [("children", How.MEANING)]
    assert 0.0 < found[0].receipt.words[0].strength < 0.6


def test_meaning_makes_no_name_of_another() -> None:
    """A name is never met by one that is like it; one that the knowledge lacks is against all that it has."""
    asked = bot(*TALKS).answer("What did Lebanon propose at the talks?")
    lebanon = next(word for word in asked.matches[0].receipt.words if word.word == "lebanon")
    assert lebanon.how is How.UNSEEN
    assert view(asked, "another name") == 1.0
    assert view(bot(*TALKS).answer("What did Egypt propose at the talks?"), "another name") is None


@pytest.mark.parametrize("question", ["What did CHINA propose?", "what did china propose?", "What did China propose?"])
def test_a_strange_name_is_one_however_it_is_written(question: str) -> None:
    """Whether a word is a name of the sort that the knowledge has doesn't depend on its capitals."""
    assert view(bot(*TALKS).answer(question), "another name") == 1.0


def test_meaning_can_be_left_out() -> None:
    """An article that says `meaning: off` is matched by words and letters alone."""
    off = Bot(knowledge(replace(article("shop", *SHOP), meaning=Meaning.OFF)))
    assert off.search("toddlers") == ()
    assert view(off.answer("When will I get my refund?"), "meaning") is None


def test_another_language_has_no_meaning() -> None:
    """The vectors are of English words; in another language they are left out."""
    german = Bot(knowledge(article("laden", entry("Wann kommt mein Geld?"), language="de")))
    assert view(german.answer("Wann kommt mein Geld?"), "meaning") is None


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A table of word vectors that was cut off, in the place of the one that ships."""
    path = tmp_path / "vectors.bin"
    path.write_bytes(Path(ENGLISH.vectors or "").read_bytes()[:100_000])
    monkeypatch.setattr(chosen, "Table", lambda _: Table(path))
    chosen.table_of.cache_clear()
    yield path
    chosen.table_of.cache_clear()


def test_a_damaged_table_is_named_and_the_bot_goes_on(damaged: Path) -> None:
    """A table that can't be used is told of in a warning; questions are answered without it."""
    with pytest.warns(UserWarning, match="word vectors has 100,000 bytes") as told:
        answer = bot(*SHOP).answer("When will I get my refund?")
    assert str(damaged) in str(told[0].message)
    assert answer.verdict is Verdict.ANSWERED
    assert view(answer, "meaning") is None


@pytest.mark.filterwarnings("default")
def test_a_damaged_table_is_a_sentence_on_the_command_line(damaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command tells of it in one line on standard error, without the place in the code."""
    assert cli.main(["ask", "How", "many", "people", "died?"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert told[0].startswith(f"faqbot: {damaged}: the table of word vectors has")
