"""The JSON Schema of the files: what it takes and refuses, held against what the readers take and refuse."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest
import samples
from checkout import ROOT, SHIPPED, TESTS
from hypothesis import given
from hypothesis import strategies as st

from faqbot.authoring.starting import schema
from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.base.suffixes import is_golden
from faqbot.evaluation.golden import format as golden
from faqbot.evaluation.golden import reading
from faqbot.knowledge import articles
from faqbot.knowledge.article import Format, Meaning
from faqbot.knowledge.parts import ids
from faqbot.knowledge.yaml import format as knowledge
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.shapes import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DRAFTS: Final = {"draft-07": jsonschema.Draft7Validator, "2020-12": jsonschema.Draft202012Validator}
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
SCHEMAS: Final = {kind: schema.schema(kind) for kind in schema.KINDS}


# -- YAML 1.2, as editors read it --------------------------------------------------------------

CORE: Final = (  # https://yaml.org/spec/1.2.2/#1032-tag-resolution
    (re.compile(r"null|Null|NULL|~|"), lambda text: None),
    (re.compile(r"true|True|TRUE"), lambda text: True),
    (re.compile(r"false|False|FALSE"), lambda text: False),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"0o[0-7]+"), lambda text: int(text, 0)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda text: int(text, 0)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (re.compile(r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"), lambda text: float(text.replace(".", ""))),
)


def value(path: Path) -> Any:
    """What a YAML file holds.

    Raises:
        KnowledgeError: it is no YAML that faqbot reads, whatever its shape.
    """
    return _value(nodes.read(str(path)))


def _value(node: nodes.Node | None) -> Any:
    if isinstance(node, nodes.Sequence):
        return [_value(item) for item in node.items]
    if isinstance(node, nodes.Mapping):
        return {key.value: _value(item) for key, item in node.pairs}
    if node is None or node.style:
        return node.value if node else None
    return next((read(node.value) for pattern, read in CORE if pattern.fullmatch(node.value)), node.value)


def faults(kind: str, found: Any, draft: str = "draft-07") -> list[str]:
    """What the schema of a kind says of a value."""
    return [error.message for error in DRAFTS[draft](SCHEMAS[kind]).iter_errors(found)]


def accepted(path: Path) -> bool:
    """Whether faqbot takes an article."""
    try:
        articles.read(str(path))
    except KnowledgeError:
        return False
    return True


# -- the schema itself -------------------------------------------------------------------------


def properties(of: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The keys that a schema describes, at any depth, each with its own schema."""
    for name, below in of.get("properties", {}).items():
        yield name, below
        yield from properties(below.get("items", {}))


PROPERTIES: Final = [(kind, *named) for kind in schema.KINDS for named in properties(SCHEMAS[kind])]


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("kind", schema.KINDS)
def test_a_schema_is_one_by_the_rules_of_either_draft(kind: str, draft: str) -> None:
    """A schema is a schema of draft-07, which it says to be, and one of 2020-12."""
    DRAFTS[draft].check_schema(SCHEMAS[kind])
    assert json.loads(schema.text(kind)) == SCHEMAS[kind]


@pytest.mark.parametrize(("kind", "name", "told"), PROPERTIES, ids=[f"{kind}-{name}" for kind, name, _ in PROPERTIES])
def test_a_key_is_explained_and_its_examples_are_ones(kind: str, name: str, told: dict[str, Any]) -> None:
    """Every key has a description in sentences, and what it gives as an example it takes."""
    assert re.fullmatch(r"[^a-z].*\.", told["description"])
    for example in told.get("examples", ()):
        jsonschema.validate(example, told)


def test_all_keys_are_there() -> None:
    """The schemas have the keys of the tables that read the files, and require the same ones."""
    article, case = SCHEMAS["knowledge"], SCHEMAS["golden"]["properties"]["cases"]["items"]
    section, entry = (article["properties"][key]["items"] for key in ("sections", "faq"))
    shapes = {"title": knowledge.ARTICLE, "heading": knowledge.SECTION, "question": knowledge.ENTRY, "ask": golden.CASE}
    for made, shape in zip((article, section, entry, case), shapes.values(), strict=True):
        assert tuple(made["properties"]) == shape.names
        assert tuple(made.get("required", ())) == shape.required
        assert made["additionalProperties"] is False
    assert article["properties"]["format"]["enum"] == [str(word) for word in Format]
    assert article["properties"]["meaning"]["enum"] == [str(word) for word in Meaning]


def test_patterns_mean_the_same_in_every_language() -> None:
    """No pattern holds what only the regular expressions of Python know."""
    for pattern in re.findall(r'"pattern": (".*")', schema.text("knowledge") + schema.text("golden")):
        assert not re.search(r"\(\?[^:]|\\[^sSx.\[]|\+\+", json.loads(pattern))  # in JavaScript \" is at fault


def test_another_kind_of_file_has_no_schema() -> None:
    """A kind that there isn't is told in a sentence."""
    with pytest.raises(FaqbotError, match=r'^there is no schema called "gold": did you mean golden[?]$'):
        schema.text("gold")
    with pytest.raises(FaqbotError, match=r'^there is no schema called "x": write knowledge or golden$'):
        schema.text("x")


# -- files -------------------------------------------------------------------------------------

FILES: Final = [
    path
    for folder in (SHIPPED, TESTS)
    for path in sorted(folder.rglob("*.y*ml"))
    if path.parent.name != "bad" and (is_golden(path.name) or accepted(path))
]


def test_there_are_files() -> None:
    """There are articles and golden files to hold the schema against."""
    assert len(FILES) > 5 and {is_golden(path.name) for path in FILES} == {True, False}


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_that_is_right_is_right_by_the_schema(path: Path, draft: str) -> None:
    """The schema has nothing to say of the articles and golden files that there are."""
    assert faults("golden" if is_golden(path.name) else "knowledge", value(path), draft) == []


@pytest.mark.parametrize("block", re.findall(r"^```yaml\n(# \S+\n.*?)^```$", README, re.MULTILINE | re.DOTALL))
def test_what_the_readme_shows_is_right_by_the_schema(block: str, tmp_path: Path) -> None:
    """The schema has nothing to say of the files in the README, but of the one that shows faults."""
    name = block.split("\n", 1)[0].removeprefix("# ")
    path = tmp_path / name
    path.write_text(block, encoding="utf-8")
    assert bool(faults("golden" if is_golden(name) else "knowledge", value(path))) is (name == "library-broken.yaml")


# What is wrong, and not with the shape of a file.
BEYOND: Final = {
    "bad name": "the name of the file",
    "bool-for-text": "YAML 1.1 reads it as something else",
    "bool-in-alternates": "YAML 1.1 reads it as something else",
    "date-for-text": "YAML 1.1 reads it as something else",
    "duplicate-id": "ids that stand twice",
    "duplicate-key": "JSON has no two keys of one name",
    "equals-sign": "YAML 1.1 reads it as something else",
    "hash-in-text": "a comment",
    "heading-alone": "where sections stand",
    "no-such-section": "a section that isn't there",
    "norwegian": "YAML 1.1 reads it as something else",
    "published-no-such-day": "the calendar",
    "section-without-sections": "a section that isn't there",
    "synonyms-bool": "YAML 1.1 reads it as something else",
    "time-for-text": "YAML 1.1 reads it as something else",
}


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("path", sorted((TESTS / "bad").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_file_that_is_wrong_is_wrong_by_the_schema(path: Path, draft: str) -> None:
    """The schema refuses each bad file that is YAML, but for those whose fault no schema can tell."""
    try:
        found = value(path)
    except KnowledgeError:
        return  # no YAML, or what only some YAML has: what reads it says so
    assert bool(faults("knowledge", found, draft)) == (path.stem not in BEYOND)


GOLDENS: Final = {
    "- ask: a\n  unknown: true\n": True,
    "cases:\n  - {ask: a, cite: x, says: [b, c], xfail: why}\nknowledge: [x, y]\n": True,
    "[]\n": False,
    "cases: []\n": False,
    "knowledge: x\n": False,
    "cases: x\n": False,
    "- ask: a\n": False,
    "- ask: a\n  cite: []\n": False,
    "- ask: a\n  cite: x\n  unknown: true\n": False,
    "- ask: a\n  says: x\n  unknown: true\n": False,
    "- ask: a\n  says: x\n": False,
    "- ask: a\n  unknown: false\n": False,
    "- ask: a\n  sites: x\n": False,
    "- cite: x\n": False,
    "- ask: 12\n  cite: x\n": False,
    "- ask: a\n  cite: x\n  xfail:\n": False,
    "- a\n": False,
    "- ask: a\n  unsure: true\n": True,
    "- ask: a\n  unsure: [x]\n": True,
    "- ask: a\n  unsure: x\n  cause: weak match\n  confidence: < 0.5\n": True,
    "- ask: a\n  unsure: false\n": False,
    "- ask: a\n  unsure: []\n": False,
    "- ask: a\n  unsure: true\n  says_not: x\n": False,
    "- ask: a\n  unsure: true\n  cause: no match\n": False,
    "- ask: a\n  cite: x\n  cause: clear match\n  equals: b\n  matches: c.\n  any_of: [d, e]\n": True,
    "- ask: a\n  cite: x\n  cause: no match\n": False,
    "- ask: a\n  cite: x\n  cause: picked\n": False,
    "- ask: a\n  cite: x\n  confidence: 0.5\n": False,
    "- ask: a\n  cite: x\n  confidence: '>=0.5'\n": True,
    "- ask: a\n  cite: x\n  weight: 2\n  group: g\n": True,
    "- ask: a\n  cite: x\n  weight: 0\n": False,
    "- ask: a\n  cite: x\n  weight: '0.0'\n": False,
    "- ask: a\n  cite: x\n  weight: 1001\n": False,
    "groups: {g: 0.5}\ncases: [{ask: a, cite: x, group: g}]\n": True,
    "groups: {g: 2}\ncases: [{ask: a, cite: x, group: g}]\n": False,
    "groups: {}\ncases: [{ask: a, cite: x}]\n": False,
    "groups: [g]\ncases: [{ask: a, cite: x, group: g}]\n": False,
    "- turns: [{ask: a}, {ask: b, cite: x}]\n  weight: 2\n": True,
    "- turns: [{ask: a}]\n": False,
    "- turns: []\n": False,
    "- turns: [{ask: a, unknown: true}]\n  ask: b\n": False,
    "- turns: [{ask: a, unknown: true}]\n  cite: x\n": False,
    "- turns: [{ask: a, says: b}, {ask: b, cite: x}]\n": False,
    "- turns: [{ask: a, cite: x, article: x}]\n": False,
    "a\n": False,
    "": False,
}


@pytest.mark.parametrize("text", GOLDENS)
def test_a_golden_file_is_right_by_the_schema_where_it_is_right(text: str, tmp_path: Path) -> None:
    """The schema refuses the golden files that faqbot refuses, and no other."""
    path = tmp_path / "a.golden.yaml"
    path.write_text(text, encoding="utf-8")
    bot = samples.bot(samples.section("x"))
    (tmp_path / "x").touch()
    (tmp_path / "y").touch()
    assert (faults("golden", value(path)) == []) is GOLDENS[text]
    if GOLDENS[text]:
        assert reading.read(str(path), lambda *_: bot).cases
    else:
        with pytest.raises(KnowledgeError):
            reading.read(str(path), lambda *_: bot)


# Key of a case -> what may stand there, right but for the company it is in.
HELD: Final = {
    "ask": ["Q?"], "turns": ["[{ask: a, cite: x}]", "[{ask: a}, {ask: b, unknown: true, cause: talk}]"], "cite": ["x"],
    "says": ["a"], "says_not": ["[b, c]"], "any_of": ["[d]"], "all_of": ["e"], "matches": ["'f+'"], "equals": ["g"],
    "cause": ["clear match", "weak match", "not stated"], "confidence": ["'> 0.3'"], "unsure": ["true", "[x]"],
    "unknown": ["true"], "weight": ["3", "0.25"], "group": ["g"], "xfail": ["why"], "article": ["small"],
}  # fmt: skip


@given(
    keys=st.fixed_dictionaries({}, optional={key: st.sampled_from(values) for key, values in HELD.items()}),
    verdict=st.sampled_from(["cite", "unsure", "unknown", "turns", None]),
)
def test_a_case_is_right_by_the_schema_where_it_is_right(
    keys: dict[str, str], verdict: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever keys stand together in a case, those that faqbot takes the schema takes, and no others."""
    if verdict:  # else hardly one would be right
        others = {"cite", "unsure", "unknown", "turns"} - {verdict}
        about = set() if verdict == "cite" else {*golden.ABOUT}
        ask = {"ask", "cause", "confidence"} if verdict == "turns" else set()
        keys = {key: value for key, value in keys.items() if key not in others | about | ask}
        keys = {verdict: HELD[verdict][0], **({} if ask else {"ask": "Q?"}), **keys}
    path = tmp_path_factory.getbasetemp() / "any.golden.yaml"
    path.write_text(f"[{in_brackets(keys)}]", encoding="utf-8")
    bot = samples.bot(samples.section("x"))
    right = faults("golden", value(path)) == []
    if right:
        assert reading.read(str(path), lambda *_: bot).cases
    else:
        with pytest.raises(KnowledgeError):
            reading.read(str(path), lambda *_: bot)


# -- value by value ----------------------------------------------------------------------------

# What may stand behind a key, as it is written, each read in its own way.
WRITTEN: Final = (
    "Word", '"two words"', '""', '" "', "12", "0", "3", '"3"', "0.5", '"0.5"', ".5", "1.5", "-1", "1e-1", "no", "true",
    "~", "", "2026-03-01", "2026-02-30", "2026-13", "2026", '"2026-03"', "https://example.org/a", "HTTP://A",
    "example.org", '"https://a b"', "[]", "[a]", "[a, b]", "[a, a]", "[[a, b]]", "[[a]]", "[~]", "[{a: b}]", "{a: b}",
    "plain", "markdown", "Markdown", "encoder", "Encoder", "off", "words", "en", "pt-BR", "hours", '"a#b"', "ö_1.x",
)  # fmt: skip
# What YAML 1.1 reads as no text, and 1.2 as one; what 1.2 alone reads as a number.
OLD_WORDS: Final = {"no", "off", "2026-03-01", "2026-02-30"}
NEW_NUMBERS: Final = {"1e-1"}
# Key -> what the schema is stricter about: other spellings of a word. It asks for the usual one.
STRICTER: Final = {"format": {"Markdown"}, "meaning": {"no", "true", "Encoder"}}
# Key -> what it can't tell to be wrong.
LAXER: Final = {
    "published": {"2026-02-30"},
    "review_by": {"2026-02-30"},
    "language": {"no", "off"},
    "threshold": NEW_NUMBERS,
}
PLACES: Final = {"article": knowledge.ARTICLE, "section": knowledge.SECTION, "entry": knowledge.ENTRY}


def with_key(place: str, key: str, written: str) -> str:
    """An article, in brackets, in whose article, first section or entry this stands at a key."""
    parts = {
        "article": {"title": "A"},
        "section": {"heading": "H", "text": "T", "id": "hours"},
        "entry": {"question": "Q", "answer": "X"},
    }
    parts[place][key] = written
    section, entry = in_brackets(parts["section"]), in_brackets(parts["entry"])
    other = in_brackets({"heading": "I", "text": "U"})
    return in_brackets({"sections": f"[{section}, {other}]", "faq": f"[{entry}]", **parts["article"]})


def in_brackets(mapping: dict[str, str]) -> str:
    return f"{{{', '.join(map(': '.join, mapping.items()))}}}"


@pytest.mark.parametrize(("place", "key"), [(place, key) for place, shape in PLACES.items() for key in shape.names])
def test_a_value_is_right_by_the_schema_where_it_is_right(place: str, key: str, tmp_path: Path) -> None:
    """Of every value at every key the schema says what the reader says, but for what is listed above."""
    stricter, laxer = set(), set()
    path = tmp_path / "a.yaml"
    for written in WRITTEN:
        path.write_text(with_key(place, key, written), encoding="utf-8")
        taken, right = accepted(path), faults("knowledge", value(path)) == []
        stricter |= {written} if taken and not right else set()
        laxer |= {written} if right and not taken else set()
    plain = dict(zip(PLACES[place].names, PLACES[place].keys, strict=True))[key].of == TEXT
    if (place, key) == ("entry", "section"):  # which sections there are no schema can tell
        assert not stricter and "hours" not in laxer
        return
    twice = {"hours"} if (place, key) == ("entry", "id") else set()  # nor which ids
    assert stricter == STRICTER.get(key, NEW_NUMBERS if plain or key == "id" else set())
    assert laxer == LAXER.get(key, OLD_WORDS if plain or key == "id" else set()) | twice


@given(name=st.text(min_size=1) | st.from_regex(r"[!-~]{1,8}", fullmatch=True))
def test_whatever_can_be_an_id_can_be_one_by_the_schema(name: str) -> None:
    """Each id matches the pattern, and of ASCII nothing else does."""
    matched = bool(knowledge.ID.match(name))
    assert matched or not ids._is_id(name)
    assert not (matched and name.isascii()) or ids._is_id(name)


@given(parts=st.lists(st.tuples(st.sampled_from([None, 1, 2, 3]), st.booleans()), min_size=1, max_size=5))
def test_sections_that_are_right_are_right_by_the_schema(
    parts: list[tuple[int | None, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """However deep sections stand and whichever lack a text, those that faqbot takes the schema takes too."""
    path = tmp_path_factory.getbasetemp() / "levels.yaml"
    lines = ["title: A", "sections:"]
    for level, has_text in parts:
        lines += ["  - heading: H", *([f"    level: {level}"] if level else []), *(["    text: T"] if has_text else [])]
    path.write_text("\n".join(lines), encoding="utf-8")
    right = faults("knowledge", value(path)) == []
    assert right or not accepted(path)
    flat = all(level in (None, 1) for level, _ in parts)
    assert not (flat and right) or accepted(path)
