"""What was found in a log, in words: for people on a terminal, and as Markdown for a file or a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.markup import marks
from faqbot.base.hygiene import clean, cut
from faqbot.base.layout.segment import Segment, Span
from faqbot.base.messages import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.authoring.learning.gaps.gaps import Amount, Cluster, Gaps, Pick, Place

SHOWN: Final = 160  # characters shown of what readers wrote: two lines of 80 columns
_CLUSTERS: Final = "What readers asked and didn't get"
_PICKS: Final = "What readers had to pick from a list"
_UNASKED: Final = "Entries that answered nobody"


def sums(gaps: Gaps) -> Iterator[str]:
    """What was asked and what became of it, in sentences."""
    vain = gaps.missed + gaps.disliked + gaps.picked
    share = f"{vain:,} of them" if vain < gaps.asked else "all of them" if vain > 1 else ""
    told = f"{share} in vain: {', '.join(_kinds(gaps))}".lstrip() if vain else "none of them in vain"
    yield f"{counted(gaps.asked, 'question')}, {told}."
    if gaps.answered.count:
        yield f"{_times(gaps.answered)} would be answered by now, and {_are(gaps.answered)} no gap any more."
    rare = "asked too seldom to be asked again"
    if gaps.joined.count:
        yield f"{_times(gaps.joined)} {_are(gaps.joined)} in a cluster by the words alone, being {rare}."
    if gaps.left.count:
        yield f"{_times(gaps.left)} {_are(gaps.left)} left out, being {rare} and in no cluster."


def _kinds(gaps: Gaps) -> list[str]:
    kinds = [
        (gaps.missed, f"{gaps.missed:,} got no answer"),
        (gaps.disliked, f"{counted(gaps.disliked, 'answer')} {'was' if gaps.disliked == 1 else 'were'} called wrong"),
        (gaps.picked, f"{gaps.picked:,} found theirs in a list"),
    ]
    return [said for count, said in kinds if count]


def _times(amount: Amount) -> str:
    asked = f" (asked {amount.count:,} times)" if amount.count > amount.questions else ""
    return f"{counted(amount.questions, 'wording')}{asked}"


def _are(amount: Amount) -> str:
    return "is" if amount.questions == 1 else "are"


def _asked(cluster: Cluster) -> str:
    """How often, in how many wordings, and how many of these were answered wrongly."""
    wordings = f" in {len(cluster.wordings):,} wordings" if cluster.wordings[1:] else ""
    wrong = f"; {counted(cluster.disliked, 'answer')} called wrong" if cluster.disliked else ""
    return f"asked {counted(cluster.count, 'time')}{wordings}{wrong}"


def _more(shown: int, of: int, noun: str) -> str:
    """How many are not shown, and how they are."""
    return f"Shown are the first {shown:,} of {of:,} {noun}; --top {of} shows all." if shown < of else ""


# -- for a terminal ----------------------------------------------------------------------------


def segments(gaps: Gaps, top: int) -> Iterator[Segment]:
    """The report for people.

    Args:
        gaps: what was found.
        top: how many clusters, picks and entries are shown of each; what is not shown is counted.
    """
    yield from (Segment("text", said) for said in sums(gaps))
    yield from _headed(_CLUSTERS, gaps.clusters, top, "clusters")
    for number, cluster in enumerate(gaps.clusters[:top], 1):
        yield from _cluster(number, cluster)
    yield from _headed(_PICKS, gaps.picks, top, "questions")
    for pick in gaps.picks[:top]:
        yield Segment("item", f"{_question(pick.question)} → {_called(pick)} ({counted(pick.count, 'time')})")
    yield from _headed(_UNASKED, gaps.unasked, top, "entries")
    for place in gaps.unasked[:top]:
        yield _located(place)


def _headed(title: str, found: Sequence[object], top: int, noun: str) -> Iterator[Segment]:
    if found:
        yield Segment("text", "")
        yield Segment("title", title)
        if more := _more(min(top, len(found)), len(found), noun):
            yield Segment("note", more)


def _cluster(number: int, cluster: Cluster) -> Iterator[Segment]:
    first, *others = map(_question, cluster.shown)
    yield Segment("text", "")
    yield Segment("title", f"{number}. {first}")
    yield Segment("item", _asked(cluster))
    yield from (Segment("item", f"“{other}”") for other in others)
    if cluster.place:
        yield _located(cluster.place)
    yield Segment("note", clean(cluster.why))


def _located(place: Place) -> Segment:
    """A place with its file and line as a link."""
    at = clean(place.at)
    text = f"{_question(place.title)} · {clean(place.ref)} · {at}"
    return Segment("citation", text, spans=(Span(len(text) - len(at), len(text), place.at),))


def _question(text: str) -> str:
    return cut(clean(text), SHOWN)


def _called(pick: Pick) -> str:
    return f"{_question(pick.place.title)} · {clean(pick.ref)}" if pick.place else f"{clean(pick.ref)}, which is gone"


# -- Markdown ----------------------------------------------------------------------------------


def markdown(gaps: Gaps, top: int) -> str:
    """The report as Markdown; arguments as of `segments`."""
    return "\n".join(_lines(gaps, top)) + "\n"


def _lines(gaps: Gaps, top: int) -> Iterator[str]:
    yield f"# {_CLUSTERS}"
    yield ""
    yield " ".join(sums(gaps))
    yield from _noted(gaps.clusters, top, "clusters")
    for number, cluster in enumerate(gaps.clusters[:top], 1):
        first, *others = cluster.shown
        yield from ("", f"## {number}. {_plain(first)}", "", f"{_asked(cluster).capitalize()}.")
        yield from ("", *(f"- “{_plain(other)}”" for other in others)) if others else ()
        yield from ("", f"Nearest: {_linked(cluster.place)}") if cluster.place else ()
        yield from ("", f"> {_said(cluster.why)}")
    if gaps.picks:
        yield from ("", f"## {_PICKS}", *_noted(gaps.picks, top, "questions"), "")
        yield from ("| times | question | picked |", "| ---: | --- | --- |")
        yield from (f"| {p.count:,} | {_plain(p.question)} | {_plain(_called(p))} |" for p in gaps.picks[:top])
    if gaps.unasked:
        yield from ("", f"## {_UNASKED}", *_noted(gaps.unasked, top, "entries"), "")
        yield from (f"- {_linked(place)}" for place in gaps.unasked[:top])


def _noted(found: Sequence[object], top: int, noun: str) -> tuple[str, ...]:
    more = _more(min(top, len(found)), len(found), noun)
    return ("", more) if more else ()


def _linked(place: Place) -> str:
    return f"“{_plain(place.title)}” ({_plain(place.ref)}, {_plain(place.at)})"


def _plain(text: str) -> str:
    """What anybody wrote as Markdown that says just that, wherever it stands; cut where it is long."""
    return _said(_question(text))


def _said(text: str) -> str:
    return marks.opened(marks.escaped(clean(text), linked=True)).replace("|", "\\|")
