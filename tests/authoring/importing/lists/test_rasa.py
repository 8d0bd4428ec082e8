"""Rasa bots: intents and responses are entries, talk is listed, what is out of scope is golden."""

from __future__ import annotations

from itertools import permutations

import pytest
from lists import document

from faqbot.authoring.draft import Asked, DraftEntry, Unplaced
from faqbot.authoring.importing.document import Source
from faqbot.authoring.importing.lists.rasa import read, reads
from faqbot.base.errors import KnowledgeError

FILES = ["rasa-nlu.yml", "rasa-domain.yml", "rasa-rules.yml"]


@pytest.mark.parametrize("names", list(permutations(FILES)))
def test_files_in_any_order(names: tuple[str, ...]) -> None:
    """Examples lead to the response of their name, or to the one that a rule lets follow."""
    made = {draft.name: draft for draft in read([document(name) for name in names])}
    assert made.keys() == {"rasa-nlu", "rasa-domain"}
    assert made["rasa-nlu"].faq == (
        DraftEntry(
            "Which channels do you support in Berlin?",
            "We support:\n- mail\n- [chat](https://bot.example/chat)",
            3,
            ("channels", "which channels do you support"),
            group="Faq",
            id="ask_channels",
        ),
        DraftEntry("when do you open?", "From nine to five.", 8, ("opening times",), id="opening"),
    )


def test_what_is_out_of_scope_is_golden() -> None:
    """Such examples are questions that must not be answered, each with its line and without its annotations."""
    made = read([document(name) for name in FILES])
    assert made[0].golden == (Asked("can you order me a pizza?", 24), Asked("what is two and two", 25))


def test_what_has_no_place_is_listed_by_its_file() -> None:
    """Talk, intents without an answer, synonyms; further wordings of responses, buttons, pictures."""
    nlu, domain = read([document(name) for name in FILES])
    assert nlu.unplaced == (
        Unplaced(12, "hi\nhello there", "the intent greet is talk: next to none of its examples asks"),
        Unplaced(16, "what is my balance?", "the intent balance has no response that answers as it stands"),
        Unplaced(19, "who answers this?", "the intent faq/nobody has no response that answers as it stands"),
        Unplaced(26, "Berlin\nthe capital", "a group of synonyms: write it under synonyms: of an article"),
        Unplaced(29, "food\npizza", "a lookup of entities"),
    )
    assert domain.faq == ()
    assert domain.unplaced == (
        Unplaced(10, "Mail and chat.", "another wording of what answers faq/ask_channels"),
        Unplaced(12, "image: https://bot.example/clock.png", "beside the text of utter_times"),
        Unplaced(12, "buttons.title: Thanks", "beside the text of utter_times"),
        Unplaced(12, "buttons.payload: /thanks", "beside the text of utter_times"),
        Unplaced(18, "Hello!", "said to greet, which is no entry"),
        Unplaced(20, "You have {amount} left.", "said to balance, which is no entry"),
        Unplaced(22, "Nobody asks for this.", "no question leads to utter_lonely"),
    )


def test_the_markdown_of_rasa_1() -> None:
    """Examples under headings, responses and stories as they were written before there was YAML."""
    domain = Source("domain.yml", b"templates:\n  utter_hours:\n  - text: All day.\n")
    made = read([document("rasa-old.md"), domain])
    assert [(entry.question, entry.answer) for entry in made[0].faq] == [
        ("How big is the hall?", "Ten by twenty metres."),
        ("when is it open?", "All day."),
    ]


@pytest.mark.parametrize("name", [*FILES, "rasa-old.md"])
def test_files_of_a_bot_are_told(name: str) -> None:
    """By what stands in them."""
    assert reads(document(name))


@pytest.mark.parametrize("name", ["yaml-site-data.yml", "yaml-pairs.yaml", "json-grouped.json"])
def test_other_files_are_not(name: str) -> None:
    """Lists of questions are no bot."""
    assert not reads(document(name))


def test_a_bot_that_answers_nothing_is_told() -> None:
    """Examples without responses say what is missing."""
    with pytest.raises(KnowledgeError, match="no intent with a response was found"):
        read([Source("nlu.yml", b"nlu:\n- intent: hours\n  examples: |\n    - when?\n")])
