"""Lines of questions, as text and as JSON, and the lines of their answers."""

from __future__ import annotations

import json
import pickle
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot import Bot
from faqbot.batch import records
from faqbot.batch.records import Asked, Telling

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@given(st.text(max_size=20), st.dictionaries(st.text(max_size=8), PLAIN, max_size=4))
def test_an_object_with_a_question_asks_that(question: str, rest: dict[str, object]) -> None:
    """What else it holds goes with it."""
    given = {**rest, "question": question}
    assert list(records.asked([json.dumps(given)])) == [Asked(question, given)]


@pytest.mark.parametrize(
    "line",
    ["{{name}} is not replaced, why?", "{", "{}?", "[1]", '"question"', "{ x }", "{'question': 'a'}", "how?"],
)
def test_other_lines_are_questions_as_they_stand(line: str) -> None:
    """What is no such object is no less a question, whatever it begins with."""
    assert list(records.asked([line, line])) == [Asked(line), Asked(line)]


@pytest.mark.parametrize(
    "line",
    ['{"q": "late?"}', '{"question": "late?",}', '{"question": 7}', '{"question": "a", "x": NaN}', '{ "question": "a',
     '{"question": "a", "x": ' + "[" * 100_000, '{"question": "a", "x": ' + "9" * 9_999 + "}"],
    ids=["other key", "comma", "number", "NaN", "cut", "deep", "long"],
)  # fmt: skip
def test_what_was_meant_as_one_is_warned_of_once(line: str) -> None:
    """A line that begins as an object does and can't be asked as one is asked as it stands, which is told once."""
    with pytest.warns(UserWarning, match='is no JSON object with a text "question": it is asked as it stands$') as told:
        assert list(records.asked([line, line])) == [Asked(line), Asked(line)]
    assert len(told) == 1


def test_a_line_changes_nothing_for_the_next() -> None:
    """Text and objects may stand mixed."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = list(records.asked(["late?", '{"question": "dogs?", "id": 1}', "open?"]))
    assert [asked.question for asked in found] == ["late?", "dogs?", "open?"]


def test_what_an_object_holds_stands_in_the_line_of_its_answer(library: Bot) -> None:
    """Its own keys first; where an answer has one of the same name, that of the answer."""
    telling = Telling(library.answer, None, json=True, why=False)
    told = telling(Asked("can i bring my dog", {"id": 7, "verdict": "?", "tags": ["a"], "question": "?"}))
    line = json.loads(told.line)
    assert list(line)[:2] == ["id", "verdict"] and line["tags"] == ["a"]
    assert {key: line[key] for key in line if key not in ("id", "tags")} == library.answer(
        "can i bring my dog"
    ).to_dict(receipts=False)
    assert told.answered is (line["verdict"] == "answered")


def test_what_is_told_travels(library: Bot) -> None:
    """With the explanation, and as an answer to be shown, as it would be made here."""
    for telling in (
        Telling(library.answer, ("library",), json=True, why=True),
        Telling(library.answer, None, json=False, why=False),
    ):
        asked = Asked("can i bring my dog")
        assert pickle.loads(pickle.dumps(telling))(asked) == telling(asked)
