"""Golden cases in other words and turned: what is counted, what pytest and the command say of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from test_plugin import GOLDEN, _ids, _write, museum

from faqbot.base.errors import KnowledgeError
from faqbot.evaluation import labelled
from faqbot.evaluation.golden import reading
from faqbot.evaluation.perturbing.kinds import KINDS, TURNED
from faqbot.evaluation.robustness import Became, robustness
from faqbot.terminal.shell import cli
from faqbot.terminal.shell.arguments import parse

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["museum"]  # the fixture

KNOWLEDGE = """\
title: The Museum
synonyms:
  - [open, unlock]
sections:
  - id: visits
    heading: Planning a visit
    text: The museum opens at nine in the morning. Dogs wait outside.
  - id: fees
    heading: Tickets
    text: A ticket to the museum costs twelve euros for students.
"""
ASKED = """\
knowledge: museum.yaml
cases:
  - ask: When does the museum open on Monday?
    cite: visits
  - ask: What does a ticket to the museum cost for students?
    cite: fees
  - ask: xyzzy plugh?
    unknown: true
  - ask: Where do dogs wait?
    cite: fees
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a museum and golden questions about it, which is where the test runs."""
    (tmp_path / "museum.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    (tmp_path / "museum.golden.yaml").write_text(ASKED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "FAQBOT_KNOWLEDGE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


# -- counting ----------------------------------------------------------------------------------


def test_only_what_is_right_as_written_is_changed(folder: Path) -> None:
    """What is missed as it is written is asked in no other words; what has no answer has no keywords and no turn."""
    found = robustness(labelled.read(["museum.golden.yaml"]))
    assert (found.written.count, found.written.of) == (3, 4)
    questions = {one.changed.case.ask for one in found.tried}
    assert "Where do dogs wait?" not in questions
    kinds = {one.changed.kind for one in found.tried if one.changed.case.ask == "xyzzy plugh?"}
    assert kinds >= {"typos", "case"}
    assert not kinds & {"keywords", TURNED}


def test_the_rows_add_up(folder: Path) -> None:
    """Each row counts all of its questions once, and the last one those of all."""
    found = robustness(labelled.read(["museum.golden.yaml"]))
    for rows in (found.worded, found.turned):
        *some, every = rows
        assert every.name == "all"
        assert every.share.of == sum(row.share.of for row in some)
        assert every.share.count == sum(row.share.count for row in some)
        for row in rows:
            assert row.share.of == sum(row.count(became) for became in Became)
    assert len(found.tried) == found.worded[-1].share.of + found.turned[-1].share.of
    assert {one.became for one in found.lost}.isdisjoint({Became.RIGHT, Became.REFUSED, Became.OTHERWISE})


def test_a_turned_question_is_held_against_the_old_answer(folder: Path) -> None:
    """A turned question that gets the old answer is lost; one that is refused is not."""
    found = robustness(labelled.read(["museum.golden.yaml"]), [TURNED])
    became = {one.changed.id: one.became for one in found.tried}
    assert became["When does the museum open on Monday? ~turned-not"] is Became.REPEATED
    assert Became.REFUSED in became.values()
    assert not found.worded


def test_how_sure_it_must_be_is_asked_of_the_question_as_written(folder: Path) -> None:
    """A bound on the confidence and the cause don't count for other words."""
    path = folder / "museum.golden.yaml"
    case = "  - ask: When does the museum open?\n    cite: visits\n"
    path.write_text(f'knowledge: museum.yaml\ncases:\n{case}    confidence: ">= 0.1"\n    cause: clear match\n')
    (tried, *_) = robustness(labelled.read([str(path)]), ["context"]).tried
    assert tried.changed.asked.expected.confidence is None
    assert tried.changed.asked.expected.cause is None
    assert tried.changed.asked.cite == ("museum#visits",)


def test_of_a_conversation_the_last_turn_is_changed(folder: Path) -> None:
    """A conversation goes on as it is written up to its last turn, which is asked in other words."""
    path = folder / "talk.golden.yaml"
    turns = "{ask: When does the museum open?, cite: visits}, {ask: What does a ticket to the museum cost?, cite: fees}"
    path.write_text(f"knowledge: museum.yaml\ncases:\n  - turns: [{turns}]\n")
    found = robustness(labelled.read([str(path)]), ["case"])
    (tried,) = found.tried
    assert [turn.ask for turn in tried.changed.asked.turns] == [
        "When does the museum open?",
        "WHAT DOES A TICKET TO THE MUSEUM COST?",
    ]
    assert tried.changed.id.endswith("cost? ~case-1")
    assert tried.good


# -- reading -----------------------------------------------------------------------------------


def test_a_golden_file_names_kinds(folder: Path) -> None:
    """`perturb` names kinds, one or a list; `perturb_xfail` names what a case is known to be missed by."""
    path = folder / "museum.golden.yaml"
    path.write_text(f"perturb: [turned, typos]\n{ASKED}    perturb_xfail: typos-2\n", encoding="utf-8")
    found = reading.read(str(path))
    assert found.perturb == ("turned", "typos")
    assert [case.perturb_xfail for case in found.cases] == [(), (), (), ("typos-2",)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("perturb: [typo]\n", '1: perturb: "typo" is none: did you mean "typos"?'),
        ("perturb: [case, case]\n", '1: perturb: "case" stands twice: delete one'),
        ("perturb: []\n", "1: perturb is an empty list: fill it"),
        ("perturb: [qqq]\n", '1: perturb: "qqq" is none: there are typos, case,'),
    ],
)
def test_kinds_that_there_are_not(folder: Path, text: str, message: str) -> None:
    """A kind that there isn't is told with its line, and with the one that is meant."""
    path = folder / "museum.golden.yaml"
    path.write_text(text + ASKED, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        reading.read(str(path))
    assert message in str(caught.value)


def test_a_mark_that_there_is_not(folder: Path) -> None:
    """What is marked must be a change that there is."""
    path = folder / "museum.golden.yaml"
    path.write_text(f"{ASKED}    perturb_xfail: [typos-9]\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match='perturb_xfail: "typos-9" is none: did you mean "typos-'):
        reading.read(str(path))


def test_a_mark_that_marks_nothing(folder: Path) -> None:
    """A question without a number isn't changed by another one: such a mark is left from another wording."""
    path = folder / "museum.golden.yaml"
    path.write_text(f"{ASKED}    perturb_xfail: [case-1, turned-number]\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        reading.read(str(path))
    assert str(caught.value).endswith(
        "museum.golden.yaml:9: perturb_xfail: nothing is made of this question by turned-number: delete it"
    )


# -- pytest ------------------------------------------------------------------------------------


def test_pytest_asks_in_other_words_where_a_file_says_so(museum: pytest.Pytester) -> None:
    """A file with `perturb` has an item for each changed question, behind that of its case; -k finds them by kind."""
    _write(museum, "one.golden.yaml", f"perturb: [case, punctuation]\n{GOLDEN}")
    result = museum.runpytest_subprocess("--collect-only", "-q")
    assert _ids(result) == [
        "one.golden.yaml::When does the museum open?",
        "one.golden.yaml::When does the museum open? ~case-1",
        "one.golden.yaml::When does the museum open? ~punctuation-1",
        "one.golden.yaml::xyzzy plugh?",
        "one.golden.yaml::xyzzy plugh? ~case-1",
        "one.golden.yaml::xyzzy plugh? ~punctuation-1",
    ]
    museum.runpytest_subprocess("-k", "case").assert_outcomes(passed=2, deselected=4)


def test_pytest_asks_all_in_other_words_by_an_option(museum: pytest.Pytester) -> None:
    """--faqbot-perturb has every golden file ask in other words; with kinds, by these alone."""
    _write(museum, "one.golden.yaml", GOLDEN)
    museum.runpytest_subprocess("--faqbot-perturb=case,context").assert_outcomes(passed=8)
    result = museum.runpytest_subprocess("--collect-only", "-q", "--faqbot-perturb")
    assert {name.rpartition(" ~")[2].partition("-")[0] for name in _ids(result) if " ~" in name} == {
        kind for kind in KINDS if kind != "synonyms"
    }


def test_pytest_tells_of_kinds_that_there_are_not(museum: pytest.Pytester) -> None:
    """A kind that there isn't ends the run with a sentence, and so does a path that is taken for one."""
    _write(museum, "one.golden.yaml", GOLDEN)
    result = museum.runpytest_subprocess("--faqbot-perturb", "one.golden.yaml")
    result.stderr.fnmatch_lines(['*"one.golden.yaml" is no kind of change: there are typos, *behind the paths*'])
    assert result.ret == pytest.ExitCode.USAGE_ERROR


def test_what_fails_is_told_and_can_be_marked(museum: pytest.Pytester) -> None:
    """A turned question with the old answer fails and says how to mark it; marked it is xfailed, and passes no more."""
    case = "  - ask: Why do dogs wait outside?\n    cite: visits\n"
    text = f"knowledge: museum.yaml\nperturb: [turned]\ncases:\n{case}"
    _write(museum, "museum.yaml", KNOWLEDGE)
    _write(museum, "one.golden.yaml", text.replace("Why", "Where"))
    result = museum.runpytest_subprocess()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        ["*as before it was turned into another question*", "*mark it in the case: perturb_xfail: ?turned-not?*"]
    )
    marked = text.replace("Why", "Where") + "    perturb_xfail: turned-not\n"
    _write(museum, "one.golden.yaml", marked)
    museum.runpytest_subprocess().assert_outcomes(passed=1, xfailed=1)
    _write(museum, "one.golden.yaml", marked.replace("turned]", "case]").replace("turned-not", "case-1"))
    museum.runpytest_subprocess().assert_outcomes(passed=1, failed=1)  # it passes, and the mark must go


def test_a_case_that_is_missed_is_not_asked_again(museum: pytest.Pytester) -> None:
    """In other words a case that is missed as it is written is skipped; one that is known to be missed has none."""
    text = "knowledge: museum.yaml\nperturb: [case]\ncases:\n  - ask: When does the museum open?\n    cite: fees\n"
    _write(museum, "one.golden.yaml", text)
    museum.runpytest_subprocess().assert_outcomes(failed=1, skipped=1)
    _write(museum, "one.golden.yaml", f"{text}    xfail: it is known\n")
    museum.runpytest_subprocess().assert_outcomes(xfailed=1)


def test_a_long_name_keeps_its_mark(museum: pytest.Pytester) -> None:
    """However long a question is, the names of its changes tell which it is."""
    long = f"When does the museum open {'again ' * 40}?"
    _write(
        museum,
        "one.golden.yaml",
        f"perturb: case\nknowledge: museum.yaml\ncases:\n  - ask: {long}\n    unknown: true\n",
    )
    names = _ids(museum.runpytest_subprocess("--collect-only", "-q"))
    assert len(names) == 2
    assert names[1].endswith(" ~case-1")


# -- the command -------------------------------------------------------------------------------


def test_the_command_shows_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`faqbot eval --perturb FILE` tells by kind how much stays right, and what is lost, by its id."""
    assert cli.main(["eval", "--perturb", "museum.golden.yaml", "--worst", "99"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("4 questions over museum: 3 are decided rightly as they are written.")
    for kind in KINDS:
        assert kind == TURNED or f"\n  {kind} " in out
    assert "old answer" in out
    assert "When does the museum open on Monday? ~turned-not\n" in out


def test_the_command_gives_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--json has the same counts, and every changed question with its id; of the kinds named alone."""
    assert cli.main(["eval", "museum.golden.yaml", "--perturb=case,turned", "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (found["questions"], found["right"]) == (4, 3)
    assert [row["kind"] for row in found["kinds"]] == ["case", "all"]
    assert found["kinds"][0] == {**found["kinds"][-1], "kind": "case"}
    assert {case["changed"].partition("-")[0] for case in found["cases"]} == {"case", "turned"}
    first = found["cases"][0]
    assert first["id"] == "When does the museum open on Monday? ~case-1"
    assert first["question"] == "WHEN DOES THE MUSEUM OPEN ON MONDAY?"


def test_nothing_to_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no question can be changed so, that is said."""
    (folder / "asked.csv").write_text("question,expect\nxyzzy?,\n", encoding="utf-8")
    assert cli.main(["-k", "museum.yaml", "eval", "asked.csv", "--perturb=synonyms"]) == 0
    assert "None of them can be changed so." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--perturb=noise"], 'argument --perturb: "noise" is no kind of change: there are typos, case,'),
        (["--perturb", "--plot=x.svg"], "--plot is about questions as they are written"),
        (["--perturb", "--max-wrong=0"], "--max-wrong is about questions as they are written"),
    ],
)
def test_what_does_not_go_together(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A kind that there isn't, and what is about the questions as they are written, is refused in a sentence."""
    with pytest.raises(SystemExit) as left:
        parse(["eval", "asked.csv", *arguments])
    assert left.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--perturb", "eval", "a.csv"], ["eval", "--perturb", "a.csv"], ["eval", "a.csv", "--perturb"]]
)
def test_what_follows_the_option_is_no_value_of_it(arguments: list[str]) -> None:
    """--perturb without kinds names all, wherever it stands."""
    found = parse(arguments)
    assert (found.command, found.words, found.perturb) == ("eval", ["a.csv"], KINDS)
