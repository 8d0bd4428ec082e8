"""Importing again keeps what was edited, takes over what has changed in the source, and tells where both did."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from drafts import article, drafts, shop
from hypothesis import given
from hypothesis import strategies as st

from faqbot.authoring.draft import Asked, Draft, DraftEntry, DraftSection
from faqbot.authoring.writing import files, layout, tidy, yaml
from faqbot.authoring.writing.files import Outcome, State
from faqbot.authoring.writing.merging import record
from faqbot.authoring.writing.merging.merge import Kind, Wish
from faqbot.base.errors import KnowledgeError
from faqbot.evaluation.golden import reading


@pytest.fixture(autouse=True, scope="module")
def _no_disk() -> Iterator[None]:
    """The tests need not wait until each file is safe."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of an imported shop."""
    path = tmp_path / "shop.yaml"
    again(path, shop())
    return path


def again(path: Path, draft: Draft, *, write: bool = True, prune: bool = False, keep: bool = False) -> Outcome:
    """What importing a draft into a file does."""
    outcome = files.prepared(tidy.tidy(draft), str(path), Wish(prune=prune, keep=keep))
    if write:
        files.write(outcome)
    return outcome


def told(outcome: Outcome) -> list[tuple[Kind, str, str]]:
    """What an import tells: what became of which value."""
    return [(change.kind, change.ref, change.key) for change in outcome.changes]


def edit(path: Path, old: str, new: str) -> None:
    """Edit a file by hand."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def answered(**answers: str) -> Draft:
    """The shop with other answers."""
    draft = shop()
    return replace(draft, faq=tuple(replace(e, answer=answers.get(e.id or "", e.answer)) for e in draft.faq))


def test_importing_twice_changes_nothing(path: Path) -> None:
    """The second import of the same source has nothing to write, and leaves every byte."""
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    outcome = again(path, shop())
    assert (outcome.state, outcome.writes, outcome.changes) == (State.SAME, (), ())
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before


def test_what_only_the_source_has_changed_is_taken_over(path: Path) -> None:
    """A new answer in the source is the new answer in the file, and all else stays."""
    before = path.read_text(encoding="utf-8")
    outcome = again(path, answered(sunday="No.\n\nOn weekdays only."))
    assert told(outcome) == [(Kind.UPDATED, "sunday", "answer")]
    new = "    answer: |\n      No.\n\n      On weekdays only.\n"
    assert path.read_text(encoding="utf-8") == before.replace('    answer: "No: on weekdays only."\n', new).replace(
        "    answer: |\n      No: on weekdays only.\n", new
    )
    assert again(path, answered(sunday="No.\n\nOn weekdays only.")).writes == ()


def test_edits_in_the_file_stay_byte_for_byte(path: Path) -> None:
    """Alternates, summaries, synonyms, ids, notes, comments, order and entries of one's own survive."""
    edit(path, "title: Corner shop\n", "# mine\ntitle:   'Corner shop' # ours\nnote: Ask at the till\n")
    edit(path, "\nsections:", "\nsynonyms:\n  - [lamp,light]   # so called\n\nsections:")
    edit(path, "    heading: Returns\n", "    heading: Returns\n    summary: >-\n      Thirty\n      days.\n")
    edit(path, "  - id: lamp\n", "  # about lamps\n  - id: faq-lamp\n    alternates: [lamp back?, 'refund']\n")
    own = "\n  - question: Do you gift-wrap?\n    answer: We do.\n"
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    assert again(path, shop()).changes == ()
    assert path.read_text(encoding="utf-8") == before
    outcome = again(path, answered(lamp="Yes, within 60 days.", where="At the corner."))
    assert told(outcome) == [(Kind.UPDATED, "faq-lamp", "answer"), (Kind.UPDATED, "where", "answer")]
    after = path.read_text(encoding="utf-8")
    assert after == before.replace("answer: Yes, within 30 days.", "answer: Yes, within 60 days.").replace(
        "answer: |\n      On the corner.\n\n      Next to the bakery.", "answer: At the corner."
    )


def test_what_both_have_changed_is_shown_and_stays(path: Path) -> None:
    """A value that differs on both sides stays the file's, is shown with both texts, and is shown until decided."""
    edit(path, "Yes, within 30 days.", "Yes, any time.")
    new = answered(lamp="Yes, within 60 days.")
    before = path.read_text(encoding="utf-8")
    for _ in range(2):
        outcome = again(path, new)
        assert told(outcome) == [(Kind.CONFLICT, "lamp", "answer")]
        assert (outcome.changes[0].ours, outcome.changes[0].theirs) == ("Yes, any time.", "Yes, within 60 days.")
        assert path.read_text(encoding="utf-8") == before


def test_a_conflict_ends_when_the_file_is_edited_again(path: Path) -> None:
    """Who has merged both by hand is not asked again, until the source changes once more."""
    edit(path, "Yes, within 30 days.", "Yes, any time.")
    new = answered(lamp="Yes, within 60 days.")
    again(path, new)
    edit(path, "Yes, any time.", "Yes, within 60 days, and often later.")
    assert again(path, new).changes == ()
    assert again(path, new).writes == ()
    assert told(again(path, answered(lamp="Yes, within 90 days."))) == [(Kind.CONFLICT, "lamp", "answer")]


def test_a_conflict_ends_when_the_author_says_so(path: Path) -> None:
    """With `keep` the file's text is settled for."""
    edit(path, "Yes, within 30 days.", "Yes, any time.")
    new = answered(lamp="Yes, within 60 days.")
    assert again(path, new, keep=True).changes == ()
    assert again(path, new).changes == ()
    assert "Yes, any time." in path.read_text(encoding="utf-8")


def test_what_is_new_in_the_source_is_added_at_its_place(path: Path) -> None:
    """New entries and sections stand where the source has them, also first and last."""
    draft = shop()
    first, last = DraftEntry("Are you open?", "Yes.", 1), DraftEntry("Any jobs?", "No.", 99)
    amid = DraftEntry("Can I pay by card?", "Yes.", 17)
    sections = (DraftSection("About", "A shop.", 1), *draft.sections, DraftSection("Imprint", "Us.", 50))
    faq = (first, draft.faq[0], amid, *draft.faq[1:], last)
    outcome = again(path, replace(draft, sections=sections, faq=faq))
    assert {change.kind for change in outcome.changes} == {Kind.NEW}
    held = layout.held(article(path.read_text(encoding="utf-8")))
    assert [part["id"] for part in held["sections"]] == ["about", "delivery", "returns", "imprint"]
    assert [part["question"] for part in held["faq"]] == [entry.question for entry in faq]
    assert path.read_text(encoding="utf-8") == yaml.article(
        layout.article(tidy.tidy(replace(draft, sections=sections, faq=faq)))
    )


def test_what_is_gone_from_the_source_stays_and_is_told(path: Path) -> None:
    """It is deleted only where that is asked for and nobody has touched it."""
    draft = replace(shop(), faq=shop().faq[:1])
    before = path.read_text(encoding="utf-8")
    assert told(again(path, draft)) == [(Kind.GONE, "lamp", ""), (Kind.GONE, "where", "")]
    assert path.read_text(encoding="utf-8") == before
    edit(path, "On the corner.", "At the corner.")
    assert told(again(path, draft, prune=True)) == [(Kind.PRUNED, "lamp", ""), (Kind.GONE, "where", "")]
    held = layout.held(article(path.read_text(encoding="utf-8")))
    assert [part["id"] for part in held["faq"]] == ["sunday", "where"]


def test_what_was_deleted_from_the_file_stays_away(path: Path) -> None:
    """An entry that its author doesn't want is not brought back; that the source has changed it is told."""
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: lamp")
    path.write_text(text[:start] + text[text.index("  - id: where") :], encoding="utf-8")
    assert again(path, shop()).changes == ()
    outcome = again(path, answered(lamp="Yes, within 60 days."))
    assert told(outcome) == [(Kind.DELETED, "lamp", "")]
    assert "lamp" not in path.read_text(encoding="utf-8")


def test_a_reworded_question_is_known_by_its_answer(path: Path) -> None:
    """The entry keeps its id and gets the new question."""
    draft = shop()
    faq = (replace(draft.faq[0], question="Is there delivery on Sundays?", id=None), *draft.faq[1:])
    outcome = again(path, replace(draft, faq=faq))
    assert told(outcome) == [(Kind.UPDATED, "sunday", "question")]
    assert again(path, replace(draft, faq=faq)).writes == ()


def test_wordings_of_both_sides_are_joined(path: Path) -> None:
    """New wordings of the source are added to the author's, which stay; those deleted by hand stay away."""

    def worded(*alternates: str) -> Draft:
        draft = shop()
        return replace(draft, faq=(replace(draft.faq[0], alternates=alternates), *draft.faq[1:]))

    again(path, worded("Sunday delivery?", "weekend"))
    edit(path, "      - weekend\n", "      - mine\n")
    outcome = again(path, worded("Sunday delivery?", "weekend", "on Sundays: when?"))
    assert told(outcome) == [(Kind.UPDATED, "sunday", "alternates")]
    held = layout.held(article(path.read_text(encoding="utf-8")))
    assert held["faq"][0]["alternates"] == ["Sunday delivery?", "mine", "on Sundays: when?"]


def test_without_its_record_nothing_is_overwritten(path: Path) -> None:
    """Where the record is lost, what differs is shown and what is equal is recorded again."""
    Path(record.path_of(str(path))).unlink()
    assert again(path, shop()).changes == ()
    Path(record.path_of(str(path))).unlink()
    edit(path, "Yes, within 30 days.", "Yes, any time.")
    before = path.read_text(encoding="utf-8")
    assert told(again(path, shop())) == [(Kind.CONFLICT, "lamp", "answer")]
    assert path.read_text(encoding="utf-8") == before
    assert told(again(path, answered(where="Here."))) == [
        (Kind.CONFLICT, "lamp", "answer"),
        (Kind.UPDATED, "where", "answer"),
    ]


def test_a_file_of_another_source_is_left_alone(path: Path) -> None:
    """A file that was written by hand, or imported from elsewhere, is not merged with what has its name by chance."""
    other = Draft("shop", "Another shop", source="b/shop.md", faq=(DraftEntry("Who?", "Us.", 1),))
    assert (again(path, other).state, again(path, other).writes) == (State.TAKEN, ())
    Path(record.path_of(str(path))).unlink()
    assert again(path, other).state is State.TAKEN


def test_a_source_that_was_moved_is_the_same_source(path: Path) -> None:
    """What is known by its parts is merged, and where it comes from is brought up to date."""
    outcome = again(path, replace(shop(), source="handbook/shop.md"))
    assert told(outcome) == [(Kind.UPDATED, "", "source")]


@pytest.mark.parametrize("broken", ["{", "[]", '{"faqbot": 2}', '{"faqbot": 1, "source": 3}', "\0", "[" * 100_000])
def test_a_record_that_cannot_be_read_is_none(path: Path, broken: str) -> None:
    """A record that somebody has damaged says nothing."""
    Path(record.path_of(str(path))).write_text(broken, encoding="utf-8")
    assert again(path, shop()).changes == ()


def test_windows_line_ends_and_a_byte_order_mark_stay(path: Path) -> None:
    """A file that an editor has saved with them keeps them."""
    data = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(data)
    again(path, shop())
    assert path.read_bytes() == data
    again(path, answered(lamp="Yes, within 60 days."))
    assert path.read_bytes() == data.replace(b"Yes, within 30 days.", b"Yes, within 60 days.")


def test_comments_beside_a_value_stay(path: Path) -> None:
    """A comment behind a value, or behind the mark of a block, outlives a new value."""
    edit(path, "answer: Yes, within 30 days.", "answer: Yes, within 30 days. # said Ann")
    edit(path, "    answer: |\n      On", "    answer: | # said Bob\n      On")
    again(path, answered(lamp="Yes.\n\nWithin 60 days.", where="Here."))
    text = path.read_text(encoding="utf-8")
    assert "    answer: | # said Ann\n      Yes.\n\n      Within 60 days.\n" in text
    assert "    answer: Here. # said Bob\n" in text


def test_lists_in_brackets_are_added_to(tmp_path: Path) -> None:
    """What is written in brackets stays there."""
    path = tmp_path / "shop.yaml"
    path.write_text(
        "title: Corner shop\nformat: markdown\nsource: docs/shop.md\nfaq:\n"
        "- {id: sunday, question: Do you deliver on Sunday?, alternates: [a], answer: 'No: on weekdays only.'}\n"
        "- {id: lamp, question: Can I return a lamp?, answer: 'Yes, within 30 days.'} # yes\n",
        encoding="utf-8",
    )
    draft = replace(shop(), sections=(), faq=tuple(replace(e, section=None) for e in shop().faq[:2]))
    again(path, draft)
    changed = tuple(replace(e, alternates=("b, c",), answer="Now: yes.") for e in draft.faq)
    again(path, replace(draft, faq=(*changed, DraftEntry("New?", "It is.", 9, id="new"))))
    assert path.read_text(encoding="utf-8").splitlines()[4:] == [
        '- {id: sunday, question: Do you deliver on Sunday?, alternates: [a, "b, c"], answer: "Now: yes."}',
        '- {id: lamp, question: Can I return a lamp?, alternates: ["b, c"], answer: "Now: yes."} # yes',
        "- id: new",
        "  question: New?",
        "  answer: It is.",
    ]


def test_a_backing_section_that_was_renamed_is_followed(path: Path) -> None:
    """New entries name the sections of the file, whose ids may be the author's."""
    text = path.read_text(encoding="utf-8")
    text = text.replace("id: returns", "id: bring-back").replace("section: returns", "section: bring-back")
    path.write_text(text, encoding="utf-8")
    draft = shop()
    new = DraftEntry("And a chair?", "Within 30 days.", 30, section="returns")
    again(path, replace(draft, faq=(*draft.faq, new)))
    held = layout.held(article(path.read_text(encoding="utf-8")))
    assert held["faq"][-1]["section"] == "bring-back"


def test_golden_cases_are_added_and_never_changed(tmp_path: Path) -> None:
    """The golden file gets new cases; those that were edited or deleted stay so."""
    path, draft = (
        tmp_path / "shop.yaml",
        replace(shop(), golden=(Asked("lamp?", 1, "Can I return a lamp?"), Asked("pie?", 2))),
    )
    again(path, draft)
    file = tmp_path / "shop.golden.yaml"
    assert file.read_text(encoding="utf-8") == (
        "knowledge: shop.yaml\n\ncases:\n  - ask: lamp?\n    cite: lamp\n\n  - ask: pie?\n    unknown: true\n"
    )
    file.write_text("# mine\ncases:\n  - ask: lamp?\n    cite: sunday\n", encoding="utf-8")
    assert again(path, draft).writes == ()
    again(path, replace(draft, golden=(*draft.golden, Asked("cake?", 3))))
    assert file.read_text(encoding="utf-8") == (
        "# mine\ncases:\n  - ask: lamp?\n    cite: sunday\n  - ask: cake?\n    unknown: true\n"
    )


def test_a_golden_file_of_comments_alone_keeps_them(tmp_path: Path) -> None:
    """Who has deleted all cases below the line that names the schema finds that line above the new ones."""
    path, file = tmp_path / "shop.yaml", tmp_path / "shop.golden.yaml"
    told = "# yaml-language-server: $schema=../.faqbot/golden.schema.json\n\n# Cases of the shop"
    file.write_bytes(f"\ufeff{told}\n".replace("\n", "\r\n").encode())
    again(path, replace(shop(), golden=(Asked("pie?", 2),)))
    text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    assert file.read_bytes().startswith("\ufeff#".encode())
    assert text.startswith(f"{told}\n\nknowledge: shop.yaml\n")
    assert [case.ask for case in reading.read(str(file)).cases] == ["pie?"]


def test_a_golden_file_keeps_its_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    """New cases are written as those that are there."""
    path, file = tmp_path / "shop.yaml", tmp_path / "shop.golden.yaml"
    file.write_bytes(b"\xef\xbb\xbf- ask: pie?\r\n  unknown: true\r\n")
    again(path, replace(shop(), golden=(Asked("cake?", 3),)))
    assert file.read_bytes() == (b"\xef\xbb\xbf- ask: pie?\r\n  unknown: true\r\n- ask: cake?\r\n  unknown: true\r\n")


@given(drafts, drafts, st.booleans())
def test_any_source_can_become_any_other(
    tmp_path_factory: pytest.TempPathFactory, old: Draft, new: Draft, prune: bool
) -> None:
    """Whatever the source becomes, the merged file can be read, and merging again changes nothing."""
    path = tmp_path_factory.mktemp("any") / "any.yaml"
    old = replace(old, faq=(*old.faq, DraftEntry("Same?", "Same.", 1)), source="same")
    new = replace(new, faq=(DraftEntry("Same?", "Same.", 1), *new.faq), source="same")
    again(path, old)
    first = again(path, new, prune=prune)
    files.read(str(path), path.read_text(encoding="utf-8"))
    assert not any(change.kind is Kind.CONFLICT for change in first.changes)
    assert again(path, new, prune=prune).writes == ()


@pytest.mark.parametrize(
    "damage",
    [
        {"parts": []},
        {"parts": {"faq": 5}},
        {"parts": {"faq": [5]}},
        {"parts": {"faq": [{"id": 5}]}},
        {"article": []},
        {"golden": [[1]]},
        {"golden": 5},
        {"open": []},
        {"open": {"faq/a/answer": 5}},
        {"faqbot": 99},
        {"more": 1},
    ],
)
def test_a_damaged_record_is_none(path: Path, damage: dict[str, object]) -> None:
    """What anyone may have edited is held to its shape; without it nothing is known of the import before."""
    kept = Path(record.path_of(str(path)))
    values = json.loads(kept.read_text(encoding="utf-8"))
    kept.write_text(json.dumps({**values, **damage}), encoding="utf-8")
    assert record.read(str(path)) is None
    assert again(path, shop()).state is State.SAME


def test_a_record_is_no_link(path: Path, tmp_path: Path) -> None:
    """Nobody makes a link of it but to have something else overwritten."""
    kept, other = Path(record.path_of(str(path))), tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    kept.unlink()
    kept.symlink_to(other)
    with pytest.raises(KnowledgeError, match="this is no file, and what was imported is kept here"):
        again(path, answered(opening="At nine."))
    assert other.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_record_that_is_a_pipe_is_not_waited_for(path: Path) -> None:
    """Nobody may ever write into it."""
    kept = Path(record.path_of(str(path)))
    kept.unlink()
    os.mkfifo(kept)
    with pytest.raises(KnowledgeError, match="this is no file"):
        again(path, shop())


def test_a_change_without_a_place_tells_the_file(path: Path) -> None:
    """Lists in brackets have no lines to put anything between."""
    values = layout.held(files.read(str(path), path.read_text(encoding="utf-8")))
    path.write_text(json.dumps(values), encoding="utf-8")
    more = replace(shop(), faq=(*shop().faq, DraftEntry("Is there a lift?", "No.", 99)))
    with pytest.raises(KnowledgeError, match="has no place in the file: faq: write its items on lines of their own"):
        again(path, more)
