"""Web pages: what is their content, what asks and answers, what is left out, and that nothing is lost or too large."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.authoring.importing.document import Block, Document, Kind, Source
from faqbot.authoring.importing.markup import html
from faqbot.authoring.importing.markup.trees import facts, tags

DOCUMENTS: Final = Path(__file__).parents[2] / "documents"


def page(text: str, path: str = "page.html") -> Document:
    return html.read(Source(path, text.encode()))


def stored(name: str) -> Document:
    return html.read(Source(name, (DOCUMENTS / name).read_bytes()))


def told(blocks: tuple[Block, ...]) -> list[str]:
    """Blocks in short: their kind, their first line."""
    return [f"{block.kind.value} {block.text}".strip().partition("\n")[0] for block in blocks]


def left(document: Document) -> list[tuple[int | None, str]]:
    return [(one.line, one.why) for one in document.unplaced]


def test_a_page_of_details() -> None:
    """Main is the content; details ask; facts come from the head; what is around is listed with its line."""
    found = stored("html-details.html")
    assert told(found.blocks) == [
        "heading Questions",
        "prose Ask at the desk where this page doesn't help.",
        "heading Swimming",
        "question How warm is the pool?",
        "prose It is kept at **27 degrees**, the children's pool at 30.",
        "end",
        "question When are lanes kept free?",
        "list - Weekdays from 6 to 8",
        "prose See [the plan](lanes.html#week).",
        "end",
        "heading Cards",
        "question What does a card cost?",
        "table | Card | Price |",
        "end",
    ]
    assert [block.line for block in found.blocks if block.kind is Kind.QUESTION] == [25, 28, 36]
    assert [block.anchor for block in found.blocks if block.anchor] == ["main", "swimming", "warm", "cards"]
    assert (found.title, found.language, found.published) == ("Questions", "en-GB", "2024-03-09")
    assert found.url == "https://harbour-swim.example/questions"
    (pair,) = found.pairs
    assert (pair.question, pair.answer, pair.line) == ("How warm is the pool?", "It is kept at **27 degrees**.", 11)
    assert left(found) == [
        (17, "link within the page"),
        (18, "header"),
        (19, "navigation"),
        (39, "picture without words"),
        (40, "form"),
        (42, "cookie banner"),
        (43, "footer"),
    ]


def test_a_page_written_by_hand_long_ago() -> None:
    """Bold lines stand apart from what follows, quotations that answer are no quotations, ways about are left out."""
    found = stored("html-old-handwritten.html")
    assert told(found.blocks) == [
        "heading The Lighthouse Keeper's FAQ",
        "prose **1. Can I visit the lighthouse?**",
        "prose Yes, from May to September, at low tide only.",
        "prose Bring boots & a torch: the path is *wet*.",
        "prose **2. Who lights the lamp?**",
        "prose Nobody: it has lit itself since 1986 – a clock sees to it.",
        "prose **3. What happens in fog?**",
        "prose The horn sounds every 30 seconds.",
    ]
    assert [block.anchor for block in found.blocks if block.bold] == ["visit", "lamp", ""]
    assert {why for _, why in left(found)} == {"table of contents", "link within the page"}


def test_definition_lists() -> None:
    """Terms that ask are questions, each answered by what is said of all that stand together; others are a list."""
    found = stored("html-definitions.html")
    assert told(found.blocks) == [
        "heading Loans",
        "question How long may I keep a book?",
        "prose For *four weeks*.",
        "prose You may renew it twice.",
        "end",
        "question When is a book due?",
        "prose For *four weeks*.",
        "prose You may renew it twice.",
        "end",
        "question Lost books",
        "prose Tell us; a copy costs what a new one does.",
        "end",
        "heading Words that we use",
        "list - **Shelfmark**",
    ]


def test_what_classes_switches_and_schemas_say() -> None:
    """Microdata, the head of an accordion's hidden panel, and classes named question and answer."""
    assert told(stored("html-microdata.html").blocks) == [
        "question Where do I get a key?",
        "prose At the porter's lodge.",
        "code ```sh",
        "end",
        "question How do I hand it back?",
        "prose Put it through the slot.",
        "end",
        "question Is there a deposit?",
        "prose Yes, 20 euros.",
        "prose You get it back.",
        "end",
    ]


def test_tables_that_lay_out_and_tables_that_tell() -> None:
    """A table around a page is none; one of data has heads, bars in its cells and cells over several rows."""
    found = stored("html-layout-table.html")
    assert told(found.blocks)[:2] == ["heading Ferry", "prose Two boats a day."]
    assert found.blocks[2].text.split("\n") == [
        "| Boat | Leaves |", "| --- | --- |", "| Heron | 8 \\| 12 |", "| Tern | 10 |", "|  | 18 |",
    ]  # fmt: skip
    assert found.blocks[3].text == (
        "Water boils at 10² degrees; H2O; press `Ctrl`; go, [write](mailto:a@ferry.example), “quoted” \\<b> "
        "and a * b * c."
    )
    assert left(found) == [(2, "navigation")]


def test_broken_markup() -> None:
    """What is never closed is read as browsers read it; comments and scripts are not."""
    words = " ".join(block.words for block in stored("html-broken.html").blocks)
    assert words == (
        "An unclosed mark and another one one\ntwo\ndeeper after a link and a second Why &nosuch; & \ufffd ? "
        "text foster cell"
    )


def test_encodings_that_pages_declare() -> None:
    """What a page says of its encoding holds, and Latin-1 means Windows-1252, as in browsers."""
    assert stored("html-old-encoding.html").blocks[0].text == "Café “Zur Post”"
    assert facts.charset(b'<META HTTP-EQUIV=X CONTENT="text/html; charset=ISO-8859-1">') == "cp1252"
    assert facts.charset(b'<?xml version="1.0" encoding="koi8-r"?>') == "koi8-r"
    assert facts.charset(b"<p>none</p>") == ""


def test_frames() -> None:
    """A page of frames names the files to import instead."""
    found = stored("html-frames.html")
    assert found.blocks == () and found.remarks == ("the page only names other files: import menu.html, text.html",)
    assert left(found) == [(2, "kept in another file"), (2, "kept in another file"), (3, "kept in another file")]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("<ol><li><b>Is it?</b><p>It is.</ol>", ["question Is it?", "prose It is.", "end"]),
        ("<ol start=3><li><b>Is it?</b></ol><p>It is.", ["prose **Is it?**", "prose It is."]),
        ("<ul><li><h3>Is it</h3><p>It is.</ul>", ["heading Is it", "prose It is."]),
        ("<ul><li>a</ul><ul><li>b</ul>", ["list - a", "list * b"]),
        ("<ol start=4><li>a<li>b</ol>", ["list 4. a"]),
        ("<details><summary>Billing</summary><details><summary>When?</summary>Now.</details></details>",
         ["heading Billing", "question When?", "prose Now.", "end"]),
        ("<details><summary>Why?</summary>So. <details><summary>More</summary>Text</details></details>",
         ["question Why?", "prose So.", "prose **More**", "prose Text", "end"]),
        ("<h2><a href='/x'>Q?</a></h2>", ["heading Q?"]),
        ("<p>a<br>b<br><br>c", ["prose a\\", "prose c"]),
        ("<p><b>Q? </b>A", ["prose **Q?** A"]),
        ("<a href='/a'><h3>Head</h3><p>text</a>", ["heading Head", "prose [text](/a)"]),
        ("<pre>a\n  b</pre>", ["code ```"]),
        ("<blockquote><pre>a</pre></blockquote>", ["code ```"]),
        ("<p>x</p><blockquote>said</blockquote><p>and more", ["prose x", "quote > said", "prose and more"]),
        ("<p>a <a href='#'>b</a>", ["prose a b"]),
        ("<h2>Contents</h2><ul><li><a href=#a>A</a><li><a href=#b>B</a></ul><h2 id=a>A</h2>t<h2 id=b>B</h2>u",
         ["heading A", "prose t", "heading B", "prose u"]),
        ("<ul><li><a href=#a>Q</a><div id=a>A</div><li><a href=#b>R</a><div id=b>S</div></ul>", ["list - [Q](#a)"]),
        ("<p>word<sup><a href=#n>1</a></sup>", ["prose word[¹](#n)"]),
        ("<p>- no list", ["prose \\- no list"]),
        ("<button>Copy</button><p>x", ["prose x"]),
        ("<q>a</q> <kbd>b</kbd> <span style='font-weight:700'>c</span>", ["prose “a” `b` **c**"]),
    ],
)  # fmt: skip
def test_what_pieces_become(text: str, blocks: list[str]) -> None:
    """Each piece of HTML becomes these blocks."""
    assert told(html.blocks(text, 1)) == blocks


def test_a_heading_keeps_where_it_leads() -> None:
    """The address of a heading that is a link stands beside it; that of a link to itself doesn't."""
    first, second = html.blocks('<h2><a href="/q">One</a></h2><h2 id="b"><a href="#b">Two</a></h2>', 5)
    assert (first.url, first.line, second.url, second.anchor) == ("/q", 5, "", "b")


def test_a_cell_as_markdown() -> None:
    """HTML of a sheet's cell becomes Markdown of the same words."""
    assert html.markdown("<p>One <b>two</b></p><ul><li>x<li>y</ul>") == "One **two**\n\n- x\n- y"
    assert html.markdown("plain & simple") == "plain & simple"


def test_json_ld_that_is_none_is_listed() -> None:
    """It is listed with its line and what is wrong with it."""
    found = page('<p>x\n<script type="application/ld+json">{"@type": "FAQPage", }</script>')
    assert left(found) == [(2, found.unplaced[0].why)] and found.unplaced[0].why.startswith("JSON-LD that is no JSON: ")


def test_a_page_that_does_not_tell_its_content_is_guessed_at() -> None:
    """Where links are most of a page, and nothing is called navigation, readability finds the text."""
    links = "".join(f"<p><a href='/{n}'>Another page of the site, number {n}</a></p>" for n in range(30))
    text = "<p>The mill grinds wheat on Tuesdays, and rye on all other days, as long as the river runs.</p>" * 12
    found = page(f"<body><div>{links}</div><div><h1>Mill</h1>{text}</div></body>")
    assert len([block for block in found.blocks if block.words.startswith("The mill")]) == 12
    assert not any("Another page" in block.words for block in found.blocks)
    assert "Another page of the site, number 29" in found.unplaced[0].text


HOSTILE: Final = {
    "items": "<ul>" + "<li>a" * 20_000,
    "depth": "<div>a" * 20_000,
    "quotations": "<blockquote>a" * 20_000,
    "marks": "<p><b>a<i>b" * 5_000,
    "fonts": "".join(f"<p><font size={n}>a" for n in range(20_000)),
    "tables": "<table><tr><td>a" * 10_000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">a",
    "angles": "<" * 100_000,
    "open tags": "<a " * 50_000,
    "quotes": '<a b="' * 50_000,
    "comments": "<!--" * 50_000,
    "entities": "&#x" * 50_000,
    "stars": "*_`[" * 20_000,
    "drawings": "<svg><g>" * 10_000,
    "data": '<script type="application/ld+json">' + "[" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read(name: str) -> None:
    """No page crashes the reader; what is opened deeper than it is read is put side by side, and that is said."""
    found = page(HOSTILE[name])
    assert len(found.blocks) <= 20_000
    flattened = ("elements stand more than 90 deep within each other: those are read as if side by side",)
    assert found.remarks == (flattened if name in ("depth", "quotations", "tables", "drawings") else ())


@pytest.mark.parametrize("name", HOSTILE)
def test_the_parser_is_handed_no_more_than_it_can_bear(name: str) -> None:
    """Tags grow by their lines only; never are more than a few hundred elements open, nor marks by the thousand."""
    text = HOSTILE[name]
    handed = tags.tagged(text).text
    assert len(handed) <= len(text) + (len(tags.LINE) + 20) * text.count("<")
    assert handed.count("<div") <= 512 and handed.count("<blockquote") <= 512 and handed.count("<b ") <= 2
    assert max((len(tag) for tag in re.findall(r"<p[^<>]*>", handed)), default=0) < 1_000


def test_lines_are_those_of_the_source() -> None:
    """Tags on several lines, scripts, comments and quoted brackets don't shift the lines."""
    text = '<!-- a\nb -->\n<script>\n"<p>"\n</script>\n<p\nclass="x>y">one</p>\n\nbare\n<p>two'
    assert [(block.words, block.line) for block in html.blocks(text, 10)] == [("one", 16), ("bare", 18), ("two", 19)]


WORDS: Final = st.sampled_from([f"w{n}" for n in range(30)] + ["*x*", "1.", "#", "a_b", "&lt;", "[z]", "-", "|"])
INLINE: Final = st.sampled_from("b i em strong a code span kbd font sub q u".split())
BLOCK: Final = st.sampled_from(
    "p div li ul ol dl dt dd h1 h3 blockquote pre table tr td th details summary section article aside nav".split()
)
TREES: Final = st.recursive(
    st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
    lambda inner: st.builds(
        lambda tag, closed, parts: f"<{tag}>{' '.join(parts)}" + (f"</{tag}>" if closed else ""),
        st.one_of(INLINE, BLOCK),
        st.booleans(),
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=25,
)


@given(st.lists(TREES, min_size=1, max_size=4))
def test_no_word_of_a_page_is_lost(parts: list[str]) -> None:
    """Every word that a page shows is in its blocks or among what is not placed, as often as there at least."""
    text = " ".join(parts)
    found = page(text)
    shown = [word.strip("“”") for word in re.sub(r"<[^<>]*>", " ", text).replace("&lt;", "<").split()]
    kept = " ".join([*(block.words for block in found.blocks), *(one.text for one in found.unplaced)])
    words = re.sub(r"[“”]", " ", kept).split()
    joined = "".join(words)
    for word in set(shown):
        assert joined.count(word) >= shown.count(word), (text, kept)


def test_a_panel_that_holds_questions_is_headed_by_what_opens_it() -> None:
    """Its button names a group of them, and answers nothing; a button that asks is answered by all of its panel."""
    panel = "<div class=panel><p><b>Is it open?</b></p><p>Yes.</p><p><b>Is it free?</b></p><p>No.</p></div>"
    assert told(page(f"<h1>FAQ</h1><button class=accordion>Visits</button>{panel}").blocks) == [
        "heading FAQ",
        "heading Visits",
        "prose **Is it open?**",
        "prose Yes.",
        "prose **Is it free?**",
        "prose No.",
    ]
    assert told(page(f"<h1>FAQ</h1><button class=accordion>How is it?</button>{panel}").blocks)[1] == (
        "question How is it?"
    )


def test_what_leads_to_each_other_within_a_list_of_terms_stays() -> None:
    """No note is put into itself, by way of its definition."""
    text = "<dl><dt id=d><a href=#e>1</a></dt><dd><a id=e href=#d>1</a> Lamps</dd></dl>"
    assert "Lamps" in page(text).blocks[0].words


def test_notes_that_refer_to_notes_are_all_kept() -> None:
    """However long their chain is: each stands behind the one that refers to it."""
    text = "".join(f"<p id=n{n}><a href=#n{n + 1}>1</a> word{n} <a href=#n{n - 1} id=m{n}>{n}</a>" for n in range(900))
    chain = "".join(
        f"<p id=p{n}><a href=#q{n}>*</a> w{n}. <a href=#p{n - 1} id=q{n - 1}>1</a></p>" for n in range(3000)
    )
    for source, mark in ((text, "word"), (chain, "w")):
        found = page(source)
        said = " ".join([*(block.words for block in found.blocks), *(left.text for left in found.unplaced)])
        count = source.count(f" {mark}")
        assert len(set(re.findall(rf"\b{mark}\d+", said))) == count


@pytest.mark.parametrize(
    "rows",
    [
        "<td rowspan=60000 colspan=500>x" * 100 + "<tr><td>a" * 3_000,
        "<td>x" * 3_000 + "<tr><td>a" * 3_000,
    ],
)
def test_a_table_is_no_larger_than_its_page(rows: str) -> None:
    """A cell may claim any number of rows and columns, and one row be wider than all others together."""
    (table,) = page(f"<table><tr>{rows}</table>").blocks
    assert table.words.count("a") == 3_000
    assert len(table.text) < 10 * len(rows)


def test_cells_that_span_keep_others_in_their_columns() -> None:
    """What a cell above reaches into is left empty."""
    (table,) = page("<table><tr><th>p<th>q<th>r<tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>").blocks
    assert table.text == "| p | q | r |\n| --- | --- | --- |\n| a | b |  |\n|  | c | d |"
