"""Gaps put into words: segments for a terminal, Markdown for a file, plain values for JSON."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from faqbot.base.hygiene import clean
from faqbot.base.layout.segment import Segment
from faqbot.base.messages import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.learning.gaps.coverage import Cluster, Gaps, Place

TITLES: Final = ("Asked in vain", "Picked from a list", "Never the answer")
_MARKS: Final = re.compile(r"([\\`*_\[\]<>#|&~])")  # of Markdown, within a line
_TICKS: Final = re.compile("`+")


def about(gaps: Gaps) -> list[str]:
    """What was looked at, in sentences."""
    if not gaps.asked:
        return ["The log holds no question of that time."]
    said = [f"{counted(gaps.asked, 'question')}, {gaps.missed:,} of them without the answer that was wanted."]
    if gaps.now:
        said.append(f"Of these {gaps.now:,} {'is' if gaps.now == 1 else 'are'} answered by now.")
    if gaps.left:
        wordings = counted(gaps.left_wordings, "wording")
        said.append(f"Left out are {gaps.left:,}, in {wordings} that were asked least: others come first.")
    return said


def _cut(shown: int, of: int) -> str:
    return f"Shown are {shown:,} of {of:,}; --top {of} shows all."


def _counts(cluster: Cluster) -> str:
    """Asked 24 times in 6 wordings, 2 of them answered wrongly."""
    times = f"asked {counted(cluster.count, 'time')}"
    wordings = f" in {len(cluster.wordings):,} wordings" if cluster.wordings[1:] else ""
    wrong = f", {cluster.wrong:,} of them with an answer that was called bad" if cluster.wrong else ""
    return times + wordings + wrong


def _named(place: Place | None) -> str:
    return f"“{clean(place.title)}” ({clean(place.ref)}, {clean(place.at)})" if place else "nothing comes near"


# -- for a terminal ----------------------------------------------------------------------------


def segments(gaps: Gaps, top: int) -> Iterator[Segment]:
    """The report of `faqbot gaps`: at most `top` of each kind."""
    yield Segment("text", " ".join(about(gaps)))
    if gaps.clusters:
        yield from _title(0)
        for number, cluster in enumerate(gaps.clusters[:top], 1):
            yield from _cluster(number, cluster)
        yield from _more(top, len(gaps.clusters))
    if gaps.picked:
        yield from _title(1)
        for one in gaps.picked[:top]:
            where = _named(one.place) if one.place else f"{clean(one.ref)}, which is gone"
            yield Segment("item", f"{clean(one.question)} → {where}, {counted(one.count, 'time')}")
        yield from _more(top, len(gaps.picked))
    if gaps.unasked and gaps.asked:
        yield from _title(2)
        yield Segment("text", f"{len(gaps.unasked):,} of {counted(gaps.entries, 'entry', 'entries')}.")
        yield from (Segment("item", f"{clean(place.at)}: {clean(place.title)}") for place in gaps.unasked[:top])
        yield from _more(top, len(gaps.unasked))


def _title(at: int) -> Iterator[Segment]:
    yield Segment("text", "")
    yield Segment("title", TITLES[at])


def _cluster(number: int, cluster: Cluster) -> Iterator[Segment]:
    first, *others = map(clean, cluster.shown)
    yield Segment("text", "")
    yield Segment("title", f"{number}. {first}")
    yield Segment("item", _counts(cluster))
    if others:
        yield Segment("item", f"also: {', '.join(f'“{text}”' for text in others)}")
    yield Segment("item", f"nearest: {_named(cluster.place)}")
    yield Segment("item", f"why: {clean(cluster.why)}")


def _more(top: int, of: int) -> Iterator[Segment]:
    if of > top:
        yield Segment("note", _cut(top, of))


# -- for a file --------------------------------------------------------------------------------


def markdown(gaps: Gaps, top: int) -> str:
    """The same as a document, such as an issue or a pull request may hold."""
    return "\n".join(chain(["# Gaps", "", " ".join(about(gaps))], _missed(gaps, top), _rest(gaps, top), [""]))


def _missed(gaps: Gaps, top: int) -> Iterator[str]:
    if not gaps.clusters:
        return
    yield from ("", f"## {TITLES[0]}", "")
    for number, cluster in enumerate(gaps.clusters[:top], 1):
        first, *others = map(_code, cluster.shown)
        indent = " " * len(f"{number}. ")
        yield f"{number}. {first}, {_counts(cluster)}"
        if others:
            yield f"{indent}- also: {', '.join(others)}"
        yield f"{indent}- nearest: {_escaped(_named(cluster.place))}"
        yield f"{indent}- why: {_escaped(cluster.why)}"
    yield from _cut_off(top, len(gaps.clusters))


def _rest(gaps: Gaps, top: int) -> Iterator[str]:
    if gaps.picked:
        yield from ("", f"## {TITLES[1]}", "")
        for one in gaps.picked[:top]:
            where = _escaped(_named(one.place)) if one.place else f"{_code(one.ref)}, which is gone"
            yield f"- {_code(one.question)} → {where}, {counted(one.count, 'time')}"
        yield from _cut_off(top, len(gaps.picked))
    if gaps.unasked and gaps.asked:
        yield from ("", f"## {TITLES[2]}", "", f"{len(gaps.unasked):,} of {counted(gaps.entries, 'entry', 'entries')}.")
        yield ""
        yield from (f"- {_escaped(place.title)} ({_escaped(place.at)})" for place in gaps.unasked[:top])
        yield from _cut_off(top, len(gaps.unasked))


def _cut_off(top: int, of: int) -> Iterator[str]:
    if of > top:
        yield from ("", _cut(top, of))


def _code(text: str) -> str:
    """What a reader typed, as code: nothing in it is markup, a link, or the name of somebody to be told."""
    text = clean(text) or " "
    fence = "`" * (1 + max(map(len, _TICKS.findall(text)), default=0))
    room = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{room}{text}{room}{fence}"


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", clean(text))


# -- for programs ------------------------------------------------------------------------------


def to_dict(gaps: Gaps) -> dict[str, Any]:
    """All of it as JSON-ready values."""
    return {
        "asked": gaps.asked,
        "missed": gaps.missed,
        "answered_by_now": gaps.now,
        "left_out": gaps.left,
        "left_out_wordings": gaps.left_wordings,
        "clusters": [
            {
                "count": cluster.count,
                "wrong": cluster.wrong,
                "shown": list(cluster.shown),
                "wordings": list(cluster.wordings),
                "nearest": _place(cluster.place),
                "why": cluster.why,
            }
            for cluster in gaps.clusters
        ],
        "picked": [
            {"question": one.question, "ref": one.ref, "place": _place(one.place), "count": one.count}
            for one in gaps.picked
        ],
        "entries": gaps.entries,
        "unasked": [_place(place) for place in gaps.unasked],
    }


def _place(place: Place | None) -> dict[str, str] | None:
    return {"ref": place.ref, "title": place.title, "at": place.at} if place else None
