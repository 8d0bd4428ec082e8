"""What answers look like: wrapping, widths, styles as data, and nothing that acts on a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from faqbot.answering.answers import Answer, Citation, Verdict
from faqbot.base.layout import render, widths
from faqbot.base.layout.lines import MEASURE, wrap
from faqbot.base.layout.segment import CELL, Segment, Span
from faqbot.search.matches import Match, Receipt

PROSE = "According to Gazan health officials, over 20,000 Palestinians have lost their lives since the start."


def plain(segments: Iterable[Segment], width: int | None = None) -> str:
    """The segments as they are drawn, without styles."""
    return "".join(text for _, text in render.fragments(segments, width))


def cite(**changed: object) -> Citation:
    fields: dict[str, object] = {
        "article": "talks",
        "section": "toll",
        "entry": None,
        "heading": "The toll",
        "quote": "Over 20,000 died.",
        "path": "knowledge/talks.yaml",
        "line": 7,
        "title": "The talks",
        "date": "undated",
        "note": "Sources pending",
    }
    return Citation(**(fields | changed))  # type: ignore[arg-type]


def answered(text: str = PROSE, **changed: object) -> Answer:
    return Answer("How many?", Verdict.ANSWERED, text, cite(**changed), 0.9, (), "", ())


def unsure(*titles: str) -> Answer:
    matches = tuple(Match(f"talks#{n}", "entry", 0.5, title, Receipt("", (), ())) for n, title in enumerate(titles))
    return Answer("What?", Verdict.UNSURE, "", None, 0.3, matches, "Did you mean one of these?", matches)


def unknown(closest: Citation | None = None) -> Answer:
    reason = "I don't know: nothing here is about the weather."
    return Answer("Rain?", Verdict.UNKNOWN, "", None, 0.1, (), reason, (), closest)


# -- what is said, and in which order ----------------------------------------------------------


def test_an_answer_stands_above_its_quote_and_citation() -> None:
    """An answer is followed by the sentence that says so, and by where it stands."""
    assert str(answered("Many died.")) == (
        "Many died.\n"
        "  “Over 20,000 died.”\n"
        "  — The toll · The talks (undated) · Sources pending · knowledge/talks.yaml:7"
    )


def test_a_quote_that_is_the_answer_is_not_repeated() -> None:
    """A quote that already stands in the answer, however it is spaced, is left out."""
    shown = str(answered("They say:\nOver  20,000 died."))
    assert "“" not in shown


def test_an_article_without_a_note_leaves_no_gap() -> None:
    """The citation of an article without a note has no empty place where the note would be."""
    shown = str(answered(note=None, date="2023-12-27"))
    assert shown.endswith("  — The toll · The talks (2023-12-27) · knowledge/talks.yaml:7")


def test_suggestions_are_numbered_from_one() -> None:
    """An unsure answer lists what one may have meant by number."""
    assert str(unsure("How many died?", "Who died?")) == (
        "Did you mean one of these?\n  1. How many died?\n  2. Who died?"
    )


def test_not_knowing_names_the_closest_place() -> None:
    """An answer that isn't there gives the reason, and the nearest segment with its citation."""
    shown = str(unknown(cite()))
    assert shown.startswith("I don't know: nothing here is about the weather.\n  Closest: “Over 20,000 died.”\n  — ")


@pytest.mark.parametrize(
    "answer", [answered(), answered("One.\n\nTwo."), unsure("A?", "B?"), unknown(), unknown(cite())]
)
def test_unwrapped_text_is_what_python_prints(answer: Answer) -> None:
    """Without a width, the rendered text and str(answer) are the same."""
    assert plain(answer.segments()).rstrip("\n") == str(answer)


# -- nothing acts on the terminal --------------------------------------------------------------

ACTING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
NASTY = "a\x1b[31mb\x9b2Jc\u202edc\u2066\x07\r\ud800\x00z"


@pytest.mark.parametrize(
    "answer",
    [
        answered(NASTY),
        answered(quote=NASTY, heading=NASTY, title=NASTY, note=NASTY, path=NASTY, date=NASTY),
        unsure(NASTY),
        unknown(cite(quote=NASTY, heading=NASTY)),
        Answer(NASTY, Verdict.UNKNOWN, "", None, 0, (), f"No {NASTY} here.", ()),
    ],
)
@pytest.mark.parametrize("width", [None, 40])
def test_nothing_in_an_answer_acts_on_a_terminal(answer: Answer, width: int | None) -> None:
    """Control characters, bidi overrides and surrogates of the data are not in the text for people."""
    shown = plain(answer.segments(), width)
    assert not ACTING.search(shown) and not ACTING.search(str(answer))


def test_the_data_stay_verbatim() -> None:
    """What is made harmless is the text for people; the answer itself stays as the article has it."""
    assert answered(NASTY).text == NASTY


# -- wrapping ----------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("answer", [answered(), unsure(PROSE, PROSE), unknown(cite(quote=PROSE, path="k.yaml"))])
def test_no_line_is_wider_than_the_window(answer: Answer, width: int) -> None:
    """Lines fit the window wherever their longest word does."""
    answer = answer if not answer.citation else answered(path="k.yaml")
    assert max(map(widths.columns, plain(answer.segments(), width).splitlines())) <= width


def test_a_wide_window_keeps_lines_readable() -> None:
    """However wide the window, no line is longer than the measure."""
    lines = plain(answered(PROSE * 5).segments(), 500).splitlines()
    assert max(map(len, lines)) <= MEASURE


def test_wrapping_loses_no_word() -> None:
    """The words of wrapped text are those of the unwrapped one, in order."""
    assert plain(answered().segments(), 30).split() == plain(answered().segments()).split()


def test_following_lines_hang_under_the_first() -> None:
    """The second line of a numbered suggestion or a quote is indented, too."""
    assert plain(unsure("one two three four five").segments(), 20) == (
        "Did you mean one of\nthese?\n  1. one two three\n    four five\n"
    )


def test_a_long_word_stays_whole() -> None:
    """A path longer than the line is not cut, so that it can be copied and clicked."""
    assert "/x" * 40 in wrap("see " + "/x" * 40 + " there", 20)[1]


def test_a_no_break_space_holds_a_line_together() -> None:
    """A line never ends at a no-break space."""
    assert wrap("some more than 20\xa0000", 20)[1] == "20\xa0000"


def test_paragraphs_and_lists_keep_their_lines() -> None:
    """Empty lines, list items and lines that stand for themselves survive wrapping."""
    shown = plain(answered("12 Rose Lane\nYork\n\n\nThen:\n- one\n- two", quote="").segments(), 40)
    assert shown.startswith("12 Rose Lane\nYork\n\nThen:\n- one\n- two\n  — ")


def test_a_quote_of_code_keeps_its_lines() -> None:
    """A quoted sentence that goes on in lines of code has them below each other, in the text and on a terminal."""
    code = answered(quote="Type these two:\nlpadmin -x office\ncupsenable office")
    for shown in (plain(code.segments(), 40), str(code)):
        assert "  “Type these two:\n   lpadmin -x office\n   cupsenable office”\n" in shown


@pytest.mark.parametrize("width", [0, 1, 5])
def test_a_window_without_room_is_no_error(width: int) -> None:
    """A window too narrow for words still gets every word."""
    assert plain(answered().segments(), width).split()[:2] == ["According", "to"]


@given(st.text(max_size=200), st.integers(-5, 120))
def test_any_text_can_be_wrapped(text: str, width: int) -> None:
    """Wrapping never fails and keeps all that is not white space."""
    wrapped = "".join(wrap(text, width))
    assert "".join(wrapped.split()) == "".join(text.split())


# -- widths ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "“curly” — dash…",
        "cafe\u0301",  # e and a combining accent
        "停戦交渉",
        "ｆｕｌｌ",
        "한국어",
        "\u1112\u1161\u11ab",  # a Korean syllable in its parts
        "🙂",
        "👍🏽",  # with a skin tone
        "👨‍👩‍👧",  # a family joined by zero-width joiners
        "❤\ufe0f",  # a heart shown as emoji
        "❤\ufe0f\u200d🔥",  # and one on fire
        "🇩🇪",
        "עברית",
        "ไทยนี้",
        "नमस्ते",
        "zero\u200bwidth",
    ],
)
def test_columns_are_those_of_a_terminal(text: str) -> None:
    """Wide, combining and joined characters take the columns that terminals give them."""
    assert widths.columns(text) == wcwidth.wcswidth(text)


def test_text_without_spaces_is_broken_between_wide_characters() -> None:
    """Chinese and Japanese lines break between characters, but not before closing punctuation."""
    assert wrap("一二三四五六七八九。十", 18) == ["一二三四五六七八", "九。十"]


def test_a_combining_mark_stays_with_its_letter() -> None:
    """A voiced mark is never parted from the kana it belongs to."""
    lines = wrap("か\u3099" * 20, 20)
    assert not any(line.startswith("\u3099") for line in lines)


# -- tables ------------------------------------------------------------------------------------


def table(*rows: str) -> list[Segment]:
    """A table of rows whose cells are parted by bars."""
    return [Segment("row" if at else "head", row.replace("|", CELL)) for at, row in enumerate(rows)]


@pytest.mark.parametrize("width", [None, 40, 200])
def test_a_table_is_aligned(width: int | None) -> None:
    """Cells of words stand to the left, cells of numbers to the right, however wide the window."""
    rows = table("word|met|adds", "died|killed|+10.25", "12|–|-0.50", "all||×1")
    assert plain(rows, width) == (
        "  word  met       adds\n  died  killed  +10.25\n  12    –        -0.50\n  all               ×1\n"
    )


def test_wide_and_combining_characters_keep_a_table_aligned() -> None:
    """A cell takes the columns that a terminal gives it."""
    rows = table("word|met|adds", "停戦|cafe\u0301|+0.50", "👨‍👩‍👧|❤\ufe0f|+0.25", "truce|same|+1.00")
    assert {widths.columns(line) for line in plain(rows, 80).splitlines()} == {2 + 5 + 2 + 4 + 2 + 5}


def test_a_narrow_window_folds_the_widest_words() -> None:
    """Where a table has no room its longest cells go on in the next line, at a space if there is one."""
    rows = table("word|met|adds", "diplomats|negotiators (related)|+0.10")
    assert plain(rows, 36) == (
        "  word       met                adds\n  diplomats  negotiators       +0.10\n             (related)\n"
    )
    assert plain(table("word|n", "0123456789" * 3 + "|1"), 20) == (
        "  word             n\n  012345678901234  1\n  567890123456789\n"
    )


def test_a_narrow_window_folds_headings_before_words() -> None:
    """A heading of several words goes on in the next line before a word is broken; no number ever is."""
    rows = table("turned|answered otherwise|old answer", "number|10|7")
    assert plain(rows, 30) == (
        "  turned   answered        old\n          otherwise     answer\n  number         10          7\n"
    )
    whole = table("kind|asked|95 % sure|wrong", "punctuation|75|0.95–1.00|0")
    assert "punctuation" in plain(whole, 24) and "0.95–1.00" in plain(whole, 24)  # there is no room even for pieces


def test_a_wide_window_keeps_a_table_small() -> None:
    """A table is never wider than the eye can follow, with a window or without."""
    rows = table("word|met", "a " * 60 + "|" + "b " * 60)
    for width in (None, 500):
        assert max(map(len, plain(rows, width).splitlines())) <= render.WIDEST_TABLE


def test_a_head_starts_another_table() -> None:
    """Two tables have their own columns, whether or not anything stands between them."""
    assert plain([*table("a|b", "long word|1"), *table("c|d", "x|22")]) == (
        "  a          b\n  long word  1\n  c   d\n  x  22\n"
    )


def test_rows_may_lack_cells() -> None:
    """A row with fewer cells than others is filled up with empty ones."""
    assert plain(table("a|b|c", "x", "y|z|1")) == "  a  b  c\n  x\n  y  z  1\n"


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cc", "Zl", "Zp", "Cs"]), max_size=60))),
    st.integers(-5, 90),
)
def test_any_table_can_be_drawn(rows: list[list[str]], width: int) -> None:
    """Drawing never fails and keeps all that is not white space, cell by cell."""
    drawn = plain([Segment("row", CELL.join(row)) for row in rows], width)
    assert sorted("".join(drawn.split())) == sorted("".join("".join(map("".join, rows)).split()))


def test_a_row_has_its_own_style() -> None:
    """Each line of a table has the role of its row, also where it is folded."""
    rows = [Segment("head", "a"), Segment("miss", "b " * 50)]
    assert {style for style, text in render.fragments(rows, 40) if "b" in text} == {"miss"}


# -- styles ------------------------------------------------------------------------------------


def test_styles_are_the_roles_and_leave_the_indent_alone() -> None:
    """Each segment has its role as style; the white space around it has none."""
    assert render.fragments([Segment("quote", "a b"), Segment("citation", "c")]) == (
        ("", "  "),
        ("quote", "“a b”"),
        ("", "\n"),
        ("", "  "),
        ("citation", "— c"),
        ("", "\n"),
    )


# -- marked words and links --------------------------------------------------------------------


def styled(segment: Segment, width: int | None = None) -> list[tuple[str, str]]:
    """The fragments that have a style."""
    return [(style, text) for style, text in render.fragments([segment], width) if style]


def test_a_marked_word_has_a_style_of_its_own() -> None:
    """Spans split a segment into fragments, their text unchanged."""
    segment = Segment("quote", "over 20,000 died", spans=(Span(12, 16),))
    assert styled(segment) == [("quote", "“over 20,000 "), ("quote mark", "died"), ("quote", "”")]


def test_a_mark_that_is_wrapped_goes_on_in_the_next_line() -> None:
    """A span over a line break is marked on both lines, and the indent is not."""
    segment = Segment("quote", "aaaa bbbb cccc dddd eeee", spans=(Span(5, 19),))
    shown = render.fragments([segment], 16)
    marked = "".join(text for style, text in shown if style == "quote mark")
    assert marked.replace(" ", "") == "bbbbccccdddd"
    assert all(not style for style, text in shown if not text.strip())


def test_a_link_is_part_of_a_style() -> None:
    """A span with a link names the file and line in its style."""
    assert styled(cite().segment()) == [
        ("citation", "— The toll · The talks (undated) · Sources pending · "),
        ("citation link:knowledge/talks.yaml:7", "knowledge/talks.yaml:7"),
    ]


def test_a_number_of_a_list_has_a_style_of_its_own() -> None:
    """The number of a suggestion stands out from its text."""
    assert styled(Segment("suggestion", "How hot?", 2)) == [("number", "2."), ("suggestion", " How hot?")]


@given(
    st.text(alphabet="ab ,.é漢字\u0301\u200b", max_size=60),
    st.lists(st.integers(0, 60), max_size=6),
    st.one_of(st.none(), st.integers(10, 40)),
)
def test_spans_change_no_character(text: str, edges: list[int], width: int | None) -> None:
    """A segment with spans is drawn with the same characters as one without."""
    cuts = sorted({min(edge, len(text)) for edge in edges})
    spans = tuple(Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False) if start < end)
    assert plain([Segment("quote", text, spans=spans)], width) == plain([Segment("quote", text)], width)
