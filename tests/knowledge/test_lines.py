"""Knowledge of one entry a line: what such a file may hold, what is told of one at fault, and that it is streamed."""

from __future__ import annotations

import csv
import io
import json
import pickle
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import calls

from faqbot.base.errors import KnowledgeError, KnowledgeWarning
from faqbot.bot import Bot
from faqbot.knowledge import loading
from faqbot.knowledge.article import Article, Entry, Format, Text
from faqbot.knowledge.lines.stream import Stream
from faqbot.knowledge.watch import Watched

Write = Callable[..., str]

GOOD = '{"question": "When?", "answer": "Now."}\n'
TABLE = "question,answer\n"
BROKEN = "a quote that opens in this row is never closed, or closed amid a text: close it at the end of its cell, "
BROKEN += 'and double it ("") where a quote is meant'
HEADER = "the first row must name the columns: question, answer and what else there is of "
HEADER += "id, question, alternates, answer, group, url"
HOW = 'write an object a line, {"question": "…", "answer": "…"}'
LONG = "the line is longer than 1,000,000 bytes: look whether line ends are missing"


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """A function that writes a file where the test runs, and returns its name."""
    monkeypatch.chdir(tmp_path)

    def written(text: str | bytes, name: str = "big.jsonl") -> str:
        (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return name

    return written


def article(path: str, *, skip_bad: bool = False) -> Article:
    (loaded,) = loading.load(path, skip_bad=skip_bad).articles
    return loaded


def entries(path: str) -> list[tuple[str, str, int, int]]:
    """Question, answer, line and the answer's line of each entry."""
    return [(entry.question, entry.answer.value, entry.line, entry.answer.line) for entry in article(path).faq]


# -- what a file may hold ----------------------------------------------------------------------


def test_an_object_a_line(write: Write) -> None:
    """An entry knows its line, and has every key that one has in YAML but for a section."""
    more = {"id": "dogs", "question": "Dogs?", "alternates": ["Pets?"], "answer": "No.", "group": "Visits"}
    path = write(GOOD + "\n" + json.dumps({**more, "url": "https://example.org/dogs"}))
    first, dogs = article(path).faq
    assert first == Entry("when", "When?", (), Text("Now.", 1), None, 1)
    assert dogs == Entry("dogs", "Dogs?", ("Pets?",), Text("No.", 3), None, 3, "Visits", "https://example.org/dogs")


def test_what_is_empty_is_left_out(write: Write) -> None:
    """Null and empty texts, as exports write them, are as if the key weren't there."""
    path = write('{"id": null, "question": "When?", "alternates": null, "answer": "Now.", "group": "", "url": " "}')
    assert article(path).faq == (Entry("when", "When?", (), Text("Now.", 1), None, 1),)


def test_an_id_may_be_a_number(write: Write) -> None:
    """The keys of databases are numbers, and ids as they are written."""
    assert article(write('{"id": 4711, "question": "When?", "answer": "Now."}')).faq[0].id == "4711"


@pytest.mark.parametrize(("stem", "title"), [("help_desk", "Help desk"), ("faq", "FAQ"), ("big", "Big")])
def test_the_title_is_made_of_the_name(stem: str, title: str, write: Write) -> None:
    """The file's name is the article's id and title; its texts are plain English."""
    made = article(write(GOOD, f"{stem}.ndjson"))
    assert (made.id, made.title, made.language, made.format) == (stem, title, "en", Format.PLAIN)


def test_a_first_object_about_the_article(write: Write) -> None:
    """JSON Lines may begin with what a YAML file says of the article as a whole."""
    about = {"title": "Hilfe", "language": "de", "format": "markdown", "threshold": 0.4, "published": 2024}
    made = article(write(json.dumps({**about, "synonyms": [["Bus", "Bahn"]], "note": None}) + "\n" + GOOD))
    assert (made.title, made.language, made.threshold, made.published) == ("Hilfe", "de", 0.4, "2024")
    assert made.synonyms == (("Bus", "Bahn"),) and made.note is None
    assert made.faq[0].answer == Text("Now.", 2, format=Format.MARKDOWN)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_marks_and_line_ends(mark: str, ends: str, write: Write) -> None:
    """A byte order mark and the line ends of Windows change nothing."""
    assert entries(write((mark + GOOD + GOOD.replace("When", "Why")).replace("\n", ends))) == [
        ("When?", "Now.", 1, 1),
        ("Why?", "Now.", 2, 2),
    ]
    assert entries(write(f'{mark}{TABLE}"a","\nb\nc"\nd,e\n'.replace("\n", ends), "big.csv")) == [
        ("a", "b\nc", 2, 3),
        ("d", "e", 5, 5),
    ]


def test_every_line_of_a_cell_is_known(write: Write) -> None:
    """In quotes a cell goes over several lines, each of which a citation may name."""
    answer = article(write(f'{TABLE}"How\nso?","First.\n\nLast."\n', "big.csv")).faq[0].answer
    assert answer.literal and answer.line == 3
    assert answer.line_at(answer.value.index("Last")) == 5


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("big.csv", "question,answer\n a , b;|c\n"),
        ("big.csv", "Question; ANSWER\na;b\\;|c\n".replace("b\\;", '"b;').replace("|c", '|c"')),
        ("big.csv", "question\tanswer\na\tb;|c\n"),
        ("big.tsv", "question\tanswer\na\tb;|c\n"),
        ("big.CSV", 'question, answer\n"a", "b;|c"\n'),
        ("big.csv", "question,answer,,\na,b;|c,,\n,\n\n"),
    ],
)
def test_tables(name: str, text: str, write: Write) -> None:
    """Commas, semicolons or tabs part cells; case, space around and empty columns behind don't matter."""
    assert [row[:2] for row in entries(write(text, name))] == [("a", "b;|c")]


@pytest.mark.parametrize("cell", ["b|c ||d", '"b\nc\n\nd"'])
def test_several_alternates_in_a_cell(cell: str, write: Write) -> None:
    """Alternates stand one a line in a cell, or else parted by "|"."""
    assert article(write(f"question,alternates,answer\na,{cell},e\n", "big.csv")).faq[0].alternates == ("b", "c", "d")


@pytest.mark.parametrize("name", ["big.jsonl", "big.ndjson", "big.csv", "big.tsv"])
def test_a_folder_lends_none(name: str, write: Write) -> None:
    """In a folder such a file may be anything, so that it is knowledge only where it is named."""
    write(GOOD, name)
    write("title: A\nfaq:\n  - question: Why?\n    answer: So.\n", "a.yaml")
    assert [article.id for article in loading.load(".").articles] == ["a"]


# -- what is told of a file at fault -----------------------------------------------------------

FAULTS = {
    "": "big.jsonl: the file is empty: " + HOW,
    "\n \n": "big.jsonl: the file is empty: " + HOW,
    '{"title": "Empty"}': "big.jsonl: the file holds no entry: write one a line",
    f"[\n{GOOD}]": "big.jsonl:1: this is one JSON list: write an object a line, without brackets around and commas "
    "between them",
    '{\n"question": "a"\n}': "big.jsonl:1: this is an object over several lines: write each on a line of its own",
    "5": f"big.jsonl:1: this is the number 5 where an object must stand: {HOW}",
    "null": f"big.jsonl:1: this is null where an object must stand: {HOW}",
    '"a"': f"big.jsonl:1: this is a text where an object must stand: {HOW}",
    "so": f"big.jsonl:1: this is no JSON (expecting value at column 1): {HOW}",
    f"{GOOD}{GOOD[:-3]}": f"big.jsonl:2: this is no JSON (unterminated string starting at at column 33): {HOW}",
    f"{GOOD[:-1]},": f"big.jsonl:1: more stands behind the object, at column 40: {HOW}",
    '{"question": "a", "answer": NaN}': "big.jsonl:1: NaN is no JSON: write a text, or leave the key out",
    '{"question": "a", "answer": "b", "question": "c"}': 'big.jsonl:1: the key "question" stands twice: delete one',
    GOOD + '{"a":' * 50_000: f"big.jsonl:2: lists and objects are nested too deep: {HOW}",
    '{"question": 5, "answer": "b"}': "big.jsonl:1: question must be a text, not the number 5: put it in quotes",
    '{"question": "a", "answer": ["b"]}': "big.jsonl:1: answer must be a text, not a list",
    '{"question": "a", "answer": "b", "alternates": "c"}': 'big.jsonl:1: alternates must be a list, like ["…", "…"], '
    "not a text",
    '{"question": "a", "answer": "b", "alternates": [""]}': "big.jsonl:1: an item of alternates must be a text, not an "
    "empty one",
    '{"question": "a", "answer": "b", "alternates": [true]}': "big.jsonl:1: an item of alternates must be a text, not "
    "true",
    '{"question": "a", "answer": "b", "alternates": ["a"]}': 'big.jsonl:1: the question "a" stands twice: delete one',
    '{"question": "a"}': 'big.jsonl:1: an FAQ entry must have an answer: add "answer": "…"',
    '{"question": "a", "anser": "b"}': 'big.jsonl:1: unknown key "anser": did you mean "answer"?',
    '{"question": "a", "answer": "b", "zip": 1}': 'big.jsonl:1: unknown key "zip": an FAQ entry may have id, question, '
    "alternates, answer, group, url",
    '{"question": "a", "answer": "b", "section": "c"}': "big.jsonl:1: section names a section of the article, and a "
    "file of one entry a line has none: leave it out",
    '{"question": "a", "answer": "b", "url": "c"}': 'big.jsonl:1: url: "c" is no address: write one like '
    "https://example.org/help",
    '{"id": "a b", "question": "a", "answer": "b"}': 'big.jsonl:1: the id "a b" can\'t be used: use letters, digits, '
    '-, _ and . only, like "a-b"',
    '{"id": "a", "question": "b", "answer": "c"}\n{"id": "a", "question": "d", "answer": "c"}': "big.jsonl:2: the id "
    '"a" is already taken on line 1: choose another',
    '{"question": "a", "answer": "c"}\n{"id": "a", "question": "d", "answer": "c"}': 'big.jsonl:2: the id "a" was made '
    "of the question on line 1, which has none of its own: choose another, or give that one an id",
    '{"question": "a\\ud800", "answer": "b"}': "big.jsonl:1: question: an escape \\uD800 to \\uDFFF is half a "
    "character: delete it or write its other half too",
    '{"titel": "A", "note": "b"}': 'big.jsonl:1: unknown key "titel": did you mean "title"?',
    '{"title": ["A"]}': "big.jsonl:1: title must be a text, not a list",
    '{"synonyms": ["a"]}': 'big.jsonl:1: synonyms must be a list of lists, like [["…", "…"]], not a list',
    '{"threshold": 2}': 'big.jsonl:1: threshold: "2" can\'t be used: write a number from 0 to 1, like 0.5',
    '{"question": "a", "expect": ["b"]}': "big.jsonl:1: these are labelled questions, and no knowledge: name the file "
    "behind faqbot eval",
}
BYTES = {
    b'{"question": "\xe9", "answer": "b"}': "big.jsonl:1: byte 0xE9 is not UTF-8: save the file as UTF-8",
    GOOD.encode() + b'{"question": "\0"}': "big.jsonl:2: the control character U+0000 can't stand here: delete or "
    "replace it",
    b"PK\3\4\0\n": "big.jsonl: this is a binary file (byte 0x00 at offset 4), and no text with an entry a line",
    GOOD.encode("utf-16"): "big.jsonl: the file is in UTF-16: save it as UTF-8",
    (GOOD * 2).replace("\n", "\r").encode(): "big.jsonl: its lines end in carriage returns alone: save it with the "
    "line ends of Unix or Windows",
    GOOD.encode() + b'"' + b"x" * 2_500_000 + b'"\n': f"big.jsonl:2: {LONG}",
    b"x" * 1_000_001: f"big.jsonl:1: {LONG}",
}
TABLES = {
    "": f"big.csv: the file is empty: {HEADER}",
    TABLE: "big.csv: the file holds no entry: write one a line",
    "a,b\nc,d\n": f"big.csv:1: {HEADER}",
    "question,anser\na,b\n": 'big.csv:1: unknown column "anser": did you mean "answer"?',
    "question,answer,zip\na,b,c\n": 'big.csv:1: unknown column "zip": an FAQ entry may have id, question, alternates, '
    "answer, group, url",
    "id,question\na,b\n": 'big.csv:1: an FAQ entry must have an answer: add a column "answer"',
    "question,answer,answer\na,b,c\n": 'big.csv:1: the column "answer" stands twice: delete one',
    "question,,answer\na,b,c\n": "big.csv:1: column 2 has no name: write one above it, or delete it",
    "question,answer,section\na,b,c\n": "big.csv:1: section names a section of the article, and a file of one entry a "
    "line has none: leave it out",
    "question,expect\na,b\n": "big.csv:1: these are labelled questions, and no knowledge: name the file behind faqbot "
    "eval",
    f"{TABLE}a\n": "big.csv:2: 1 cell under 2 columns: put a cell that holds a comma or a line break in quotes",
    f"{TABLE}a,b,c\n": "big.csv:2: 3 cells under 2 columns: put a cell that holds a comma or a line break in quotes",
    f"{TABLE}a,\n": "big.csv:2: an FAQ entry must have an answer: write it into its column",
    f'{TABLE}"a,b\nc,d\n': f"big.csv:2: {BROKEN}",
    f'{TABLE}"a" b,c\nd,e\n': f"big.csv:2: {BROKEN}",
    f'{TABLE}"a,b\nc,d\ne,"f"\n': f"big.csv:2: {BROKEN}",
    f'{TABLE}a,"b\n\n\x07"\nd,e\n': "big.csv:4: the control character U+0007 can't stand here: delete or replace it",
    f'{TABLE}a,"{"x" * 140_000}"\n': "big.csv:2: a cell holds more than 131,072 characters: look whether a quote is "
    "missing",
}
ALL = [(text.encode(), told, "big.jsonl") for text, told in FAULTS.items()]
ALL += [(text, told, "big.jsonl") for text, told in BYTES.items()]
ALL += [(text.encode(), told, "big.csv") for text, told in TABLES.items()]


@pytest.mark.parametrize(("text", "told", "name"), ALL, ids=range(len(ALL)))
def test_a_fault_is_told_in_a_sentence(text: bytes, told: str, name: str, write: Write) -> None:
    """A fault is one sentence, with its line, that says what is wrong and what to do."""
    with pytest.raises(KnowledgeError) as caught:
        loading.load(write(text, name))
    assert str(caught.value) == told


def test_a_missing_file(write: Write) -> None:
    """A file that isn't there is told as any other."""
    write("")
    with pytest.raises(KnowledgeError, match="there is no such file or folder: check the path"):
        loading.load("gone.csv")
    with pytest.raises(KnowledgeError, match=r'rename the file to "big-one\.csv"'):
        loading.load(write(f"{TABLE}a,b\n", "big one.csv"))


def test_all_faults_at_once_up_to_a_limit(write: Write) -> None:
    """Each bad line is told, up to the limit of a file, and nothing is loaded."""
    with pytest.raises(KnowledgeError) as caught:
        loading.load(write(GOOD + "so\n" * 150))
    faults = caught.value.faults
    assert [fault.line for fault in faults] == [*range(2, 102), None]
    assert faults[-1].message == "50 more faults are not listed: correct these first"


def test_a_wording_of_two_entries_is_warned_of(write: Write) -> None:
    """A wording that stands in two entries is told as in YAML, and both are there."""
    path = write(GOOD + '{"question": "Wann?", "alternates": ["when"], "answer": "Jetzt."}\n')
    with pytest.warns(KnowledgeWarning) as told:
        assert len(article(path).faq) == 2
    same = 'the same wording as line 1 ("when"): who asks it is offered both entries; reword or delete one'
    assert [str(one.message) for one in told] == [f"big.jsonl:2: {same}"]


# -- what is left out --------------------------------------------------------------------------


def test_bad_entries_may_be_skipped(write: Write) -> None:
    """With `skip_bad` the rest is kept; one warning says how many are not, and what is wrong with the first."""
    bad = 'so\n{"id": "x", "question": 1, "answer": null}\n{"id": "x", "question": "a", "answer": "b"}\n'
    path = write(GOOD + bad + '{"id": "x", "question": "c", "answer": "d"}\n')
    with pytest.warns(KnowledgeWarning) as told:
        kept = article(path, skip_bad=True)
    assert [(entry.id, entry.line) for entry in kept.faq] == [("when", 1), ("x", 4)]
    (one,) = told
    first = f"this is no JSON (expecting value at column 1): {HOW}"
    assert str(one.message) == f"big.jsonl:2: 3 bad entries were left out; the first: {first}"


@pytest.mark.parametrize("rest", ["c,d\ne,f\n", 'c,d\ne,"f"\n', 'c,d\n"e","f\nf"\n', '"c",d\ne,f\n'])
def test_an_open_quote_takes_one_line(rest: str, write: Write) -> None:
    """A quote that is never closed costs its own line and no other."""
    path = write(f'{TABLE}"a,b\n{rest}', "big.csv")
    with pytest.warns(KnowledgeWarning, match="big.csv:2: 1 bad entry was left out; the first: a quote that opens"):
        assert [entry.question for entry in article(path, skip_bad=True).faq] == ["c", "e"]


@pytest.mark.parametrize(("text", "name"), [("so\nso\n", "big.jsonl"), (f"{TABLE}a\n", "big.csv"), ("[", "big.jsonl")])
def test_nothing_left_is_an_error(text: str, name: str, write: Write) -> None:
    """Where no entry can be used, or the file as a whole can't, there is no knowledge to go on with."""
    with pytest.raises(KnowledgeError):
        loading.load(write(text, name), skip_bad=True)


def test_a_bot_keeps_that_it_skips(write: Write) -> None:
    """A bot that was told to skip bad entries does so again where it is unpickled."""
    path = write(GOOD + "so\n")
    with pytest.warns(KnowledgeWarning):
        bot = Bot.load(path, skip_bad=True)
    with pytest.warns(KnowledgeWarning):
        again = pickle.loads(pickle.dumps(bot))
    found = again.answer("When?")
    assert found.text == "Now." and str(found.citation.line) == "1" and found == bot.answer("When?")


def test_a_change_is_seen(write: Write) -> None:
    """A file that was named is watched as any other."""
    watched = Watched(loading.load, [write(GOOD)])
    watched.load()
    assert not watched.has_changed()
    write(GOOD + GOOD.replace("When", "Why"))
    assert watched.has_changed() and len(watched.load().articles[0].faq) == 2


# -- what must hold of any file ----------------------------------------------------------------

_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).map(str.strip).filter(bool)
_LINES = st.lists(_TEXT, min_size=1, max_size=3).map("\n".join)
_FIELDS = st.fixed_dictionaries(
    {"question": _TEXT, "answer": _LINES},
    optional={"alternates": st.lists(_TEXT.filter(lambda text: "|" not in text), min_size=2, max_size=3, unique=True)},
)


def as_table(rows: list[dict[str, object]]) -> str:
    file = io.StringIO()
    table = csv.DictWriter(file, ["question", "alternates", "answer"])
    table.writeheader()
    table.writerows({**row, "alternates": "\n".join(row.get("alternates", ()))} for row in rows)  # type: ignore[arg-type]
    return file.getvalue()


def is_apart(row: dict[str, Any]) -> bool:
    """Whether the question stands once: twice would be a fault."""
    return row["question"] not in row.get("alternates", ())


@given(st.lists(_FIELDS.filter(is_apart), min_size=1, max_size=4))
def test_all_formats_say_the_same(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]) -> None:
    """The same entries in YAML, JSON Lines and CSV are the same knowledge, but for the lines."""
    folder = tmp_path_factory.mktemp("same")
    whole = json.dumps({"title": "Big", "faq": rows})
    written = {"big.yaml": whole, "big.jsonl": "\n".join(map(json.dumps, rows)), "big.csv": as_table(rows)}
    found = []
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", KnowledgeWarning)
            made = article(str(folder / name))
        faq = tuple(replace(one, line=0, answer=Text(one.answer.value, 0)) for one in made.faq)
        found.append(replace(made, path="", faq=faq))
    assert found[0] == found[1] == found[2]


_PIECES = st.lists(st.sampled_from(['"', '""', ",", "\n", "a", "b c", "\r", "\0", "question", "{", "}", ":", "\xe9"]))


@given(text=st.binary() | _PIECES.map("".join).map(str.encode), name=st.sampled_from(["big.jsonl", "big.csv"]))
def test_any_bytes_are_entries_or_faults(tmp_path_factory: pytest.TempPathFactory, text: bytes, name: str) -> None:
    """Whatever a file holds, it is read or told to be wrong; and where bad entries are skipped, the good ones stay."""
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes((b"question,answer\nq,a\n" if name == "big.csv" else GOOD.encode()) + text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", KnowledgeWarning)
        skipped = article(str(path), skip_bad=True)
        bad: set[int | None] = set()
        try:
            assert article(str(path)) == skipped
        except KnowledgeError as error:
            bad = {fault.line for fault in error.faults}
    assert bad.isdisjoint(entry.line for entry in skipped.faq)
    assert skipped.faq[0].answer.value in ("a", "Now.")


ODD = {"entries": "q{},a\n", "open quotes": 'q{},"a\n', "doubled quotes": 'q{},"a""\n', "ragged": "q{}\n"}


@pytest.mark.parametrize("row", ODD.values(), ids=ODD)
def test_reading_is_linear(row: str, write: Write) -> None:
    """Twice the rows are twice the work, also where each of them is broken."""

    def work(count: int) -> int:
        path = write(f"{TABLE}first,a\n" + "".join(row.format(number) for number in range(count)), "big.csv")
        return calls(lambda: list(Stream(path, skip_bad=True)))

    assert work(4000) < 2.2 * work(2000)


def test_entries_come_one_by_one(write: Write) -> None:
    """The first entry is there before the second is read, and the file can be read again."""
    stream = Stream(write(GOOD + "so\n"))
    first = next(iter(stream))
    assert (first.question, stream.article.faq) == ("When?", ())
    with pytest.raises(KnowledgeError, match=r"big\.jsonl:2"):
        list(stream)
