"""Markdown and MDX to blocks: the source's own lines, with what writers add to CommonMark told apart."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from faqbot.authoring.importing.document import Block, Document, Kind, Pair, Source
from faqbot.authoring.importing.markup import markdown
from faqbot.knowledge.article import Format

DOCUMENTS: Final = Path(__file__).parents[2] / "documents"


def read(written: str, name: str = "a.md") -> Document:
    return markdown.read(Source(name, written.encode()))


def blocks(written: str, name: str = "a.md") -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in read(written, name).blocks]


def only(written: str, name: str = "a.md") -> Block:
    (block,) = read(written, name).blocks
    return block


def left(written: str, name: str = "a.md") -> list[tuple[int | None, str, str]]:
    return [(one.line, one.text, one.why) for one in read(written, name).unplaced]


@pytest.mark.parametrize(
    "written",
    [
        "Text that *goes* on\nover `two` lines.",
        "- one\n- two\n\n  more of two\n  - deeper\n\n      code",
        "1. one\n2. two",
        "| a | b |\n|---|--:|\n| 1 | \\| |",
        "```sh\n# no heading\n```",
        "~~~~\n```\n~~~~",
        "> quoted\nlazily",
        "![a map](map.png)",
        "Write <your-name> here, or mail <me@example.org>.",
        "a \\* b [x] &amp; https://example.org",
    ],
)
def test_a_block_is_the_lines_of_the_source(written: str) -> None:
    """Nothing is written anew."""
    assert only(written).text == written


def test_blocks_have_their_kind_and_their_line() -> None:
    """A line is that of the source, whatever stands above it."""
    found = read("---\ntitle: x\n---\n\n# Head\n\nText.\n\n- a\n\n    code\n\n---\n\nThe end.").blocks
    assert [(block.kind, block.line) for block in found] == [
        (Kind.HEADING, 5),
        (Kind.PROSE, 7),
        (Kind.LIST, 9),
        (Kind.PROSE, 15),
    ]
    assert read("").blocks == ()
    assert read("x").format is Format.MARKDOWN


def test_words_are_without_marks() -> None:
    """Items, cells and lines of code stand on lines of their own."""
    assert only("See **the [guide](g.md)**, `x*y` and\nmore.").words == "See the guide, x*y and more."
    assert only("- *a*\n- b\n  1. c").words == "a\nb\nc"
    assert only("|a|b|\n|-|-|\n|1|2|").words == "a\nb\n1\n2"


@pytest.mark.parametrize(
    ("written", "text", "level", "anchor", "url"),
    [
        ("## Where? ##", "Where?", 2, "", ""),
        ("Where\nto?\n---", "Where to?", 2, "", ""),
        ("### Where {#place}", "Where", 3, "place", ""),
        ("# Where {: #place .big }", "Where", 1, "place", ""),
        ('# <a name="place"></a>Where', "Where", 1, "place", ""),
        ('<a id="place"></a>\n\n# Where', "Where", 1, "place", ""),
        ("# [Where](https://example.org/w)", "[Where](https://example.org/w)", 1, "", "https://example.org/w"),
        ("# *Where*", "*Where*", 1, "", ""),
    ],
)
def test_headings(written: str, text: str, level: int, anchor: str, url: str) -> None:
    """A heading has its level, the name by which links lead to it, and where it leads itself."""
    block = only(written)
    assert (block.kind, block.text, block.level, block.anchor, block.url) == (Kind.HEADING, text, level, anchor, url)
    assert block.words.strip() == text.strip("*").split("]")[0].strip("[")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Press <kbd>F1</kbd> <b>now</b>.", "Press `F1` **now**."),
        ("one<br>two<br/>\nthree<br>", "one\\\ntwo\\\nthree"),
        ('see <a href="https://example.org">the page</a>', "see [the page](https://example.org)"),
        ("10 m<sup>2</sup>, the 1<sup>st</sup>", "10 m^2, the 1st"),
        ('<img src="a.png" alt="a map"> here', "![a map](a.png) here"),
        ("see [the guide][g] and [g]\n\n[g]: guide.md 'The guide'", None),
        ("see [it](x){:target=_blank} now", "see [it](x) now"),
        ("`<b>` stays, and \\<b> too", "`<b>` stays, and \\<b> too"),
        ("a<!-- b -->c", "ac"),
    ],
)
def test_what_is_inline_reads_on_by_itself(written: str, text: str | None) -> None:
    """HTML becomes marks of Markdown, a link by label a link; code stays."""
    assert only(written).text == (text or 'see [the guide](guide.md "The guide") and [g](guide.md "The guide")')


def test_what_stands_in_a_list_is_changed_there() -> None:
    """Links by label, HTML and tags within items; cells of tables."""
    assert only("- a\n\n  see [x][y]<br>on\n\n[y]: z").text == "- a\n\n  see [x](z)\\\n  on"
    assert only("| a | <b>b</b> |\n|--|--|\n| [x][y] | c<br>d |\n\n[y]: z").text == (
        "| a | **b** |\n|--|--|\n| [x](z) | c d |"
    )
    assert only("1. a\n\n   !!! note\n       b\n\n2. c").text == "1. a\n\n   **Note**\n   b\n\n2. c"
    assert only("- a\n  <details><summary>b</summary>\n  c\n  </details>").text == "- a\n  **b**\n  c"


@pytest.mark.parametrize(
    ("written", "quote"),
    [
        ("> [!NOTE]\n> Mind it.", "> **Note**\n>\n> Mind it."),
        (":::tip\nMind it.\n:::", "> **Tip**\n>\n> Mind it."),
        (":::tip[Steps]\nMind it.\n:::", "> **Steps**\n>\n> Mind it."),
        ("::: warning Steps\nMind it.\n:::", "> **Steps**\n>\n> Mind it."),
        ('!!! note "Steps"\n    Mind it.', "> **Steps**\n>\n> Mind it."),
        ('{% hint style="info" %}\nMind it.\n{% endhint %}', "> **Info**\n>\n> Mind it."),
        ("{{< warning >}}\nMind it.\n{{< /warning >}}", "> **Warning**\n>\n> Mind it."),
        ("```{note}\nMind it.\n```", "> **Note**\n>\n> Mind it."),
        ("<Note>Mind it.</Note>", "> **Note**\n>\n> Mind it."),
    ],
)
def test_what_is_set_apart_is_a_quotation(written: str, quote: str) -> None:
    """Notes in all dialects, each headed by its title or by what it is."""
    assert blocks(written, "a.mdx") == [("quote", quote)]


@pytest.mark.parametrize(
    "written",
    [
        "<details>\n<summary>Is it open?</summary>\n\nYes.\n\n</details>",
        "<details><summary><b>Is it open?</b></summary>\n<p>\n\nYes.\n\n</p>\n</details>",
        "<details>\n  <summary>Is it open?</summary>\n  Yes.\n</details>",
        "<details>\n<summary>\n\n### Is it open?\n\n</summary>\n\nYes.\n\n</details>",
        '??? question "Is it open?"\n    Yes.',
        '!!! question "Is it open?"\n\n    Yes.\n',
        "::: details Is it open?\nYes.\n:::",
        '{{< details "Is it open?" >}}\nYes.\n{{< /details >}}',
        '<Accordion title="Is it open?">\n    Yes.\n</Accordion>',
        '<Accordion\n  title="Is it open?"\n  icon={{name: "x"}}\n>\n\nYes.\n\n</Accordion>',
        '<Faq question={"Is it open?"}>Yes.</Faq>',
        "```{dropdown} Is it open?\nYes.\n```",
        "Is it open?\n: Yes.",
    ],
)
def test_what_unfolds_is_a_question(written: str) -> None:
    """A title above what is folded away asks for it, in all dialects; what stands between is Markdown."""
    assert blocks(written, "a.mdx") == [("question", "Is it open?"), ("prose", "Yes."), ("end", "")]


def test_front_matter_is_the_documents() -> None:
    """Title, date, language, address, questions; what else it says is listed by key."""
    found = read(
        "---\n# of the page\ntitle: Visits\ndate: 2024-05-06T10:00:00Z\nlang: de\nurl: https://example.org/v\n"
        "slug: visits\nfaqs:\n  - question: Open?\n    answer: Yes.\n---\n\nText."
    )
    assert (found.title, found.published, found.language, found.url) == (
        "Visits",
        "2024-05-06",
        "de",
        "https://example.org/v",
    )
    assert found.pairs == (Pair("Open?", "Yes.", 9),)
    assert [(one.line, one.text) for one in found.unplaced] == [(2, "# of the page"), (7, "slug: visits")]
    assert [block.line for block in found.blocks] == [13]


def test_front_matter_that_is_no_yaml_is_told() -> None:
    """The rest of the document is read."""
    found = read('---\ntitle: "Bikes\n---\n\nText.')
    assert [block.text for block in found.blocks] == ["Text."]
    assert found.remarks == (
        "the front matter is no YAML (line 2: a quote is opened here and never closed: close it): it was not read",
    )
    assert [(one.line, one.text) for one in found.unplaced] == [(2, 'title: "Bikes')]


def test_rules_and_toml_are_told_from_front_matter() -> None:
    """A rule at the top heads a text; TOML gives its title."""
    assert blocks("---\nA text below a rule.\n\nMore.")[0] == ("prose", "A text below a rule.")
    found = read('+++\ntitle = "Bikes"\ntags = ["a"]\n+++\nText.')
    assert (found.title, [one.text for one in found.unplaced]) == ("Bikes", ['tags = ["a"]'])


def test_code_of_a_page_is_listed() -> None:
    """Imports, exports, comments and the tags of components are no text; what stands between tags is."""
    source = Source("a.mdx", (DOCUMENTS / "mdx-components.mdx").read_bytes())
    found = markdown.read(source)
    assert [(one.line, one.why) for one in found.unplaced] == [
        (3, "front matter"),
        (4, "front matter"),
        (7, "code of the page"),
        (10, "code of the page"),
        (22, "a component"),
        (32, "a comment"),
        (34, "a component"),
        (50, "a component"),
        (51, "a component"),
        (56, "a component"),
    ]
    assert [block.text for block in found.blocks if block.kind is Kind.QUESTION] == [
        "How do I join?",
        "Is there a fee for visitors?",
    ]
    assert found.blocks[-1].text == ("Pay 20 cents a day\\\nand a fine after 30 days. Press `F1` at the desk for help.")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("- [A](#a)\n- [B](#b)\n  - [C](#c)", "table of contents"),
        ("[A](#a) | [B](#b)", "links within the page"),
        ("**[back to top](#top)**", "links within the page"),
        ("[TOC]", "table of contents"),
        ("<!-- a comment\n\nover lines -->", "a comment"),
        ("[![x](b.svg)](ci)", "badges"),
        ("[a]: https://example.org/unused", "a link that no text uses"),
        ("[^1]: unused note", "a footnote that no text refers to"),
        ("<script>let a = 1</script>", "a script"),
    ],
)
def test_what_is_no_text_is_listed(written: str, why: str) -> None:
    """What has no place is told with its line, and nothing else is made of it."""
    assert read(written).blocks == ()
    assert left(written) == [(1, left(written)[0][1], why)]


def test_a_footnote_stands_below_what_refers_to_it() -> None:
    """Wherever it is defined; and no link is made of it."""
    assert blocks("One[^a].\n\nTwo.\n\n[^a]: https://example.org\n    more\n[b]: x") == [
        ("prose", "One[^a]."),
        ("prose", "[^a] https://example.org\nmore"),
        ("prose", "Two."),
    ]


@pytest.mark.parametrize(
    "sign", [">", "[", "![", "*", "- ", "<", "`", "{", "<A ", "<details>\n\n", ":::note\n", "[a]("]
)
@pytest.mark.parametrize("name", ["a.md", "a.mdx"])
def test_what_is_never_closed_is_read(sign: str, name: str) -> None:
    """Ten thousand marks that open are text, or nothing."""
    read(sign * 10_000, name)
