"""Logs that are read: questions folded with their events, bad lines told and left out."""

from __future__ import annotations

import json
import warnings
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.base.errors import KnowledgeError, KnowledgeWarning
from faqbot.log import lines as raw
from faqbot.log.entry import THUMBS, Entry
from faqbot.log.reading import MOST_WARNINGS, read

ASKED: dict[str, Any] = {
    "time": "2026-11-28T12:34:56Z",
    "id": "0123456789ab",
    "question": "When do you open?",
    "verdict": "unsure",
    "cause": "weak match",
    "confidence": 0.31,
    "ref": "museum#hours",
    "offered": ["museum#hours"],
    "knowledge": "5d41402abc4b",
}
PICKED = {"time": "2026-11-28T12:35:00Z", "of": ASKED["id"], "picked": "museum#hours"}


def log(folder: Path, *lines: dict[str, Any] | str, name: str = "log.jsonl") -> str:
    path = folder / name
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return str(path)


def entries() -> st.SearchStrategy[Entry]:
    text, maybe = st.text(max_size=20), st.none() | st.text(max_size=20)
    first = datetime(1000, 1, 1)  # noqa: DTZ001 - the strategy takes no time zone
    time = st.datetimes(min_value=first).map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    verdict, thumb = st.sampled_from(("answered", "unsure", "unknown", "told")), st.sampled_from((None, *THUMBS))
    offered = st.lists(st.text(max_size=9), max_size=3).map(tuple)
    return st.builds(Entry, time, text, text, verdict, text, st.floats(0, 1), maybe, offered, text, maybe, thumb, maybe)


@given(entries())
def test_an_entry_is_the_same_after_a_line(entry: Entry) -> None:
    """What is written of an entry makes the same entry again."""
    assert Entry.from_line(json.loads(json.dumps(entry.to_dict()))) == entry


@pytest.mark.parametrize("name", sorted(ASKED))
@pytest.mark.parametrize("value", [..., None, 7, [7], True])
def test_a_value_that_can_t_stand_there_is_named(name: str, value: object) -> None:
    """Where a value is missing or another kind of thing, the error says which."""
    values = {key: of for key, of in ASKED.items() if key != name} | ({} if value is ... else {name: value})
    if name == "ref" and value in (..., None):
        assert Entry.from_line(values).ref is None
        return
    with pytest.raises(ValueError, match=f'"{name}" is missing'):
        Entry.from_line(values)


@pytest.mark.parametrize(
    "change", [{"time": "2026-11-28"}, {"confidence": 1.5}, {"verdict": "wrong"}, {"thumb": "up"}, {"picked": 3}]
)
def test_a_value_out_of_its_bounds_is_named(change: dict[str, Any]) -> None:
    """A time that is none, a confidence above 1 and a word that isn't known are errors."""
    with pytest.raises(ValueError, match=f'"{next(iter(change))}"'):
        Entry.from_line({**ASKED, **change})


def test_events_are_folded_into_their_question(tmp_path: Path) -> None:
    """A pick and the last of the thumbs stand with the question, also where they come much later."""
    other = {**ASKED, "id": "ba9876543210", "question": "What does it cost?"}
    thumbs = ({"time": ASKED["time"], "of": ASKED["id"], "thumb": thumb} for thumb in ("good", "bad"))
    first, second = read([log(tmp_path, ASKED, other, PICKED, *thumbs)])
    assert (first.picked, first.thumb) == ("museum#hours", "bad")
    assert (second.question, second.picked, second.thumb) == ("What does it cost?", None, None)


def test_an_event_may_stand_in_a_later_file(tmp_path: Path) -> None:
    """Where the log was begun anew between a question and its pick, both files together know of it."""
    old, new = log(tmp_path, ASKED, name="old"), log(tmp_path, PICKED, name="new")
    assert [entry.picked for entry in read([old, new])] == ["museum#hours"]
    assert [entry.picked for entry in read([old])] == [None]


def test_events_without_their_question_are_passed_over(tmp_path: Path) -> None:
    """An event whose question stands in no file is no fault."""
    assert list(read([log(tmp_path, PICKED)])) == []


def test_what_was_asked_before_is_left_out(tmp_path: Path) -> None:
    """Only what was asked at a time or later is read, whatever the time zone."""
    path = log(tmp_path, ASKED)
    at = datetime(2026, 11, 28, 12, 34, 56, tzinfo=timezone.utc)
    there = at.astimezone(timezone(timedelta(hours=9)))
    assert [len(list(read([path], since))) for since in (at, there, at + timedelta(seconds=1))] == [1, 1, 0]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "it is no JSON"),
        ("[]", "it is no JSON object"),
        ("[" * 100_000, "it is no JSON"),
        ("\0\0\0", "it is no JSON"),
        ('{"time": "2026-11-28T12:34:56Z"}', '"id" is missing'),
        ('{"time": "2026-11-28T12:34:56Z", "of": 3, "thumb": "bad"}', '"of" is missing'),
        ('{"time": "2026-11-28T12:34:56Z", "of": "a"}', '"picked" is missing'),
        ('{"time": "2026-11-28T12:34:56Z", "of": "a", "thumb": "up"}', '"thumb" is missing'),
        ("x" * (raw.LONGEST + 10), "it is longer than"),
    ],
    ids=lambda value: value[:40],
)
def test_a_bad_line_is_told_and_left_out(line: str, told: str, tmp_path: Path) -> None:
    """A line that can't be used is told with its number, and the others are read."""
    path = log(tmp_path, ASKED, line, "", PICKED, {**ASKED, "id": "b"})
    with pytest.warns(KnowledgeWarning) as warned:
        found = list(read([path]))
    assert [entry.picked for entry in found] == ["museum#hours", None]
    assert len(warned) == 1
    assert str(warned[0].message).startswith(f"{path}:2: the line is left out: {told}")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_log_in_utf_16_is_told_once(encoding: str, tmp_path: Path) -> None:
    """What a shell has written in UTF-16 is refused whole, not read in part."""
    (tmp_path / "log").write_text(json.dumps(ASKED) + "\n" + json.dumps({**ASKED, "id": "b"}), encoding=encoding)
    with pytest.raises(KnowledgeError, match="the file is in UTF-16: save it as UTF-8"):
        list(read([str(tmp_path / "log")]))


def test_a_byte_order_mark_and_letters_of_utf_8_are_read(tmp_path: Path) -> None:
    """A log that an editor has saved reads as it did."""
    text = json.dumps({**ASKED, "question": "Where is the café?"}, ensure_ascii=False)
    (tmp_path / "log").write_text(text, encoding="utf-8-sig")
    assert [entry.question for entry in read([str(tmp_path / "log")])] == ["Where is the café?"]


def test_a_file_that_is_no_log_is_told_in_a_few_lines(tmp_path: Path) -> None:
    """Of many bad lines ten are told, and how many more there are."""
    path = log(tmp_path, *["text"] * 1_000)
    with pytest.warns(KnowledgeWarning) as warned:
        assert list(read([path])) == []
    assert len(warned) == MOST_WARNINGS + 1
    assert str(warned[-1].message).startswith(f"{path}: 990 more lines are left out")


def test_a_log_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """Neither a missing file nor a folder can be read, in a sentence."""
    with pytest.raises(KnowledgeError, match="there is no such file"):
        list(read([str(tmp_path / "none")]))
    with pytest.raises(KnowledgeError, match="not a regular file: name a log's file"):
        list(read([str(tmp_path)]))


def test_unknown_keys_are_passed_over(tmp_path: Path) -> None:
    """A line of a later version, with more in it, is read."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [entry.id for entry in read([log(tmp_path, {**ASKED, "new": [1]})])] == [ASKED["id"]]
