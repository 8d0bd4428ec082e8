"""A conversation as text to keep."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.answering.answers import ONLY_BEGINNING, Answer, Citation, Verdict
from faqbot.base.errors import FaqbotError
from faqbot.chat import transcript
from faqbot.search.matches import Match, Receipt

CITE = Citation("tea", "s", None, "Water", "It is *hot*.", "tea.yaml", 3, "Tea", "2023", "By the kettle")
HOT = Answer("how hot?", Verdict.ANSWERED, "It is *hot*.\n- 1. very", CITE, 0.9, (), "", (), asked_as="how hot is it")
UNKNOWN = Answer("who?", Verdict.UNKNOWN, "", None, 0.1, (), "I don't know.", (), CITE)
UNSURE = Answer(
    "what?",
    Verdict.UNSURE,
    "",
    None,
    0.3,
    (Match("t#a", "entry", 0.3, "A <b>?", Receipt("", (), ())),),
    "Which?",
    (),
    CITE,
)


def test_plain_is_answer_and_citation() -> None:
    """As plain text an answer has its citation below it, and what is no answer its reason."""
    assert transcript.plain(HOT) == "It is *hot*.\n- 1. very\n— Water · Tea (2023) · By the kettle · tea.yaml:3"
    assert transcript.plain(UNKNOWN) == "I don't know."


def test_markdown_has_every_turn() -> None:
    """The document has questions as headings, answers, quotes, citations with file and line, and what was carried."""
    assert transcript.markdown([HOT, UNKNOWN]) == (
        "# A conversation with faqbot\n\n"
        "## how hot?\n\n*asked as: how hot is it*\n\nIt is \\*hot\\*.\\\n\\- 1. very\n\n> “It is \\*hot\\*.”\n\n"
        "— Water · Tea (2023) · By the kettle · `tea.yaml:3`\n\n"
        "## who?\n\nI don't know.\n\n> “It is \\*hot\\*.”\n\n— Water · Tea (2023) · By the kettle · `tea.yaml:3`\n"
    )


def test_what_was_not_read_is_told() -> None:
    """Where only the beginning of a question was read, both kinds of text say so before the answer."""
    short = replace(HOT, truncated=True)
    assert transcript.plain(short) == f"{ONLY_BEGINNING}\n{transcript.plain(HOT)}"
    assert f"*asked as: how hot is it*\n\n*{ONLY_BEGINNING}*\n\nIt is" in transcript.markdown([short])


def test_markdown_lists_suggestions() -> None:
    """Where it was not sure, the document has what it offered instead of a quote."""
    assert transcript.markdown([UNSURE]).endswith("## what?\n\nWhich?\n\n- A \\<b\\>?\n")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("a\n2) b", "a\\\n2\\) b"),
        ("[x](y) `c` <i> &amp; _e_", "\\[x\\](y) \\`c\\` \\<i\\> \\&amp; \\_e\\_"),
        ("+1 and 3.5 - 2", "\\+1 and 3.5 - 2"),
        ("3.5 million", "3\\.5 million"),
        ("=====", "\\====="),
    ],
)
def test_nothing_in_a_text_acts_as_markdown(text: str, escaped: str) -> None:
    """What an article holds or anyone types is shown as it is."""
    answer = Answer("q", Verdict.ANSWERED, text, None, 1.0, (), "", ())
    assert f"\n\n{escaped}\n" in transcript.markdown([answer])


def test_code_is_saved_as_it_is() -> None:
    """Code and tables stand in fences, unescaped, their tabs kept; addresses keep their lines."""
    answer = Answer("q", Verdict.ANSWERED, "Go to:\n12 *Rose* Lane\nYork\n\n$ a\t*b*\n\n| a_b |", None, 1.0, (), "", ())
    saved = "Go to:\\\n12 \\*Rose\\* Lane\\\nYork\n\n```\n$ a\t*b*\n```\n\n```\n| a_b |\n```\n"
    assert transcript.markdown([answer]).endswith(f"## q\n\n{saved}")


@pytest.mark.parametrize("code", ["    stop\n\n    start", "~~~\nstop\n\nstart\n~~~"])
def test_code_with_an_empty_line_is_saved_as_one(code: str) -> None:
    """A block of code stands in one fence, however many empty lines are in it."""
    answer = Answer("q", Verdict.ANSWERED, f"Type:\n\n{code}", None, 1.0, (), "", ())
    assert transcript.markdown([answer]).endswith(f"Type:\n\n```\n{code}\n```\n")


def test_code_is_copied_as_it_is() -> None:
    """What goes to the clipboard has the article's lines, with their indents and tabs."""
    code = "    if x:\n\t\treturn 1"
    assert transcript.plain(Answer("q", Verdict.ANSWERED, f"\n{code}\n", None, 1.0, (), "", ())) == code


def test_a_quote_of_code_keeps_its_lines() -> None:
    """A quoted sentence that goes on in lines of code has these in a fence within the quote."""
    cite = replace(CITE, quote="Type:\n$ make *all*")
    assert "\n\n> Type:\n>\n> ```\n> $ make *all*\n> ```\n\n— " in transcript.markdown([replace(HOT, citation=cite)])


@given(st.text(alphabet="`~ \n\t#-|<>*a", max_size=80))
def test_nothing_breaks_out_of_a_fence(text: str) -> None:
    """Whatever an article holds, a fence is closed by the transcript alone, and all else is escaped."""
    fence = ""
    for line in transcript.markdown([replace(HOT, text=f"x\n\n$ a\n{text}", asked_as=None)]).split("\n"):
        if fence:
            fence = "" if re.fullmatch(rf" {{0,3}}{fence}`*\s*", line) else fence
        elif opened := re.match(" {0,3}(`{3,}|~{3,})", line):
            fence = opened.group(1)
        else:
            assert not re.match(r"\s*(?:>[^ ]|[-+*|=~]|#(?!#? ))", line)
    assert not fence


def test_save_writes_a_new_file(tmp_path: Path) -> None:
    """The document is in the file, in UTF-8."""
    path = tmp_path / "talk.md"
    assert transcript.save(str(path), "„ä“") == str(path)
    assert path.read_text("utf-8") == "„ä“"


def test_save_knows_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """~ in a name is the home folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert transcript.save("~/talk.md", "x") == str(tmp_path / "talk.md")


def test_save_never_overwrites(tmp_path: Path) -> None:
    """A file that is there stays as it is, and so does what a link leads to."""
    path, link = tmp_path / "talk.md", tmp_path / "link.md"
    path.write_text("mine", encoding="utf-8")
    link.symlink_to(path)
    for name in (path, link):
        with pytest.raises(FaqbotError, match="is there already and stays as it is: name another"):
            transcript.save(str(name), "x")
    assert path.read_text("utf-8") == "mine"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder is told to be one."""
    with pytest.raises(FaqbotError, match="is a folder: name a file in it"):
        transcript.save(str(tmp_path), "x")


@pytest.mark.parametrize("name", ["no/such/folder.md", "a\0b", "x" * 300, ""])
def test_what_cannot_be_written_is_told(name: str, tmp_path: Path) -> None:
    """A name that can't be written to is told in a sentence."""
    with pytest.raises(FaqbotError, match="can't be written"):
        transcript.save(os.path.join(tmp_path, name) if name else "", "x")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")
def test_a_full_disk_leaves_no_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full a sentence says so, and no half of a file stays."""
    real = os.open

    def full(path: str, flags: int, mode: int = 0o666) -> int:
        os.close(real(path, flags, mode))
        return real("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(os, "open", full)
    path = tmp_path / "talk.md"
    with pytest.raises(FaqbotError, match="No space left on device"):
        transcript.save(str(path), "x")
    assert not path.exists()
