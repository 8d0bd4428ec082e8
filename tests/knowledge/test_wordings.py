"""One wording in two places: where it is told, to whom, and what is none."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot import Bot
from faqbot.base.errors import KnowledgeError, KnowledgeWarning
from faqbot.knowledge import loading
from faqbot.knowledge.parts import ids, wordings
from faqbot.knowledge.yaml.faults import MAX_FAULTS

TWINS = """\
title: Visits
faq:
  - question: When are you open?
    answer: From nine to five.
  - question: Is there a café?
    answer: There is one.
    alternates:
      - Coffee?
      - "when are you OPEN"
"""
TOLD = '9: the same wording as line 3 ("When are you open?"): who asks it is offered both entries; reword or delete one'


def written(folder: Path, text: str, name: str = "visits.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def told(path: Path) -> list[str]:
    """The warnings of loading `path`."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        loading.load(path)
    assert all(warning.category is KnowledgeWarning for warning in caught)
    return [str(warning.message) for warning in caught]


def test_a_wording_of_two_entries_is_told_with_both_lines(tmp_path: Path) -> None:
    """The line of the second and that of the first are named, and what comes of it."""
    path = written(tmp_path, TWINS)
    assert told(path) == [f"{path}:{TOLD}"]


def test_the_warning_is_for_who_loads(tmp_path: Path) -> None:
    """Python shows the warning at the line that loaded the bot, not at one of faqbot's."""
    with pytest.warns(KnowledgeWarning) as caught:
        Bot.load(written(tmp_path, TWINS))
    assert caught[0].filename == __file__


CLEAN = {
    "two files": "",
    "one entry": "    alternates: [when are you open, WHEN ARE YOU OPEN!]\n",
    "no words": '    alternates: ["?!"]\n  - question: "?"\n    answer: Yes.\n  - question: "!"\n    answer: No.\n',
    "other words": "  - question: When are you closed?\n    answer: At night.\n",
    "other signs": "  - question: And C#?\n    answer: Yes.\n  - question: And C++?\n    answer: No.\n",
    "other marks": "  - question: कि?\n    answer: Yes.\n  - question: का?\n    answer: No.\n",
    "other order": "  - question: Are you open when?\n    answer: At night.\n",
}


@pytest.mark.parametrize("more", CLEAN.values(), ids=list(CLEAN))
def test_what_is_no_wording_of_two_entries(more: str, tmp_path: Path) -> None:
    """Nothing is told of wordings in one entry, without words, of other words, and of two articles."""
    text = "title: Visits\nfaq:\n  - question: When are you open?\n    answer: From nine to five.\n"
    written(tmp_path, text, "one.yaml")
    written(tmp_path, text + more, "two.yaml")
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("answer", "section", "rivals"),
    [
        ("From nine.", "hours", False),
        ("From ten.", "hours", True),
        ("From nine.", "days", True),
        ("From nine.", "", True),
    ],
)
def test_what_is_told_is_what_comes_of_it(answer: str, section: str, rivals: bool, tmp_path: Path) -> None:
    """One of two entries with one answer and one section is told to be superfluous; of others both are offered."""
    sections = "".join(
        f"  - {{id: {name}, heading: The {name}, text: Closed at night.}}\n" for name in ("hours", "days")
    )
    faq = "".join(
        f"  - question: When are you open?\n    answer: {said}\n" + (f"    section: {back}\n" if back else "")
        for said, back in (("From nine.", "hours"), (answer, section))
    )
    path = written(tmp_path, f"title: Visits\nsections:\n{sections}faq:\n{faq}")
    (said,) = told(path)
    assert ("is offered both entries" in said, "one of them is superfluous" in said) == (rivals, not rivals)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bot = Bot.load(path)
    assert (bot.answer("When are you open?").cause == "ambiguous") is rivals


def test_equal_entries_without_a_section_are_offered_both(tmp_path: Path) -> None:
    """Entries that no section backs are two places, whatever they answer."""
    (said,) = told(written(tmp_path, "title: A\nfaq:\n" + "  - question: When?\n    answer: At nine.\n" * 2))
    assert said.endswith("who asks it is offered both entries; reword or delete one")


SECTIONS = """\
title: Visits
sections:
  - id: hours
    heading: Opening hours
    alternates: [When are you open?, "when are YOU open"]
    text: From nine to five.
"""


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        (
            "  - {heading: Days, alternates: [when are you open], text: Daily.}\n",
            "who asks it is offered both sections; reword or delete one",
        ),
        (
            "faq:\n  - {question: When are you open?, answer: At nine.}\n",
            "who asks it is offered an entry and a section; reword or delete one",
        ),
        (
            "faq:\n  - {question: Open?, alternates: [When are you open?], answer: At nine., section: hours}\n",
            "the section backs the entry, so that one of the two is superfluous; delete it",
        ),
    ],
    ids=["two sections", "an entry and a section", "an entry and the section behind it"],
)
def test_a_wording_of_a_section_and_another_place_is_told(more: str, outcome: str, tmp_path: Path) -> None:
    """A section's alternate that another section or an entry has is told, once, with what comes of it."""
    (said,) = told(written(tmp_path, SECTIONS + more))
    assert said.endswith(f'the same wording as line 5 ("When are you open?"): {outcome}')


@pytest.mark.parametrize("heading", ["Opening hours", "When are you open?"])
def test_a_heading_is_no_wording_that_is_told(heading: str, tmp_path: Path) -> None:
    """Nothing is told of two sections of one heading, nor of a heading that another section has as an alternate."""
    assert told(written(tmp_path, f"{SECTIONS}  - {{heading: {heading}, text: Daily.}}\n")) == []


def test_a_heading_is_no_wording_of_an_entry(tmp_path: Path) -> None:
    """Nothing is told of an entry that asks what the section behind it is called."""
    sections = "sections:\n  - id: hours\n    heading: When are you open?\n    text: From nine to five.\n"
    entry = "faq:\n  - question: When are you open?\n    answer: From nine to five.\n    section: hours\n"
    assert told(written(tmp_path, "title: Visits\n" + sections + entry)) == []


def test_a_file_at_fault_is_not_warned_of(tmp_path: Path) -> None:
    """Where a file can't be used, its faults are told, and its wordings once they are mended."""
    with pytest.raises(KnowledgeError, match="unknown key"):
        loading.load(written(tmp_path, TWINS + "colour: blue\n"))


def test_very_many_are_counted(tmp_path: Path) -> None:
    """Past the first hundred the rest are counted."""
    entries = "  - question: When?\n    answer: At nine.\n" * (MAX_FAULTS + 3)
    said = told(written(tmp_path, "title: Visits\nfaq:\n" + entries))
    assert len(said) == MAX_FAULTS + 1 and "2 more" in said[-1]


@given(asked=st.lists(st.sampled_from(["a b", "A, b?", "b a", "c"]), min_size=1, max_size=8))
def test_each_entry_after_the_first_is_told(asked: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """There is a warning for each entry whose question, by its words, an entry before it has."""
    entries = "".join(f'  - question: "{question}"\n    answer: Yes.\n' for question in asked)
    kinds = {question.lower().strip("?").replace(",", "") for question in asked}
    path = written(tmp_path_factory.getbasetemp(), "title: Visits\nfaq:\n" + entries)
    assert len(told(path)) == len(asked) - len(kinds)


@pytest.mark.parametrize(("flags", "status"), [((), 1), (("-W", "error"), 2)], ids=["told", "an error"])
def test_the_command_tells_it_in_a_sentence(flags: tuple[str, ...], status: int, tmp_path: Path) -> None:
    """On the command line it is a sentence on standard error, also where Python makes errors of warnings."""
    path = written(tmp_path, TWINS)
    command = [sys.executable, *flags, "-m", "faqbot", "-k", str(path), "ask", "when are you open"]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == status
    assert done.stderr.removeprefix("faqbot: ") == f"{path}:{TOLD}\n"


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_texts_are_folded_as_others(text: str) -> None:
    """The short way for texts in ASCII comes to what the long one does, for wordings and for ids."""
    assert wordings.folded(f"{text} é") == f"{wordings.folded(text)} é".lstrip()
    assert ids.slug(f"{text} é") == f"{ids.slug(text)}-é".lstrip("-")
