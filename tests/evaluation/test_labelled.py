"""Files of labelled questions: what is read, and what is said of files that can't be."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest
from samples import LIBRARY

from faqbot.base.errors import KnowledgeError
from faqbot.bot import Bot
from faqbot.evaluation import labelled
from faqbot.evaluation.golden.bots import Bots
from faqbot.knowledge import listing

if TYPE_CHECKING:
    from pathlib import Path

    from faqbot.evaluation.golden.cases import Case

GOLDEN = """\
knowledge: library.yaml
cases:
  - ask: are dogs allowed
    cite: faq-dogs
  - ask: Who won?
    unknown: true
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a library, which is where the test runs."""
    (tmp_path / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cases(name: str, content: str | bytes) -> list[Case]:
    """The cases of a file over the library."""
    with open(name, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return [question.case for question in labelled.read([name], ["library.yaml"])]


def faults(name: str, content: str | bytes) -> list[str]:
    """What is said of a file over the library, a line each."""
    with pytest.raises(KnowledgeError) as error:
        cases(name, content)
    return str(error.value).split("\n")


def line(**values: object) -> str:
    return json.dumps(values) + "\n"


# -- what is read ------------------------------------------------------------------------------


def test_a_golden_file_brings_its_own_knowledge() -> None:
    """The knowledge that a golden file names is the one that it is asked of."""
    with open("a.golden.yaml", "w", encoding="utf-8") as file:
        file.write(GOLDEN)
    found = labelled.read(["a.golden.yaml"])
    assert [question.case.cite for question in found] == [("library#faq-dogs",), ()]
    assert [article.id for article in found[0].bot.knowledge.articles] == ["library"]


def test_a_knowledge_that_is_given_goes_first(folder: Path) -> None:
    """With a knowledge given, that of the golden file is left alone."""
    (folder / "other.yaml").write_text(LIBRARY.replace("The town", "Another"), encoding="utf-8")
    (folder / "a.golden.yaml").write_text(GOLDEN.replace("cite: faq-dogs", "unknown: true"), encoding="utf-8")
    found = labelled.read(["a.golden.yaml"], ["other.yaml"])
    assert {article.id for question in found for article in question.bot.knowledge.articles} == {"other"}


def test_files_share_the_bot_of_their_knowledge(folder: Path) -> None:
    """A knowledge that several files are about is loaded once."""
    for name in ("a.golden.yaml", "b.golden.yaml"):
        (folder / name).write_text(GOLDEN, encoding="utf-8")
    first, *rest = labelled.read(["a.golden.yaml", "b.golden.yaml"])
    assert all(question.bot is first.bot for question in rest)


def test_a_folder_stands_for_its_golden_files(folder: Path) -> None:
    """All golden files below a folder are read, in the order of their names, hidden folders left out."""
    for name in ("b.golden.yaml", "a.golden.yml", "deep/c.golden.yaml", ".hidden/d.golden.yaml", "plain.yaml"):
        (folder / "goldens" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "goldens" / name).write_text("- ask: Who won?\n  unknown: true\n", encoding="utf-8")
    found = [question.case.path for question in labelled.read(["goldens"], ["library.yaml"])]
    assert found == [os.path.join("goldens", name) for name in ("a.golden.yml", "b.golden.yaml", "deep/c.golden.yaml")]


def test_a_folder_with_too_many_folders_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a whole disk below it is refused, as it is where articles are looked for."""
    monkeypatch.setattr(listing, "MAX_FOLDERS", 2)
    (folder / "goldens" / "a" / "b").mkdir(parents=True)
    with pytest.raises(KnowledgeError, match=r"^goldens: the folder has more than 2 folders below it: name the one"):
        labelled.read(["goldens"], ["library.yaml"])


def test_a_folder_that_cannot_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder below that may not be listed is named, not passed over."""

    def denied(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    (folder / "goldens").mkdir()
    bot = Bot.load("library.yaml")
    monkeypatch.setattr(Bots, "load", lambda *_: bot)
    monkeypatch.setattr(os, "scandir", denied)
    with pytest.raises(KnowledgeError, match=r"^goldens: the folder can't be read \(Permission denied\)$"):
        labelled.read(["goldens"], ["library.yaml"])


@pytest.mark.parametrize("name", ["asked.jsonl", "asked.ndjson", "ASKED.JSONL"])
@pytest.mark.parametrize(("ask", "cite", "says"), [("question", "expect", "contains"), ("ask", "cite", "says")])
def test_json_lines_are_cases_with_their_lines(name: str, ask: str, cite: str, says: str) -> None:
    """Each line that is not empty is a case, under either name of each field; other fields are left alone."""
    rows = {ask: "dogs?", cite: ["faq-dogs", "library#hours"], says: "Guide dogs", "kind": [1]}
    first, second = cases(name, f"\n{line(**rows)}\r\n{line(**{ask: 'Who won?', cite: []})}")
    assert (first.line, first.ask, first.cite) == (2, "dogs?", ("library#faq-dogs", "library#hours"))
    assert (first.expected.says, second.line, second.cite, second.expected.says) == (("Guide dogs",), 4, (), ())


@pytest.mark.parametrize("nothing", [None, [], "", " "])
def test_nothing_expected_says_that_there_is_no_answer(nothing: object) -> None:
    """Null, an empty list and an empty text say that the bot must not answer."""
    assert cases("a.jsonl", line(question="Who won?", expect=nothing))[0].cite == ()


def test_json_may_hold_line_breaks_of_other_scripts() -> None:
    """U+2028 inside a text of JSON ends no line."""
    assert cases("a.jsonl", '{"question": "dogs\u2028?", "expect": "faq-dogs"}')[0].ask == "dogs\u2028?"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("name", "between"), [("a.csv", ","), ("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t")])
def test_tables_are_cases_with_their_lines(name: str, between: str, end: str, mark: str) -> None:
    """Commas, semicolons and tabs part cells; quoted cells may hold line breaks; a case knows its first line."""
    rows = [
        ["Question", " expect ", "note"],
        ['"Are dogs\nallowed, or cats; ""or""\tcows?"', "faq-dogs | hours", "x"],
        ["", "", ""],
        ["Who won?", "", ""],
    ]
    text = mark + "".join(between.join(row) + end for row in rows)
    first, second = cases(name, text)
    assert first.ask == 'Are dogs\nallowed, or cats; "or"\tcows?'
    assert (first.line, first.cite) == (2, ("library#faq-dogs", "library#hours"))
    assert (second.line, second.ask, second.cite) == (5, "Who won?", ())


@pytest.mark.parametrize("cell", ["faq-dogs|hours", "faq-dogs;hours", "faq-dogs hours", " faq-dogs ; hours | "])
def test_ids_in_a_cell_are_parted(cell: str) -> None:
    """A bar, a semicolon or spaces stand between ids."""
    assert cases("a.csv", f"question,expect\ndogs?,{cell}\n")[0].cite == ("library#faq-dogs", "library#hours")


# -- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (line(question="x", expect="faq-dosg"), 'a.jsonl:1: the knowledge has no "faq-dosg": did you mean "faq-dogs"?'),
        (line(question="x", expect="zzzz"), 'the knowledge has no "zzzz": write the id of a section or FAQ entry'),
        (line(question="x", expect=5), "a.jsonl:1: expect must be a text, a list of texts, or null"),
        (line(question="x", expect=["hours", 5]), "expect must be a text, a list of texts, or null"),
        (line(question="x", expect=["hours", ""]), "expect holds an item without text: delete it"),
        (line(question=7, expect=[]), "a.jsonl:1: question must be a text"),
        (line(question=" ", expect=[]), "question must be a text: write what is asked"),
        (line(question="x", expect=[], contains="y"), "contains is about an answer"),
        (line(question="x", expect="hours", contains=5), "contains must be a text, a list of texts, or null"),
        (line(question="x"), 'there is no "expect": write the right ids, or leave it empty'),
        (line(question="x", expcet=[]), 'there is no "expect": did you mean "expect" by "expcet"?'),
        (line(question="x", ask="y", expect=[]), '"question" and "ask" are the same: delete one of them'),
        ('{"question": "x", }\n', "a.jsonl:1: this is no JSON ("),
        ("[" * 100_000, "a.jsonl:1: this is one JSON list"),
        ('{"a":' * 100_000, "a.jsonl:1: this is no JSON ("),
        ("5\n", "a.jsonl:1: this is no JSON object"),
        ("9" * 10_000, "a.jsonl:1: this is no JSON"),
        (f"\n [{line(question='x', expect=[])}]", "this is one JSON list: write one object a line"),
        ("", "a.jsonl: there is no question in this file: write {"),
        ("\n \n", "a.jsonl: there is no question in this file"),
        (b"\xff\xfe\x20\x00", "a.jsonl: the file is in UTF-16: save it as UTF-8"),
        (b'{}\n"caf\xe9"', "a.jsonl:2: byte 0xE9 at offset 7 is not UTF-8"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else str(value)[:40],
)
def test_a_line_at_fault_is_told(content: str | bytes, told: str) -> None:
    """What is wrong with a line of JSON is said with its place and what to do."""
    (fault,) = faults("a.jsonl", content)
    assert told in fault and fault.startswith("a.jsonl:")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "a.csv: there is no question in this file: write a header"),
        ("question,expect\n", "a.csv: there is no question in this file"),
        ("question\nx\n", 'a.csv:1: there is no "expect"'),
        ("qestion,expect\nx,hours\n", 'a.csv:1: there is no "question": did you mean "question" by "qestion"?'),
        ("question,ask,expect\nx,y,hours\n", 'a.csv:1: "question" and "ask" are the same'),
        ("question,expect\n\nx,hourz\n", 'a.csv:3: the knowledge has no "hourz": did you mean "hours"?'),
        ("question,expect\nwhy, oh why,hours\n", "a.csv:2: 3 cells under 2 columns"),
        ("question,expect\n,hours\n", "a.csv:2: question must be a text"),
        (
            'question,expect\nx,hours\n"y,hours\nz,hours\n',
            "a.csv:3: this is no row of a table (unexpected end of data)",
        ),
        ('question,expect\n"x" y,hours\n', "a.csv:2: this is no row of a table ("),
        (f"question,expect\n{'x' * 200_000},hours\n", "a.csv:2: this is no row of a table (field larger than"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_row_at_fault_is_told(content: str, told: str) -> None:
    """What is wrong with a row of a table is said with its place and what to do."""
    (fault,) = faults("a.csv", content)
    assert fault.startswith(told)


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    """Each file's faults are said, in the order of the files."""
    (folder / "a.csv").write_text("question,expect\nx,nope\n\n,hours\n", encoding="utf-8")
    (folder / "b.jsonl").write_text("nope\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        labelled.read(["a.csv", "none.csv", "b.jsonl"], ["library.yaml"])
    places = [re.match(r"[\w.]+(?::\d+)?", fault).group() for fault in str(error.value).split("\n")]  # type: ignore[union-attr]
    assert places == ["a.csv:2", "a.csv:4", "none.csv", "b.jsonl:1"]


def test_countless_faults_are_not_all_listed() -> None:
    """A file of another kind ends in a sentence, not in thousands."""
    told = faults("a.jsonl", "nope\n" * 5_000)
    assert len(told) == 101 and "4,900 more faults" in told[0] + told[-1]


def test_a_large_file_is_refused_unread(folder: Path) -> None:
    """50 MB of questions are refused, in words about questions."""
    with (folder / "a.csv").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(KnowledgeError, match="larger than 16 MB: take a sample of its questions"):
        labelled.read(["a.csv"], ["library.yaml"])


@pytest.mark.parametrize("name", ["asked.txt", "asked", "asked.json", "asked.xlsx"])
def test_a_file_of_another_kind_is_refused(name: str) -> None:
    """A name that says nothing of questions gets told which names do."""
    (fault,) = faults(name, "question,expect\n")
    assert fault.startswith(f"{name}: name a file of questions by what it holds: .golden.yaml, .jsonl")


def test_a_folder_without_golden_files_is_refused(folder: Path) -> None:
    """An empty folder is no set of questions."""
    (folder / "empty").mkdir()
    with pytest.raises(KnowledgeError, match=re.escape("empty: there is no *.golden.yaml in this folder")):
        labelled.read(["empty"], ["library.yaml"])


def test_what_is_no_file_is_refused(folder: Path) -> None:
    """A pipe under the name of a file is not read."""
    os.mkfifo(folder / "a.csv")
    with pytest.raises(KnowledgeError, match="not a regular file: save the questions in one"):
        labelled.read(["a.csv"], ["library.yaml"])


def test_a_bad_knowledge_is_told_once(folder: Path) -> None:
    """A knowledge that can't be used is said once, however many files are about it."""
    (folder / "a.csv").write_text("question,expect\nx,hours\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        labelled.read(["a.csv", "a.csv"], ["nowhere.yaml"])
    assert str(error.value).count("nowhere.yaml") == 1


def test_an_id_of_several_articles_is_told(folder: Path) -> None:
    """An id that stands in two articles has to be written with its article."""
    (folder / "other.yaml").write_text(LIBRARY, encoding="utf-8")
    (folder / "a.csv").write_text("question,expect\nx,hours\ny,other#hours\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r'a\.csv:2: "hours" stands in 2 articles: write "library#hours"') as error:
        labelled.read(["a.csv"], ["library.yaml", "other.yaml"])
    assert len(error.value.faults) == 1
