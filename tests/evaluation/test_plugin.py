"""The pytest plugin, on a small museum: what is collected, under which names, and what a failure says."""

from __future__ import annotations

import json
import os
import re
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from checkout import PYTHONPATH

import faqbot
from faqbot import Bot, base, evaluation
from faqbot.base import suffixes
from faqbot.evaluation import golden
from faqbot.evaluation.golden import plugin
from faqbot.index.encoding import shipped
from faqbot.knowledge import loading

KNOWLEDGE = """\
title: The Museum
sections:
  - id: visits
    heading: Planning a visit
    text: |
      The museum opens at nine in the morning.
      Dogs wait outside.
  - id: fees
    heading: Tickets
    text: A ticket to the museum costs twelve euros.
faq:
  - id: faq-hours
    question: When does the museum open?
    answer: It opens at nine in the morning.
    section: visits
"""
GOLDEN = """\
knowledge: museum.yaml
cases:
  - ask: When does the museum open?
    cite: faq-hours
    says: at nine
  - ask: xyzzy plugh?
    unknown: true
"""
WRONG = """\
knowledge: museum.yaml
cases:

  - ask: When does the museum open?
    cite: fees
"""


@pytest.fixture
def museum(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder with one article, in which pytest finds faqbot through its entry point."""
    monkeypatch.delenv("FAQBOT_KNOWLEDGE", raising=False)
    monkeypatch.delenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", raising=False)
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:hypothesispytest")  # would be imported anew for each run: half a second
    if not any(point.name == "faqbot" for point in entry_points(group="pytest11")):
        site = pytester.mkdir("site")
        info = site / "faqbot-0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: faqbot\nVersion: 0\n")
        (info / "entry_points.txt").write_text(f"[pytest11]\nfaqbot = {plugin.__name__}\n")
        pytester.syspathinsert(site)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(site), PYTHONPATH)))
    _write(pytester, "museum.yaml", KNOWLEDGE)
    return pytester


def _write(pytester: pytest.Pytester, name: str, text: str) -> Path:
    path = pytester.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _ids(result: pytest.RunResult) -> list[str]:
    """The node ids that `--collect-only -q` printed."""
    return [line for line in result.outlines if "::" in line]


# -- what is collected -------------------------------------------------------------------------


def test_each_case_is_an_item(museum: pytest.Pytester) -> None:
    """Each case passes or fails by itself."""
    _write(museum, "a.golden.yaml", GOLDEN + WRONG.partition("cases:\n")[2])
    museum.runpytest().assert_outcomes(passed=2, failed=1)


def test_ids_hold_the_question(museum: pytest.Pytester) -> None:
    """A node id is the file and the question."""
    _write(museum, "a.golden.yaml", GOLDEN)
    assert _ids(museum.runpytest("--collect-only", "-q")) == [
        "a.golden.yaml::When does the museum open?",
        "a.golden.yaml::xyzzy plugh?",
    ]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("a.golden.yaml", 2),
        ("a.golden.yml", 2),
        ("A.Golden.YML", 2),
        ("golden.yaml", 0),
        ("a.golden.yaml.txt", 0),
        ("a-golden.yaml", 0),
    ],
)
def test_names_decide(museum: pytest.Pytester, name: str, count: int) -> None:
    """Files are collected that end in .golden.yaml or .golden.yml, and no others."""
    _write(museum, name, GOLDEN)
    assert len(_ids(museum.runpytest("--collect-only", "-q"))) == count


@pytest.mark.parametrize("name", ["b.golden.yaml", "b.golden.yml", "B.GOLDEN.yaml"])
def test_the_knowledge_passes_over_golden_files(name: str, museum: pytest.Pytester) -> None:
    """What the plugin takes for golden files, the loader of articles doesn't take for articles."""
    _write(museum, name, GOLDEN)
    assert [article.id for article in loading.load(museum.path).articles] == ["museum"]


TWIN = "  - question: when does the museum open\n    answer: Never.\n"


def test_a_doubtful_knowledge_is_a_warning(museum: pytest.Pytester) -> None:
    """What a knowledge warns of stands in pytest's summary, and its cases run."""
    _write(museum, "museum.yaml", KNOWLEDGE + TWIN)
    _write(museum, "a.golden.yaml", GOLDEN)
    result = museum.runpytest("-W", "default")
    result.assert_outcomes(passed=1, failed=1, warnings=1)
    result.stdout.fnmatch_lines(["*museum.yaml:16: the same wording as line 13 *"])


def test_a_doubtful_knowledge_is_an_error_where_warnings_are(museum: pytest.Pytester) -> None:
    """With `filterwarnings = error` a golden file of such a knowledge is a collection error, in a sentence."""
    _write(museum, "museum.yaml", KNOWLEDGE + TWIN)
    _write(museum, "a.golden.yaml", GOLDEN)
    result = museum.runpytest("-W", "error")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*museum.yaml:16: the same wording as line 13 *"])
    assert "Traceback" not in result.stdout.str()


def test_article_named_on_the_command_line(museum: pytest.Pytester) -> None:
    """A file that isn't named like a golden file isn't collected where it is asked for either."""
    assert museum.runpytest("museum.yaml").ret == pytest.ExitCode.USAGE_ERROR


@pytest.mark.parametrize(
    "args",
    [
        ["kb"],
        ["kb/a.golden.yaml"],
        ["kb/a.golden.yaml::When does the museum open?", "kb/a.golden.yaml::xyzzy plugh?"],
        ["-m", "golden", "--strict-markers"],
        ["-k", "museum or PLUGH"],
    ],
)
def test_ways_to_select(museum: pytest.Pytester, args: list[str]) -> None:
    """Cases are selected by folder, file, node id, marker, and words of the question."""
    _write(museum, "kb/a.golden.yaml", GOLDEN.replace("museum.yaml", "../museum.yaml"))
    museum.runpytest(*args).assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("args", "left"),
    [
        (["kb/a.golden.yaml::xyzzy plugh?"], "xyzzy plugh?"),
        (["-k", "when and open"], "When does the museum open?"),
        (["-k", "not museum"], "xyzzy plugh?"),
    ],
)
def test_one_of_two(museum: pytest.Pytester, args: list[str], left: str) -> None:
    """A node id or a word selects its own case only."""
    _write(museum, "kb/a.golden.yaml", GOLDEN.replace("museum.yaml", "../museum.yaml"))
    assert _ids(museum.runpytest("--collect-only", "-q", *args)) == [f"kb/a.golden.yaml::{left}"]


@pytest.mark.parametrize("args", [["--ignore=kb"], ["-p", "no:faqbot"], ["-m", "not golden"]])
def test_ways_to_leave_out(museum: pytest.Pytester, args: list[str]) -> None:
    """Ignored folders, a blocked plugin and a deselected marker leave golden files alone."""
    _write(museum, "kb/a.golden.yaml", GOLDEN.replace("museum.yaml", "../museum.yaml"))
    assert museum.runpytest(*args).ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_testpaths(museum: pytest.Pytester) -> None:
    """Without arguments, golden files outside of `testpaths` aren't collected."""
    museum.makeini("[pytest]\ntestpaths = here")
    _write(museum, "here/a.golden.yaml", GOLDEN.replace("museum.yaml", "../museum.yaml"))
    _write(museum, "there/b.golden.yaml", GOLDEN.replace("museum.yaml", "../museum.yaml"))
    museum.runpytest().assert_outcomes(passed=2)


def test_beside_python_tests(museum: pytest.Pytester) -> None:
    """Golden files and Python tests run in one session."""
    _write(museum, "a.golden.yaml", GOLDEN)
    museum.makepyfile("def test_python(): pass")
    museum.runpytest().assert_outcomes(passed=3)


@pytest.mark.parametrize("ask", ["When does the museum open?", "open a::b?", "open [c] d?", r"open\e?"])
def test_last_failed(museum: pytest.Pytester, ask: str) -> None:
    """`--lf` runs the cases again that failed, and no others, whatever the question holds."""
    _write(museum, "a.golden.yaml", f'{GOLDEN}  - ask: "{ask}"\n    cite: fees\n')
    museum.runpytest().assert_outcomes(passed=2, failed=1)
    museum.runpytest("--lf").assert_outcomes(failed=1)


def test_xdist(museum: pytest.Pytester) -> None:
    """Workers of pytest-xdist collect the same cases, and reports come back whole."""
    pytest.importorskip("xdist")
    _write(museum, "a.golden.yaml", GOLDEN + WRONG.partition("cases:\n")[2])
    result = museum.runpytest_subprocess("-n", "2")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["a.golden.yaml:9: answered from*", "FAILED *museum open? (2) - answered from*"])


# -- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asks", "names"),
    [
        (["hi", "hi", "hi"], ["hi", "hi (2)", "hi (3)"]),
        (["hi", "hi (2)", "hi"], ["hi", "hi (2)", "hi (3)"]),
        (["  hi  "], ["hi"]),
        (["a::b:::c"], ["a: :b: : :c"]),
        ([r"a\e[31m\tb\nc\0"], [r"a\x1b(31m\tb\nc\x00"]),
        ([r"\u202Eabc"], [r"\u202eabc"]),
        (["Où? 東京 [x]"], ["Où? 東京 (x)"]),
        (["y" * 500, "y" * 501], ["y" * 119 + "…", "y" * 119 + "… (2)"]),
    ],
)
def test_names(museum: pytest.Pytester, asks: list[str], names: list[str]) -> None:
    """Names are unique, on one line, printable, of bounded length, and hold no `::` or `[`."""
    cases = "".join(f'  - {{ask: "{ask}", unknown: true}}\n' for ask in asks)
    _write(museum, "a.golden.yaml", "knowledge: museum.yaml\ncases:\n" + cases)
    items, _ = museum.inline_genitems()
    assert [item.name for item in items] == names


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])
@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, r"O\xf9? \u6771\u4eac \u201cx\u201d"),
        ({"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "1"}, "Où? 東京 “x”"),
        ({"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1"}, "Où? 東京 “x”"),
    ],
    ids=["locale", "latin-1", "ascii"],
)
def test_questions_are_run_in_every_encoding(
    changed: dict[str, str],
    name: str,
    workers: tuple[str, ...],
    museum: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever characters the system and the terminal have, each case is run, and what can't stand is escaped."""
    for variable, value in changed.items():
        monkeypatch.setenv(variable, value)
    _write(museum, "a.golden.yaml", "knowledge: museum.yaml\ncases:\n  - {ask: Où? 東京 “x”, unknown: true}\n")
    conftest = "import json\n\ndef pytest_runtest_setup(item):\n    print(json.dumps(item.name))\n"
    _write(museum, "conftest.py", conftest)
    result = museum.runpytest_subprocess("-rP", *workers)
    result.assert_outcomes(passed=1)
    assert json.dumps(name) in result.outlines


@pytest.mark.parametrize("ask", ["a::b", "c [d] e", "[f]", ":g:", r"h\e\n", "i" * 500])
def test_node_ids_select(museum: pytest.Pytester, ask: str) -> None:
    """The node id that pytest prints can be given to pytest, whatever the question holds."""
    case = f'  - {{ask: "{ask}", unknown: true}}\n'
    _write(museum, "a.golden.yaml", f"knowledge: museum.yaml\ncases:\n  - {{ask: other, unknown: true}}\n{case}")
    wanted = _ids(museum.runpytest("--collect-only", "-q"))[1]
    assert _ids(museum.runpytest("--collect-only", "-q", wanted)) == [wanted]


def test_keywords_past_the_name(museum: pytest.Pytester) -> None:
    """`-k` finds words that a long question's name has lost."""
    case = f"  - {{ask: {'y ' * 100}zebra, unknown: true}}\n"
    _write(museum, "a.golden.yaml", GOLDEN + case)
    assert len(_ids(museum.runpytest("--collect-only", "-q", "-k", "zebra"))) == 1


# -- failures ----------------------------------------------------------------------------------


def test_failure_report(museum: pytest.Pytester) -> None:
    """A failure says where the case stands, what was asked, expected and came back, and why; no traceback."""
    _write(museum, "a.golden.yaml", WRONG)
    result = museum.runpytest()
    result.stdout.fnmatch_lines(
        [
            "*_ When does the museum open? _*",
            "a.golden.yaml:4: answered from museum#faq-hours (?.??), expected museum#fees",
            "  question  When does the museum open[?]",
            "  expected  museum#fees",
            "  came back answered, confidence ?.??",
            "            from museum#faq-hours and museum#visits",
            "  answer    It opens at nine in the morning.",
            "  came back: museum#faq-hours, score ?.??, match 1 of ?",
            "    word *met *weight *earned",
            "  expected: museum#fees*",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    assert ".py" not in re.sub("(?m)^(rootdir|platform|plugins).*", "", result.stdout.str())


def test_a_known_miss_is_no_failure(museum: pytest.Pytester) -> None:
    """A case with `xfail` that fails is told as expected, with its reason."""
    _write(museum, "a.golden.yaml", WRONG + "    xfail: on purpose\n")
    result = museum.runpytest("-rx")
    result.assert_outcomes(xfailed=1)
    result.stdout.fnmatch_lines("XFAIL *on purpose*")


def test_a_known_miss_that_passes_is_told(museum: pytest.Pytester) -> None:
    """A case with `xfail` that passes fails, so that the mark is taken away."""
    _write(museum, "a.golden.yaml", WRONG.replace("fees", "faq-hours") + "    xfail: on purpose\n")
    museum.runpytest().assert_outcomes(failed=1)


def test_failure_summary(museum: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """The summary line says in a phrase what came back."""
    monkeypatch.setenv("COLUMNS", "200")
    _write(museum, "a.golden.yaml", WRONG)
    result = museum.runpytest("--tb=no")
    result.stdout.fnmatch_lines(
        ["FAILED a.golden.yaml::When * - answered from museum#faq-hours (?.??), expected *fees"]
    )


def test_failure_line(museum: pytest.Pytester) -> None:
    """`--tb=line` points at the case in the golden file."""
    path = _write(museum, "a.golden.yaml", WRONG)
    museum.runpytest("--tb=line").stdout.fnmatch_lines([f"{path}:4: answered from *"])


def test_a_fault_of_the_bot_keeps_its_traceback(museum: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong inside the bot is shown as any error of a test, not as a wrong answer."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("inside the bot")

    monkeypatch.setattr(Bot, "answer", broken)
    _write(museum, "a.golden.yaml", WRONG)
    museum.runpytest().stdout.fnmatch_lines(["E * ZeroDivisionError: inside the bot"])


def test_bad_file_fails_collection(museum: pytest.Pytester) -> None:
    """All faults of a golden file are told at collection, each with path and line."""
    _write(museum, "kb/a.golden.yaml", "knowledge: ../museum.yaml\ncases:\n  - ask: a\n  - ask: b\n    cite: feees\n")
    result = museum.runpytest()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        [
            "*_ ERROR collecting kb/a.golden.yaml _*",
            'kb/a.golden.yaml:3: a case must say what is right: add "cite: …" *',
            'kb/a.golden.yaml:5: cite: the knowledge has no "feees": did you mean "fees"?',
        ],
        consecutive=True,
    )
    assert "Traceback" not in result.stdout.str()


def test_bad_file_beside_a_good_one(museum: pytest.Pytester) -> None:
    """A bad golden file doesn't keep others from being collected."""
    _write(museum, "a.golden.yaml", "[]")
    _write(museum, "b.golden.yaml", GOLDEN)
    museum.runpytest("--continue-on-collection-errors").assert_outcomes(passed=2, errors=1)


# -- conversations -----------------------------------------------------------------------------

TALK = """\
knowledge: museum.yaml
cases:
  - turns:
      - ask: When does the museum open?
      - ask: And how much is a ticket?
        cite: visits
"""


def test_a_conversation_is_one_item(museum: pytest.Pytester) -> None:
    """A conversation is one item, named by all its questions; a failure names the turn and points at its line."""
    path = _write(museum, "a.golden.yaml", TALK)
    name = "a.golden.yaml::When does the museum open? / And how much is a ticket?"
    assert _ids(museum.runpytest("--collect-only", "-q")) == [name]
    told = "turn 2: answered from museum#fees (?.??), expected museum#visits"
    museum.runpytest().stdout.fnmatch_lines([f"a.golden.yaml:5: {told}", "  before    When does the museum open[?]"])
    museum.runpytest("--tb=line").stdout.fnmatch_lines([f"{path}:5: {told}"])
    _write(museum, "a.golden.yaml", TALK.replace("visits", "fees"))
    museum.runpytest().assert_outcomes(passed=1)


# -- groups ------------------------------------------------------------------------------------

GROUPS = """\
knowledge: museum.yaml
groups: {safety: 1.0, general: 0.5}
cases:
  - {ask: When does the museum open?, cite: fees, group: general}
  - {ask: How much is a ticket?, cite: fees, group: general}
  - {ask: xyzzy plugh?, unknown: true, group: safety}
  - {ask: Where do dogs wait?, cite: visits}
"""
MISSED = GROUPS.replace("0.5", "0.75")


def test_a_miss_above_the_floor_fails_nothing(museum: pytest.Pytester) -> None:
    """In a group with a floor a miss is told as xfailed, with what came back; the run passes while the floor is met."""
    _write(museum, "a.golden.yaml", GROUPS)
    result = museum.runpytest("-rx")
    result.assert_outcomes(passed=5, xfailed=1)
    assert result.ret == 0
    result.stdout.fnmatch_lines("XFAIL *museum open? - answered from museum#faq-hours (?.??), expected *; its *")


def test_a_group_below_its_floor_fails(museum: pytest.Pytester) -> None:
    """Below its floor a group fails, with how it stands and a report of each case that it misses."""
    path = _write(museum, "a.golden.yaml", MISSED)
    result = museum.runpytest()
    result.assert_outcomes(passed=4, xfailed=1, failed=1)
    told = "group general: 1 of 2 cases pass, a share of 0.5000; its floor is 0.75"
    result.stdout.fnmatch_lines(
        [
            "*_ group general _*",
            f"a.golden.yaml:2: {told}",
            "a.golden.yaml:4: answered from museum#faq-hours (?.??), expected museum#fees",
            "  question  When does the museum open[?]",
            "FAILED a.golden.yaml::group general - group general: 1 of 2 *",
        ]
    )
    museum.runpytest("--tb=line").stdout.fnmatch_lines([f"{path}:2: {told}"])


def test_groups_stand_behind_the_cases(museum: pytest.Pytester) -> None:
    """Each group with a floor is an item of its own, behind the cases, whose ids stay what they are."""
    _write(museum, "a.golden.yaml", GROUPS)
    names = [line.partition("::")[2] for line in _ids(museum.runpytest("--collect-only", "-q"))]
    assert names[4:] == ["group general", "group safety"]
    assert names[:2] == ["When does the museum open?", "How much is a ticket?"]


def test_a_question_may_be_called_like_a_group(museum: pytest.Pytester) -> None:
    """Where a question has the name of a group's item, the item is numbered, and not the question."""
    _write(museum, "a.golden.yaml", GROUPS.replace("Where do dogs wait?", "group safety"))
    names = [line.partition("::")[2] for line in _ids(museum.runpytest("--collect-only", "-q"))]
    assert names[3:] == ["group safety", "group general", "group safety (2)"]


@pytest.mark.parametrize("args", [["-k", "group and general"], ["a.golden.yaml::group general"]])
def test_a_group_by_itself_judges_all_its_cases(museum: pytest.Pytester, args: list[str]) -> None:
    """A group asks all its cases, be they selected or not."""
    _write(museum, "a.golden.yaml", MISSED)
    museum.runpytest(*args).assert_outcomes(failed=1)


def test_a_group_is_selected_by_its_name(museum: pytest.Pytester) -> None:
    """`-k` finds the cases of a group, and the group, by its name."""
    _write(museum, "a.golden.yaml", MISSED)
    museum.runpytest("-k", "general").assert_outcomes(passed=1, xfailed=1, failed=1)


def test_the_group_that_failed_last(museum: pytest.Pytester) -> None:
    """`--lf` runs the group again, which judges all its cases."""
    _write(museum, "a.golden.yaml", MISSED)
    museum.runpytest().assert_outcomes(passed=4, xfailed=1, failed=1)
    museum.runpytest("--lf").assert_outcomes(failed=1)


def test_groups_of_xdist(museum: pytest.Pytester) -> None:
    """A group says the same in whichever worker it runs."""
    pytest.importorskip("xdist")
    _write(museum, "a.golden.yaml", MISSED)
    museum.runpytest_subprocess("-n", "2").assert_outcomes(passed=4, xfailed=1, failed=1)


def test_a_miss_of_a_group_fails_with_runxfail(museum: pytest.Pytester) -> None:
    """With `--runxfail` each miss fails, as pytest has it of all that is xfailed."""
    _write(museum, "a.golden.yaml", GROUPS)
    museum.runpytest("--runxfail").assert_outcomes(passed=5, failed=1)


def test_a_known_miss_of_a_group_is_a_miss_of_it(museum: pytest.Pytester) -> None:
    """A case with `xfail` counts as missed in its group, and is told once it passes."""
    _write(museum, "a.golden.yaml", MISSED.replace("cite: fees, group", "cite: fees, xfail: why, group", 1))
    museum.runpytest().assert_outcomes(passed=4, xfailed=1, failed=1)
    _write(museum, "a.golden.yaml", GROUPS.replace("cite: fees, group", "cite: faq-hours, xfail: why, group", 1))
    museum.runpytest().assert_outcomes(passed=5, failed=1)


# -- new answers -------------------------------------------------------------------------------

OLD = """\
# what we promise
knowledge: museum.yaml
cases:
  - ask: When does the museum open?  # asked most
    cite: fees  # for now

  # the price
  - ask: How much is a ticket?
    unknown: true
  - {ask: xyzzy plugh?, cite: fees, says: twelve}
"""
NEW = [
    ("cite: fees  # for now", "cite: faq-hours  # for now"),
    ("unknown: true", "cite: fees"),
    ("cite: fees, says: twelve", "unknown: true"),
]


def _accepted(*which: int) -> str:
    """The golden file with some of its answers replaced by new ones."""
    text = OLD
    for number in which:
        old, new = NEW[number]
        text = text.replace(old, new, 1)
    return text


def test_all_new_answers_are_accepted(museum: pytest.Pytester) -> None:
    """With =accept all new answers are shown and written, comments and order kept, and the next run passes."""
    path = _write(museum, "a.golden.yaml", OLD)
    result = museum.runpytest("--faqbot-update=accept", "--tb=no")
    result.assert_outcomes(failed=3)
    result.stdout.fnmatch_lines(
        [
            "*= new golden answers =*",
            "a.golden.yaml:4: answered from museum#faq-hours (?.??), expected museum#fees",
            "  question  When does the museum open[?]",
            "  answer    It opens at nine in the morning.",
            "-    cite: fees  # for now",
            "+    cite: faq-hours  # for now",
            "-  - {ask: xyzzy plugh[?], cite: fees, says: twelve}",
            "+  - {ask: xyzzy plugh[?], unknown: true}",
            "3 of 3 new answers were written: run pytest again.",
        ]
    )
    assert path.read_text(encoding="utf-8") == _accepted(0, 2, 1)
    museum.runpytest("--faqbot-update=accept").assert_outcomes(passed=3)
    assert path.read_text(encoding="utf-8") == _accepted(0, 2, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    ("typed", "taken"),
    [("yyy", [0, 2, 1]), ("nyn", [1]), ("x yns", [0]), ("ys", [0]), ("yq", []), ("ynq", []), ("y", [])],
)
def test_new_answers_are_accepted_one_by_one(museum: pytest.Pytester, typed: str, taken: list[int]) -> None:
    """On a terminal each is decided by y or n; s skips the rest, q and the end of the input write nothing."""
    path = _write(museum, "a.golden.yaml", OLD)
    child = museum.spawn_pytest("--faqbot-update --tb=no -p no:cacheprovider", expect_timeout=20.0)
    for key in typed.replace(" ", ""):
        child.expect("Accept[?] .*nothing: ")
        child.sendline(key)
    if typed == "y":
        child.expect("Accept[?] .*nothing: ")
        child.sendeof()
    child.expect("short test summary|3 failed")
    child.wait()
    child.close()
    assert path.read_text(encoding="utf-8") == _accepted(*taken)
    assert child.exitstatus == 1


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (
            ["--faqbot-update"],
            "--faqbot-update asks on a terminal, and here is none: --faqbot-update=accept accepts all",
        ),
        (["--faqbot-update", "a.golden.yaml"], 'there is no --faqbot-update="a.golden.yaml": write *'),
        (
            ["--faqbot-update=accept", "-n", "2"],
            "--faqbot-update needs the answers of one process: run *",
        ),
    ],
)
def test_what_cannot_be_updated_is_refused(museum: pytest.Pytester, args: list[str], told: str) -> None:
    """Without a terminal, in several processes, and with a path in its place the option is refused in a sentence."""
    path = _write(museum, "a.golden.yaml", OLD)
    result = museum.runpytest_subprocess(*args)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(f"ERROR: {told}")
    assert path.read_text(encoding="utf-8") == OLD


def test_a_known_miss_that_passes_loses_its_mark(museum: pytest.Pytester) -> None:
    """What passes though a miss was expected is shown too, and its `xfail` goes; a known miss stays as it is."""
    known = OLD.replace("cite: fees  # for now", "cite: faq-hours\n    xfail: so it was").replace(
        "unknown: true", "unknown: true\n    xfail: taken for another"
    )
    path = _write(museum, "a.golden.yaml", known)
    museum.runpytest("--faqbot-update=accept").assert_outcomes(failed=2, xfailed=1)
    wanted = known.replace("    xfail: so it was\n", "").replace(*NEW[2])
    assert path.read_text(encoding="utf-8") == wanted


def test_a_change_that_has_no_place_is_told(museum: pytest.Pytester) -> None:
    """Where a key can't be deleted without its comment, a sentence says so, and what else is accepted is written."""
    text = OLD.replace("unknown: true", "cite: visits\n    says: ten # euros")
    path = _write(museum, "a.golden.yaml", text)
    result = museum.runpytest("--faqbot-update=accept")
    result.stdout.fnmatch_lines(["a.golden.yaml:8: says: delete it by hand", "2 of 3 new answers were written: run *"])
    wanted = text.replace(*NEW[0], 1).replace(*NEW[2])
    assert path.read_text(encoding="utf-8") == wanted


def test_a_turn_is_updated_where_it_stands(museum: pytest.Pytester) -> None:
    """Of a conversation the turn is changed that was missed."""
    path = _write(museum, "a.golden.yaml", TALK)
    museum.runpytest("--faqbot-update=accept").assert_outcomes(failed=1)
    assert path.read_text(encoding="utf-8") == TALK.replace("visits", "fees")


# -- knowledge ---------------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["museum.yaml", "./museum.yaml", "[museum.yaml]", "../{here}/museum.yaml"])
def test_knowledge_is_loaded_once(museum: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    """Golden files over the same knowledge share one bot, however they write its path."""
    loaded: list[tuple[str, ...]] = []

    def load(*paths: str) -> Bot:
        loaded.append(paths)
        return Bot(loading.load(*paths))

    monkeypatch.setattr(Bot, "load", load)
    _write(museum, "a.golden.yaml", GOLDEN)
    _write(museum, "b.golden.yaml", GOLDEN.replace("museum.yaml", named.format(here=museum.path.name)))
    museum.runpytest().assert_outcomes(passed=4)
    assert len(loaded) == 1


def test_default_knowledge(museum: pytest.Pytester) -> None:
    """A golden file that names no knowledge is about the default one: here, ./knowledge."""
    _write(museum, "knowledge/museum.yaml", KNOWLEDGE)
    _write(museum, "tests/a.golden.yaml", GOLDEN.partition("cases:\n")[2])
    museum.runpytest().assert_outcomes(passed=2)


def test_golden_file_among_the_articles(museum: pytest.Pytester) -> None:
    """A golden file may lie in the folder of the knowledge that it is about."""
    _write(museum, "kb/museum.yaml", KNOWLEDGE)
    _write(museum, "kb/museum.golden.yaml", GOLDEN.replace("museum.yaml", "."))
    museum.runpytest("kb").assert_outcomes(passed=2)


# -- meaning -----------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["article", "environment"])
def test_a_meaning_that_cannot_be_is_a_collection_error(
    where: str, museum: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cases run by the meaning that articles or $FAQBOT_MEANING ask for; where it can't be had, a sentence says so."""
    monkeypatch.setitem(sys.modules, "numpy", None)
    shipped.shipped.cache_clear()  # which another test may have filled in this process
    _write(museum, "a.golden.yaml", GOLDEN)
    if where == "article":
        _write(museum, "museum.yaml", f"{KNOWLEDGE}meaning: encoder\n")
    else:
        monkeypatch.setenv("FAQBOT_MEANING", "encoder")
    result = museum.runpytest()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*pip install 'faqbot[[]meaning]'*"])
    result.stdout.no_fnmatch_line("*Traceback*")
    monkeypatch.setenv("FAQBOT_MEANING", "words")
    museum.runpytest().assert_outcomes(passed=2)


# -- cost --------------------------------------------------------------------------------------

PLAIN = {module.__name__ for module in (faqbot, base, suffixes, evaluation, golden, plugin)}


def test_cheap_without_golden_files(museum: pytest.Pytester) -> None:
    """A session without a golden file imports nothing of faqbot but the plugin and how golden files are called."""
    museum.makepyfile(
        f"""
        import sys

        def test_imports():
            loaded = {{name for name in sys.modules if name.startswith("faqbot")}}
            assert loaded == {PLAIN!r}
            assert {{"yaml", "rapidfuzz", "Stemmer"}}.isdisjoint(sys.modules)
        """
    )
    museum.runpytest_subprocess().assert_outcomes(passed=1)
