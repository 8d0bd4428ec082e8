"""JSON and YAML: lists under whatever keys, and what is in them beside questions and answers."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import document, kept, words

from faqbot.authoring.draft import Draft, DraftEntry, DraftSection, Unplaced
from faqbot.authoring.importing.document import Source
from faqbot.authoring.importing.lists.records import read, reads
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.article import Format


def only(text: str, name: str = "a.json") -> Draft:
    """The one draft of a text."""
    (draft,) = read(Source(name, text.encode()))
    return draft


def pairs(draft: Draft) -> list[tuple[str | None, str, str]]:
    """Groups, questions and answers."""
    return [(entry.group, entry.question, entry.answer) for entry in draft.faq]


def test_groups_with_names() -> None:
    """Objects head the lists in them; paragraphs are one answer; what has no place is listed with its line."""
    (draft,) = read(document("json-grouped.json"))
    assert draft.title == "Camping by the lake"
    assert draft.sections == (DraftSection("Camping by the lake", "What our guests ask.", 3, id="intro"),)
    assert draft.faq == (
        DraftEntry("When can we arrive?", "From 2 p.m.", 9, group="Arrival"),
        DraftEntry(
            "Is there a barrier?", "It closes at ten.\n\nRing the bell after that.", 10, group="Arrival", id="barrier"
        ),
        DraftEntry("May we light a fire?", "Only in the pits.", 16, ("Can I make a campfire?",), group="On site"),
    )
    assert draft.unplaced == (
        Unplaced(4, "3", 'nothing takes the key "version" (1 values)'),
        Unplaced(9, "time, check-in", 'nothing takes the key "tags" (2 values)'),
        Unplaced(17, "Where is the shop?", "it has no answer"),
    )


def test_an_answer_of_an_interface() -> None:
    """JSON:API puts the fields into "attributes"; titles and bodies are questions and answers."""
    pytest.importorskip("selectolax")
    (draft,) = read(document("json-api.json"))
    assert draft.format is Format.MARKDOWN
    first, second = draft.faq
    assert (first.question, first.url, first.line) == ("How is my parcel insured?", "https://post.example/41", 2)
    assert words(first.answer) == {"Up", "to", "500", "euros", "glass", "paper"} and "**500 euros**" in first.answer
    assert second.answer == "Batteries & perfume.\\\nAnd snake_case * things."
    assert {left.why.split('"')[1] for left in draft.unplaced} == {"id", "type", "weight", "url", "meta.total"}


def test_a_page_of_schema_org() -> None:
    """FAQPage as a file."""
    pytest.importorskip("selectolax")
    (draft,) = read(document("json-faqpage.json"))
    assert [(entry.question, entry.answer) for entry in draft.faq] == [
        ("Are the baths open in winter?", "Yes, from *ten* to six."),
        ("Can I swim with a cast?", "No."),
    ]


def test_languages_make_articles() -> None:
    """What is said in two languages is in two articles."""
    english, german = read(document("json-languages.json"))
    assert (english.name, english.language) == ("json-languages-en", "en")
    assert (german.name, german.language) == ("json-languages-de", "de")
    assert [entry.question for entry in german.faq] == ["Wo hält die Tram?", "Fährt sie nachts?"]


def test_an_id_stands_beside_languages() -> None:
    """What is said in several languages may have one name for all of them, which is no language."""
    text = "- id: refunds\n  en: {title: Do we refund?, text: We do.}\n  de: {title: Gibt es Geld zurück?, text: Ja.}\n"
    made = read(Source("faq.yml", text.encode()))
    assert [(draft.name, draft.faq[0].id, draft.faq[0].answer) for draft in made] == [
        ("faq-en", "refunds", "We do."),
        ("faq-de", "refunds", "Ja."),
    ]


def test_lines_of_json() -> None:
    """JSON Lines are a list of their lines."""
    (draft,) = read(document("json-lines.jsonl"))
    assert [(entry.line, entry.question) for entry in draft.faq] == [
        (1, "How deep is the quarry?"),
        (3, "Who may dive there?"),
    ]


def test_what_bots_are_taught_with() -> None:
    """Of many wordings the question is one that asks; of many responses the first is the answer."""
    (draft,) = read(document("json-intents.json"))
    assert draft.faq[0] == DraftEntry(
        "What are your opening hours?",
        "We are open from nine to five.",
        2,
        ("hours", "when are you open"),
        id="opening_hours",
    )
    assert draft.unplaced == (
        Unplaced(3, "Nine to five, every day.", 'nothing takes the key "further responses" (1 values)'),
    )


def test_words_and_sentences() -> None:
    """An object of words to sentences is one of questions to answers where the file holds nothing clearer."""
    (draft,) = read(document("json-words.json"))
    assert [entry.question for entry in draft.faq] == ["membership", "lost property"]


def test_yaml_of_a_site() -> None:
    """Categories with items; folded and literal texts are what YAML makes of them."""
    (draft,) = read(document("yaml-site-data.yml"))
    assert draft.format is Format.MARKDOWN
    assert pairs(draft) == [
        (
            "Tickets",
            "Can I change my ticket?",
            "Yes, until the day before:\n\n- on the [ticket page](https://fair.example/tickets)\n- at the *till*",
        ),
        ("Tickets", "Do children pay?", "Up to twelve they don't."),
        ("Stands", "How large is a stand?", "Three metres by two."),
    ]


def test_questions_as_keys() -> None:
    """Groups of questions with their answers."""
    (draft,) = read(document("yaml-pairs.yaml"))
    assert pairs(draft)[0] == ("Seeds", "When do I sow beans?", "After the last frost, in the middle of May.")
    assert [entry.line for entry in draft.faq] == [2, 3, 5]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ([{"question": "Q?", "answer": "A."}], [(None, "Q?", "A.")]),
        ({"faqs": [{"q": "Q?", "a": "A."}]}, [(None, "Q?", "A.")]),
        ({"data": {"items": [{"Title": "Q?", "Text": "A."}]}}, [(None, "Q?", "A.")]),
        ({"Q?": "A.", "How to r?": ["A.", "B."]}, [(None, "Q?", "A."), (None, "How to r?", "A.\n\nB.")]),
        ({"Billing": [{"q": "Q?", "a": "A."}], "House_rules": [{"q": "R?", "a": "B."}]},
         [("Billing", "Q?", "A."), ("House rules", "R?", "B.")]),
        ([{"category": "C", "questions": [{"question": "Q?", "answer": "A."}]}, {"category": "D", "questions": []}],
         [("C", "Q?", "A.")]),
        ([{"billing": [{"question": "Q?", "response": "A."}]}, {"x": [{"question": "R?", "response": "B."}]}],
         [("billing", "Q?", "A."), ("x", "R?", "B.")]),
        ({"faq-1": {"question": "Q?", "answer": "A."}, "faq-2": {"question": "R?", "answer": "B."}},
         [(None, "Q?", "A."), (None, "R?", "B.")]),
        ([["Who is it?", "A."], ["Why is it?", "B."]], [(None, "Who is it?", "A."), (None, "Why is it?", "B.")]),
        ([{"frob": "Who is it?", "nob": "It is me."}], [(None, "Who is it?", "It is me.")]),
        ({"q": {"text": "Q?"}, "a": {"paragraphs": [{"text": "A."}, {"text": "B."}]}}, [(None, "Q?", "A.\n\nB.")]),
        ({"nav": [{"title": "Nav", "text": "Home"}], "faq": [{"q": "Q?", "a": "A."}]}, [(None, "Q?", "A.")]),
    ],
)  # fmt: skip
def test_shapes(value: object, found: list[tuple[str | None, str, str]]) -> None:
    """Whatever the list stands in, and whatever its keys are called."""
    draft = only(json.dumps(value))
    assert pairs(draft) == found
    assert words(json.dumps(value)) - kept([draft]) <= words(" ".join(_keys(value)))


def _keys(value: object) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for inner in value.values() for key in _keys(inner))]
    return [key for inner in value for key in _keys(inner)] if isinstance(value, list) else []


def test_json_that_yaml_could_not_hold() -> None:
    """Tabs, escaped slashes, a key twice, half a character; and a comma too many, which YAML takes."""
    text = '[\n\t{"q": "Is it 1\\/2?", "a": "x \\ud83d\\ude00 \\ud800", "a": "y"},\n]'
    assert only(text.replace("},\n", "}\n")).faq[0].answer == "x 😀 \ufffd"
    assert only('[{"q": "Is it?", "a": "Yes.",},]').faq[0].answer == "Yes."


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.json", b"[" * 100_000, "a.json: the values are nested more than 100 deep: no list of questions is"),
        ("a.json", b'{"a":' * 200 + b"1" + b"}" * 200,
         "a.json:1: the values are nested more than 100 deep: no list of questions is"),
        ("a.json", b'[{"q": "x",\n"a" "b"}]', "a.json:2: this is no JSON (expecting ':' delimiter): correct it there"),
        ("a.json", b'[\n{"question": "Q?", "file": "q1.md"}]',
         "a.json:2: the questions have no answers here: write them beside these"),
        ("a.json", b" ", "a.json: the file is empty: nothing can be brought in"),
        ("a.json", b'{"name": "x", "version": 2}',
         'a.json: no questions with answers were found: call them "question" and "answer" in a list of objects'),
        ("a.yaml", b"title: A\nfaq:\n- question: Q?\n  answer: B.\n",
         "a.yaml: this is knowledge already: there is nothing to bring in; copy the file to where the others are"),
        ("a.yml", b"- " * 100_000,
         ("a.yml:1: lists and mappings are nested more than 20 deep, which no article needs: check the indentation and "
          "the brackets")),
    ],
)  # fmt: skip
def test_what_is_no_list_of_records_is_told(name: str, data: bytes, message: str) -> None:
    """One sentence says where, what is wrong, and what to do."""
    with pytest.raises(KnowledgeError) as caught:
        read(Source(name, data))
    assert str(caught.value) == message
    assert not reads(Source(name, data)) or "knowledge already" in message


def test_aliases_are_refused() -> None:
    """A file of a few lines could otherwise hold billions of values."""
    with pytest.raises(KnowledgeError, match=r"yaml-bomb\.yml:1: anchors and aliases"):
        read(document("yaml-bomb.yml"))


TEXT = st.text(alphabet="ab ?.:#\n\"'{}<>&é", min_size=1, max_size=15)
RECORD = st.dictionaries(st.sampled_from(["q", "a", "tags", "note", "title", "category", "id", "x"]),
                         TEXT | st.integers() | st.lists(TEXT, max_size=3) | st.dictionaries(TEXT, TEXT, max_size=2),
                         max_size=6)  # fmt: skip


@given(st.lists(RECORD, max_size=5), st.dictionaries(TEXT, st.lists(RECORD, max_size=2), max_size=2))
def test_no_value_is_lost(records: list[dict[str, object]], groups: dict[str, list[dict[str, object]]]) -> None:
    """Every word of every value is in the drafts or among what has no place."""
    value = {"faqs": [{"q": "Is x?", "a": "It is."}, *records], **groups}
    made = read(Source("a.json", json.dumps(value).encode()))
    texts = list(_values(value))
    assert {word for text in texts for word in words(text)} <= kept(made)


def _values(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _values(inner)]
    return [text for inner in value for text in _values(inner)] if isinstance(value, list) else [str(value)]


def test_a_key_that_stands_twice_loses_nothing() -> None:
    """The first counts, and the other is listed: the author meant one of them."""
    draft = only('[{"question": "Is it?", "answer": "Yes.", "answer": "No."}]')
    assert pairs(draft) == [(None, "Is it?", "Yes.")]
    assert [left.text for left in draft.unplaced] == ["No."]
