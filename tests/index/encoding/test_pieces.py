"""A text to the numbers of its word pieces."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.index.encoding import pieces
from faqbot.index.encoding.pieces import BLOCK, LONGEST, Pieces

WORDS = (
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "b", "c", "d", "##a", "##b", "##c", "##ab", "abc", "un", "##lock"),
    *("##ed", "lock", "##s", "open", "opened", "cafe", "sep", "i", "##i", "\u0131", "\u03c3", "##\u03c3", "\u00df"),
    *(".", "'", "-", "[", "]", "\u2014", "\u00bf", "#", "\u4e2d", "\u56fd", "1", "##1", "\u20ac", "##\u20ac"),
    *("\u1100", "##\u1161", "##\u11a8", "\u05d0", "##\u05d1"),
)
SMALL = Pieces(WORDS)


def read(text: str, limit: int = 1_000) -> list[str]:
    """The pieces of a text, without those at both ends."""
    first, *found, last = (WORDS[number] for number in SMALL.numbers(text, limit))
    assert (first, last) == ("[CLS]", "[SEP]")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("open lock", ["open", "lock"]),
        ("opened", ["opened"]),
        ("unlocked locks", ["un", "##lock", "##ed", "lock", "##s"]),
        ("abcab", ["abc", "##ab"]),
        ("aab", ["a", "##ab"]),
        ("abd", ["[UNK]"]),
        ("open xyz lock", ["open", "[UNK]", "lock"]),
        ("Opened LOCKS", ["opened", "lock", "##s"]),
        ("a.b--c", ["a", ".", "b", "-", "-", "c"]),
        ("\u00bfopen\u2014lock", ["\u00bf", "open", "\u2014", "lock"]),
        ("1\u20ac", ["1", "##\u20ac"]),
        ("CAF\u00c9 cafe\u0301", ["cafe", "cafe"]),
        ("a\u0334\u0301\u20e0b", ["[UNK]"]),
        ("a\uffffb", ["[UNK]"]),
        ("\u4e2d\u56fda", ["\u4e2d", "\u56fd", "a"]),
        ("a\u4e2db\uf900c", ["a", "\u4e2d", "b", "[UNK]", "c"]),
        ("\uac01 \u1100\u1161\u11a8", ["\u1100", "##\u1161", "##\u11a8"] * 2),
        ("I\u0130\u0131", ["[UNK]"]),
        ("I\u0130i \u0131", ["i", "##i", "##i", "\u0131"]),
        ("\u03a3\u03a3", ["\u03c3", "##\u03c3"]),
        ("\u1e9e \u00df ss", ["\u00df", "\u00df", "[UNK]"]),
        ("\u2260 \u037e", ["[UNK]", "[UNK]"]),
        ("\u05d0\u05d1", ["\u05d0", "##\u05d1"]),
    ],
)
def test_words_fall_into_their_longest_pieces(text: str, expected: list[str]) -> None:
    """A text is read word by word in lower case without accents, each as the longest pieces from its start on."""
    assert read(text) == expected


@pytest.mark.parametrize("space", ["\t", "\n", "\r", "\u00a0", "\u1680", "\u2003", "\u2028", "\u2029", "\u3000"])
def test_white_space_parts_words(space: str) -> None:
    """Every kind of white space parts words, and is no piece itself."""
    assert read(f"{space}open{space}{space}lock{space}") == ["open", "lock"]


@pytest.mark.parametrize(
    "nothing", ["\0", "\x0b", "\x1c", "\x7f", "\x85", "\u00ad", "\u200b", "\u200d", "\ufeff", "\ufffd", "\ue000"]
)
def test_control_characters_are_passed_over(nothing: str) -> None:
    """What is not seen is not read: a word goes on behind it."""
    assert read(f"op{nothing}en") == ["open"]


@pytest.mark.parametrize("text", ["[SEP]", "[sep]", "a[CLS][SEP]", "[UNK] [PAD]", "##s", "un##lock"])
def test_a_text_has_no_special_pieces(text: str) -> None:
    """What looks like a special piece, or like one that goes on, is read as any other text."""
    assert not {"[CLS]", "[SEP]", "[PAD]", "##s", "##lock"} & set(read(text))
    assert read("[SEP]") == ["[", "sep", "]"]


def test_pieces_over_the_limit_are_left_out_at_the_end() -> None:
    """A text of more pieces than may be is cut behind the last that fits, within a word too."""
    assert read("a unlocked b", 5) == ["a", "un", "##lock"]
    assert read("a unlocked b", 3) == ["a"]
    assert read("a unlocked b", 2) == []
    assert read("a unlocked b", 7) == ["a", "un", "##lock", "##ed", "b"]


def test_a_word_that_is_too_long_is_unknown() -> None:
    """A word of up to a hundred characters is read, counted without what is dropped of it; a longer one is unknown."""
    assert read("a" * LONGEST) == ["a", *["##a"] * (LONGEST - 1)]
    assert read("\u00e1\u200b" * LONGEST) == read("a" * LONGEST)
    assert read("b " + "a" * (LONGEST + 1) + " c") == ["b", "[UNK]", "c"]


@pytest.mark.parametrize("missing", ["[UNK]", "[CLS]", "[SEP]"])
def test_a_vocabulary_without_a_special_piece_is_refused(missing: str) -> None:
    """A vocabulary must have the pieces for the ends of a text and for what it does not know."""
    with pytest.raises(ValueError, match=rf"the vocabulary lacks \{missing}$"):
        Pieces([word for word in WORDS if word != missing])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * 1_000_000, ["[UNK]"]),
        (" " * 1_000_000 + "a", ["a"]),
        ("\u200b" * 1_000_000, []),
        ("a" + "\u0301\u0316" * 500_000 + "b", ["a", "##b"]),
        ("." * 1_000_000, ["."] * 126),
        ("\u4e2d" * 1_000_000, ["\u4e2d"] * 126),
        ("a.b " * 250_000, ["a", ".", "b"] * 42),
        ("\u05d0\u05d1 " * 300_000, ["\u05d0", "##\u05d1"] * 63),
        ("\U0001f469\u200d\U0001f680" * 300_000, ["[UNK]"]),
        ("\ud83d" * 1_000_000, []),
        ("open \udc00lock\ud800", ["open", "lock"]),
    ],
    ids=["word", "spaces", "zero-width", "marks", "dots", "han", "words", "hebrew", "emoji", "surrogates", "lone"],
)
def test_huge_and_broken_texts_are_read(text: str, expected: list[str]) -> None:
    """A text of a million characters, or of such as no text should have, is read like any other."""
    assert read(text, 128) == expected


def test_threads_read_alike() -> None:
    """Readers in several threads that share one vocabulary read what one reads alone."""
    texts = [f"{chr(code)}open {chr(code + 1)} lock" for code in range(0x20, 0x3000, 7)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: Pieces.numbers(SMALL, text, 16), texts * 4))
    assert together == [SMALL.numbers(text, 16) for text in texts] * 4


# Texts of what the vocabulary has, of what is told apart, and of anything, lone surrogates too.
LETTERS = st.sampled_from("abcdiABI1 .-'[]#\u20ac\u00e9\u0130\u0131\u03a3\u0301\u200b\u4e2d\uac01\t\n\x0b\u00a0\u3000")
TEXTS = st.one_of(st.text(LETTERS), st.text(), st.text(st.characters(exclude_categories=())))


def by_the_book(text: str) -> list[str]:
    """The pieces of a text, step by step over the whole of it as BERT's own code does it."""
    kept = [char for char in text if unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs"} or char in "\t\n\r"]
    spaced = [" " if char.isspace() else f" {char} " if han(char) else char for char in kept if char != "\ufffd"]
    plain = [char for char in unicodedata.normalize("NFD", "".join(spaced)) if unicodedata.category(char) != "Mn"]
    lower = [char.lower() for char in plain]
    words = "".join(f" {char} " if sign(char) else char for char in lower).split()
    return [piece for word in words for piece in longest(word)]


def han(char: str) -> bool:
    return unicodedata.name(char, "").startswith("CJK") and "IDEOGRAPH" in unicodedata.name(char)


def sign(char: str) -> bool:
    return (32 < ord(char) < 127 and not char.isalnum()) or unicodedata.category(char).startswith("P")


def longest(word: str, before: str = "") -> list[str]:
    if not word:
        return []
    fits = [end for end in range(1, len(word) + 1) if before + word[:end] in WORDS]
    rest = longest(word[fits[-1] :], "##") if fits and len(word) <= LONGEST else ["[UNK]"]
    return rest if rest == ["[UNK]"] else [before + word[: fits[-1]], *rest]


@given(text=st.one_of(st.text(LETTERS), st.text(st.characters(max_codepoint=0x9FFF))))
def test_a_text_is_read_as_step_by_step(text: str) -> None:
    """Reading by one table comes to the same as BERT's steps, one after the other over the whole text."""
    assert read(text) == by_the_book(text)


@given(text=TEXTS, limit=st.integers(2, 40))
def test_a_limit_cuts_and_changes_nothing_else(text: str, limit: int) -> None:
    """Any text has at most as many pieces as may be: the first of those that it has without a limit."""
    assert read(text, limit) == read(text)[: limit - 2]


@given(one=TEXTS, other=TEXTS)
def test_words_are_read_alone(one: str, other: str) -> None:
    """What stands behind a space is read as if nothing stood before it."""
    assert read(f"{one} {other}") == read(one) + read(other)


@given(text=TEXTS, block=st.integers(1, 7))
def test_blocks_are_not_seen(text: str, block: int) -> None:
    """A text is read the same in blocks of any size, wherever they part a word."""
    expected = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "BLOCK", block)
        assert read(text) == expected


@given(before=st.integers(BLOCK - 12, BLOCK + 2))
def test_a_word_across_two_blocks_is_one(before: int) -> None:
    """A word is read whole where a block ends within it."""
    assert read("\0" * before + "unlocked") == ["un", "##lock", "##ed"]
