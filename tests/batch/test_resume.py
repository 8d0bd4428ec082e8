"""A file of answers that goes on."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot import FaqbotError
from faqbot.batch.records import Asked
from faqbot.batch.resume import Resumed

ASKED = [Asked("late?"), Asked("dogs?", {"question": "dogs?", "id": 1}), Asked("é\n?"), Asked("late?")]


def line(asked: Asked, verdict: str = "answered", **more: object) -> str:
    return json.dumps({**(asked.given or {}), "question": asked.question, "verdict": verdict, **more})


WHOLE = "".join(line(asked) + "\n" for asked in ASKED)


def resumed(path: Path, asked: list[Asked], *, why: bool = False) -> int:
    """Go on; how many were asked."""
    with closing(Resumed(str(path), why=why)) as kept:
        rest = list(kept.rest(asked))
        for each in rest:
            kept.write(line(each))
        return len(rest)


@given(st.integers(0, len(WHOLE)))
def test_wherever_it_was_cut_it_becomes_whole(tmp_path_factory: pytest.TempPathFactory, at: int) -> None:
    """What is there stays, half a line is asked again, and the end is as if nothing had happened."""
    path = tmp_path_factory.mktemp("resumed") / "answers.jsonl"
    path.write_text(WHOLE[:at], encoding="ascii")
    assert resumed(path, ASKED) == len(ASKED) - WHOLE[:at].count("\n")
    assert path.read_text(encoding="ascii") == WHOLE
    assert resumed(path, ASKED) == 0


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    """The first time the command is the same as the second."""
    assert resumed(tmp_path / "new.jsonl", ASKED) == 4
    assert (tmp_path / "new.jsonl").read_text(encoding="ascii") == WHOLE


OTHER = {
    "other question": (line(Asked("open?")), 'this is no answer to "late\\?", which stands at this place of the quest'),
    "no answer": ('{"question": "late?"}', "this is no answer as faqbot ask --json writes it"),
    "no object": ("[1]", "this is no answer as faqbot ask"),
    "no JSON": ("late?", "this is no answer as faqbot ask"),
    "no text": ("\0\ufffd", "this is no answer as faqbot ask"),
    "explained": (line(ASKED[0], why={}), "this was asked with --why: ask the rest with it too, or name"),
}


@pytest.mark.parametrize(("first", "fault"), OTHER.values(), ids=list(OTHER))
def test_a_file_of_something_else_is_told_and_stays(tmp_path: Path, first: str, fault: str) -> None:
    """Nothing of it is touched, not even a last line without its end."""
    path = tmp_path / "other.jsonl"
    path.write_text(f"{first}\nand half a", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(FaqbotError, match=rf"other\.jsonl:1: {fault}"):
        resumed(path, ASKED)
    assert path.read_bytes() == before


def test_a_single_line_of_something_else_stays(tmp_path: Path) -> None:
    """What is cut off is what may be the beginning of an answer only."""
    path = tmp_path / "notes.txt"
    path.write_text("buy milk", encoding="utf-8")
    with pytest.raises(FaqbotError, match=r"notes\.txt:1: this is no answer as faqbot ask --json writes it"):
        resumed(path, ASKED)
    assert path.read_text(encoding="utf-8") == "buy milk"


def test_other_ids_are_other_questions(tmp_path: Path) -> None:
    """What a question brought with it tells it from another of the same words."""
    path = tmp_path / "answers.jsonl"
    path.write_text(WHOLE, encoding="ascii")
    with pytest.raises(FaqbotError, match=r'jsonl:2: this is no answer to "dogs\?"'):
        resumed(path, [ASKED[0], Asked("dogs?", {"question": "dogs?", "id": 2})])


def test_more_answers_than_questions_are_told(tmp_path: Path) -> None:
    """Fewer questions than before are others."""
    path = tmp_path / "answers.jsonl"
    path.write_text(WHOLE, encoding="ascii")
    with pytest.raises(FaqbotError, match=r"jsonl:3: there are more answers than questions"):
        resumed(path, ASKED[:2])


def test_answers_without_why_don_t_go_on_with_it(tmp_path: Path) -> None:
    """All lines of a file are of one kind."""
    path = tmp_path / "answers.jsonl"
    path.write_text(WHOLE, encoding="ascii")
    with pytest.raises(FaqbotError, match=r"jsonl:1: this was asked without --why: ask the rest without it too"):
        resumed(path, ASKED, why=True)


@pytest.mark.parametrize(("verdict", "all_answered"), [("answered", True), ("told", True), ("unsure", False)])
def test_what_was_not_answered_before_is_remembered(tmp_path: Path, verdict: str, *, all_answered: bool) -> None:
    """The verdicts that are there count as those that come."""
    path = tmp_path / "answers.jsonl"
    path.write_text(line(ASKED[0], verdict) + "\n", encoding="ascii")
    with closing(Resumed(str(path), why=False)) as kept:
        assert len(list(kept.rest(ASKED))) == 3
        assert (kept.there, kept.all_answered) == (1, all_answered)


def test_what_can_t_be_written_is_told(tmp_path: Path) -> None:
    """A folder is no file, and a missing folder holds none."""
    for path in (tmp_path, tmp_path / "missing" / "answers.jsonl"):
        with pytest.raises(FaqbotError, match=r": the answers can't be kept there \(.+\): name another file$"):
            Resumed(os.fspath(path), why=False)
