"""What articles, sections and entries may say beside their texts: right values arrive, wrong ones are told."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.base.errors import KnowledgeError
from faqbot.knowledge import articles
from faqbot.knowledge.article import Format

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from faqbot.knowledge.article import Article

# -- what may stand there ----------------------------------------------------------------------

DATES: Final = st.dates().flatmap(
    lambda day: st.sampled_from([f"{day:%Y}".zfill(4), f"{day:%Y}".zfill(4) + f"{day:-%m}", day.isoformat()])
)
URLS: Final = st.builds(
    "{}://{}{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    st.from_regex(r"[a-z0-9.-]{1,12}(:[0-9]{2,4})?", fullmatch=True),
    st.from_regex(r"(/[\w%#?=&@()'äß-]{0,8}){0,3}", fullmatch=True),
)
WORDS: Final = st.from_regex(r"[^\W\d_]\w{0,8}( \w{1,8}){0,3}", fullmatch=True)

RIGHT: Final[dict[str, st.SearchStrategy[str]]] = {
    "format": st.sampled_from(["plain", "markdown", "Markdown", "PLAIN"]),
    "url": URLS,
    "review_by": DATES,
    "level": st.integers(1, 9).map(str),
    "group": WORDS,
}
# What no key takes, each as it stands in the file; of texts "no" and 12 are none without quotes.
NEVER: Final = ["", "~", "null", '""', '" "', "[]", "[a, b]", "{a: b}", "[{a: [b]}]"]
NO_TEXT: Final = [*NEVER, "no", "12", "0.5", "2026-03-01", "#5"]


def quoted(wrong: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return wrong.filter(str.isprintable).map(json.dumps)


def none_of(*words: str) -> st.SearchStrategy[str]:
    return quoted(st.text().filter(lambda text: text.lower() not in words))


WRONG: Final[dict[str, st.SearchStrategy[str]]] = {
    "format": st.sampled_from([*NEVER, "html", "md", "no", "1", "plain text"]) | none_of("plain", "markdown"),
    "url": st.sampled_from([*NO_TEXT, "example.org", "/help", "ftp://a.b", "https://", "https://a b", "javascript:x"])
    | quoted(st.text().filter(lambda text: not text.lower().startswith("http"))),
    "review_by": st.sampled_from([*NEVER, "soon", "2026-13", "2026-02-30", "2026-3-1", "12", "0000", "2026-1"])
    | quoted(st.text().filter(lambda text: not text[:4].isdecimal())),
    "level": st.sampled_from([*NEVER, "0", "10", "-1", "1.0", "two", "٣", "1_0", "0x1"])
    | quoted(st.text().filter(lambda text: text not in tuple("123456789"))),
    "group": st.sampled_from(NO_TEXT),
}
KEYS: Final = {"article": ("format", "url", "review_by"), "section": ("url", "level"), "entry": ("url", "group")}
PLACES: Final = [(place, key) for place, keys in KEYS.items() for key in keys]


# -- files of all kinds ------------------------------------------------------------------------


@dataclass(frozen=True)
class Written:
    """A file, and where in it the key stands."""

    text: str
    line: int


@st.composite
def files(draw: st.DrawFn, place: str, key: str, value: str) -> Written:
    """An article of some sections and entries, with comments and empty lines, in which a value stands at a key once."""
    blank = st.lists(st.sampled_from(["", "# a comment", "#"]), max_size=2)
    count = {"section": draw(st.integers(1, 4)), "entry": draw(st.integers(1, 4))}
    chosen = draw(st.integers(0, count.get(place, 1) - 1))
    lines: list[str] = []
    line = 0

    def part(dash: str, held: list[str], *, marked: bool) -> None:
        nonlocal line
        if marked:
            held.insert(draw(st.integers(0, len(held))), f"{key}: {value}".rstrip())
        for number, text in enumerate(held):
            lines.extend(draw(blank))
            lines.append((dash if number == 0 else " " * len(dash)) + text)
            if marked and text.startswith(f"{key}:"):
                line = len(lines)

    part("", ["title: A", "source: B"], marked=place == "article")
    lines.append("sections:")
    for number in range(count["section"]):
        held = [f"heading: H {number}", "text: T", f"id: s{number}"]
        part("  - ", held, marked=(place, chosen) == ("section", number))
    lines.append("faq:")
    for number in range(count["entry"]):
        held = [f"question: Q {number}?", "answer: A", f"id: e{number}"]
        part("  - ", held, marked=(place, chosen) == ("entry", number))
    return Written("\n".join(lines) + "\n", line)


def read(written: Written, tmp_path_factory: pytest.TempPathFactory) -> Article:
    path: Path = tmp_path_factory.getbasetemp() / "keys.yaml"
    path.write_text(written.text, encoding="utf-8")
    return articles.read(str(path))


@pytest.mark.parametrize(("place", "key"), PLACES)
@given(data=st.data())
def test_a_wrong_value_is_one_fault_on_its_line(
    place: str, key: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Wherever a wrong value stands, there is one fault, which has its line and names the key."""
    written = data.draw(files(place, key, data.draw(WRONG[key])))
    with pytest.raises(KnowledgeError) as caught:
        read(written, tmp_path_factory)
    assert len(caught.value.faults) == 1
    assert caught.value.line == written.line
    assert re.match(
        rf"{key}(:| is| must) .*\b(write|put|fill|start) ", f"{caught.value.message} ".replace("not ", "write ")
    )


@pytest.mark.parametrize(("place", "key"), PLACES)
@given(data=st.data())
def test_a_right_value_arrives(
    place: str, key: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Wherever a right value stands, it is that of its article, section or entry, and no other has any."""
    value = data.draw(RIGHT[key])
    bare = key != "group" or value.lower() not in {"no", "yes", "on", "off", "true", "false", "null"}
    found = read(data.draw(files(place, key, value if bare else json.dumps(value))), tmp_path_factory)
    parts: dict[str, Sequence[Any]] = {"article": (found,), "section": found.sections, "entry": found.faq}
    default: Any = {"format": Format.PLAIN, "level": 1}.get(key)
    told = Format(value.lower()) if key == "format" else int(value) if key == "level" else value
    assert sorted(map(str, {getattr(part, key) for part in parts[place]} - {default})) == [str(told)] * (
        told != default
    )


@given(
    levels=st.lists(st.tuples(st.sampled_from(["1", "2", "3", "", "0", "two"]), st.booleans()), min_size=1, max_size=6)
)
def test_only_headings_above_deeper_ones_need_no_text(
    levels: list[tuple[str, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A section without a text is one fault where none below it stands deeper, and none where levels are at fault."""
    lines, faults = ["title: A", "sections:"], []
    deep = [{"1": 1, "2": 2, "3": 3, "": 1}.get(level) for level, _ in levels] + [0]
    for number, (level, has_text) in enumerate(levels):
        lines.append("  - heading: H")
        here, below = deep[number], deep[number + 1]
        if not has_text and below is not None and (here is not None or below == 0) and below <= (here or 0):
            faults.append(len(lines))
        if level:
            lines.append(f"    level: {level}")
        if here is None:
            faults.append(len(lines))
        if has_text:
            lines.append("    text: T")
    written = Written("\n".join(lines) + "\n", 0)
    if not faults:
        assert len(read(written, tmp_path_factory).sections) == len(levels)
        return
    with pytest.raises(KnowledgeError) as caught:
        read(written, tmp_path_factory)
    assert [fault.line for fault in caught.value.faults] == sorted(faults)
