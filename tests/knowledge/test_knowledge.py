"""Loading knowledge: what a file may hold, where every text stands, and which files are read."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from checkout import PACKAGE, TESTS
from hypothesis import example, given
from hypothesis import strategies as st
from work import calls

from faqbot.base.errors import KnowledgeError, KnowledgeWarning
from faqbot.knowledge import loading
from faqbot.knowledge.article import Article, Meaning, Text
from faqbot.knowledge.yaml import events, nodes

if TYPE_CHECKING:
    from collections.abc import Callable

PARSERS = {"python": events._PythonLoader} | ({"libyaml": yaml.CSafeLoader} if yaml.__with_libyaml__ else {})

TITLE = "title: Visits\n"
SECTIONS = "sections:\n  - heading: Hours\n    text: From nine to five.\n"
FAQ = "faq:\n  - question: When are you open?\n    answer: From nine to five.\n"


@pytest.fixture(params=sorted(PARSERS))
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load with one of the two parsers of PyYAML."""
    monkeypatch.setattr(events, "LOADER", PARSERS[request.param])


@pytest.fixture
def article(tmp_path: Path) -> Callable[[str], Article]:
    """A function from the text of a file to its article."""

    def load(text: str, name: str = "visits.yaml") -> Article:
        path = tmp_path / name
        path.write_bytes(text.encode())
        (loaded,) = loading.load(path).articles
        return loaded

    return load


# -- what each check lets pass: the near twin of a file in tests/bad ----------------------------

GOOD = {
    "alias": TITLE + 'note: "*note and &more"\n' + SECTIONS,
    "alternates-of-a-section": TITLE + SECTIONS + '    alternates: [Open?, "opening hours", open?, "yes"]\n',
    "bool-for-text": 'title: "no"\n' + SECTIONS,
    "bool-in-alternates": TITLE + FAQ + '    alternates: [Open now?, "yes"]\n',
    "control-character": TITLE + 'note: "a\\u0007b"\n' + SECTIONS,
    "date-for-text": TITLE + "note: '2023-12-27'\n" + SECTIONS,
    "duplicate-id": TITLE + SECTIONS.replace("- h", "- id: a\n    h") + FAQ.replace("- q", "- id: b\n    q"),
    "duplicate-key": TITLE + SECTIONS + "note: Visits again\n",
    "empty-alternate": TITLE + FAQ + "    alternates: []\n",
    "empty-lists": TITLE + "sections: []\n" + FAQ,
    "float-for-text": "title: '1.10'\n" + SECTIONS,
    "half-a-character": TITLE + 'note: "\\ud83d\\ude00"\n' + SECTIONS,
    "hash-in-text": TITLE
    + 'note: "Ask in #help"  #quoted\nsource: C# or a#b # a comment\n'
    + "# note: #one\n#two\n"
    + SECTIONS.replace("From nine to five.", "|  # a comment\n      From #nine to #five.")
    + FAQ.replace("From nine to five.", ">  ## another\n      From #nine to #five.")
    + "    alternates: [a#b, 'When? #now', Open?]  # a comment\n",
    "hash-instead-of-text": TITLE
    + "sections:  #two\n  #one\n  - #the first\n    heading: Hours\n    text:  # below\n      Nine.\n"
    + "synonyms: #none\n  - [open,  # a comment\n     unlocked]\n",
    "id-with-space": TITLE + SECTIONS + "    id: opening-hours_2.b\n",
    "language-in-words": TITLE + "language: pt-BR\n" + SECTIONS,
    "line-separator": TITLE + 'note: "nine\\u2028to five"\n' + SECTIONS,
    "mapping-for-text": TITLE + FAQ + '    alternates:\n      - "Hours: when are you open?"\n',
    "mapping-for-meaning": TITLE + "meaning: off\n" + SECTIONS,
    "marker-only": "---\n" + TITLE + SECTIONS + "...\n",
    "missing-title": TITLE + SECTIONS,
    "neither-sections-nor-faq": TITLE + FAQ,
    "no-such-section": TITLE + SECTIONS.replace("- h", "- id: hours\n    h") + FAQ + "    section: hours\n",
    "norwegian": TITLE + 'language: "no"\n' + SECTIONS,
    "null-for-text": TITLE + 'note: "~"\nsource: "null"\n' + SECTIONS,
    "number-for-id": TITLE + SECTIONS + '    id: "12"\n',
    "published-no-such-day": TITLE + "published: 2024-02-29\n" + SECTIONS,
    "repeated-alternate": TITLE + FAQ + "    alternates: [Open?, open?]\n",
    "section-without-sections": TITLE + FAQ,
    "synonyms-alone": TITLE + "synonyms:\n  - [open, unlocked]\n" + SECTIONS,
    "synonyms-no-group": TITLE + "synonyms: [[open, unlocked]]\n" + SECTIONS,
    "tag-on-text": 'title: "!important"\n' + SECTIONS,
    "text-for-alternates": TITLE + FAQ + "    alternates: [Are you open?]\n",
    "threshold-above-one": TITLE + "threshold: 1.0\n" + SECTIONS,
    "threshold-below-zero": TITLE + "threshold: 0\n" + SECTIONS,
    "threshold-comma": TITLE + "threshold: 0.45\n" + SECTIONS,
    "time-for-text": TITLE + SECTIONS + '    summary: "12:30"\n',
    "yaml-backtick": TITLE + 'note: "`x`"\n' + SECTIONS,
    "yaml-colon-in-text": TITLE + SECTIONS + '    summary: "Update: A Temporary Truce"\n',
    "yaml-open-bracket": TITLE + FAQ + "    alternates: [Open?, What now?]\n",
    "yaml-tab": "title: Visits\tand\tmore\n" + SECTIONS,
    "yaml-unknown-escape": TITLE + 'note: "C:\\\\docs"\n' + SECTIONS,
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", GOOD)
def test_good_twin(name: str, article: Callable[[str], Article]) -> None:
    """What a check refuses in a bad file passes once it is written right, with either parser."""
    assert (TESTS / "bad" / f"{name}.yaml").exists()
    assert article(GOOD[name]).id == "visits"


@pytest.mark.parametrize("parser", sorted(PARSERS))
@given(words=st.lists(st.sampled_from(["é", "b", "c#", "#", "##", "#d", "##e"]), min_size=1))
def test_a_plain_text_is_never_cut_in_silence(
    parser: str, words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A text without quotes arrives whole up to a comment; a "#" that cuts it and has no space behind is a fault."""
    text = " ".join(["x", *words])
    path = tmp_path_factory.getbasetemp() / f"hash-{parser}.yaml"
    path.write_text(f"title: A\nnote: {text}\n{SECTIONS}", encoding="utf-8")
    cut = next((word for word in words if word.startswith("#")), "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "LOADER", PARSERS[parser])
        if cut.strip("#"):
            with pytest.raises(KnowledgeError, match=f':2: note: YAML takes "{cut}'):
                loading.load(path)
        else:
            assert loading.load(path).articles[0].note == (text.partition(" #")[0])


@pytest.mark.parametrize("parser", sorted(PARSERS))
@given(
    words=st.lists(st.tuples(st.sampled_from(["\n  ", "\n\n    ", " "]), st.sampled_from(["b", "#", "#d", "##e"]))),
    key=st.sampled_from(["note: x", "note:", "source: |\n  #x\nnote: y"]),
)
def test_a_plain_text_of_several_lines_is_never_cut_in_silence(
    parser: str, words: list[tuple[str, str]], key: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A text without quotes that can be loaded holds every word up to the first comment with a space behind its #."""
    path = tmp_path_factory.getbasetemp() / f"hash-lines-{parser}.yaml"
    path.write_text(f"title: A\n{key}{''.join(map(''.join, words))}\n{SECTIONS}", encoding="utf-8")
    whole = [word for _, word in words]
    until = whole.index("#") if "#" in whole else len(whole)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "LOADER", PARSERS[parser])
        try:
            note = loading.load(path).articles[0].note or ""
        except KnowledgeError:
            return
    assert [word for word in note.split() if word not in "xy"] == whole[:until]


COMMENTS = {
    "of an item": "alternates:\n      - Who?\n      #- Whom?\n      - How?",
    "of the last key": "section: hours\n    #alternates: [Who?]",
    "of the next entry": "section: hours\n  #- question: Who?\n  #  answer: Anna.",
    "at the margin": "section: hours\n#and more",
    "in brackets": "alternates: [Who?,\n      #Whom?,\n      How?\n      #Why?\n      ]",
    "in quotes": "alternates: ['Who #1?', \"Whom #2?\"]",
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("more", COMMENTS.values(), ids=list(COMMENTS))
def test_what_was_made_a_comment_is_no_cut_text(more: str, article: Callable[[str], Article]) -> None:
    """A key, dash or line of brackets behind a "#" without a space is a comment, as is what stands at the margin."""
    faq = f"faq:\n  - question: Where?\n    answer: Here.\n    {more}\n"
    assert article(f"title: A\n{SECTIONS}{faq}").faq[0].answer.value == "Here."


CUT = {
    "on the next line": ("note: Ask in\n  #desk now", ':3: note: YAML takes "#desk now"'),
    "below the key": ("note:\n  #desk\n  or nobody", ':3: note: YAML takes "#desk"'),
    "within": ("note: Ask in\n  #desk now\n  or nobody", ':3: YAML takes "#desk now"'),
    "in a list": ("synonyms:\n  - [one #two,\n    three]", ':3: YAML takes "#two,"'),
    "in a list that it leaves open": ("synonyms:\n  - [chan #1, b]", ':3: YAML takes "#1, b]"'),
    "in a later line of a list": ("synonyms:\n  - [\n    don't, a #b\n    c]", ':4: YAML takes "#b"'),
    "in braces": ("sections: {heading: a #1, text: b}", ':2: YAML takes "#1, text: b}"'),
    "not in quotes": ("synonyms: [['a #b', \"c #d\"", ':2: a "[" is opened here and not closed'),
    "not at the margin": ("synonyms: [a,\n#b\nc", ':2: a "[" is opened here and not closed'),
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("more", "told"), CUT.values(), ids=list(CUT))
def test_the_sign_that_cuts_a_text_is_named(more: str, told: str, article: Callable[[str], Article]) -> None:
    """Whatever else comes of a "#" that cuts a text off, the fault is told with it and its line."""
    with pytest.raises(KnowledgeError, match=re.escape(told)):
        article(f"title: A\n{more}\n")


# -- what is read ------------------------------------------------------------------------------


def test_whole_article(article: Callable[[str], Article]) -> None:
    """Every field of a file arrives in the article."""
    loaded = article(
        "title: Visits\nnote: Draft\nsource: https://example.org/#a\npublished: 2023-12-27\nlanguage: de\n"
        "synonyms:\n  - [open, unlocked]\nthreshold: 0.45\nmeaning: off\n"
        "sections:\n  - id: hours\n    heading: Hours\n    summary: Nine to five.\n    text: From nine to five.\n"
        "    alternates: [Open?, Closed?]\n"
        "faq:\n  - id: when\n    question: When?\n    alternates: [What time?]\n"
        "    answer: At nine.\n    section: hours\n"
    )
    assert (loaded.title, loaded.note, loaded.source) == ("Visits", "Draft", "https://example.org/#a")
    assert (loaded.published, loaded.language, loaded.synonyms) == ("2023-12-27", "de", (("open", "unlocked"),))
    assert (loaded.threshold, loaded.meaning) == (0.45, Meaning.OFF)
    (section,) = loaded.sections
    assert (section.id, section.heading, section.line) == ("hours", "Hours", 11)
    assert section.alternates == ("Open?", "Closed?")
    assert (section.summary, section.text) == (Text("Nine to five.", 13), Text("From nine to five.", 14))
    (entry,) = loaded.faq
    assert (entry.id, entry.question, entry.alternates) == ("when", "When?", ("What time?",))
    assert (entry.answer, entry.section, entry.line) == (Text("At nine.", 20), "hours", 17)


def test_defaults(article: Callable[[str], Article]) -> None:
    """What a file leaves out is None or empty, and its language is English."""
    loaded = article(TITLE + SECTIONS + FAQ)
    assert (loaded.note, loaded.source, loaded.published, loaded.language) == (None, None, None, "en")
    assert (loaded.synonyms, loaded.faq[0].alternates, loaded.faq[0].section) == ((), (), None)
    assert (loaded.sections[0].summary, loaded.sections[0].alternates) == (None, ())
    assert (loaded.threshold, loaded.meaning) == (None, None)


@pytest.mark.parametrize("date", ["2023-12-27", '"2023-12-27"', "2023-12", "2023", "'2023'"])
def test_dates(date: str, article: Callable[[str], Article]) -> None:
    """A date to the day, the month or the year needs no quotes and may have them."""
    assert article(f"{TITLE}published: {date}\n{SECTIONS}").published == date.strip("\"'")


@pytest.mark.parametrize(("written", "kept"), [("en", "en"), ("en-GB", "en"), ("DE", "de"), ("pt_BR", "pt")])
def test_language(written: str, kept: str, article: Callable[[str], Article]) -> None:
    """A language is kept without its region, since words are stemmed alike in all of them."""
    assert article(f"{TITLE}language: {written}\n{SECTIONS}").language == kept


@pytest.mark.parametrize("quote", ["", "'", '"'], ids=["plain", "single", "double"])
@pytest.mark.parametrize(
    ("written", "read"), [("0.45", 0.45), (".5", 0.5), ("1", 1.0), ("1.", 1.0), ("0", 0.0), ("00.450", 0.45)]
)
def test_threshold(written: str, read: float, quote: str, article: Callable[[str], Article]) -> None:
    """A threshold is a number from 0 to 1, in quotes or without."""
    assert article(f"{TITLE}threshold: {quote}{written}{quote}\n{SECTIONS}").threshold == read


@pytest.mark.parametrize("quote", ["", "'", '"'], ids=["plain", "single", "double"])
@pytest.mark.parametrize(
    ("written", "read"),
    [
        *((meaning.value, meaning) for meaning in Meaning),
        ("Encoder", Meaning.ENCODER),
        *((word, Meaning.WORDS) for word in ("on", "Yes", "true")),
        *((word, Meaning.OFF) for word in ("OFF", "no", "False")),
    ],
)
def test_meaning(written: str, read: Meaning, quote: str, article: Callable[[str], Article]) -> None:
    """An article names what tells its meaning; what YAML 1.1 reads as true or false is word vectors or nothing."""
    assert article(f"{TITLE}meaning: {quote}{written}{quote}\n{SECTIONS}").meaning is read


@pytest.mark.parametrize(
    "word", ["1e3", "1.2.3", "U.S.", "nope", "None", "-x", "?x", ":x", "a:b", "a#b", "$5", "1,000"]
)
def test_plain_texts(word: str, article: Callable[[str], Article]) -> None:
    """A plain text that YAML reads as a text needs no quotes."""
    assert article(f"title: {word}\n{SECTIONS}").title == word


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "item", ["What is the death toll?", "Why? Why not?", "a:b", "https://x.org/?q=1", "a\tb", "it's", "é ü"]
)
def test_plain_texts_in_brackets(item: str, article: Callable[[str], Article]) -> None:
    """Questions and addresses need no quotes in a list in brackets, with either parser."""
    assert article(f"{TITLE}{FAQ}    alternates: [{item}, b]\n").faq[0].alternates == (item, "b")


@pytest.mark.usefixtures("parser")
def test_emoji_as_json_writes_it(article: Callable[[str], Article]) -> None:
    """A character that JSON writes as two escapes arrives as one, with either parser."""
    assert article(f"title: {json.dumps('Visits 😀 é')}\n{SECTIONS}").title == "Visits 😀 é"


@pytest.mark.usefixtures("parser")
def test_escapes_stay_in_unquoted_texts(article: Callable[[str], Article]) -> None:
    """An escape outside of double quotes is text like any other, with either parser."""
    assert article("title: write \\ud83d\\ude00\n" + SECTIONS).title == "write \\ud83d\\ude00"


# -- ids ---------------------------------------------------------------------------------------


def ids(loaded: Article) -> list[str]:
    """The ids of all sections and entries."""
    return [section.id for section in loaded.sections] + [entry.id for entry in loaded.faq]


def test_ids_are_made_of_titles(article: Callable[[str], Article]) -> None:
    """An id that is left out is the heading or question in lower case with dashes."""
    text = SECTIONS.replace("Hours", '"Update: The U.S.’ Truce — and Hope!"') + FAQ.replace("When", "What's new, when")
    assert ids(article(TITLE + text)) == ["update-the-u-s-truce-and-hope", "whats-new-when-are-you-open"]


def test_made_ids_are_numbered(article: Callable[[str], Article]) -> None:
    """Ids made of the same title are numbered, and make room for one that is written further down."""
    section = SECTIONS.partition("\n")[2]
    written = FAQ.replace("- q", "- id: hours-2\n    q")
    assert ids(article(TITLE + SECTIONS + section + section + written)) == ["hours", "hours-3", "hours-4", "hours-2"]


@given(titles=st.lists(st.text("abé中\u0301 -", min_size=1, max_size=120).filter(str.strip), min_size=1, max_size=30))
def test_ids_that_are_made_are_short_and_unique(titles: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """An id that is made has at most 40 characters and no place of its article has the same, in every load."""
    path = tmp_path_factory.getbasetemp() / "long.yaml"
    sections = [{"heading": title, "text": "x"} for title in titles]
    path.write_text(json.dumps({"title": "Long", "sections": sections}), encoding="utf-8")
    made = ids(loading.load(path).articles[0])
    assert len(set(made)) == len(titles)
    assert all(0 < len(name) <= 40 and not name.endswith("-") for name in made)
    assert made == ids(loading.load(path).articles[0])


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Can governments and intergovernmental organizations use it", "can-governments-and-intergovernmental"),
        ("x" * 50, "x" * 40),
        ("a " + "x" * 50, "a-" + "x" * 38),
        (f"{'x' * 20} {'y' * 19} z", f"{'x' * 20}-{'y' * 19}"),
        (f"{'x' * 20} {'y' * 19}z", "x" * 20),
    ],
)
def test_an_id_is_cut_at_a_word(heading: str, name: str, article: Callable[[str], Article]) -> None:
    """A long heading makes an id of its first words; a word is cut only where too little would be left."""
    assert ids(article(TITLE + SECTIONS.replace("Hours", heading))) == [name]


def test_an_entry_may_name_its_section_by_the_whole_heading(article: Callable[[str], Article]) -> None:
    """What an id was before it was cut still names the section that backs an entry."""
    heading = "What happens where a heading is far longer than an id"
    sections = SECTIONS.replace("Hours", heading)
    loaded = article(TITLE + sections + FAQ + f"    section: {heading.lower().replace(' ', '-')}\n")
    assert loaded.faq[0].section == loaded.sections[0].id == "what-happens-where-a-heading-is-far"


def test_ids_of_titles_without_letters(article: Callable[[str], Article]) -> None:
    """A title without a letter gives an id all the same."""
    text = SECTIONS.replace("Hours", '"!!!"') + FAQ.replace("When are you open?", '"?"')
    assert ids(article(TITLE + text)) == ["section", "faq"]


@pytest.mark.parametrize("name", ["12", "-1-", "a" * 500, "día", "हिन्दी", "中文", "a.b_c", "²"])
def test_usable_ids(name: str, article: Callable[[str], Article]) -> None:
    """An id may be long, start with a digit or a dash, and be of any script."""
    assert ids(article(TITLE + SECTIONS + f"    id: {json.dumps(name)}\n")) == [name]


def test_article_id_is_composed(article: Callable[..., Article]) -> None:
    """The id of an article is the file's name in the composed form that people type."""
    assert article(TITLE + SECTIONS, "cafe\u0301.yml").id == "caf\u00e9"


# -- lines -------------------------------------------------------------------------------------

BODY = "First line.\n      Second line.\n\n      Fourth line.\n"
BLOCKS = {
    "clip": f"|\n      {BODY}",
    "strip": f"|-\n      {BODY}",
    "keep": f"|+\n      {BODY}\n\n",
    "indent": f"|2\n      {BODY}",
    "comment": f"|  # as printed\n      {BODY}",
    "blank lines first": f"|\n\n   \n      {BODY}",
    "own line": f"\n      |\n      {BODY}",
    "comments between": f"# a\n      # b\n      |\n      {BODY}",
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("name", BLOCKS)
def test_lines_of_a_block(name: str, ending: str, article: Callable[[str], Article]) -> None:
    """Each line of a literal block is found on the file's line where it stands, with either parser."""
    text = f"\ufeff# é\n{TITLE}sections:\n  - heading: Hours\n    text: {BLOCKS[name]}{FAQ}".replace("\n", ending)
    lines = text.split(ending)
    found = article(text).sections[0].text
    assert found.literal
    assert found.value == found.value.strip("\n")
    for offset in (at for at in range(len(found.value)) if at == 0 or found.value[at - 1] == "\n"):
        line = found.value[offset:].partition("\n")[0]
        assert lines[found.line_at(offset) - 1].strip() == line.strip()


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("written", "value", "line"),
    [
        ("plain\n      and more", "plain and more", 4),
        ('"quoted\n      and more"', "quoted and more", 4),
        ("'quoted'", "quoted", 4),
        ("\n      below", "below", 5),
        (">\n      folded\n      text", "folded text", 5),
        (">-\n\n      folded", "folded", 6),
    ],
)
def test_lines_of_other_texts(written: str, value: str, line: int, article: Callable[[str], Article]) -> None:
    """A text of any other form knows the line on which it starts, with either parser."""
    loaded = article(f"{TITLE}sections:\n  - heading: Hours\n    text: {written}\n")
    assert loaded.sections[0].text == Text(value, line)


# -- files and folders -------------------------------------------------------------------------


def folder(root: Path, *names: str) -> Path:
    """`root` with an article at each of `names`."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(TITLE + SECTIONS)
    return root


def loaded_ids(*paths: str | os.PathLike[str]) -> list[str]:
    """The ids of the articles at `paths`."""
    return [article.id for article in loading.load(*paths).articles]


def test_folder(tmp_path: Path) -> None:
    """Of a folder all YAML files are read, those of sub-folders too, in the order of their ids."""
    assert loaded_ids(folder(tmp_path, "b.yaml", "c.yml", "sub/deep/a.yaml", "D.YAML")) == ["D", "a", "b", "c"]


def test_passed_over(tmp_path: Path) -> None:
    """Hidden files and folders, golden files and files of other kinds are passed over."""
    names = ["a.yaml", ".b.yaml", ".git/c.yaml", "d.golden.yaml", "e.golden.yml", "f.txt", "g.yaml.orig"]
    assert loaded_ids(folder(tmp_path, *names)) == ["a"]


@pytest.mark.parametrize("name", ["a", "a.yaml", "a.yml", "a.YAML", "a.Yml"])
def test_file_of_any_name(name: str, tmp_path: Path) -> None:
    """A file that is named is read where it ends as YAML files do, or has no ending."""
    assert loaded_ids(folder(tmp_path, name) / name) == ["a"]


def test_twice_through_two_paths(tmp_path: Path) -> None:
    """A file that is reached twice is read once."""
    folder(tmp_path, "a.yaml", "b.yaml")
    paths = (tmp_path / "a.yaml", tmp_path, tmp_path / ".." / tmp_path.name / "b.yaml", str(tmp_path))
    assert loaded_ids(*paths) == ["a", "b"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links(tmp_path: Path) -> None:
    """A link to a file is read, and links to folders, which may run in circles, are not."""
    folder(tmp_path, "kept/a.yaml", "elsewhere/b.yaml")
    (tmp_path / "kept" / "linked.yaml").symlink_to(tmp_path / "elsewhere" / "b.yaml")
    (tmp_path / "kept" / "round").symlink_to(tmp_path / "kept")
    assert loaded_ids(tmp_path / "kept") == ["a", "linked"]


def test_path_is_kept_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A citation shows the path as it was named, so that it can be clicked."""
    monkeypatch.chdir(folder(tmp_path, "kept/a.yaml"))
    assert [article.path for article in loading.load("kept/").articles] == [os.path.join("kept", "a.yaml")]


# -- the default -------------------------------------------------------------------------------


def test_default_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment's path comes before ./knowledge."""
    monkeypatch.chdir(folder(tmp_path, "knowledge/here.yaml", "a.yaml"))
    monkeypatch.setenv(loading.ENVIRONMENT, "a.yaml")
    assert loading.default_path() == Path("a.yaml")
    assert loaded_ids() == ["a"]


@pytest.mark.parametrize("named", [None, ""])
def test_default_is_the_folder_here(named: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the environment names nothing, ./knowledge is the default."""
    monkeypatch.chdir(folder(tmp_path, "knowledge/here.yaml"))
    if named is None:
        monkeypatch.delenv(loading.ENVIRONMENT, raising=False)
    else:
        monkeypatch.setenv(loading.ENVIRONMENT, named)
    assert loading.default_path() == Path("knowledge")
    assert loaded_ids() == ["here"]


def test_default_is_what_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is nothing else, the article that ships is the default."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(loading.ENVIRONMENT, raising=False)
    assert loaded_ids() == ["ceasefire-talks"]


@pytest.mark.parametrize("place", ["faqbot/shipped", "knowledge"], ids=["wheel", "checkout"])
def test_shipped_place(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The article ships inside the package in a wheel and beside it in a checkout."""
    folder(tmp_path / "site", f"{place}/a.yaml", "faqbot/x")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(loading.ENVIRONMENT, raising=False)
    module = Path(loading.__file__).relative_to(PACKAGE)
    monkeypatch.setattr(loading, "__file__", str(tmp_path / "site" / PACKAGE.name / module))
    assert loading.default_path() == tmp_path / "site" / place


# -- properties --------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f"), min_size=1).filter(str.strip)
IDS = st.from_regex(r"[a-z0-9._-]{1,20}", fullmatch=True)


@st.composite
def articles(draw: st.DrawFn) -> dict[str, Any]:
    """An article as plain data."""
    names = iter(draw(st.lists(IDS, min_size=6, max_size=6, unique=True)))
    sections, faq = [], []
    for _ in range(draw(st.integers(0, 3))):
        heading, *alternates = draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
        body = {"summary": draw(TEXTS), "text": draw(TEXTS), "alternates": alternates}
        sections.append({"id": next(names), "heading": heading, **body})
    for _ in range(draw(st.integers(1, 3))):
        question, *alternates = draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
        entry = {"id": next(names), "question": question, "alternates": alternates, "answer": draw(TEXTS)}
        if sections:
            entry["section"] = draw(st.sampled_from(sections))["id"]
        faq.append(entry)
    return {"title": draw(TEXTS), "note": draw(TEXTS), "sections": sections, "faq": faq}


@pytest.mark.filterwarnings(f"ignore::{KnowledgeWarning.__module__}.{KnowledgeWarning.__qualname__}")
@pytest.mark.parametrize("parser", sorted(PARSERS))
@given(data=articles())
def test_json_arrives_as_it_is(parser: str, data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    """An article written as JSON, which is YAML, arrives with all its characters, with either parser."""
    path = tmp_path_factory.getbasetemp() / f"json-{parser}.yaml"
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "LOADER", PARSERS[parser])
        (loaded,) = loading.load(path).articles
    assert (loaded.title, loaded.note) == (data["title"], data["note"])
    assert [
        (s.id, s.heading, s.summary and s.summary.value, s.text.value, list(s.alternates)) for s in loaded.sections
    ] == [tuple(section.values()) for section in data["sections"]]
    assert [(e.id, e.question, list(e.alternates), e.answer.value, e.section) for e in loaded.faq] == [
        (e["id"], e["question"], e["alternates"], e["answer"], e.get("section")) for e in data["faq"]
    ]


PLAIN = st.text("ab1é ?:'\t-.#", max_size=12).map(lambda rest: f"a{rest}".strip(" \t:"))


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML has no libyaml here")
@given(words=st.lists(PLAIN, min_size=1))
@example(words=["a: 1 :?"])
def test_both_parsers_agree(words: list[str]) -> None:
    """Plain texts, in lines and in brackets, give the same tree or the same message with both parsers."""
    lines = "".join(f"- {word}\n" for word in words)
    text = f"lines:\n{lines}brackets: [{' , '.join(words)}]\n"
    trees = []
    for loader in PARSERS.values():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(events, "LOADER", loader)
            try:
                trees.append(repr(nodes.parse("a.yaml", text)))
            except KnowledgeError as error:
                trees.append(str(error))
    assert trees[0] == trees[1]


@pytest.mark.parametrize("beside", ["", " # \ufdd0", r' # "\uFDD0"'])
@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r'"a \ud83d\ude00\uD83D\uDE00 b"', "a \U0001f600\U0001f600 b"),
        (r'"\\\ud83d\ude00"', "\\\U0001f600"),
        (r'"\\ud83d \\\\ud83d"', r"\ud83d \\ud83d"),
        (r"'\ud83d\ude00'", r"\ud83d\ude00"),
        (r"C:\ud83d\ude00", r"C:\ud83d\ude00"),
        ("|-\n  C:\\ud83d #1", r"C:\ud83d #1"),
    ],
)
@pytest.mark.usefixtures("parser")
def test_escapes_of_half_a_character_are_read_in_double_quotes_only(written: str, value: str, beside: str) -> None:
    """Two halves are one character, and a backslash elsewhere is one, in the place where it stands."""
    root = nodes.parse("a.yaml", f"{written}\n#{beside}\n")
    assert isinstance(root, nodes.Scalar)
    assert (root.value, root.line, root.column) == (value, 1, 1)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML has no libyaml here")
def test_an_emoji_in_json_does_not_slow_a_file_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with escapes of half a character is read by libyaml as any other."""
    monkeypatch.setattr(events, "_PythonLoader", None)
    assert nodes.parse("a.yaml", json.dumps({"title": "\U0001f600"})) is not None


def test_what_yaml_may_read_is_looked_for_where_it_may_stand() -> None:
    """Texts that begin as none of YAML's rules do aren't held against them, and all others are."""
    assert set(events.RULES) == nodes._TELLING


# -- work --------------------------------------------------------------------------------------


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML has no libyaml here")
def test_many_alternates_load_quickly(article: Callable[[str], Article]) -> None:
    """1,500 alternates load with a few dozen calls for each."""
    alternates = "".join(f"      - {json.dumps(f'How do I change order number {n}?')}\n" for n in range(1_500))
    text = f"{TITLE}{FAQ}    alternates:\n{alternates}"
    assert calls(lambda: article(text)) < 40 * 1_500  # it took twenty
    assert len(article(text).faq[0].alternates) == 1_500
