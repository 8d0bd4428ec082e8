"""Whatever a document is made of: each of its words is in the draft, or in the list of what has no place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.authoring.draft import Draft
from faqbot.authoring.importing.document import Source
from faqbot.authoring.importing.drafting import structure
from faqbot.authoring.importing.markup import markdown, text

DOCUMENTS: Final = Path(__file__).parents[1] / "documents"
# What is read by its words alone, or names a mark.
MARKS: Final = frozenset("q a question answer details summary div kbd note tip title subject".split())

WORDS: Final = [first + second for first in ("bal", "cor", "dem", "fil") for second in ("ax", "ed", "ix", "on", "ur")]
SENTENCES: Final = st.lists(st.sampled_from(WORDS), min_size=2, max_size=5).map(" ".join)
ENDED: Final = st.tuples(SENTENCES, st.sampled_from([".", "?", "", ":", "!"])).map("".join)


def piece(*shapes: str) -> st.SearchStrategy[str]:
    """A part of a document: one of the shapes, its {} filled with sentences."""
    count = max(shape.count("{}") for shape in shapes)
    filled = st.lists(ENDED, min_size=count, max_size=count)
    return st.tuples(st.sampled_from(shapes), filled).map(lambda both: both[0].format(*both[1]))


MARKDOWN: Final = piece(
    "{}", "{}\n{}", "# {}", "## {}", "### {}", "{}\n---", "- {}\n- {}", "1. {}\n\n   {}\n2. {}",
    "- {}\n  - {}\n    - {}", "| {} | {} |\n|---|---|\n| {} | {} |", "```\n{}\n\n{}\n```", "    {}", "> {}\n> {}",
    "> [!NOTE]\n> {}", "**{}**", "**{}** {}", "**{}**\n{}", "Q: {}\nA: {}", "Q: {}\n\nA: {}",
    "**Q:** {}\n\n**A:** {}", "A: {}", "- **{}** {}\n- **{}** {}",
    "<details><summary>{}</summary>\n\n{}\n\n</details>", "<details>\n\n{}", "</details>", ":::note {}\n{}\n:::",
    ":::", '!!! note "{}"\n    {}\n\n    {}', '??? question "{}"\n    {}', "<div>\n{}\n</div>", "<!-- {} -->",
    "{} <b>{}</b> {}", "[{}](#x)\n[{}](#y)", "- [{}](#x)\n- [{}](#y)", "{}[^1]\n\n[^1]: {}", "[^2]: {}",
    "[{}]: https://example.org", "{}\n: {}\n: {}", "(Sources pending)", "Last updated: {}", "FAQ", "## FAQ",
    "{{{{< tab >}}}}\n{}", "{{% raw %}}\n{}", "---", "![{}](x.png)", "[![{}](x)](y)", "## [{}](https://example.org)",
    "## {} {{#x}}", '<Tab title="{}">{}</Tab>', '<A b="{}">\n{}', "</A>", "{{/* {} */}}", "import x from '{}'",
    "* {}\n\n{}", "<br>", "{}<br>{}", "- {}\n\n  > {}\n\n      {}",
)  # fmt: skip
PLAIN: Final = piece(
    "{}", "{}\n{}\n{}", "{}\n=====", "{}\n{}\n-------------------------", "1.2 {}", "1. {}\n2. {}", "- {}\n\n  {}",
    "  {}\n  {}", "\t{}", "Q: {}\nA: {}", "Q. {}\n\nA. {}", "A) {}", "{}\n    {}", "== {} ==", "# {}", "* {}", "FAQ",
    "-------", "{}:\n\n    {}", "{}   {}\n{}   {}", "(Sources pending)", "-- {} <a@b>", "{}\n\n\n\n{}", "[1] {}",
    "Last updated: {}",
)  # fmt: skip


def words(written: str) -> Counter[str]:
    return Counter(word for word in re.findall(r"[^\W\d_]{2,}", written.casefold()) if word not in MARKS)


def kept(draft: Draft) -> str:
    """All that a draft says, with what has no place."""
    said = [draft.title, draft.note or "", *(one.text for one in draft.unplaced), *draft.remarks]
    for section in draft.sections:
        said += [section.heading, section.text, section.url or "", section.id or ""]
    for entry in draft.faq:
        said += [entry.question, entry.answer, entry.url or "", entry.id or "", *entry.alternates]
    groups = dict.fromkeys(
        (entry.group or "", section) for entry, section in zip(draft.faq, range(10**6), strict=False)
    )
    return "\n".join([*said, *(group for group, _ in groups)])


def lost(written: str, name: str) -> dict[str, int]:
    source = Source(name, written.encode())
    draft = structure.draft((text if name.endswith(".txt") else markdown).read(source), source)
    return dict(words(written) - words(kept(draft)))


@given(st.lists(MARKDOWN, max_size=8).map("\n\n".join), st.sampled_from(["a.md", "faq.md", "a.mdx", "faq.mdx"]))
def test_no_word_of_markdown_is_lost(written: str, name: str) -> None:
    """Headings, paragraphs, items, cells, lines of code, and what is in notes, tags and HTML."""
    assert not {word for word in lost(written, name) if len(word) > 3}


@given(st.lists(MARKDOWN, max_size=8).map("\n".join), st.sampled_from(["a.md", "faq.mdx"]))
def test_no_word_is_lost_where_nothing_parts_the_blocks(written: str, name: str) -> None:
    """The same without empty lines between the parts."""
    assert not {word for word in lost(written, name) if len(word) > 3}


@given(st.lists(PLAIN, max_size=8).map("\n\n".join), st.sampled_from(["a.txt", "faq.txt"]))
def test_no_word_of_plain_text_is_lost(written: str, name: str) -> None:
    """Headings, paragraphs, lists, columns, what is indented, labels."""
    assert lost(written, name) == {}


@given(st.lists(PLAIN, max_size=8).map("\n".join))
def test_no_word_is_lost_of_text_without_empty_lines(written: str) -> None:
    """The same without empty lines between the parts."""
    assert lost(written, "faq.txt") == {}


@given(
    st.text(st.sampled_from("ab \n\t#*_`[]()<>!|-=+:?{}\\&\"'/.1^~%Q")), st.sampled_from(["faq.md", "a.mdx", "faq.txt"])
)
def test_any_signs_are_read(written: str, name: str) -> None:
    """Nothing is raised, whatever stands in a document."""
    lost(written, name)


@pytest.mark.parametrize(
    "name", sorted(p.name for p in DOCUMENTS.iterdir() if p.name.startswith(("md-", "mdx-", "txt-")))
)
def test_no_word_of_the_corpus_is_lost(name: str) -> None:
    """But for the names of tags and attributes."""
    names = set(
        "accordion accordiongroup br card details en href id lang name night stations summary tabitem tabs".split()
    )
    assert set(lost((DOCUMENTS / name).read_text(encoding="utf-8"), name)) - names == set()
