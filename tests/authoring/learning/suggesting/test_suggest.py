"""Proposals from a log and by rule, what is dropped and why, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from galleries import CASES, GALLERY, gallery, log
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faqbot.authoring.learning.suggesting import asked, rules, trial
from faqbot.authoring.learning.suggesting.proposal import Proposal
from faqbot.authoring.learning.suggesting.suggest import Suggestions, suggest, wanting
from faqbot.authoring.learning.teaching import trying
from faqbot.authoring.learning.teaching.teacher import undo
from faqbot.base.errors import FaqbotError
from faqbot.bot import Bot
from faqbot.evaluation.golden import judge
from faqbot.knowledge.parts.wordings import folded
from faqbot.log.reading import read

TICKET = "gallery#ticket"
DOGS = "gallery#dogs"


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written is noted in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))


@pytest.fixture
def bot(tmp_path: Path) -> Bot:
    """A bot over the gallery in the test's own folder."""
    return gallery(tmp_path)


def dropped(found: Suggestions) -> dict[str, str]:
    """The wordings that were dropped, each with why."""
    return {one.proposal.wording: one.why for one in found.dropped}


def propose(bot: Bot, *pairs: tuple[str, str], least: int | None = 5, write: bool = False) -> Suggestions:
    """What proposals for places come to."""
    return suggest(bot, [Proposal(ref, wording, "test") for ref, wording in pairs], least, write=write)


# -- which places ------------------------------------------------------------------------------


def test_places_with_few_wordings_want_some(bot: Bot) -> None:
    """Those that have fewer alternates than they are to have, in the order of the knowledge."""
    assert [place.ref for place in wanting(bot, [])] == ["gallery#hours", TICKET, DOGS]
    assert [place.ref for place in wanting(bot, [], 1)] == ["gallery#hours", DOGS]
    assert [place.ref for place in wanting(bot, ["dogs", "ticket"], 1)] == [DOGS]


def test_a_place_that_is_not_there_is_told(bot: Bot) -> None:
    """A name that means no place is an error, as everywhere."""
    with pytest.raises(FaqbotError, match='no "cats"'):
        wanting(bot, ["cats"])


def test_articles_that_cannot_be_written_want_none(tmp_path: Path) -> None:
    """Of a list of one entry a line nothing is proposed; to name a place of it is an error."""
    (tmp_path / "list.jsonl").write_text('{"id": "a", "question": "What is it?", "answer": "A list."}\n')
    bot = Bot.load(tmp_path / "list.jsonl")
    assert wanting(bot, []) == []
    with pytest.raises(FaqbotError, match="written by another program"):
        wanting(bot, ["a"])


# -- where wordings come from ------------------------------------------------------------------


def logged(folder: Path, text: str, refs: set[str], *, nearest: bool = False) -> list[tuple[str, str, str]]:
    """What a log proposes."""
    (folder / "faq.log").write_text(text)
    found = asked.proposals(read([str(folder / "faq.log")]), refs, nearest=nearest)
    return [(one.ref, one.wording, one.origin) for one in found]


def test_what_was_picked_is_proposed_for_that_place(tmp_path: Path) -> None:
    """The question of a pick, however it was written, counts for the picked place, not for the nearest."""
    near = {"ref": TICKET, "picked": DOGS}
    text = log(
        ("can my poodle come along", near),
        ("Can my poodle come along?", near),
        ("can my poodle come along", near),
        ("my cat?", near),
    )
    assert logged(tmp_path, text, {TICKET, DOGS}) == [
        (DOGS, "can my poodle come along", "picked, 3 times"),
        (DOGS, "my cat?", "picked"),
    ]
    assert logged(tmp_path, text, {TICKET}) == []


def test_what_is_only_nearest_is_proposed_where_that_is_wished(tmp_path: Path) -> None:
    """A miss counts for its nearest place, behind what was picked; not an answer, nor what nothing came near."""
    text = log(
        ("is it dear", {"ref": TICKET}),
        ("is it dear", {"ref": TICKET}),
        ("the fee", {"ref": DOGS, "picked": TICKET}),
        ("how much is a ticket", {"ref": TICKET, "verdict": "answered", "cause": "clear match"}),
        ("who won the cup", {"ref": TICKET, "verdict": "unknown", "cause": "no match"}),
    )
    assert logged(tmp_path, text, {TICKET}) == [(TICKET, "the fee", "picked")]
    assert logged(tmp_path, text, {TICKET}, nearest=True) == [
        (TICKET, "the fee", "picked"),
        (TICKET, "is it dear", "asked, and nearest to this, 2 times"),
    ]


def test_a_question_counts_for_the_place_that_most_have_picked(tmp_path: Path) -> None:
    """One who picked another place takes it from nobody; nor is it theirs where the place of most wants no wordings."""
    price = "student price"
    text = log((price, {"picked": DOGS}), ("Student price?", {"picked": TICKET}), (price, {"picked": TICKET}))
    assert logged(tmp_path, text, {TICKET, DOGS}) == [(TICKET, price, "picked, 2 times")]
    assert logged(tmp_path, text, {DOGS}) == []


def test_a_pick_counts_for_more_than_what_is_nearest(tmp_path: Path) -> None:
    """However often the bot came near a place with a question, where a reader picked another it belongs there."""
    near = ("student price", {"ref": DOGS})
    text = log(near, near, near, ("student price", {"ref": DOGS, "picked": TICKET}))
    assert logged(tmp_path, text, {TICKET, DOGS}, nearest=True) == [(TICKET, "student price", "picked")]


def test_of_places_picked_as_often_the_first_by_name_counts(tmp_path: Path) -> None:
    """Whatever the order of the log, the same place is proposed."""
    told = [("student price", {"picked": TICKET}), ("student price", {"picked": DOGS})]
    for order in (told, told[::-1]):
        assert logged(tmp_path, log(*order), {TICKET, DOGS}) == [(DOGS, "student price", "picked")]


def test_what_was_masked_is_no_wording(tmp_path: Path) -> None:
    """A question that held an address or a number is not put before other readers."""
    text = log(("send it to [email]", {"picked": DOGS}), ("my card is [card]", {"picked": DOGS}))
    assert logged(tmp_path, text, {DOGS}) == []


def test_a_title_is_said_by_declared_synonyms(bot: Bot) -> None:
    """By rule the title is proposed with a synonym that the article declares, and nothing else is."""
    found = rules.proposals(wanting(bot, []), bot.knowledge)
    assert [(one.ref, one.wording) for one in found] == [(TICKET, "How much is a pass?")]


# -- what is dropped ---------------------------------------------------------------------------


def test_what_is_there_is_dropped(bot: Bot) -> None:
    """A wording that is there but for case and punctuation, be it this place's or another's, is dropped and told."""
    found = propose(
        bot, (DOGS, "may I bring my DOG"), (DOGS, "What does it cost, to get in?"), (DOGS, "a\x00"), (DOGS, "?")
    )
    assert dropped(found) == {
        "may I bring my DOG": "it is a wording of that already",
        "What does it cost, to get in?": f"it is a wording of {TICKET}",
        "?": "the question has no word: write one",
    }
    assert [one.wording for one in found.kept] == ["a"]


def test_the_same_proposal_counts_once(bot: Bot) -> None:
    """Of proposals that fold to the same text the first is kept, whichever place the others are for."""
    found = propose(bot, (DOGS, "are pets allowed"), (DOGS, "Are pets allowed?"), (TICKET, "are pets allowed!"))
    assert [one.wording for one in found.kept] == ["are pets allowed"]
    assert dropped(found)["are pets allowed!"] == f"it is a wording of {DOGS}"


def test_what_adds_nothing_is_dropped(bot: Bot) -> None:
    """What is answered from the place already and has the words of a wording is dropped; other words add something."""
    found = propose(bot, (DOGS, "can I bring my dog"), (DOGS, "may I bring my dog inside with water"))
    assert "has the words of “May I bring my dog?”" in dropped(found)["can I bring my dog"]
    assert [one.wording for one in found.kept] == ["may I bring my dog inside with water"]


def test_what_is_answered_from_elsewhere_is_dropped(bot: Bot) -> None:
    """What another place answers surely belongs to that."""
    assert dropped(propose(bot, (DOGS, "how much is one ticket")))["how much is one ticket"].startswith(
        f"it is answered from {TICKET}"
    )


def test_what_another_place_may_answer_is_tried(tmp_path: Path) -> None:
    """Where the bot itself is not sure of the other place, who proposes the wording may know better."""
    bot = gallery(tmp_path)
    wording = "ticket for water"
    answer = bot.answer(wording)
    assert (answer.verdict, judge.cited(answer)) == ("answered", (TICKET,)) and answer.confidence < 0.8
    assert [one.wording for one in propose(bot, (DOGS, wording)).kept] == [wording]


def test_what_flips_a_golden_case_is_dropped_with_that_case(tmp_path: Path) -> None:
    """A wording by which a golden case would fail is dropped, with the case's file and line; others beside it stay."""
    bot = gallery(tmp_path)
    (tmp_path / "gallery.golden.yaml").write_text(CASES)
    found = propose(bot, ("gallery#hours", "when do you close"), (DOGS, "are pets allowed"))
    path = tmp_path / "gallery.golden.yaml"
    assert f"({path}:5) is unknown, and would be answered from gallery#hours" in dropped(found)["when do you close"]
    assert [one.wording for one in found.kept] == ["are pets allowed"]


def test_what_would_not_lead_to_its_place_is_dropped(bot: Bot) -> None:
    """A wording that goes to another place even as one of its own place is dropped, and told with where it goes."""
    (flip,) = trial.settled(bot, [Proposal(DOGS, "how much is a ticket please", "test")])[1]
    assert flip.why == f"even as a wording of that it would be answered from {TICKET} (1.00)"


def test_what_takes_the_wording_of_another_place_is_dropped(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of some that would take a question from its place the most alike is dropped, and told with the question."""
    asked_ = "how much do students pay"  # stands in for a wording: those of so few entries are hard to take
    monkeypatch.setattr(trying, "wordings", lambda _: [trying.Place(TICKET, asked_)])
    taker = Proposal(DOGS, "how much do the students pay here", "test")
    kept, flips = trial.settled(bot, [Proposal(DOGS, "are pets allowed", "test"), taker])
    assert [one.wording for one in kept] == ["are pets allowed"]
    assert [one.proposal for one in flips] == [taker]
    assert flips[0].why.startswith(f"“{asked_}” ({TICKET}) is answered from {TICKET}")


def test_places_are_filled_up_to_what_they_are_to_have(bot: Bot) -> None:
    """What comes behind that is left, and counted; without a bound all are tried."""
    words = ["are pets allowed", "poodle", "where to leave a puppy"]
    found = propose(bot, *((DOGS, word) for word in words), least=2)
    assert [one.wording for one in found.kept] == words[:2]
    assert found.left == 1
    assert [one.wording for one in propose(bot, *((DOGS, word) for word in words), least=None).kept] == words


# -- what is written ---------------------------------------------------------------------------


def test_nothing_is_written_unless_wished(tmp_path: Path, bot: Bot) -> None:
    """To propose leaves the file as it is, and shows a diff of it."""
    found = propose(bot, (DOGS, "are pets allowed"))
    assert (tmp_path / "gallery.yaml").read_text() == GALLERY
    assert "+      - are pets allowed\n" in found.writes[0].diff


def test_what_is_written_leaves_the_rest_by_the_byte(tmp_path: Path, bot: Bot) -> None:
    """Comments, quotes and order stay; only lines for the new wordings come in, and the bot knows them."""
    found = propose(bot, (DOGS, "are pets allowed"), (TICKET, "what is the fee"), write=True)
    text = (tmp_path / "gallery.yaml").read_text()
    assert text.replace("    alternates:\n      - are pets allowed\n", "").replace(', "what is the fee"', "") == GALLERY
    assert found.bot.answer("are pets allowed").verdict == "answered"
    assert found.bot.knowledge.articles[0].faq[2].alternates == ("are pets allowed",)


def test_what_was_written_is_taken_back_as_a_lesson(tmp_path: Path, bot: Bot) -> None:
    """`faqbot teach --undo` takes the wordings out again, the last first."""
    propose(bot, (DOGS, "are pets allowed"), (DOGS, "poodle"), write=True)
    path = str(tmp_path / "gallery.yaml")
    assert undo([path]).question == "poodle"
    assert undo([path]).question == "are pets allowed"
    assert Bot.load(path).knowledge.articles[0].faq[2].alternates == ()


def test_what_others_have_written_meanwhile_counts(tmp_path: Path, bot: Bot) -> None:
    """A file that has changed since the bot was loaded keeps what it has got, and isn't given it twice."""
    path = tmp_path / "gallery.yaml"
    path.write_text(GALLERY.replace("my dog?\n", "my dog?\n    alternates: [are pets allowed]\n"))
    found = propose(bot, (DOGS, "Are pets allowed?"), (DOGS, "poodle"), write=True)
    assert dropped(found) == {"Are pets allowed?": "it is a wording of that already"}
    assert Bot.load(path).knowledge.articles[0].faq[2].alternates == ("are pets allowed", "poodle")


WORDS = st.sampled_from("ticket pass dog pets open when how much may I bring students water fee cost ? ! Guide".split())
WORDINGS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
PROPOSALS = st.lists(st.tuples(st.sampled_from(["gallery#hours", TICKET, DOGS]), WORDINGS), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(pairs=PROPOSALS)
def test_what_is_written_is_what_was_proposed_and_new(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    """Whatever is proposed: no wording is there twice, the file holds just what is kept, each leads to its place, no
    wording that led to its own place is lost, and the same proposals come to the same again.
    """
    bot = gallery(tmp_path)
    before = {article.ref(part): part.alternates for article, part in bot.knowledge.parts()}
    again = propose(bot, *pairs)
    found = propose(bot, *pairs, write=True)
    assert (found.kept, found.dropped, found.left) == (again.kept, again.dropped, again.left)
    assert len(found.kept) + len(found.dropped) + found.left == len(pairs)
    after = Bot.load(tmp_path / "gallery.yaml")
    for article, part in after.knowledge.parts():
        ref = article.ref(part)
        assert part.alternates == (*before[ref], *(one.wording for one in found.kept if one.ref == ref))
    every = [folded(place.wording) for place in trying.wordings(after)]
    assert len(every) == len(set(every))
    assert all(one.ref in judge.cited(after.answer(one.wording)) for one in found.kept)
    for place in trying.wordings(bot):
        if place.ref in judge.cited(bot.answer(place.wording)):
            assert place.ref in judge.cited(after.answer(place.wording))
