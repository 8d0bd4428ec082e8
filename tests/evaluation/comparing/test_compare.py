"""Two knowledges compared: each change is told for what it is, and swapped, it is the same one turned round."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import article, entry, knowledge, section

from faqbot.base.values import replace
from faqbot.bot import Bot
from faqbot.evaluation.comparing import compare, forms, wording
from faqbot.evaluation.comparing.compare import Change, Comparison, Kind, State
from faqbot.evaluation.comparing.questions import Origin, Questions
from faqbot.evaluation.comparing.renames import Renames
from faqbot.evaluation.comparing.sides import Side
from faqbot.evaluation.golden.cases import Case, Expectation, single
from faqbot.log.entry import Entry as Logged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.knowledge.article import Entry, Section

LATE: Final = entry("What happens if I return a book late?", answer="You pay 50 cents a day.")
DOGS: Final = entry("May I bring my dog?", "Are pets allowed?", answer="Guide dogs are welcome.")
HOURS: Final = section("Opening hours", "The library opens at nine in the morning.")
FULL: Final = (LATE, DOGS, HOURS)


def bot(*parts: Section | Entry, name: str = "library") -> Bot:
    return Bot(knowledge(article(name, *parts)))


def compared(old: Bot, new: Bot, cases: Sequence[Case] = (), asked: Sequence[str] = ()) -> Comparison:
    """What changes from one to the other, over golden cases, all wordings and the questions of a log."""
    renames = Renames(old.knowledge, new.knowledge)
    sides = (Side("old", ("old",)), old), (Side("new", ("new",)), new)
    log = [Logged("", "", ask, "unknown", "", 0.0, None, (), "") for ask in asked]
    questions = Questions(*sides, renames).all(cases, log, "asked.jsonl")
    return compare.compare((old, new), questions, renames)


def kinds(found: Comparison) -> dict[str, str]:
    return {change.question.ask: str(change.kind) for change in found.changes}


def case(ask: str, *cite: str, xfail: str | None = None, articles: tuple[str, ...] = ()) -> Case:
    right = Expectation(tuple(f"library#{id_}" for id_ in cite))
    return replace(single("asked.golden.yaml", 3, ask, right), xfail=xfail, articles=articles)


# -- kinds -------------------------------------------------------------------------------------


def test_a_new_entry_is_newly_right() -> None:
    """What only the new knowledge answers is newly right, by its own wordings."""
    found = compared(bot(LATE, HOURS), bot(*FULL))
    assert kinds(found)["May I bring my dog?"] == "newly right"
    assert kinds(found)["Are pets allowed?"] == "newly right"


def test_an_entry_that_is_gone_is_newly_silent() -> None:
    """What nothing answers any more is newly silent, and stands where it stood in the old knowledge."""
    found = compared(bot(*FULL), bot(LATE, HOURS))
    assert kinds(found)["May I bring my dog?"] == "newly silent"
    (change,) = (c for c in found.changes if c.question.ask == "Are pets allowed?")
    assert (change.question.at, change.breaks) == ("library.yaml:1", False)


def test_another_answer_of_the_same_entry_is_another_text() -> None:
    """Where the place is the same and what it says is not, the text has changed and nothing else."""
    dearer = replace(LATE, answer=replace(LATE.answer, value="You pay 60 cents a day."))
    found = compared(bot(*FULL), bot(dearer, DOGS, HOURS))
    assert kinds(found) == {LATE.question: "other text"}
    assert wording.texts(found.changes[0], 200) == ("You pay 50 cents a day.", "You pay 60 cents a day.")


def test_another_quote_beside_the_same_answer_is_another_text() -> None:
    """A section answers by its summary and quotes its text: where only that has changed, one sees it."""
    old, new = (
        section("Opening hours", f"On Saturdays it closes at {hour}.", "When the library is open.", "Saturdays?")
        for hour in ("noon", "one")
    )
    found = compared(bot(LATE, old), bot(LATE, new))
    assert set(kinds(found).values()) == {"other text"}
    assert all("closes at one" in change.now.text for change in found.changes)


def test_a_wording_that_is_poached_is_newly_wrong() -> None:
    """Where another entry takes over a question that stays the wording of the first, it is newly wrong for that."""
    old, new = bot(LATE, DOGS), bot(DOGS, entry("What happens if I bring a book late?", answer="A fee."))
    assert kinds(compared(old, new))[LATE.question] == "newly wrong"


def test_a_wording_that_was_moved_is_another_place() -> None:
    """A wording that its author has moved to another entry is right on both sides, and from another place."""
    moved = (replace(DOGS, alternates=()), replace(LATE, alternates=("Are pets allowed?",)), HOURS)
    (change,) = (c for c in compared(bot(*FULL), bot(*moved)).changes if c.question.ask == "Are pets allowed?")
    assert (change.kind, change.before.state, change.now.state) == (Kind.PLACE, State.RIGHT, State.RIGHT)


def test_what_is_only_asked_has_no_right_and_wrong() -> None:
    """Of a question of a log it is told that it is answered now, not whether rightly, and how often it was asked."""
    found = compared(bot(LATE, HOURS), bot(*FULL), asked=["may my dog come in?", "may my  dog come in?", LATE.question])
    (change,) = (c for c in found.changes if c.question.origin is Origin.LOG)
    assert (change.kind, change.question.count, found.asked[Origin.LOG]) == (Kind.ANSWERED, 2, 1)
    assert wording.place(change) == "asked.jsonl, logged question, asked 2 times"


@pytest.mark.parametrize(
    ("old", "new", "right", "xfail", "breaks"),
    [
        (FULL, (LATE, HOURS), [DOGS.id], None, True),
        (FULL, (LATE, HOURS), [DOGS.id], "known", False),
        ((LATE, HOURS), FULL, [DOGS.id], None, False),
        ((LATE, HOURS), FULL, [], None, True),  # it must not be answered
        (FULL, (LATE, HOURS), [], None, False),
    ],
)
def test_a_golden_case_breaks_that_was_right(
    old: tuple[Entry], new: tuple[Entry], right: list[str], xfail: str | None, breaks: bool
) -> None:
    """A golden case that was right and isn't now breaks, unless it is a known miss; what gets right does not."""
    found = compared(bot(*old), bot(*new), [case(DOGS.question, *right, xfail=xfail)])
    assert found.broken == breaks
    assert found.changes[0].breaks == breaks  # what breaks comes first
    assert found.asked[Origin.GOLDEN] == 1 and DOGS.question in kinds(found)


def test_a_case_about_an_article_that_was_not_there_was_not_answered() -> None:
    """A case that is put to an article which only the new knowledge has is newly right."""
    new = Bot(knowledge(article("other", LATE), article("library", *FULL)))
    asked = case(DOGS.question, DOGS.id, articles=("library",))
    assert kinds(compared(Bot(knowledge(article("other", LATE))), new, [asked]))[DOGS.question] == "newly right"


# -- renames -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"id": "dogs"},
        {"id": "dogs", "question": "May dogs come in?", "alternates": (DOGS.question, *DOGS.alternates)},
    ],
    ids=["id", "question too"],
)
def test_a_renamed_entry_is_the_same_place(change: dict[str, str]) -> None:
    """An entry with another id and the same text is no other place, for golden cases either; it is told once."""
    renamed = replace(DOGS, **change)  # type: ignore[arg-type]
    found = compared(bot(*FULL), bot(LATE, renamed, HOURS), [case(DOGS.question, "dogs")])
    assert found.renamed == ((f"library#{DOGS.id}", "library#dogs"),)
    assert {kind for ask, kind in kinds(found).items() if ask in (DOGS.question, *DOGS.alternates)} == set()


def test_a_renamed_article_is_the_same_one() -> None:
    """Where a file has another name, its places are renamed, and cases that are put to it are put to the old one."""
    right = Expectation((f"handbook#{LATE.id}",))
    asked = replace(single("asked.golden.yaml", 3, LATE.question, right), articles=("handbook",))
    found = compared(bot(*FULL), bot(*FULL, name="handbook"), [asked])
    assert (len(found.renamed), found.changes, found.broken) == (3, (), 0)


def test_texts_that_several_places_have_rename_none() -> None:
    """Where two places that are gone have the text of one that has come, neither is it."""
    twins = [replace(entry(f"What about {name}?"), alternates=()) for name in ("tea", "coffee", "water")]
    renames = Renames(bot(*twins[:2]).knowledge, bot(twins[2]).knowledge)
    assert renames.pairs == {}


# -- what must hold ----------------------------------------------------------------------------

_WORDS: Final = st.sampled_from("book dog card late bring renew open fee reading room Saturday child".split())
_TEXTS: Final = st.lists(_WORDS, min_size=1, max_size=4, unique=True).map(" ".join)


@st.composite
def parts(draw: st.DrawFn) -> tuple[Section | Entry, ...]:
    """One to four entries and sections, of few words, so that they get into each other's way."""
    titles = draw(st.lists(_TEXTS, min_size=1, max_size=4, unique=True))
    made: list[Section | Entry] = []
    for title in titles:
        said = draw(_TEXTS).capitalize() + "."
        if draw(st.booleans()):
            made.append(entry(f"{title}?", *draw(st.lists(_TEXTS, max_size=2, unique=True)), answer=said))
        else:
            made.append(section(title, said))
    return tuple(made)


def cases(of: Sequence[Section | Entry], asked: Sequence[str]) -> list[Case]:
    """Golden cases: of each question the first place, or none, is right."""
    return [case(ask, *[part.id for part in of[:1]][: at % 2]) for at, ask in enumerate(asked)]


@given(parts(), st.lists(_TEXTS, max_size=3, unique=True))
def test_a_knowledge_does_not_differ_from_itself(of: tuple[Section | Entry, ...], asked: list[str]) -> None:
    """Whatever is in it and whatever is asked, nothing changes, not even a confidence."""
    found = compared(bot(*of), bot(*of), cases(of, asked), asked)
    assert (found.changes, sum(found.shifted.values()), found.renamed, found.broken) == ((), 0, (), 0)


def turned(change: Change) -> tuple[str, object, object]:
    return change.question.ask, change.now, change.before


@given(parts(), parts(), st.lists(_TEXTS, max_size=3, unique=True))
def test_swapped_each_change_is_turned_round(
    one: tuple[Section | Entry, ...], other: tuple[Section | Entry, ...], asked: list[str]
) -> None:
    """From new to old the same questions change, before being now: newly right is what was right, and isn't then.

    So newly right and newly wrong change places wherever both sides answer, or rightly don't.
    """
    there, back = compared(bot(*one), bot(*other), asked=asked), compared(bot(*other), bot(*one), asked=asked)
    assert sorted(map(turned, there.changes), key=str) == sorted(
        ((c.question.ask, c.before, c.now) for c in back.changes), key=str
    )
    assert there.shifted == back.shifted
    assert sorted((new, old) for old, new in there.renamed) == sorted(back.renamed)
    gained = {c.question.ask for c in there.changes if c.kind is Kind.RIGHT}
    lost = {c.question.ask for c in back.changes if c.before.state is State.RIGHT is not c.now.state}
    assert gained == lost
    wrong = {c.question.ask for c in back.changes if c.kind is Kind.WRONG and c.before.state is State.RIGHT}
    assert wrong == {c.question.ask for c in there.changes if c.kind is Kind.RIGHT and c.before.state is State.WRONG}


# -- forms -------------------------------------------------------------------------------------


def many(count: int, ask: str = "May I bring my dog?") -> Comparison:
    """A comparison with so many changes, of three kinds."""
    (change,) = (c for c in compared(bot(LATE, HOURS), bot(*FULL)).changes if c.question.ask == DOGS.question)
    found = compared(bot(LATE), bot(LATE))
    each = [Kind.WRONG, Kind.RIGHT, Kind.TEXT]
    changes = tuple(
        replace(change, kind=each[at * 3 // count], question=replace(change.question, ask=f"{ask} {at}"))
        for at in range(count)
    )
    return replace(found, changes=changes)


def shown(found: Comparison, every: bool = False) -> str:
    return "".join(text for _, text in forms.text(found, 80, every=every))


def test_the_most_important_changes_are_shown_and_the_others_counted() -> None:
    """Without --all twenty changes are shown, and how many more there are; with it all."""
    found = many(50)
    assert shown(found).count("? ") == forms.MOST and "30 more changes, less important" in shown(found)
    assert shown(found, every=True).count("? ") == 50 and "more change" not in shown(found, every=True)
    assert forms.markdown(found).count("<sub>") == forms.MOST and "30 more changes" in forms.markdown(found)


@pytest.mark.parametrize("ask", ["dog?", "|" * 200, "<" * 1_000])
def test_a_comment_is_never_too_long(ask: str) -> None:
    """Of many changes as many are in the comment as GitHub takes, and it says how many are not."""
    comment = forms.markdown(many(1_000, ask), every=True)
    rows = comment.count("<sub>")
    assert forms.LONGEST * 0.8 < len(comment) <= forms.LONGEST
    assert f"{1_000 - rows:,} more changes left out here" in comment
    assert comment.count("<details") == comment.count("</details>")


HOSTILE: Final = "a | b <script>x</script> @octocat #12 GH-3 [l](http://e.org) `c` **d** https://e.org www.e.org \x1b[m"


def test_a_comment_shows_texts_as_they_are() -> None:
    """Nothing in a question makes a tag, a cell, a link or a mention of somebody."""
    comment = forms.markdown(many(1, HOSTILE))
    (row,) = (line for line in comment.splitlines() if "<sub>" in line)
    for made in ("<script", "@octocat", "#12", "GH-3", " [l", " `c`", " **d", "https://e", "www.e", "\x1b"):
        assert made not in row
    assert row.replace("\\|", "").count("|") == 4


def test_json_holds_every_change() -> None:
    """All changes are in the JSON, each with both results, whatever is shown to people."""
    found = json.loads(json.dumps(forms.values(many(50))))
    assert len(found["changes"]) == 50
    assert found["changes"][0]["now"]["text"] == "Guide dogs are welcome."
    assert {found["changes"][0][key] for key in ("origin", "kind", "breaks")} == {"wording", "newly wrong", False}


def test_long_texts_are_shown_where_they_differ() -> None:
    """Of two long answers that begin alike one sees the difference."""
    (change,) = many(1).changes
    before, now = (replace(r, text="same " * 200 + end) for r, end in ((change.before, "old."), (change.now, "new.")))
    shown = wording.texts(replace(change, before=before, now=now), 100)
    assert [text[0] + text[-4:] for text in shown] == ["…old.", "…new."]
