"""The odds of candidates, and their chances beside each other and none of them."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from samples import bot, entry, matcher

from faqbot.search.choice import AGAINST, FACTS, WEIGHTS, Choice, chances
from faqbot.search.match import Matcher, Scored
from faqbot.search.question import Question

ODDS = st.lists(st.floats(-700.0, 700.0), max_size=12)
SENSES = pytest.mark.parametrize("sense", list(WEIGHTS))
NEAR_MISSES = ("another number", "opposite")
TRAITS = st.fixed_dictionaries(
    {
        name: st.floats(0.0, 1.0)
        for name in dict.fromkeys((*NEAR_MISSES, *FACTS, *(n for of in WEIGHTS.values() for n in of)))
    }
)

# -- chances -----------------------------------------------------------------------------------


@given(ODDS)
@example([1e6, -1e6, 0.0])
def test_chances_are_shares_of_one(odds: list[float]) -> None:
    """Each lies in 0..1, in the order of the odds, and together they are at most 1: the rest is that of none."""
    found = chances(odds)
    assert len(found) == len(odds) and all(0.0 <= chance <= 1.0 for chance in found)
    assert math.fsum(found) <= 1.0 + 1e-12
    ranked = sorted(range(len(odds)), key=odds.__getitem__)
    assert all(found[a] <= found[b] for a, b in itertools.pairwise(ranked))


def test_even_odds_are_half_a_chance() -> None:
    """A single candidate that is as likely as none has half, and without candidates there are no chances."""
    assert chances([0.0]) == [0.5]
    assert chances([]) == []


@given(st.floats(5.0, 700.0))
def test_a_rival_that_fits_as_well_halves_a_chance(odds: float) -> None:
    """However good both are: what is sure alone has a half beside its like, and a third beside two of them."""
    for rivals in range(4):
        assert chances([odds] * (rivals + 1))[0] == pytest.approx(1 / (rivals + 1), rel=1e-2)


@given(own=st.floats(-50.0, 50.0), others=ODDS)
def test_a_rival_never_raises_a_chance(own: float, others: list[float]) -> None:
    """With one candidate more, each of the others has the same chance or less."""
    assert chances([own, *others])[0] <= chances([own])[0] + 1e-12


@given(own=st.floats(-50.0, 50.0), other=st.floats(-50.0, 50.0))
def test_two_chances_stand_to_each_other_as_their_odds_do(own: float, other: float) -> None:
    """What else there is changes both by the same: the logarithm of their ratio is the difference of the odds."""
    one, two, _ = chances([own, other, 3.0])
    assert math.log(one / two) == pytest.approx(own - other, abs=1e-6)


# -- odds --------------------------------------------------------------------------------------


@SENSES
@given(traits=TRAITS, more=st.floats(0.0, 1.0), name=st.sampled_from(sorted(WEIGHTS["vectors"])))
def test_more_of_a_trait_moves_the_odds_as_its_weight_says(
    sense: str, traits: dict[str, float], more: float, name: str
) -> None:
    """More of what speaks for a candidate never lowers its odds; more of what speaks against it never raises them."""
    choice = Choice(sense)
    before, after = choice.odds(traits, 3).all, choice.odds(traits | {name: traits[name] + more}, 3).all
    assert after - before == pytest.approx(choice.weight(name) * more, abs=1e-9)


@SENSES
@given(traits=TRAITS)
def test_the_lack_of_a_fact_stands_in_the_odds_alone(sense: str, traits: dict[str, float]) -> None:
    """The odds of the topic are those that a candidate has with the fact asked for."""
    choice = Choice(sense)
    odds = choice.odds(traits, 3)
    assert odds.topic == pytest.approx(choice.odds(traits | dict.fromkeys(FACTS, 0.0), 3).all)
    assert odds.topic >= odds.all - 1e-9


@SENSES
def test_what_speaks_for_a_candidate_adds_and_what_it_lacks_takes_off(sense: str) -> None:
    """Likeness has a positive weight in every sense, the lack of a fact and another name a negative one.

    An encoder reads the wordings itself, so that their words are not weighed beside it.
    """
    choice = Choice(sense)
    assert all(choice.weight(name) > 0 for name in ("sentence", "whole", "letters", "subject met"))
    assert (choice.weight("wording") > 0) is (sense != "encoder")
    assert all(choice.weight(name) < 0 for name in ("another name", *FACTS, *NEAR_MISSES))


@SENSES
def test_a_near_miss_leaves_less_than_a_hundredth_of_the_odds(sense: str) -> None:
    """What has another number, or is the opposite, has as good as no chance, however alike it looks."""
    choice = Choice(sense)
    assert all(choice.weight(name) == AGAINST for name in NEAR_MISSES)
    assert math.exp(AGAINST) < 0.01


@SENSES
def test_of_what_there_is_nothing_the_demand_is_left(sense: str) -> None:
    """A candidate of which nothing is known has the odds that the question demands, with the other sign."""
    choice = Choice(sense)
    assert choice.odds(dict.fromkeys(FACTS, 0.0), 2).all == -choice.demand(2)


# -- by what meaning is told -------------------------------------------------------------------

FRENCH = (entry("Où est la piscine ?", answer="Derrière la gare."), entry("Puis-je amener mon chien ?"))


def alone(known: Matcher, asked: Question, scored: Scored) -> float:
    """The odds of a candidate, from its chance against none of them."""
    score = known.score(asked, scored.candidate.number).score
    return math.log(score / (1 - score))


@pytest.mark.parametrize("language", ["fr", "de", "ja", "xx"])
def test_without_vectors_words_and_letters_tell(language: str) -> None:
    """In a language without word vectors nothing is said of meaning, and the weights are those of words alone."""
    known = bot(*FRENCH, language=language)._matcher
    asked = known.read("où est la piscine")
    best = known.ranked(asked)[0]
    assert best.candidate.title == "Où est la piscine ?"
    assert not best.traits.keys() & {"meaning", "gist"}
    assert alone(known, asked, best) == pytest.approx(Choice("words").odds(best.traits, len(asked.content)).all)
    assert known.meant(asked, 0) == [0.0] * len(best.candidate.lines)
    assert known.alike("piscine", "bassin") == 0.0


def test_with_vectors_their_weights_tell() -> None:
    """In English the odds are those of the weights for vectors, unless meaning is left out."""
    parts = entry("Where is the pool?"), entry("May I bring my dog?")
    for known, sense in ((bot(*parts)._matcher, "vectors"), (matcher(*parts), "words")):
        asked = known.read("where is the swimming pool")
        best = known.ranked(asked)[0]
        assert ("meaning" in best.traits) is (sense == "vectors")
        assert alone(known, asked, best) == pytest.approx(Choice(sense).odds(best.traits, len(asked.content)).all)
