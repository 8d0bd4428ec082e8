"""Answers over articles in Markdown: found, quoted and cited as over their words, shown as they are written."""

from __future__ import annotations

import dataclasses
import json
import re
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from checkout import TESTS
from samples import article, knowledge, load, section

from faqbot.answering import contents
from faqbot.answering.answers import Answer, Citation, Verdict
from faqbot.base.errors import KnowledgeError
from faqbot.base.layout import markdown
from faqbot.base.layout.leaves import Leaf
from faqbot.bot import Bot
from faqbot.chat import transcript
from faqbot.chat.session import Session
from faqbot.evaluation.golden import judge
from faqbot.index.cutting import marked
from faqbot.index.encoding.encoded import passages
from faqbot.knowledge.article import Article, Entry, Format, Knowledge, Section, Text

FILES = sorted((TESTS / "markdown").glob("*[!n].yaml"))
FILES = [path for path in FILES if not path.name.endswith(".golden.yaml")]
ASKED = [
    (path, case["ask"])
    for path in FILES
    for case in yaml.safe_load(path.with_suffix(".golden.yaml").read_text(encoding="utf-8"))["cases"]
]
POOL = Bot.load(TESTS / "markdown" / "swimming-pool.yaml")
HANDBOOK = Bot.load(TESTS / "markdown" / "handbook.yaml")


def cited(answer: Answer) -> Citation:
    assert answer.citation
    return answer.citation


# -- the same as over the words ----------------------------------------------------------------


def words_of(text: Text) -> Text:
    """What a text says, in plain text: each part that may be quoted between empty lines."""
    said = (said.text.strip() for leaf in markdown.read(text.value) for said in leaf.said)
    return Text("\n\n".join(said), text.line)


def plain(written: Article) -> Article:
    """An article without its marks."""
    sections = [
        dataclasses.replace(s, text=words_of(s.text), summary=words_of(s.summary) if s.summary else None)
        for s in written.sections
    ]
    faq = [dataclasses.replace(e, answer=words_of(e.answer)) for e in written.faq]
    return dataclasses.replace(written, format=Format.PLAIN, sections=tuple(sections), faq=tuple(faq))


def outcome(answer: Answer) -> tuple[Verdict, str | None, str | None, str]:
    cite = answer.citation or answer.closest
    return (answer.verdict, cite.section, cite.entry, cite.quote) if cite else (answer.verdict, None, None, "")


def cells(row: Leaf, header: Leaf) -> tuple[str, ...]:
    return tuple(said.text for said in row.said)


@pytest.mark.parametrize(("path", "question"), ASKED, ids=[question for _, question in ASKED])
def test_an_answer_is_that_over_the_words(path: Path, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Verdict, place and quote are those over the same text without marks, once rows are not found by their header.

    But for that header, which is no quote.
    """
    monkeypatch.setattr(marked, "_headed", cells)
    over_marks = Bot.load(path)
    over_words = Bot(Knowledge(tuple(map(plain, over_marks.knowledge.articles))))
    (*found, quote), (*bare, said) = (outcome(bot.answer(question)) for bot in (over_marks, over_words))
    assert found == bare
    assert quote == said or " | " in said


def test_the_files_hold_what_this_is_about() -> None:
    """The articles are in Markdown, and together have tables, code, lists, quotes, links and images."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    assert len(FILES) >= 5
    assert all("format: markdown" in path.read_text(encoding="utf-8") for path in FILES)
    assert all(mark in texts for mark in ("|---", "```", "~~~", "- a", "1. ", "> The", "](", "![", "<https:", "\\\n"))


# -- quotes and places -------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "question"), ASKED, ids=[question for _, question in ASKED])
def test_a_quote_stands_on_its_line(path: Path, question: str) -> None:
    """The line of a citation is that on which its quote starts."""
    answer = Bot.load(path).answer(question)
    if answer.citation:
        line = path.read_text(encoding="utf-8").splitlines()[answer.citation.line - 1]
        first = re.findall(r"\w+", answer.citation.quote)[0]
        assert first in line


def test_a_list_is_never_run_together() -> None:
    """One item is quoted, and all of the list is read."""
    answer = POOL.answer("Do I need a coin for the locker?")
    assert cited(answer).quote == "a coin of one euro for the locker"
    assert answer.text.startswith("Bring the following:\n\n- a *towel*") and answer.text.endswith("for the locker")


def test_a_row_is_found_by_its_header() -> None:
    """A question for what a column holds is answered from the row."""
    assert cited(POOL.answer("What is the price of ten visits for students?")).quote == "Students | 6 € | 50 €"


def test_a_heading_within_a_text_is_no_quote() -> None:
    """What heads a text or a table is quoted only where there is nothing else."""
    answer = POOL.answer("booking a lane from your own computer")
    assert cited(answer).section == "lanes"
    assert cited(answer).quote != "From your own computer"


def test_an_answer_tells_what_it_is_written_in() -> None:
    """The text is Markdown, valid by itself, and its format is told, also to programs."""
    answer = POOL.answer("Can I pay in cash?")
    assert answer.format == "markdown"
    assert answer.text == "You pay by **card** or in cash at the [front desk](<https://pool.example.org/desk>)."
    assert json.loads(json.dumps(answer.to_dict()))["format"] == "markdown"
    assert answer.words == "You pay by card or in cash at the front desk."


def test_what_is_not_answered_is_plain() -> None:
    """Where no article says anything, nothing is in Markdown."""
    assert POOL.answer("Who won the World Cup?").format == POOL.answer("Thanks!").format == "plain"


@pytest.mark.parametrize(
    ("bot", "question", "url"),
    [
        (POOL, "Can I pay in cash?", "https://pool.example.org/prices"),
        (POOL, "May children swim alone?", "https://pool.example.org/faq#alone"),
        (POOL, "May I dive?", "https://pool.example.org/"),
        (HANDBOOK, "How do I install it on Windows?", "https://handbook.example.org/windows#install"),
    ],
)
def test_a_citation_has_the_address_where_readers_find_it(bot: Bot, question: str, url: str) -> None:
    """That of the section or entry, else that of the article; it stands before file and line, and can be followed."""
    cite = cited(bot.answer(question))
    assert cite.url == url
    assert str(cite).endswith(f" · {url} · {cite.place}")
    segment = cite.segment("sure")
    assert [(segment.text[span.start : span.end], span.link) for span in segment.spans] == [
        (url, url),
        (cite.place, cite.place),
    ]


def test_without_an_address_there_is_none() -> None:
    """A citation from an article without addresses looks as ever."""
    cite = cited(Bot.load(TESTS / "markdown" / "bakery.yaml").answer("When is rye ground?"))
    assert cite.url is None
    assert str(cite) == f"Flour · The bakery (undated) · {cite.place}"


# -- shown -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "question"), ASKED, ids=[question for _, question in ASKED])
def test_an_answer_reads_well_without_a_terminal(path: Path, question: str) -> None:
    """No mark of emphasis is left, nothing acts on a terminal, and all words are there in order."""
    answer = Bot.load(path).answer(question)
    said = str(answer)
    assert "\x1b" not in said and "**" not in said and "](" not in said
    shown = iter(re.findall(r"\w+", said))
    assert all(word in shown for word in re.findall(r"\w+", answer.words))


def test_what_the_question_met_is_marked_in_the_answer() -> None:
    """The words that count are marked where they are shown, within Markdown too."""
    (answer, *_) = POOL.answer("Can I pay by card?").segments()
    assert answer.markdown
    assert [answer.text[span.start : span.end] for span in answer.spans] == ["pay", "card"]


def test_a_quote_is_shown_where_the_answer_lacks_it() -> None:
    """A summary's words are not the quote, which then stands below; words with other marks are the same words."""
    bakery = Bot.load(TESTS / "markdown" / "bakery.yaml")
    roles = [segment.role for segment in bakery.answer("How do I order bread?").segments()]
    assert roles == ["answer", "quote", "citation"]
    assert [segment.role for segment in POOL.answer("May I dive?").segments()] == ["answer", "citation"]


def test_a_section_is_shown_whole_with_its_quote_marked() -> None:
    """/more shows the Markdown of a section, in which the quote is marked."""
    session = Session(POOL)
    asked = session.ask("Which bathing cap do beginners wear?").answer
    from faqbot.chat.commands.answers import more

    body = next(segment for segment in more(session).segments if segment.role == "body")
    assert body.markdown and asked
    assert [body.text[span.start : span.end] for span in body.spans] == [cited(asked).quote]


def test_a_conversation_is_kept_as_it_is_written() -> None:
    """/save writes the Markdown of an answer, and the address of the citation."""
    answer = POOL.answer("Can I pay in cash?")
    document = transcript.markdown([answer])
    assert f"\n\n{answer.text}\n\n" in document
    assert "· <https://pool.example.org/prices> · `" in document
    assert transcript.plain(answer).startswith(answer.text)


def test_golden_words_may_have_their_marks() -> None:
    """`says` holds by the words and by the Markdown."""
    answer = POOL.answer("Can I pay in cash?")
    assert judge.holds(answer, "by card or in cash")
    assert judge.holds(answer, "by **card** or")
    assert not judge.holds(answer, "by *card* or")


# -- sections within sections ------------------------------------------------------------------


def test_what_stands_above_is_context() -> None:
    """A heading that stands twice is found by the heading above it, and told apart by that."""
    assert cited(HANDBOOK.answer("installation on linux")).section == "install-linux"
    titles = {match.title for match in HANDBOOK.search("installation", 2)}
    assert titles == {"Installation (Windows)", "Installation (Linux)"}


def test_a_group_is_context_of_its_entries() -> None:
    """What entries are grouped by is met by a question."""
    words = HANDBOOK.search("billing: how do I cancel?")[0].receipt.words
    assert next(word for word in words if word.word == "billing").met == "billing"


def test_articles_of_one_level_are_found_as_ever() -> None:
    """Where nothing stands above, a candidate has the lines that it always had."""
    flat = section("Tea", "It is hot."), section("Milk", "It is cold.")
    candidates = Bot(knowledge(article("kitchen", *flat)))._matcher.index.candidates
    assert [[line.value for line in candidate.lines] for candidate in candidates] == [
        ["Tea", "It is hot."],
        ["Milk", "It is cold."],
    ]


def test_a_heading_without_a_text_is_never_an_answer() -> None:
    """It is listed and can be looked at, but not asked for, offered or picked."""
    assert "handbook#windows" not in HANDBOOK._matcher.index.numbers
    session = Session(HANDBOOK)
    from faqbot.chat.commands.knowledge import section as show
    from faqbot.chat.commands.knowledge import sections

    listed = [(segment.role, segment.text) for segment in sections(session).segments]
    assert listed[1:3] == [("item", "Windows"), ("suggestion", "Installation")]
    below = [segment.text for segment in show(session, "windows").segments if segment.role == "item"]
    assert below == ["Installation", "Removal"]
    assert all(part.title != "Windows" for _, part in contents.examples(HANDBOOK.knowledge.articles))


def test_an_entry_cannot_be_backed_by_a_heading(tmp_path: Path) -> None:
    """A section that says nothing backs no answer, which is told with its line."""
    text = (
        "title: A\nsections:\n  - heading: Top\n  - heading: Below\n    level: 2\n    text: Words.\n"
        "faq:\n  - question: What?\n    answer: That.\n    section: top\n"
    )
    with pytest.raises(KnowledgeError, match=r':10: the section "top" has no text: name one of the sections below it'):
        load(tmp_path, text)


def test_in_memory_an_entry_with_such_a_section_is_cited_itself() -> None:
    """Nothing raises where nouns are put together that no file could hold."""
    top = Section("top", "Top", None, Text("", 1), 1)
    asked = Entry("what", "What is it?", (), Text("It is *that*.", 2, format=Format.MARKDOWN), "top", 2)
    made = dataclasses.replace(article("a", section("Other", "Words.")), faq=(asked,))
    made = dataclasses.replace(made, sections=(top, *made.sections))
    assert cited(Bot(Knowledge((made,))).answer("What is it?")).quote == "It is that."


# -- meaning -----------------------------------------------------------------------------------


def test_an_encoder_reads_words_without_marks() -> None:
    """Passages have the words of lists, tables and code, and no address."""
    read = [p.read for c in POOL._matcher.index.candidates for p in passages(c)]
    assert not any(mark in text for text in read for mark in ("**", "`", "](", "http", "|--", "- a"))
    assert any("a towel of your own" in text and "a coin of one euro" in text for text in read)


# -- any text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["---", "![](a.png)", "[a]: https://x.org", "> ", "|a|\n|-|", "```\n```", "# ", "&nbsp;"]
)
def test_a_text_of_marks_alone_answers(text: str) -> None:
    """Whatever an answer is written in, it has a quote, and can be shown."""
    asked = Entry("what", "What is it?", (), Text(text, 2, format=Format.MARKDOWN), None, 2)
    answer = Bot(Knowledge((dataclasses.replace(article("a"), faq=(asked,)),))).answer("What is it?")
    assert cited(answer).quote
    assert isinstance(str(answer), str)


def test_the_lines_of_a_table_are_in_its_order() -> None:
    """Rows are quoted from their own lines of the file."""
    text = (TESTS / "markdown" / "swimming-pool.yaml").read_text(encoding="utf-8").splitlines()
    asked = ("price of one visit for adults", "price of one visit for students")
    lines = [cited(POOL.answer(question)).line for question in asked]
    assert all(one < other for one, other in pairwise(lines))
    assert ["Adults" in text[lines[0] - 1], "Students" in text[lines[1] - 1]] == [True, True]


def test_a_caption_is_read_with_what_it_names(tmp_path: Path) -> None:
    """What only names the table or code below it is neither quoted alone nor an answer by itself."""
    filler = "\n\n".join(f"Room {number} was painted in the year 19{number}." for number in range(10, 40))
    table = "Doors in winter\n\n| Day | Open |\n|---|---|\n| Monday | closed |\n| Friday | 9 to 21 |\n\n"
    rows = textwrap.indent(table + "**On a Mac**\n\n```\nbrew install doors\n```\n\n" + filler, "      ")
    text = f"title: Museum\nformat: markdown\nsections:\n  - heading: Visiting\n    text: |\n{rows}\n"
    (tmp_path / "museum.yaml").write_text(text, encoding="utf-8")
    museum = Bot.load(tmp_path)
    winter = museum.answer("when are the doors open in winter on friday")
    assert winter.citation and winter.citation.quote == "Friday | 9 to 21" and "Doors in winter" in winter.text
    mac = museum.answer("how do I install doors on a mac")
    assert mac.citation and mac.citation.quote == "brew install doors" and mac.text.startswith("**On a Mac**")
