"""What columns and keys hold, by their names and by their shape."""

from __future__ import annotations

import pytest

from faqbot.authoring.importing.lists.shared.roles import Role, asks, by_names, by_shape, named


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Question", Role.QUESTION),
        ("Customer question", Role.QUESTION),
        ("question_text", Role.QUESTION),
        ("QuestionEN", Role.QUESTION),
        ("Frage", Role.QUESTION),
        ("質問", Role.QUESTION),
        ("q", Role.QUESTION),
        ("acceptedAnswer", Role.ANSWER),
        ("Answer (HTML)", Role.ANSWER),
        ("official response", Role.ANSWER),
        ("body", Role.ANSWER),
        ("SuggestedQuestions", Role.ALTERNATES),
        ("alternate_questions", Role.ALTERNATES),
        ("Category", Role.GROUP),
        ("FAQ ID", Role.ID),
        ("Link", Role.URL),
        ("keywords", Role.KEYWORDS),
        ("is_published", Role.SHOWN),
    ],
)
def test_a_name_tells(name: str, role: Role) -> None:
    """Names in any case and wording tell what their field is for."""
    found = named(name)
    assert found and found.role is role


@pytest.mark.parametrize(
    "name", ["question type", "answer length", "user name", "created", "Priority", "", "?", "votes"]
)
def test_a_name_tells_nothing(name: str) -> None:
    """What a name is about is its last word, and few names are known."""
    assert named(name) is None


def test_the_clearest_name_has_the_role() -> None:
    """A title is a question where nothing clearer is; two columns of questions are one and further wordings."""
    assert by_names(["title", "text"]) == {"title": Role.QUESTION, "text": Role.ANSWER}
    assert by_names(["title", "question", "answer", "text"]) == {"question": Role.QUESTION, "answer": Role.ANSWER}
    assert by_names(["question1", "question2", "Answer"])["question2"] is Role.ALTERNATES
    assert by_names(["tag", "patterns", "responses"]) == {
        "tag": Role.ID,
        "patterns": Role.QUESTION,
        "responses": Role.ANSWER,
    }


def test_shape_tells_where_no_name_does() -> None:
    """The column that asks holds the questions, of the others the one with the longest texts the answers."""
    columns = {
        "x": ["2024", "2023"],
        "y": ["We are open from nine to five.", "Take the tram."],
        "z": ["When is it open?", "How do I get there?"],
    }
    assert by_shape(columns, {}) == {"z": Role.QUESTION, "y": Role.ANSWER}
    assert by_shape({"x": ["a1"], "y": ["b2"]}, {}) == {}


@pytest.mark.parametrize("text", ["Is it?", "how do I pay", "¿Cuándo abre", "いつですか？", "What's on"])
def test_questions_ask(text: str) -> None:
    """By their mark, or by how they open."""
    assert asks(text)


@pytest.mark.parametrize("text", ["", "?!", "Opening hours", "We are open."])
def test_other_texts_do_not(text: str) -> None:
    """A heading or statement asks nothing."""
    assert not asks(text)
