"""What readers asked and didn't get: counted, asked again, put into clusters."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from checkout import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import ENGLISH, LIBRARY, bot, entry

from faqbot.authoring.learning.gaps.clustering import clusters, linkage
from faqbot.authoring.learning.gaps.clustering.joining import Joiner
from faqbot.authoring.learning.gaps.clustering.spelling import respelt
from faqbot.authoring.learning.gaps.finding import found
from faqbot.authoring.learning.gaps.folding import tally
from faqbot.bot import Bot
from faqbot.log.entry import Entry
from faqbot.log.reading import read

if TYPE_CHECKING:
    from faqbot.authoring.learning.gaps.gaps import Cluster, Gaps

QUESTIONS = (
    "can I park here", "Parking?", "is there a car park", "where to leave the car", "parkign", "do you sell tea",
    "tea", "TEA!", "which teas are there", "may I bring my dog", "are dogs allowed", "is there wifi", "wifi password",
    "???", "", "what about my dog and my cat and my bird",
)  # fmt: skip
REF = "library#faq-dogs"


def asked(
    question: str,
    verdict: str = "unknown",
    ref: str | None = None,
    picked: str | None = None,
    thumb: str | None = None,
) -> Entry:
    """A question of a log, in which it is the only one."""
    return Entry("2026-11-28T12:34:56Z", "0" * 12, question, verdict, "", 0.1, ref, (), "hash", picked, thumb)


def entries() -> st.SearchStrategy[Entry]:
    verdict = st.sampled_from(("answered", "unsure", "unknown", "told"))
    places = st.sampled_from((None, REF, "library#hours", "gone#away"))
    return st.builds(asked, st.sampled_from(QUESTIONS), verdict, places, places, st.sampled_from((None, "good", "bad")))


def cluster_of(gaps: Gaps, question: str) -> Cluster:
    return next(cluster for cluster in gaps.clusters if question in cluster.wordings)


# -- what counts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (asked("tea", "unknown"), "missed"),
        (asked("tea", "unsure"), "missed"),
        (asked("tea", "unsure", picked=REF), "picked"),
        (asked("tea", "unsure", picked=REF, thumb="bad"), "missed"),
        (asked("tea", "answered", REF, thumb="bad"), "disliked"),
        (asked("tea", "told", thumb="bad"), "disliked"),
        (asked("tea", "answered", REF), ""),
        (asked("tea", "answered", REF, thumb="good"), ""),
        (asked("tea", "told"), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(filter(None, (value.verdict, value.thumb))),
)
def test_a_question_in_vain_is_missed_disliked_or_picked(one: Entry, kind: str, library: Bot) -> None:
    """A question without an answer is missed, one that was picked is that, and a wrong answer is disliked."""
    gaps = found(library, [one])
    assert gaps.asked == 1
    assert {name: getattr(gaps, name) for name in ("missed", "disliked", "picked")} == {
        name: int(name == kind) for name in ("missed", "disliked", "picked")
    }
    assert gaps.are_there is bool(kind)


def test_capitals_signs_and_endings_tell_no_questions_apart() -> None:
    """Questions that differ in these only are asked again as one, in the wording asked most."""
    counted = tally(
        map(asked, ["Do you sell teas?", "do you sell tea", "do you sell tea", "DO YOU SELL TEA!"]), ENGLISH
    )
    (folded,) = counted.folded
    assert (folded.text, folded.count) == ("do you sell tea", 4)


def test_what_a_conversation_left_out_is_told_too(library: Bot) -> None:
    """A question that leaned on the one before it stands in a cluster so that it stands by itself."""
    one = Entry("2026-11-28T12:34:56Z", "1", "and cats?", "unknown", "", 0.1, None, (), "h", asked_as="is there tea")
    assert found(library, [one]).clusters[0].wordings == ("is there tea",)


# -- asked again -------------------------------------------------------------------------------


def test_what_is_answered_by_now_is_no_gap_any_more(library: Bot) -> None:
    """A question that was missed and is answered by now is counted alone, and its entry was asked."""
    gaps = found(library, [asked("May I bring my dog?"), asked("may i bring my dog"), asked("is there wifi")])
    assert (gaps.answered.questions, gaps.answered.count) == (1, 2)
    assert [cluster.wordings for cluster in gaps.clusters] == [("is there wifi",)]
    assert REF not in {place.ref for place in gaps.unasked}


def test_a_wrong_answer_is_a_gap_until_another_place_answers(library: Bot) -> None:
    """An answer called wrong is a gap while it comes from that place, and says how sure the bot is of it."""
    same = found(library, [asked("May I bring my dog?", "answered", REF, thumb="bad")])
    (cluster,) = same.clusters
    assert (cluster.count, cluster.disliked, cluster.nearest) == (1, 1, REF)
    assert cluster.why.startswith("Answered: ")
    other = found(library, [asked("May I bring my dog?", "answered", "library#hours", thumb="bad")])
    assert (other.clusters, other.answered.count) == ((), 1)


def test_a_picked_answer_is_told_until_it_comes_by_itself(library: Bot) -> None:
    """What was picked stands beside its question with how often; not where the bot answers so by now."""
    picks = [asked("pets", "unsure", picked="library#hours")] * 2 + [asked("wifi", "unsure", picked="gone#away")]
    gaps = found(library, [*picks, asked("May I bring my dog?", "unsure", picked=REF)])
    assert [(pick.question, pick.ref, pick.count) for pick in gaps.picks] == [
        ("pets", "library#hours", 2),
        ("wifi", "gone#away", 1),
    ]
    assert [pick.place and pick.place.title for pick in gaps.picks] == ["Opening hours", None]
    assert gaps.answered.count == 1


def test_the_nearest_place_is_told_with_its_line_and_why_it_is_no_answer(library: Bot) -> None:
    """A cluster names the place judged nearest, its file and line, and in a line why that didn't answer."""
    (cluster,) = found(library, [asked("do you laminate cards")]).clusters
    assert cluster.place is not None
    assert (cluster.nearest, cluster.place.title) == ("library#faq-renew", "How do I renew my card?")
    lines = Path(library.files[0]).read_text(encoding="utf-8").splitlines()
    assert lines[cluster.place.line - 1].strip() == "- id: faq-renew"
    assert "“laminate”" in cluster.why and "\n" not in cluster.why


def test_of_a_place_that_is_not_shown_nothing_is_said() -> None:
    """Of a question that shares stop words only no place is shown, nor what "this place" lacks."""
    keys = entry("Who do I tell if I lose my keys?", answer="Mrs Okafor, at once.")
    phones = entry("Phones", answer="Private phones stay in the locker while children are present.")
    (cluster,) = found(bot(keys, phones), [asked("can i use my mobile")]).clusters
    assert cluster.place is None
    assert cluster.why == "Unknown: what is shared with the question is stop words only."


def test_entries_that_answered_nobody_are_told_in_the_order_of_the_knowledge(library: Bot) -> None:
    """An entry was asked if it answered a question of the log, or was picked; sections are not told."""
    gaps = found(library, [asked("x", "answered", REF), asked("y", "unsure", picked="library#faq-renew")])
    assert [place.ref for place in gaps.unasked] == ["library#faq-late", "library#faq-replace"]


# -- what is left out --------------------------------------------------------------------------


def test_of_a_long_log_the_most_asked_are_asked_again_and_the_rest_is_told(library: Bot) -> None:
    """What is not asked again is in a cluster by its words, or counted as left out."""
    log = ["wifi password"] * 3 + ["the wifi password please", "is there a lift for wheelchairs"]
    gaps = found(library, map(asked, log), asked_again=1)
    (cluster,) = gaps.clusters
    assert (cluster.wordings, cluster.count) == (("wifi password", "the wifi password please"), 4)
    assert (gaps.joined.count, gaps.left.questions, gaps.left.count) == (1, 1, 1)


def test_what_is_like_a_question_that_is_answered_by_now_is_in_no_cluster(library: Bot) -> None:
    """A rare question that is like one answered by now is left out: nobody has asked whether it is answered too."""
    gaps = found(library, [*[asked("may I bring my dog")] * 2, asked("may I bring my dog tomorrow")], asked_again=1)
    assert (gaps.clusters, gaps.answered.count, gaps.left.count) == ((), 2, 1)
    assert gaps.are_there


# -- properties --------------------------------------------------------------------------------


@settings(max_examples=25)
@given(st.lists(entries(), max_size=25), st.randoms(use_true_random=False), st.integers(0, 8))
def test_the_order_of_a_log_makes_no_difference(
    library: Bot, log: list[Entry], order: random.Random, asked_again: int
) -> None:
    """The same questions in another order come to the same clusters, picks and sums."""
    other = order.sample(log, len(log))
    assert found(library, log, asked_again) == found(library, other, asked_again)


@settings(max_examples=25)
@given(st.lists(entries(), max_size=25), st.integers(0, 8))
def test_every_question_in_vain_is_somewhere_and_only_once(library: Bot, log: list[Entry], asked_again: int) -> None:
    """The clusters, the picks, what is answered by now and what is left out add up to all that was asked in vain."""
    gaps = found(library, log, asked_again)
    vain = [one for one in log if one.thumb == "bad" or one.verdict in ("unsure", "unknown")]
    assert gaps.missed + gaps.disliked + gaps.picked == len(vain)
    told = sum(cluster.count for cluster in gaps.clusters) + sum(pick.count for pick in gaps.picks)
    assert told + gaps.answered.count + gaps.left.count == len(vain)
    wordings = Counter(itertools.chain.from_iterable(cluster.wordings for cluster in gaps.clusters))
    assert set(wordings.values()) <= {1} and wordings.keys() <= {one.question for one in vain}
    for cluster in gaps.clusters:
        assert set(cluster.shown) <= set(cluster.wordings) and len(set(cluster.shown)) == len(cluster.shown) <= 3
        assert len(cluster.shown) == min(3, len(cluster.wordings))
        assert 0 <= cluster.disliked <= cluster.count >= len(cluster.wordings)
    assert [c.count for c in gaps.clusters] == sorted((c.count for c in gaps.clusters), reverse=True)


# -- clusters ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "precision", "recall"), [("bakery", 0.95, 0.7), ("library", 0.8, 0.65)])
def test_paraphrases_stand_together(name: str, precision: float, recall: float, tmp_path: Path) -> None:
    """Of what readers of a bakery and a library asked, the pairs of one topic stand in one cluster."""
    told = yaml.safe_load((ROOT / f"tests/bench/gaps_topics/{name}.yaml").read_text(encoding="utf-8"))
    topic = {question: topic for topic, questions in told["topics"].items() for question in questions}
    (tmp_path / f"{name}.yaml").write_text(told["article"], encoding="utf-8")
    gaps = found(Bot.load(tmp_path / f"{name}.yaml"), map(asked, topic))
    of = {wording: number for number, cluster in enumerate(gaps.clusters) for wording in cluster.wordings}
    pairs = list(itertools.combinations(of, 2))
    same = {pair for pair in pairs if topic[pair[0]] == topic[pair[1]]}
    together = {pair for pair in pairs if of[pair[0]] == of[pair[1]]}
    assert len(same & together) / len(together) >= precision
    assert len(same & together) / len(same) >= recall


def test_typos_keywords_and_synonyms_stand_with_what_they_mean() -> None:
    """One word, a misspelt one, and one that the article calls the same are in the cluster of the whole question."""
    shop = bot(entry("When are you open?"), synonyms=[("voucher", "gift card")])
    gaps = found(
        shop, map(asked, ["do you sell vouchers", "vouchers", "do you sell gift cards", "vuochers", "parking"])
    )
    assert [cluster.count for cluster in gaps.clusters] == [4, 1]
    assert cluster_of(gaps, "vuochers").shown[0] != "vuochers"


def test_nothing_is_chained() -> None:
    """Of things each near to the next only, the ends do not stand in one cluster; of equals the first come first."""
    chain = {(at, at + 1): 0.5 for at in range(5)}
    assert linkage.clusters(6, chain, 0.3) == [[0, 1], [2, 3], [4, 5]]
    assert linkage.clusters(3, {(0, 1): 0.5, (1, 2): 0.5, (0, 2): 0.4}, 0.3) == [[0, 1, 2]]
    assert linkage.clusters(2, {(0, 1): 0.2}, 0.3) == [[0], [1]]


@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(4, 8)), st.floats(0, 1)), st.floats(0.01, 1))
def test_clusters_part_the_things(pairs: dict[tuple[int, int], float], least: float) -> None:
    """Each thing is in one cluster, and no two clusters are left that are near enough to be one."""
    found_ = linkage.clusters(9, pairs, least)
    assert sorted(itertools.chain.from_iterable(found_)) == list(range(9))
    for one, other in itertools.combinations(found_, 2):
        near = sum(pairs.get((min(a, b), max(a, b)), 0.0) for a in one for b in other)
        assert near / (len(one) * len(other)) < least + 1e-9


def test_only_what_nobody_knows_is_respelt() -> None:
    """A misspelt word becomes one of the others; a name that stands in several questions stays."""
    texts = ["parkign near the shop", "Parking, please!", "is Zorblax there", "Zorblax opening", "who is Zorblax"]
    known = {"parking", "near", "the", "shop", "please", "is", "there", "opening", "who"}
    assert respelt(texts, ENGLISH, known.__contains__) == ["parking near the shop", *texts[1:]]
    assert respelt(texts, ENGLISH, None) == texts


def test_questions_are_joined_by_their_rare_words() -> None:
    """A question is like the one that shares most of the weight of its words; small words are no matter."""
    joiner = Joiner([["wifi", "password"], ["park", "car"]], lambda _: 1.0, {"the"})
    assert joiner.like(["the", "car", "park"]) == 1
    assert joiner.like(["wifi", "the"]) == 0
    assert joiner.like(["wifi", "park", "lift"]) is None
    assert joiner.like(["the"]) is None
    assert joiner.like([]) is None


def test_too_many_rare_questions_are_left_out(library: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past a bound rare questions are not even joined; they are told all the same."""
    monkeypatch.setattr(clusters, "JOINED", 1)
    gaps = found(library, map(asked, ["wifi", "wifi", "wifi please", "wifi now please"]), asked_again=1)
    assert (gaps.clusters[0].count, gaps.joined.count, gaps.left.count) == (3, 1, 1)


def test_what_is_asked_again_is_not_logged(tmp_path: Path) -> None:
    """A bot that logs what it is asked doesn't log what is asked for this."""
    (tmp_path / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    logging = Bot.load(tmp_path / "library.yaml", log=str(tmp_path / "log.jsonl"))
    logging.answer("is there wifi")
    before = (tmp_path / "log.jsonl").read_bytes()
    assert found(logging, read([str(tmp_path / "log.jsonl")])).missed == 1
    assert (tmp_path / "log.jsonl").read_bytes() == before
