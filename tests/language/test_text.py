"""Text to words, stems and sentences."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.base.hygiene import as_json, clean, cut, harmless, normalise
from faqbot.base.layout.widths import columns
from faqbot.language import sentences as room
from faqbot.language import tokens
from faqbot.language.language import SNOWBALL, of
from faqbot.language.sentences import sentences
from faqbot.language.tokens import spans, words


def written(value: str, language: str = "en") -> list[str]:
    return [word.text for word in words(value, of(language))]


def stems(value: str, language: str = "en") -> list[str]:
    return [word.stem for word in words(value, of(language))]


# -- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("How's the Cease-Fire?", ["how", "the", "cease", "fire"]),
        ("snake_case and/or slash", ["snake", "case", "and", "or", "slash"]),
        ("(one) [two] {three} “four”", ["one", "two", "three", "four"]),
        ("100% of C++, really…", ["100", "of", "c++", "really"]),
        ("e-mail: a@b.org", ["e", "mail", "a", "b", "org"]),
        ("naïve café", ["naïve", "café"]),
        ("Straße", ["strasse"]),
        ("covid-19", ["covid", "19"]),
    ],
)
def test_words_are_runs_of_letters_or_digits_in_lower_case(value: str, expected: list[str]) -> None:
    """Letters and digits make words, in lower case; all else stands between them."""
    assert written(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("maxRetryCount", ["max", "retry", "count"]),
        ("MaxRetryCount", ["max", "retry", "count"]),
        ("MAX_RETRY_COUNT", ["max", "retry", "count"]),
        ("max-retry-count", ["max", "retry", "count"]),
        ("getHTTPResponse()", ["get", "http", "response"]),
        ("GitHub iPhone JavaScript", ["github", "iphone", "javascript"]),
        ("C++17, C#12", ["c++", "17", "c#", "12"]),
        ("C++ or C#?", ["c++", "or", "c#"]),
        ("issue#12", ["issue", "12"]),
        (".NET, .gitignore", [".net", ".gitignore"]),
        ("the end. Then ...more", ["the", "end", "then", "more"]),
        ("5km 10kg 2GB", ["5", "km", "10", "kg", "2", "gb"]),
    ],
)
def test_an_identifier_is_its_words(value: str, expected: list[str]) -> None:
    """Humps and underscores part the words of an identifier, names have their marks, and units are words."""
    assert written(value) == expected


@pytest.mark.parametrize(
    ("value", "wanted", "marked"),
    [
        ("Set maxRetryCount to 5.", {"retry"}, ["maxRetryCount"]),
        ("The U.N. says so.", {"un"}, ["U.N."]),
        ("Use .NET or C++17.", {".net", "c++"}, [".NET", "C++"]),
        ("C# and C", {"c#"}, ["C#"]),
    ],
)
def test_a_word_is_marked_as_it_is_written(value: str, wanted: set[str], marked: list[str]) -> None:
    """The span of a word in a text is all that is written for it."""
    assert [value[start:end] for start, end in spans(value, wanted, of("en"))] == marked


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("20,000", ["20000"]),
        ("1,234,567 people", ["1234567", "people"]),
        ("3.5 million", ["3.5", "million"]),
        ("$4.99", ["$", "4.99"]),
        ("in 2024.", ["in", "2024"]),
        ("1, 2, 3", ["1", "2", "3"]),
        ("10:30", ["10:30"]),
    ],
)
def test_a_number_is_one_word_without_its_separators(value: str, expected: list[str]) -> None:
    """Commas inside a number are left out, its point stays, and punctuation after it is none of it."""
    assert written(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("the U.S. army", ["the", "u.s.", "army"]),
        ("the u.s. army", ["the", "u.s.", "army"]),
        ("the US army", ["the", "u.s.", "army"]),
        ("What about US?", ["what", "about", "u.s."]),
        ("the us army", ["the", "u.s.", "army"]),
        ("THE US ARMY", ["the", "u.s.", "army"]),
        ("US", ["u.s."]),
        ("tell us", ["tell", "us"]),
        ("Us too", ["us", "too"]),
        ("open it", ["open", "it"]),
        ("TELL US NOW", ["tell", "us", "now"]),
        ("e.g. this", ["eg", "this"]),
        ("the U.N. and the UN", ["the", "un", "and", "the", "un"]),
        ("P.T.O, please", ["pto", "please"]),
        ("the I.T. team", ["the", "i.t.", "team"]),
        ("é.é. là", ["éé", "là"]),
    ],
)
def test_an_abbreviation_is_not_taken_for_an_stop_word(value: str, expected: list[str]) -> None:
    """An abbreviation has stops only where it looks like a stop word, also if capitals or the word before tell it."""
    assert written(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Israel's", ["israel"]),
        ("Israel’s", ["israel"]),
        ("the boys' books", ["the", "boys", "books"]),
        ("it's we've they're I'll he'd I'm", ["it", "we", "they", "i", "he", "i"]),
        ("don't", ["dont"]),
        ("can’t", ["cant"]),
        ("couldn´t", ["couldnt"]),
        ("O'Brien", ["obrien"]),
        ("rock 'n' roll", ["rock", "n", "roll"]),
        ("ʼquotedʼ `ticks´", ["quoted", "ticks"]),
    ],
)
def test_possessives_and_contractions_lose_their_endings(value: str, expected: list[str]) -> None:
    """Endings after an apostrophe are dropped, other apostrophes inside a word are closed up."""
    assert written(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("停戦", ["停", "戦"]),
        ("停戦 talks", ["停", "戦", "talks"]),
        ("ひらカナ", ["ひ", "ら", "カ", "ナ"]),
        ("한국어 질문", ["한국어", "질문"]),
        ("Где библиотека?", ["где", "библиотека"]),
        ("أين المكتبة؟", ["أين", "المكتبة"]),
        ("הספרייה פתוחה", ["הספרייה", "פתוחה"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("நூலகம் எங்கே", ["நூலகம்", "எங்கே"]),
    ],
)
def test_other_scripts_have_words_too(value: str, expected: list[str]) -> None:
    """Scripts with spaces are split at them, vowel signs stay in their word, Chinese and Japanese go by character."""
    assert written(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", []),
        (" \t\n", []),
        ("?!… — ’", []),
        ("😀🏳️‍🌈", []),
        ("hi 😀", ["hi"]),
        ("a\ud800b", ["a", "b"]),
        ("\udfff", []),
        ("a\x00b", ["a", "b"]),
        ("\u202eabc\u202c", ["abc"]),
        ("___", []),
    ],
)
def test_what_is_no_word_is_left_out(value: str, expected: list[str]) -> None:
    """Emoji, lone surrogates, control characters and punctuation are no words and raise nothing."""
    assert written(value) == expected


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Where did Vermeer live?", ["vermeer"]),
        ("Vermeer lived in Delft.", ["delft"]),
        ("where did vermeer live", []),
        ("the U.S. army", ["u.s."]),
        ("the 1990s", []),
        ("", []),
    ],
)
def test_a_capital_inside_a_text_is_a_names(value: str, names: list[str]) -> None:
    """A word with a capital that doesn't open its text looks like a name."""
    assert [word.text for word in words(value, of("en")) if word.name] == names


# Texts of what tells words apart: an abbreviation that is one only after some words, a first word, humps, elisions.
TOLD = "us US U.S. u.s, is The L'eau don't c++17 .NET .Net maxRetryCount 1,234.5 16:30 I. (two) \"Ten\" é 中文 ' . , -"


@given(
    st.text()
    | st.lists(st.sampled_from([*TOLD.split(), " ", "\n"])).map(" ".join)
    | st.lists(st.sampled_from(TOLD)).map("".join),
    st.sampled_from(["en", "de", "fr", "xx"]),
)
def test_a_run_of_text_is_read_alike_by_itself_and_amid_others(text: str, language: str) -> None:
    """What is kept of each run between white space makes the same words as reading the text from start to end."""
    language_ = of(language)
    text = normalise(text)
    whole = tokens._in_context(text, text.split(), language_)
    kept = words(text, language_)
    assert [(word.text, word.stem) for word in kept] == [(word.text, word.stem) for word in whole]
    assert [word.name for word in kept] == [word.name and at > 0 for at, word in enumerate(whole)]


# -- stems -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "opening", "opens"),
        ("en", "negotiations", "negotiated"),
        ("de", "Häuser", "Hause"),
        ("es", "bibliotecas", "biblioteca"),
        ("fr", "continuellement", "continuelle"),
        ("it", "libri", "libro"),
        ("nl", "boeken", "boek"),
        ("pt", "livros", "livro"),
        ("ru", "книги", "книга"),
        ("sv", "böckerna", "böcker"),
        ("tr", "kitaplar", "kitap"),
    ],
)
def test_forms_of_a_word_share_their_stem(language: str, one: str, other: str) -> None:
    """Two forms of a word have one stem in the language of the article."""
    assert stems(one, language) == stems(other, language) != []


@pytest.mark.parametrize("language", ["tlh", "", "zz"])
def test_a_language_without_a_stemmer_keeps_its_words(language: str) -> None:
    """Words of a language that has no stemmer stand for themselves."""
    assert stems("Opening hours", language) == ["opening", "hours"]


@pytest.mark.parametrize("language", sorted(SNOWBALL))
def test_every_language_on_the_list_has_a_stemmer(language: str) -> None:
    """Each language that is said to be stemmed has a stemmer, and it gives a stem for any word."""
    assert of(language).stem("internationalisation")


def test_a_numbers_stem_is_itself() -> None:
    """No ending is taken from a number."""
    assert stems("20,000 1990 3.5") == ["20000", "1990", "3.5"]


# -- one form ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "plain"),
        ("it’s ‘so’", "it's 'so'"),
        ("“so” – or „so“ — …", '"so" - or "so" -  '),
        ("don`t", "don't"),
        ("don´t café`s", "don't café's"),
        ("ﬁne", "fine"),
        ("cafe\u0301", "café"),
        ("１２３", "123"),
        ("x²", "x2"),
    ],
)
def test_normalising_gives_characters_that_look_alike_one_form(value: str, expected: str) -> None:
    """Compatibility characters are unified, accents composed, curly quotes straight and long dashes short."""
    assert normalise(value) == expected


# -- what may be shown -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "plain"),
        ("two\nlines", "two\nlines"),
        ("win\r\ndows", "win\ndows"),
        ("back\rspace", "back space"),
        ("\x1b[31mred", " [31mred"),
        ("\x9b31m", " 31m"),
        ("a\x00b\x7fc\td", "a b c d"),
        ("a\u2028b", "a b"),
        ("x\ud800y", "x\ufffdy"),
        ("\u202eevil\u202c \u2066in\u2069", "evil in"),
        ("\ufeffmark", "mark"),
        ("שלום 😀 é", "שלום 😀 é"),
    ],
)
def test_harmless_text_acts_on_no_terminal(value: str, expected: str) -> None:
    """Control characters become spaces, lone surrogates U+FFFD, bidi tricks vanish, and other scripts stay."""
    assert harmless(value) == expected
    assert harmless(value).encode()


@pytest.mark.parametrize(
    ("value", "expected"),
    [("", ""), ("  a \n\n b\t", "a b"), ("a\x1b[2Jb", "a [2Jb"), ("\x00", ""), ("a\u00a0b", "a b")],
)
def test_clean_text_stands_on_one_line(value: str, expected: str) -> None:
    """Clean text is harmless text in which every run of white space is one space."""
    assert clean(value) == expected


# -- sentences ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("He said “Stop.” Then he left.", ["He said “Stop.”", "Then he left."]),
        ("(He left.) She stayed.", ["(He left.)", "She stayed."]),
        ("Really... Yes?! No.", ["Really...", "Yes?!", "No."]),
        ("One\nsentence. Another.", ["One\nsentence.", "Another."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_sentence_ends_at_its_stop(value: str, expected: list[str]) -> None:
    """A stop, with the quotes or brackets that close after it, and a space end a sentence."""
    assert [sentence for _, sentence in sentences(value)] == expected


@pytest.mark.parametrize(
    "value",
    [
        "Dr. Smith met Mrs. Jones.",
        "The U.S. army came.",
        "J. R. R. Tolkien wrote it.",
        "It is No. 5 of the list.",
        "Many animals, e.g. cats, sleep.",
        "It costs 3.5 euros.",
        "See faqbot.org for more.",
        "Smith vs. Jones",
    ],
)
def test_an_abbreviation_ends_no_sentence(value: str) -> None:
    """The stop of an abbreviation, an initial or a number leaves the sentence whole."""
    assert sentences(value) == ((0, value),)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("A heading\n\nSome text", ["A heading", "Some text"]),
        ("One\n \t\nTwo", ["One", "Two"]),
        ("\n\nOne.\n\n\n\nTwo.\n", ["One.", "Two."]),
        ("They moved to the U.S.\n\nLater they left.", ["They moved to the U.S.", "Later they left."]),
        ("This is plan B.\n\nThere is no other.", ["This is plan B.", "There is no other."]),
    ],
)
def test_an_empty_line_ends_a_sentence(value: str, expected: list[str]) -> None:
    """No sentence goes on past an empty line, whatever stands before it."""
    assert [sentence for _, sentence in sentences(value)] == expected


@pytest.mark.parametrize(
    "value", ["One. Two.", "\n  One.\n\n  Two!  Three\n", "“A.” B", "Dr. No. 5 Yes. e.g. that\n\n", "停戦。 Yes. 😀"]
)
def test_an_offset_says_where_its_sentence_stands(value: str) -> None:
    """Each sentence stands, word for word, at its offset."""
    assert all(value.startswith(sentence, at) for at, sentence in sentences(value))


def test_no_words_are_lost_between_sentences() -> None:
    """The sentences together hold every word of the text."""
    value = 'First (a). "Second." Dr. B. third!\n\nFourth... e.g. 3.5\n'
    assert [w for _, sentence in sentences(value) for w in written(sentence)] == written(value)


def test_words_are_plain_strings() -> None:
    """A word and its stem go into JSON as they are."""
    assert json.dumps([[w.text, w.stem] for w in words("A lone \ud800 surrogate", of("en"))])


# -- numbers, elisions, scripts ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        ("en", "20,000 1,500.25 2.5", ["20000", "1500.25", "2.5"]),
        ("de", "20.000 1.500,25 2,5", ["20000", "1500.25", "2.5"]),
        ("de", "24.12.2025", ["24.12.2025"]),
    ],
)
def test_a_number_is_the_same_however_it_is_parted(language: str, value: str, expected: list[str]) -> None:
    """Marks between thousands go and decimals get a point, by the custom of the language."""
    assert [word.text for word in words(value, of(language))] == expected


def test_an_elided_article_is_a_word_of_its_own() -> None:
    """French and Italian write the article to the noun; the noun is found without it."""
    assert [word.text for word in words("l'école d'été", of("fr"))] == ["l", "école", "d", "été"]


@pytest.mark.parametrize("word", ["গ্রন্থাগার", "पुस्तकालय", "நூலகம்", "ספרייה"])
def test_a_mark_belongs_to_its_word(word: str) -> None:
    """Vowel signs and points don't cut a word."""
    assert [found.text for found in words(word, of("xx"))] == [word]


@pytest.mark.parametrize("value", ["It opens at 5 p.m. daily.", "See No. 5 on the map.", "About 3 vol. are lent."])
def test_a_stop_before_a_small_letter_or_of_a_number_ends_no_sentence(value: str) -> None:
    """A full stop before a small letter, or of a number, goes on."""
    assert [sentence for _, sentence in sentences(value)] == [value]


def test_sentences_are_found_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the end of a sentence is looked at for an abbreviation, so that the work grows with the text alone."""
    looked: list[int] = []
    pattern = room._NO_END

    class Spy:
        def search(self, value: str, start: int, end: int) -> object:
            looked.append(end - start)
            return pattern.search(value, start, end)

    monkeypatch.setattr(room, "_NO_END", Spy())
    assert len(sentences("It is so. " * 500)) == 500
    assert len(looked) == 500 and max(looked) < 20


@pytest.mark.parametrize(("plain", "accented"), [("creme", "crème"), ("brulees", "brûlées"), ("naive", "naïve")])
def test_an_english_stem_has_no_accents(plain: str, accented: str) -> None:
    """English words are found however they are typed; in other languages an accent makes another word."""
    assert of("en").stem(accented) == of("en").stem(plain)
    assert of("xx").stem(accented) != of("xx").stem(plain)


@given(st.text(max_size=30), st.integers(-2, 40), st.sampled_from([len, columns]))
def test_cutting_keeps_to_a_width(said: str, most: int, width: Callable[[str], int]) -> None:
    """What is cut is its own start with "…" behind it, and never wider than was asked for; what fits stays as it is."""
    short = cut(said, most, width)
    assert width(short) <= max(most, 0)
    assert short == said if width(said) <= most else said.startswith(short.removesuffix("…"))


def test_cutting_leaves_no_space_behind() -> None:
    """No space stands before the "…", and where there is room for one character it is that."""
    assert [cut("ab cd", most) for most in (0, 1, 2, 3, 4, 5)] == ["", "…", "a…", "ab…", "ab…", "ab cd"]
    assert cut("停戦", 3, columns) == "停…"


@given(st.text(max_size=9))
def test_json_is_one_line_of_plain_ascii(text: str) -> None:
    """Nothing in it acts on a terminal, and it says what it was made of."""
    line = as_json({"a": text})
    assert line.isascii() and line.isprintable() and json.loads(line) == {"a": text}
