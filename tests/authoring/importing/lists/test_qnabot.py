"""Exports of QnABot: what is a question with an answer, and what only poses as one."""

from __future__ import annotations

import json

import pytest
from lists import document, kept, words

from faqbot.authoring.draft import DraftEntry, DraftSection
from faqbot.authoring.importing.document import Source
from faqbot.authoring.importing.lists.qnabot import read, reads
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.article import Format


def test_questions_are_entries() -> None:
    """The first wording is the question, Markdown wins over plain text, passages are sections."""
    (draft,) = read(document("qnabot-museum.json"))
    assert draft.format is Format.MARKDOWN
    assert draft.faq == (
        DraftEntry(
            "What does a ticket cost?",
            "A ticket costs **nine euros**.",
            6,
            ("ticket price",),
            group="tickets",
            url="https://museum.example/prices",
            id="Tickets.001",
        ),
        DraftEntry("When is it open?", "From ten to six; 5 * 3 rooms close at five.", 13, id="Hours.001"),
    )
    assert draft.sections == (
        DraftSection("Founding", "The museum was founded by two sisters in 1911.", 19, id="0.Founding"),
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (14, "a command of QnABot that poses as a question"),
        (15, "a Lambda hook makes its answer"),
        (16, "its answer is a template (Handlebars), filled in when it is asked"),
        (17, "nobody says this: other items send it"),
        (18, 'of type "slottype": it is no question with an answer'),
    ],
)
def test_what_poses_as_a_question_is_listed(line: int, why: str) -> None:
    """Commands, hooks, templates and slots are listed with their line and all they say."""
    (draft,) = read(document("qnabot-museum.json"))
    assert [left.why for left in draft.unplaced if left.line == line] == [why]


def test_no_word_of_an_export_is_lost() -> None:
    """Every value is in the draft or listed."""
    source = document("qnabot-museum.json")
    assert reads(source)
    values = json.loads(source.data, object_pairs_hook=lambda pairs: [value for _, value in pairs])
    assert words(json.dumps(values)) <= kept(read(source)) | {"qna", "text"}


def test_an_export_of_commands_alone_is_told() -> None:
    """Where nothing can be brought in a sentence says so."""
    with pytest.raises(KnowledgeError, match="nothing in this export can be brought in"):
        read(Source("a.json", b'{"qna": [{"qid": "Help", "q": ["help"], "a": "Ask."}]}'))


def test_other_json_is_no_export() -> None:
    """A list of questions that is merely called so has no ids of QnABot."""
    assert not reads(Source("a.json", b'{"qna": [{"q": "Who?", "a": "Me."}]}'))
