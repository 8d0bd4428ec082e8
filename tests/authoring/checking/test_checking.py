"""The check as a whole: other files, comments that ignore, --fix, what is printed, and what holds for any knowledge."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Final

import pytest
from checkout import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from museum import MUSEUM

from faqbot.authoring.checking import output
from faqbot.authoring.checking.checks import Selection, check
from faqbot.authoring.checking.codes import FAMILIES, RULES
from faqbot.authoring.checking.reading import alike
from faqbot.authoring.checking.reading.knowledge import plain
from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.knowledge import articles
from faqbot.knowledge.article import Format, Text
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.faults import Faults
from faqbot.terminal.shell import cli

TODAY: Final = dt.date(2026, 6, 15)
PRICE: Final = "    question: How much is a ticket?\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the museum, in which the process stands."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "museum.yaml").write_text(MUSEUM, encoding="utf-8")
    return tmp_path


def found(*paths: str) -> list[str]:
    """The lines of all findings."""
    return list(map(str, check(paths, today=TODAY).findings))


def write(folder: Path, name: str, text: str) -> None:
    """A file, its lines ended as they stand."""
    (folder / name).write_bytes(text.encode())


# -- the knowledge that ships ------------------------------------------------------------------


def test_the_article_that_ships_is_clean() -> None:
    """Nothing is found in the knowledge of this repository."""
    assert list(map(str, check([str(ROOT / "knowledge")]).findings)) == []


# -- files -------------------------------------------------------------------------------------


def test_a_broken_file_does_not_stop_the_others(folder: Path) -> None:
    """All faults of a file are told, and the findings of the others."""
    write(folder, "broken.yaml", "title: T\nsections:\n  - heading: H\n  - text: X\n")
    write(folder, "museum.yaml", MUSEUM.replace("is 12 florins", "is 14 florins"))
    codes = [line.split()[:2] for line in found(".")]
    assert codes == [
        ["./broken.yaml:3:5:", "F001"],
        ["./broken.yaml:4:5:", "F001"],
        ["./museum.yaml:42:25:", "G001"],
    ]


def test_two_files_of_one_name_are_told(folder: Path) -> None:
    """An id can't be that of two articles."""
    (folder / "below").mkdir()
    write(folder, "below/museum.yaml", MUSEUM)
    message = 'the id "museum" (the file\'s name) is also that of ./museum.yaml: rename one of them'
    assert found(".") == [f"./below/museum.yaml:1:1: F002 {message}"]


def test_golden_cases_that_are_wordings_are_told(folder: Path) -> None:
    """A golden file beside an article is read too."""
    write(
        folder, "museum.golden.yaml", "- ask: how much is a ticket\n  cite: faq-price\n- ask: Fee?\n  cite: faq-price\n"
    )
    message = 'the case is a wording of "faq-price" (museum.yaml:39), which is always found: reword it'
    assert found("museum.yaml") == [f"museum.golden.yaml:1:8: W006 {message}"]


def test_a_section_that_nothing_finds_is_told(folder: Path) -> None:
    """An entry has the heading of a section that says nothing else, and doesn't name it."""
    lost = '  - id: other\n    heading: Are you open on Mondays\n    text: "No."\n\n'
    write(folder, "museum.yaml", MUSEUM.replace("  - id: repairs\n", f"{lost}  - id: repairs\n"))
    message = 'who asks for it gets "faq-monday": give it a heading of its own, or alternates'
    assert found("museum.yaml") == [f"museum.yaml:33:14: S002 {message}"]


@pytest.mark.parametrize("path", ["nowhere.yaml", "nowhere/", "museum.golden.yaml"])
def test_a_path_that_is_not_there_is_an_error(folder: Path, path: str) -> None:
    """That is no finding: there is nothing to check."""
    with pytest.raises(KnowledgeError, match="there is no such file"):
        check([path])


# -- codes -------------------------------------------------------------------------------------


def test_codes_are_selected_and_ignored_by_their_beginnings(folder: Path) -> None:
    """The longer list of what is not wanted wins."""
    write(folder, "museum.yaml", MUSEUM.replace("is 12 florins", "is 14 florins TODO ask"))
    assert [f.code for f in check(["museum.yaml"], today=TODAY).findings] == ["G001", "T002"]
    assert [f.code for f in check(["museum.yaml"], Selection(["G", "T0"], ["T002"]), today=TODAY).findings] == ["G001"]
    with pytest.raises(FaqbotError, match='no code that begins with "G9": faqbot check --help'):
        check(["museum.yaml"], Selection(["G9"]))


def test_every_code_belongs_to_a_family() -> None:
    """The table is complete, and its texts are sentences."""
    assert {code[0] for code in RULES} == set(FAMILIES)
    assert all(rule.why.endswith((".", "`.")) and len(rule.summary) < 70 for rule in RULES.values())


# -- ignoring ----------------------------------------------------------------------------------

WRONG: Final = "    answer: A ticket is 14 florins, and members of the Glass Guild pay 9 florins.\n"
RIGHT: Final = WRONG.replace("14", "12")


@pytest.mark.parametrize(
    ("before", "old", "new"),
    [
        ("", WRONG, WRONG.replace(".\n", ".  # faqbot: ignore G001 the price goes up in May\n")),
        ("", WRONG, f"    # faqbot: ignore G001 the price goes up in May\n{WRONG}"),
        ("", WRONG, f"    # faqbot: ignore G001 the price goes up\n    # so we were told\n{WRONG}"),
        ("# faqbot: ignore G001 the price goes up in May\n", WRONG, WRONG),
        ("# An article\n# faqbot: ignore G001 the price goes up in May\n\n", WRONG, WRONG),
        (
            "",
            WRONG,
            "    # faqbot: ignore G001 it goes up\n    answer: |\n      A ticket\n      is 14 florins\n",
        ),
    ],
)
def test_comments_ignore(folder: Path, before: str, old: str, new: str) -> None:
    """On the line, above it, at the start of the value that the line is in, or at the top of the file."""
    write(folder, "museum.yaml", before + MUSEUM.replace(RIGHT, WRONG).replace(old, new))
    assert found("museum.yaml") == []


def test_what_looks_like_a_comment_in_a_text_is_none(folder: Path) -> None:
    """A text may speak of comments."""
    text = "      Sandwiches\n      # faqbot: ignore G001 why\n      from home"
    write(folder, "museum.yaml", MUSEUM.replace("      Sandwiches from home", text))
    assert found("museum.yaml") == []


# -- fixing ------------------------------------------------------------------------------------

FIXED: Final = (
    (PRICE, "    question: How much is a tic\u200bket?\n"),
    (PRICE, '    question: "How much is a tic\\u200bket?"\n'),
    (PRICE, "    question: How much is a\u00a0ticket?\n"),
    (PRICE, "    question: >-\n      How much\n      is a t\u0456cket?\n"),
    ("      - What do grown-ups pay at the desk?\n", "      - What do grown-ups pay at the desk?\n" * 3),
    ("    alternates:\n      - What do", "    alternates:\n      - How much is a ticket?\n      - What do"),
    (PRICE, f"    # faqbot: ignore W001 once it was\n{PRICE}"),
    (PRICE, PRICE.replace("\n", "  # faqbot: ignore W001, W002 once it was\n")),
    ("published: 2025-02-03\n", "published: 2025-02-03  # faqbot: ignore T001\n"),
)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(("old", "fault"), FIXED)
def test_what_has_one_right_answer_is_put_right(folder: Path, old: str, fault: str, ends: str) -> None:
    """The file holds the same articles as before the fault, and its line ends stay."""
    right = articles.read("museum.yaml")
    write(folder, "museum.yaml", MUSEUM.replace(old, fault).replace("\n", ends))
    report = check(["museum.yaml"], today=TODAY, fix=True)
    assert (report.findings, report.fixed > 0) == ((), True)
    data = (folder / "museum.yaml").read_bytes()
    assert data.count(b"\r\n") == (data.count(b"\n") if ends == "\r\n" else 0)
    same = articles.read("museum.yaml")
    assert [(e.question, e.alternates, e.answer.value) for e in same.faq] == [
        (e.question, e.alternates, e.answer.value) for e in right.faq
    ]
    assert check(["museum.yaml"], today=TODAY, fix=True).fixed == 0


# -- printing ----------------------------------------------------------------------------------


def test_the_report_is_printed_for_people_programs_and_github(folder: Path) -> None:
    """Text ends in a count, JSON is a list, and a command's signs are escaped."""
    write(
        folder,
        "museum.yaml",
        MUSEUM.replace("a ticket?\n", "a tic\u200bket?\n").replace("is 12 florins", "is 14% dearer"),
    )
    report = check(["museum.yaml"], today=TODAY)
    assert output.text(report).splitlines()[-1] == "Found 2 findings in 1 file (1 fixable with --fix)."
    assert [row["code"] for row in json.loads(output.as_json(report))] == ["U001", "G001"]
    command = output.github(report).splitlines()[1]
    assert command.startswith('::warning file=museum.yaml,line=42,col=25,title=faqbot G001::the answer says "14%25"')
    assert output.text(check(["museum.yaml"], Selection(["Y"]))) == "No findings in 1 file."
    assert output.as_json(check(["museum.yaml"], Selection(["Y"]))) == "[]"


def test_a_name_of_a_file_acts_on_no_terminal(folder: Path) -> None:
    """Whatever it is called: escape sequences and commands of its own are none."""
    write(folder, "a\x1b[31m,b\n::error::c%.yaml", MUSEUM)
    report = check([str(folder)])
    for said in (output.text(report), output.as_json(report), output.github(report)):
        assert "\x1b" not in said
    command, *others = output.github(report).splitlines()
    assert not others
    assert command.startswith("::error file=") and "a [31m%2Cb%0A%3A%3Aerror%3A%3Ac%25.yaml,line=1," in command


def test_the_exit_status_tells_what_was_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 where nothing is, 1 where something is, 2 where it can't be told."""
    assert cli.main(["check", "museum.yaml"]) == 0
    assert cli.main(["check", "museum.yaml", "--select", "g1"]) == 2
    write(folder, "museum.yaml", MUSEUM.replace("is 12 florins", "is 14 florins"))
    assert cli.main(["check", "museum.yaml"]) == 1
    assert cli.main(["check", "museum.yaml", "--ignore", "w,g001"]) == 0
    assert cli.main(["check", "--explain", "g001"]) == 0
    assert cli.main(["check", "--explain", "g01"]) == 2
    assert cli.main(["check", "nowhere"]) == 2
    assert "G001 (grounding): a number that the backing section" in capsys.readouterr().out


# -- what holds for any knowledge --------------------------------------------------------------

CHARACTERS: Final = st.text(
    st.sampled_from("ab c.?!#[](){}<>-_*`'\"1234567890:%\u200b\u00ad\u00a0\u0430éß\n\t/&TODOMay"),
    min_size=1,
    max_size=60,
)
PART: Final = st.fixed_dictionaries({"text": CHARACTERS, "title": CHARACTERS, "also": st.lists(CHARACTERS, max_size=3)})


def _yaml(sections: list[dict[str, object]], entries: list[dict[str, object]]) -> str:
    """An article in YAML that is JSON."""
    return json.dumps(
        {
            "title": "T",
            "synonyms": [["a", "b"], ["b", "c"]],
            "sections": [{"heading": s["title"], "text": s["text"], "summary": s["text"]} for s in sections],
            "faq": [{"question": e["title"], "answer": e["text"], "alternates": e["also"]} for e in entries],
        },
        ensure_ascii=False,
        indent=1,
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PART, max_size=3), st.lists(PART, min_size=1, max_size=4))
def test_a_check_never_fails_and_points_into_the_file(
    folder: Path, sections: list[dict[str, object]], entries: list[dict[str, object]]
) -> None:
    """Whatever an article holds, each finding stands at a character of its file, and --fix leaves one that loads."""
    write(folder, "museum.yaml", _yaml(sections, entries))
    report = check(["museum.yaml"], today=TODAY)
    lines = (folder / "museum.yaml").read_text(encoding="utf-8").split("\n")
    assert all(1 <= f.line <= len(lines) and 1 <= f.column <= len(lines[f.line - 1]) + 1 for f in report.findings)
    loads = not any(f.code.startswith("F") for f in report.findings)
    after = check(["museum.yaml"], today=TODAY, fix=True)
    if loads:
        assert not any(f.code.startswith("F") for f in after.findings)
        articles.of("museum.yaml", nodes.read("museum.yaml"), Faults("museum.yaml"))


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=6), max_size=12), st.sampled_from([0.5, 0.6, 0.8]))
def test_sets_that_are_alike_are_all_found(sets: list[frozenset[str]], share: float) -> None:
    """As many pairs are found as by comparing each set with each."""
    every = [
        (one, other)
        for other in range(len(sets))
        for one in range(other)
        if sets[one] | sets[other] and len(sets[one] & sets[other]) >= share * len(sets[one] | sets[other])
        if sets[one] and sets[other]
    ]
    assert sorted(alike.pairs(sets, share)) == sorted(every)


def test_sets_with_common_members_are_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand sets that share a member are compared with no more than a few each."""
    compared: list[int] = []

    def counted(*_: frozenset[str]) -> float:
        compared.append(1)
        return 0.0

    monkeypatch.setattr(alike, "share", counted)
    list(alike.pairs([frozenset({"how", f"word {n}"}) for n in range(2_000)], 0.5))
    assert len(compared) <= 2_000 * 2 * alike.COMPARED


@given(st.text(alphabet="ab 1*_`[]()<>&;|\\-#\n", max_size=80))
def test_words_of_markdown_stand_where_they_stand(text: str) -> None:
    """What is read of a Markdown text is as long as it is, its line ends at their places."""
    read = plain(Text(text, 1, format=Format.MARKDOWN))
    assert len(read) == len(text)
    assert [at for at, char in enumerate(read) if char == "\n"] == [at for at, char in enumerate(text) if char == "\n"]


def test_marks_are_no_words() -> None:
    """Marks and addresses are masked, words stay where they are."""
    text = "- **12** days, [see](https://example.org/30)\n"
    assert plain(Text(text, 1, format=Format.MARKDOWN)) == "    12   days,  see                         \n"
