"""What of a Markdown text is read with a sentence: blocks as they are, valid Markdown by themselves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markup import ANY, DOCUMENTS, Written

from faqbot.answering.citing import passages
from faqbot.answering.citing.paragraphs import LIST
from faqbot.base.layout import markdown
from faqbot.index.cutting import marked

LONG = "many words that say very little. " * 40

TEXT = """\
The *first* paragraph
goes on.

Bring this:

- a [towel][t]
- soap

  in a box

### Prices

| Who | Price |
|-----|-------|
| you | 12 |

Type
```sh
run  it
```

> A quote.
>
> It goes on.

1. loose

2. items

[t]: https://x.org/t_(1)
"""


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("first", "The *first* paragraph\ngoes on."),
        ("Bring", "Bring this:\n\n- a [towel](<https://x.org/t_(1)>)\n- soap\n\n  in a box"),
        ("towel", "Bring this:\n\n- a [towel](<https://x.org/t_(1)>)\n- soap\n\n  in a box"),
        ("in a box", "Bring this:\n\n- a [towel](<https://x.org/t_(1)>)\n- soap\n\n  in a box"),
        ("Prices", "### Prices\n\n| Who | Price |\n|-----|-------|\n| you | 12 |"),
        ("you", "### Prices\n\n| Who | Price |\n|-----|-------|\n| you | 12 |"),
        ("run", "Type\n```sh\nrun  it\n```"),
        ("It goes on", "> A quote.\n>\n> It goes on."),
        ("items", "1. loose\n\n2. items"),
    ],
)
def test_a_block_is_read_whole_with_what_introduces_it(words: str, read: str) -> None:
    """A paragraph, list, table, code or quote, after the heading or line above; links by label get their addresses."""
    assert passages.around(TEXT, TEXT.index(words)) == read


def test_what_is_labelled_gets_its_address() -> None:
    """Links and images by label, one in the other too, say where they lead: the definitions stand elsewhere."""
    text = "See [a *b*][c], [c], [c][] and [![d][e]][c].\n\n\n[c]: https://x.org/c 'C'\n[e]: <d 1.png>"
    assert passages.around(text, 0) == (
        "See [a *b*](<https://x.org/c>), [c](<https://x.org/c>), [c](<https://x.org/c>) "
        "and [![d](<d 1.png>)](<https://x.org/c>)."
    )


def test_of_a_long_list_the_beginning_is_read() -> None:
    """Items are kept from the start as far as they fit; where these don't reach the sentence it is its own item."""
    text = "Bring:\n\n" + "".join(f"- *thing* {number}, {LONG[:200]}\n\n  and more\n" for number in range(9))
    early, late = (passages.around(text, text.index(f"thing* {number}")) for number in (1, 7))
    assert early.startswith("Bring:\n\n- *thing* 0,") and early.endswith("and more")
    assert len(early) <= LIST
    assert late.startswith("- *thing* 7,") and late.endswith("\n\n  and more")


def test_of_a_long_table_a_row_is_read_with_its_header() -> None:
    """The header stands above whichever rows are read."""
    rows = "".join(f"| w{number} | {LONG[:300]} |\n" for number in range(20))
    text = f"| Name | What |\n|---|---|\n{rows}"
    early, late = (passages.around(text, text.index(f"w{number} ")) for number in (1, 15))
    assert early.startswith("| Name | What |\n|---|---|\n| w0 |") and "| w1 |" in early
    assert late.startswith("| Name | What |\n|---|---|\n| w15 |") and late.count("\n") == 2


def test_of_a_long_paragraph_sentences_are_read() -> None:
    """It is cut between sentences, and never within a style or a link."""
    text = f"{LONG}**Strong words. They go on.** {LONG}"
    assert passages.around(text, 0).endswith("little.")
    assert "**Strong words. They go on.**" in passages.around(text, text.index("They go"))


def test_what_is_nested_is_read_without_what_holds_it() -> None:
    """Where an item is too long, a paragraph in it stands for itself: without its indent, which would make it code."""
    text = f"- {LONG}\n\n  - another *one*\n    of two lines\n\n    {LONG}"
    assert passages.around(text, text.index("another")) == "another *one*\nof two lines"


def test_of_long_code_a_line_is_read() -> None:
    """A part of code stands between fences of its own."""
    text = "```sh\n" + "".join(f"line  {number} {LONG[:100]}\n" for number in range(60)) + "```"
    assert passages.around(text, text.index("line  41")) == f"```sh\nline  41 {LONG[:100]}\n```"


def test_what_is_cut_out_further_to_the_right_is_moved_to_the_left() -> None:
    """An indented list that is too long doesn't become code where an item is read by itself."""
    text = "".join(f"   - item {number} {LONG[:400]}\n     and *more*\n" for number in range(9))
    found = passages.around(text, text.index("item 7"))
    assert found.startswith("- item 7 ") and found.endswith("\n  and *more*")


@settings(deadline=None, max_examples=150)
@given(DOCUMENTS, st.sampled_from([40, 150, 1_200]))
def test_what_is_read_holds_the_sentence_and_is_valid_by_itself(written: Written, most: int) -> None:
    """Whatever the limits, the sentence is in it; all that is read are words of the text, in its order, and no mark."""
    limits = {"LIST": most, "PARAGRAPH": most // 2, "FENCE": 3 * most}
    with pytest.MonkeyPatch.context() as patched:
        for name, limit in limits.items():
            patched.setattr(passages, name, limit)
        for part in marked.parts(written.text):
            said = markdown.words(passages.around(written.text, part.offset))
            assert part.value in said
            every = iter(markdown.words(written.text).split())
            assert all(word in every for word in said.split())


@settings(deadline=None, max_examples=150)
@given(ANY, st.integers(0, 60))
def test_any_place_of_any_text_is_read(text: str, at: int) -> None:
    """Nothing raises."""
    passages.around(text, min(at, len(text)))
