"""The chat on a terminal: the real program in a pseudo-terminal, and what stands on its screen."""

from __future__ import annotations

import base64
import os
import re
import shlex
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import pytest
from checkout import FAQBOT
from screen import Terminal

from faqbot.chat.commands.commands import FAREWELL
from faqbot.terminal import prompt, repl
from faqbot.terminal.shell import cli

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """\
title: Tea
note: By the kettle
sections:
  - id: water
    heading: Water
    text: |
      Green tea wants water of 80 degrees, and black tea wants it to be boiling when it meets the leaves.
faq:
  - id: steep
    question: How long does black tea steep?
    answer: Four minutes, by the rule of the house, or five for those who take it with milk and sugar.
    section: water
  - id: leaves
    question: Where do the leaves grow?
    answer: On hills that are often in the clouds.
"""
QUESTION = "How long does black tea steep?"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "tea.yaml").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Terminal]]:
    """A function that starts a chat and draws until its first prompt."""
    started: list[Terminal] = []

    def _start(
        size: tuple[int, int] = (24, 80), settings: str = "", program: Sequence[str] = FAQBOT, **environment: str
    ) -> Terminal:
        if settings:
            file = home / ".config" / "faqbot" / "config.toml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(settings, encoding="utf-8")
        terminal = Terminal(home, ("-k", str(home / "tea.yaml")), size, program, **environment)
        started.append(terminal)
        terminal.see_prompt()
        return terminal

    yield _start
    for terminal in started:
        terminal.child.close(force=True)


Start = Callable[..., Terminal]


def history(home: Path) -> Path:
    return home / ".local" / "state" / "faqbot" / "history"


def kept(home: Path) -> list[str]:
    """The lines of the history file."""
    return [line[1:] for line in history(home).read_text("utf-8").splitlines() if line.startswith("+")]


# -- greeting, questions, picks ----------------------------------------------------------------


def test_the_greeting_names_the_article_and_offers_questions(start: Start) -> None:
    """The chat starts with the article's title and questions by number."""
    terminal = start()
    assert "Tea (undated)" in terminal.text
    assert f"  1. {QUESTION}\n  2. Where do the leaves grow?\n" in terminal.text


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_an_answer_fits_the_window(columns: int, start: Start, home: Path) -> None:
    """The answer, its quote and its citation are wrapped at words to the window's width."""
    terminal = start((40, columns), COLUMNS="")
    terminal.say(QUESTION)
    after = terminal.text.partition(f"> {QUESTION}\n")[2]
    shown = " ".join(after.replace(str(home), "").split())
    assert shown.startswith("Four minutes, by the rule of the house, or five for those who take it with milk and")
    assert "— Water · Tea (undated) · By the kettle ·" in shown
    assert "Four minutes, by the rule of the house, or"[: columns - 1] in after


def test_a_number_picks_an_example(start: Start) -> None:
    """A bare number asks the question of that number."""
    terminal = start()
    terminal.say("2")
    terminal.see("On hills that are often in the clouds.")


def test_a_number_out_of_range_is_told(start: Start) -> None:
    """A number that is neither in the list nor known to the articles is told in one sentence more."""
    terminal = start()
    terminal.say("7")
    assert "I don't know: " in terminal.text and "There is no number 7 in the list" in terminal.text


def test_a_command_answers(start: Start) -> None:
    """/sections lists the headings."""
    terminal = start()
    terminal.say("/sections")
    assert "Tea (undated)\n  1. Water" in terminal.text


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("line", ["/why", "why?"])
def test_why_fits_the_window(columns: int, line: str, start: Start) -> None:
    """/why draws the receipt of the last answer as tables that the terminal need not break."""
    terminal = start((60, columns))
    terminal.say(QUESTION)
    terminal.say(line)
    assert re.search(r"^  black +same +0\.\d\d +0\.\d\d$", terminal.text, re.MULTILINE)
    assert re.search(r"^  confidence +[01]\.\d\d$", terminal.text, re.MULTILINE)
    assert "Answered: " in terminal.text


def test_a_resized_window_is_used(start: Start, home: Path) -> None:
    """The answer after a resize has the new width."""
    terminal = start((40, 80))
    terminal.child.setwinsize(40, 40)
    terminal.screen.resize(40, 40)
    terminal.say(QUESTION)
    assert "Four minutes, by the rule of the house,\nor five" in terminal.text


def test_a_terminal_without_size_is_no_error(start: Start) -> None:
    """A terminal of 0x0 is taken for one of the usual size."""
    terminal = start((0, 0))
    terminal.say("2")
    terminal.see("On hills that are often in the clouds.")


# -- leaving -----------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", ["\x04", "/quit\r", "/exit\r", "bye\r"], ids=["ctrl-d", "/quit", "/exit", "bye"])
@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_leaving_has_status_zero(keys: str, term: str, start: Start) -> None:
    """Ctrl-D and /quit leave with a word and status 0, and the shell's prompt follows right below."""
    terminal = start(TERM=term)
    terminal.child.send(keys)
    assert terminal.end() == 0
    assert "Traceback" not in terminal.raw
    lines = terminal.text.rstrip().splitlines()
    assert lines[-1] == FAREWELL and terminal.screen.cursor.y == len(lines)


def test_ctrl_c_clears_the_line(start: Start, home: Path) -> None:
    """Ctrl-C drops what was typed, and the line is never asked or kept."""
    terminal = start()
    terminal.child.send("no such")
    terminal.see("> no such")
    terminal.child.send("\x03")
    terminal.see_prompt()
    assert "no such" not in terminal.text and repl.HOW_TO_LEAVE not in terminal.text
    terminal.child.send("\x04")
    assert terminal.end() == 0
    assert kept(home) == []


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_ctrl_c_on_an_empty_line_says_how_to_leave(term: str, start: Start) -> None:
    """Ctrl-C does not leave; it says what does."""
    terminal = start(TERM=term)
    terminal.insist("\x03", repl.HOW_TO_LEAVE)  # a signal between the prompt and the read waits for the next key
    terminal.see_prompt()
    terminal.say("2")
    terminal.see("On hills")


@pytest.mark.parametrize("signal_", [signal.SIGHUP, signal.SIGTERM])
def test_a_closed_terminal_ends_the_chat(signal_: int, start: Start, home: Path) -> None:
    """When its terminal goes away the chat ends without a word, and what was asked is kept."""
    terminal = start()
    terminal.say("2")
    terminal.child.kill(signal_)
    terminal.end()
    assert "Traceback" not in terminal.raw
    assert kept(home) == ["2"]


# -- history -----------------------------------------------------------------------------------


def test_the_history_is_private(start: Start, home: Path) -> None:
    """Only the user may read the history file and its folder."""
    terminal = start()
    terminal.say("2")
    assert kept(home) == ["2"]
    assert stat.S_IMODE(history(home).stat().st_mode) == 0o600
    assert stat.S_IMODE(history(home).parent.stat().st_mode) == 0o700


def test_the_history_is_there_in_the_next_chat(start: Start) -> None:
    """Arrow up brings back what was asked in the chat before."""
    first = start()
    first.say("Where do they grow?")
    first.child.send("\x04")
    first.end()
    second = start()
    second.child.send("\x1b[A")
    second.see("> Where do they grow?")


def test_the_history_has_no_line_twice_in_a_row(start: Start, home: Path) -> None:
    """A line that is asked again, even in the next chat, is kept once."""
    first = start()
    first.say("2")
    first.say("2")
    first.child.send("\x04")
    first.end()
    second = start()
    second.say("2")
    second.say("1")
    second.say("2")
    assert kept(home) == ["2", "1", "2"]


def _is_directory(path: Path) -> None:
    path.mkdir(parents=True)


def _folder_is_file(path: Path) -> None:
    path.parent.parent.mkdir(parents=True)
    path.parent.write_text("", encoding="utf-8")


@pytest.mark.parametrize("spoil", [_is_directory, _folder_is_file])
def test_a_history_that_cannot_be_kept_is_told_once(spoil: Callable[[Path], None], start: Start, home: Path) -> None:
    """Without a history file the chat goes on, and says so a single time."""
    spoil(history(home))
    terminal = start((40, 200))
    terminal.say("1")
    terminal.say("2")
    terminal.see("On hills")
    assert terminal.text.count("are not kept for the next chat") == 1


def test_a_corrupt_history_is_no_error(start: Start, home: Path) -> None:
    """Garbage in the history file is passed over, and new lines are kept."""
    history(home).parent.mkdir(parents=True)
    history(home).write_bytes(b"\x00\xff\xfe+\n+good\n\x80\n+\xff\x1b[31m\n")
    terminal = start()
    terminal.say("2")
    assert "Traceback" not in terminal.text
    assert history(home).read_bytes().endswith(b"+2\n")


# -- colour, escapes, paste --------------------------------------------------------------------


def test_colour_is_weight(start: Start) -> None:
    """On a terminal the answer is bold and its citation dim."""
    terminal = start()
    terminal.say("2")
    assert "\x1b[1mOn hills that are often in the clouds.\x1b[0m" in terminal.raw
    assert "\x1b[2m— Where do the leaves grow?" in terminal.raw


def test_a_receipt_has_weight_too(start: Start) -> None:
    """In a receipt the verdict is bold, and so are totals; words that met nothing are dim."""
    terminal = start((60, 80))
    terminal.say("How long does black zebra tea steep?")
    terminal.say("/why")
    assert "\x1b[1mscore " in terminal.raw and "\x1b[2mzebra " in terminal.raw
    assert re.search(r"\x1b\[1m(Answered|Unsure|Unknown): ", terminal.raw)


def test_no_color_is_honoured(start: Start) -> None:
    """With NO_COLOR nothing is bold, dim or coloured."""
    terminal = start((60, 80), NO_COLOR="1")
    terminal.say("2")
    terminal.say("/why")
    assert not re.search(r"\x1b\[[\d;]*[1-9]m", terminal.raw)


def test_a_dumb_terminal_gets_no_escapes(start: Start) -> None:
    """With TERM=dumb no escape sequence is sent at all."""
    terminal = start(TERM="dumb")
    terminal.say("2")
    terminal.see("On hills that are often in the clouds.")
    assert "\x1b" not in terminal.raw


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_bytes_that_are_no_text_are_no_error(term: str, start: Start) -> None:
    """A key that sends broken UTF-8 does not end the chat."""
    terminal = start(TERM=term)
    os.write(terminal.child.child_fd, b"\xff\xfe\r")
    terminal.see("There is no question")
    terminal.see_prompt()
    terminal.say("2")
    terminal.see("On hills")


def test_a_paste_of_several_lines_is_one_question(start: Start, home: Path) -> None:
    """Pasted lines are joined to one question, without what would act on the terminal."""
    terminal = start()
    terminal.child.send("\x1b[200~Where do\nthe\u202e leaves\r\ngrow?\x07\x1b[201~")
    terminal.see("> Where do the leaves grow?")
    terminal.child.send("\r")
    terminal.see("On hills")
    assert kept(home) == ["Where do the leaves grow?"]


def test_a_huge_paste_is_no_error(start: Start) -> None:
    """Ten thousand pasted lines are one question that gets one reply."""
    terminal = start()
    terminal.child.send("\x1b[200~" + "what is this line about\n" * 10_000 + "\x1b[201~\r")
    terminal.see_prompt()
    terminal.say("2")
    terminal.see("On hills")


def test_a_broken_article_ends_before_the_chat(home: Path) -> None:
    """Knowledge at fault is told instead of a greeting, with status 2."""
    (home / "tea.yaml").write_text("title: Tea\n", encoding="utf-8")
    terminal = Terminal(home, ("-k", str(home / "tea.yaml")))
    assert terminal.end() == 2
    assert "tea.yaml:" in terminal.raw and "Traceback" not in terminal.raw


# -- completion, ghost text, toolbar -----------------------------------------------------------


def test_typing_shows_a_menu_of_questions(start: Start) -> None:
    """Half a question brings up those that the article can answer, with the article in the margin."""
    terminal = start()
    terminal.type("steep")
    terminal.until(lambda: re.search(rf"{re.escape(QUESTION)} +Tea", terminal.text))


@pytest.mark.parametrize("columns", [40, 200])
def test_the_menu_fits_the_window(columns: int, start: Start) -> None:
    """In a narrow window the menu keeps its margin; in a wide one it is no wider than it must be."""
    terminal = start((24, columns))
    terminal.type("black")
    terminal.until(lambda: re.search(r"How long does black te[a…].* Tea", terminal.text))


@pytest.mark.parametrize("key", ["\t", "\x1b[B", "\x0e"], ids=["tab", "down", "ctrl-n"])
def test_a_question_is_chosen_from_the_menu(key: str, start: Start) -> None:
    """A key takes the first of the menu, and Enter asks it."""
    terminal = start()
    terminal.type("steep")
    terminal.see(f" {QUESTION} ")
    terminal.child.send(key)
    terminal.until(lambda: terminal.line().startswith(f"> {QUESTION}"))
    terminal.child.send("\r")
    terminal.see("Four minutes, by the rule of the house")


def test_enter_asks_what_was_typed(start: Start, home: Path) -> None:
    """While nothing of the menu is chosen, Enter asks the line as it stands."""
    terminal = start()
    terminal.type("where grow")
    terminal.see("Where do the leaves grow? ")
    terminal.child.send("\r")
    terminal.see_prompt()
    assert kept(home) == ["where grow"]


def test_escape_closes_the_menu(start: Start) -> None:
    """Escape takes the menu away and keeps what was typed."""
    terminal = start()
    terminal.type("steep")
    terminal.see(QUESTION + " ")
    terminal.child.send("\x1b")
    terminal.until(lambda: terminal.text.count(QUESTION) == 1)  # that of the greeting
    assert terminal.line() == "> steep"


def test_escape_does_not_wait_for_more(start: Start) -> None:
    """Escape closes the menu without waiting whether it begins a chord, even where that wait would be an hour."""
    patient = f"import {prompt.__name__} as p, {cli.__name__} as c; p.CHORD = 3_600; raise SystemExit(c.main())"
    terminal = start(program=(sys.executable, "-c", patient))
    terminal.type("steep")
    terminal.see(QUESTION + " ")
    terminal.child.send("\x1b")
    terminal.until(lambda: terminal.text.count(QUESTION) == 1)


def test_commands_are_completed(start: Start) -> None:
    """A slash brings up the commands with their help, and a command's arguments after it."""
    terminal = start()
    terminal.type("/se")
    terminal.see("/sections")
    assert re.search(r"/search +lists the places", terminal.text)
    terminal.type_more("/section wat", "ction wat")
    terminal.until(lambda: re.search(r"/section water +Water", terminal.text))


def test_ghost_text_comes_from_history(start: Start) -> None:
    """What was asked before stands dimmed behind the cursor, and the right arrow takes it."""
    terminal = start()
    terminal.say("Where do they grow?")
    terminal.type("Whe")
    terminal.until(lambda: terminal.line() == "> Where do they grow?")
    assert terminal.screen.cursor.x == len("> Whe")
    terminal.child.send("\x1b[C")
    terminal.until(lambda: terminal.screen.cursor.x == len("> Where do they grow?"))


def test_ctrl_r_searches_the_history(start: Start) -> None:
    """Ctrl-R finds a line that was typed before by a part of it."""
    terminal = start()
    terminal.say("Where do they grow?")
    terminal.say("2")
    terminal.child.send("\x12")
    terminal.see("search")
    terminal.child.send("grow")
    terminal.until(lambda: "> Where do they grow?" in terminal.text.splitlines()[-12:] or "grow?" in terminal.line())
    terminal.child.send("\r")
    terminal.until(lambda: terminal.line().startswith("> Where do they grow?"))


def test_the_toolbar_tells_where_one_is(start: Start) -> None:
    """The last row names the article and the keys, and the verdict once there is one."""
    terminal = start()
    terminal.until(lambda: "Ctrl-R" in terminal.text.splitlines()[-1])
    assert terminal.text.splitlines()[-1].startswith(" Tea")
    terminal.say("Where do the leaves grow?")
    terminal.until(lambda: " Tea · answered, sure" in terminal.text.splitlines()[-1])


def test_a_narrow_toolbar_keeps_what_matters(start: Start) -> None:
    """The toolbar keeps the article and the verdict, and as many of the keys as there is room for."""
    terminal = start((24, 40))
    terminal.say("who is the king of france")
    terminal.until(lambda: re.fullmatch(r" Tea · don't know +/help", terminal.text.splitlines()[-1]))


def test_the_toolbar_knows_a_pick(start: Start) -> None:
    """After a pick, which is sure by itself, the toolbar says that it was answered."""
    terminal = start((24, 60))
    terminal.say("1")
    terminal.until(lambda: re.fullmatch(r" Tea · answered +\S.*", terminal.text.splitlines()[-1]))


def test_a_reload_is_told_once(start: Start, home: Path) -> None:
    """/reload after an edit loads once."""
    terminal = start()
    (home / "tea.yaml").write_text(ARTICLE.replace("Four minutes", "Six minutes"), encoding="utf-8")
    terminal.say("/reload")
    assert terminal.text.count("loaded again") == 1


# -- the user's own editor ---------------------------------------------------------------------


def editor(home: Path, body: str) -> str:
    """An editor that does what a shell script says; $1 is the file."""
    path = home / "editor"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_line_can_be_edited_elsewhere(start: Start, home: Path) -> None:
    """Ctrl-X Ctrl-E opens $EDITOR on the line, and what comes back is asked: several lines are one question."""
    terminal = start(EDITOR=editor(home, f'cp "$1" {home}/seen; printf "Where do\\n\\nthe leaves\\ngrow?\\n" > "$1"'))
    terminal.type("where")
    terminal.child.send("\x18\x05")
    terminal.see("On hills")
    assert "> Where do the leaves grow?" in terminal.text.splitlines()
    assert (home / "seen").read_text("utf-8") == "where" and kept(home) == ["Where do the leaves grow?"]


def test_the_second_key_may_come_late(start: Start, home: Path) -> None:
    """Ctrl-X waits for what follows it longer than Escape does."""
    terminal = start(EDITOR=editor(home, f'echo "{QUESTION}" > "$1"'))
    terminal.type("how")
    terminal.child.send("\x18")
    time.sleep(2 * prompt.CHORD)
    terminal.child.send("\x05")
    terminal.see("Four minutes")


def test_v_edits_the_line_in_vi_mode(start: Start, home: Path) -> None:
    """In vi's normal mode v opens the editor, $VISUAL before $EDITOR."""
    wanted = editor(home, f'echo "{QUESTION}" > "$1"')
    terminal = start(settings='keys = "vi"\n', VISUAL=wanted, EDITOR="false")
    terminal.type("how")
    terminal.child.send("\x1bv")
    terminal.see("Four minutes")


@pytest.mark.parametrize(
    ("named", "told"), [("/no/such/editor", "No such file or directory"), ("false", "ended with status 1")]
)
def test_an_editor_that_fails_keeps_the_line(named: str, told: str, start: Start, home: Path) -> None:
    """An editor that is missing or fails is told in a sentence above the line, which can be typed on."""
    terminal = start((24, 150), EDITOR=named)
    terminal.type("where do the leaves")
    terminal.child.send("\x18\x05")
    terminal.see(told)
    terminal.until(lambda: terminal.line() == "> where do the leaves")
    terminal.type_more("where do the leaves grow", " grow")
    terminal.child.send("\r")
    terminal.see("On hills")
    assert kept(home) == ["where do the leaves grow"]


def test_an_emptied_line_asks_nothing(start: Start, home: Path) -> None:
    """Who leaves nothing in the editor has asked nothing."""
    terminal = start(EDITOR=editor(home, ': > "$1"'))
    terminal.type("where")
    terminal.child.send("\x18\x05")
    terminal.see_prompt()
    terminal.say("2")
    assert kept(home) == ["2"]


def test_ctrl_c_in_the_editor_is_the_editors(start: Start, home: Path) -> None:
    """An editor that Ctrl-C ends has failed: the line stays, and the chat does not think that it was meant."""
    terminal = start((24, 150), EDITOR=editor(home, f"touch {home}/there; exec sleep 60"))
    terminal.type("where")
    terminal.child.send("\x18\x05")
    terminal.until_there(home / "there")
    terminal.child.send("\x03")
    terminal.until(lambda: "was ended by signal 2: the line is" in " ".join(terminal.text.split()))
    terminal.until(lambda: terminal.line().startswith("> where"))
    assert repl.HOW_TO_LEAVE not in terminal.text


# -- conversation ------------------------------------------------------------------------------


def test_a_follow_up_says_how_it_was_read(start: Start) -> None:
    """What was carried over is shown above the answer."""
    terminal = start((40, 80))
    terminal.say("How long does black tea steep?")
    terminal.say("and green tea?")
    assert re.search(r"asked as: How long does green tea steep", terminal.text)


def test_no_answer_comes_with_questions_to_ask(start: Start) -> None:
    """Where nothing is known, questions with an answer are offered, and a number picks one."""
    terminal = start((40, 80))
    terminal.say("who is the king of france")
    assert "You can ask:\n  1. How long does black tea steep?" in terminal.text
    terminal.say("1")
    terminal.see("Four minutes")


def test_the_words_that_met_are_marked(start: Start) -> None:
    """In the quote the words that the question met stand out."""
    terminal = start((40, 80))
    terminal.say("water for tea")
    assert "\x1b[1;35mtea" in terminal.raw


def test_more_shows_the_section(start: Start) -> None:
    """/more shows the whole section behind the last answer."""
    terminal = start((40, 80))
    terminal.say(QUESTION)
    terminal.say("/more")
    assert "Green tea wants water of 80 degrees, and black tea wants it to be boiling" in terminal.text


@pytest.mark.parametrize(("rows", "paged"), [(12, True), (60, False)])
def test_a_long_text_goes_through_the_pager(rows: int, paged: bool, start: Start, home: Path) -> None:
    """What is taller than the screen goes to $PAGER, what fits does not."""
    pager = home / "pager"
    pager.write_text(f"#!/bin/sh\ncat > {home}/paged\n", encoding="utf-8")
    pager.chmod(0o755)
    (home / "tea.yaml").write_text(ARTICLE.replace("Green tea", "Line.\n\n      " * 12 + "Green tea"), encoding="utf-8")
    terminal = start((rows, 80), PAGER=str(pager))
    terminal.say("/section water")
    assert (home / "paged").exists() == paged
    assert ("Green tea wants" in terminal.text) != paged


def test_without_a_pager_a_long_text_is_printed(start: Start, home: Path) -> None:
    """Where $PAGER is no program the text goes to the screen."""
    (home / "tea.yaml").write_text(ARTICLE.replace("Green tea", "Line.\n\n      " * 12 + "Green tea"), encoding="utf-8")
    terminal = start((12, 80), PAGER="/no/such/pager")
    terminal.say("/section water")
    assert "— Water · Tea (undated) · By the kettle" in terminal.text


@pytest.mark.parametrize("pager", ["false", "sh -c 'kill -9 $$'"])
def test_where_a_pager_fails_a_long_text_is_printed(pager: str, start: Start, home: Path) -> None:
    """A pager that ends in failure has shown nothing."""
    (home / "tea.yaml").write_text(ARTICLE.replace("Green tea", "Line.\n\n      " * 12 + "Green tea"), encoding="utf-8")
    terminal = start((12, 80), PAGER=pager)
    terminal.say("/section water")
    assert "— Water · Tea (undated) · By the kettle" in terminal.text


def test_copy_writes_to_the_terminals_clipboard(start: Start) -> None:
    """/copy sends the answer with its citation by OSC 52, which works over ssh."""
    terminal = start((40, 80))
    terminal.say("2")
    terminal.say("/copy")
    sent = re.search(r"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", terminal.raw)
    assert sent and base64.b64decode(sent.group(1)).decode().startswith(
        "On hills that are often in the clouds.\n— Where"
    )


def test_save_writes_the_conversation(start: Start, home: Path) -> None:
    """/save keeps the conversation as Markdown beside the user's files."""
    terminal = start()
    terminal.say(QUESTION)
    terminal.say("/save talk.md")
    terminal.see("Saved 1 question to talk.md.")
    assert "## How long does black tea steep?\n\nFour minutes" in (home / "talk.md").read_text("utf-8")


# -- knowledge that changes --------------------------------------------------------------------


def test_an_edited_article_is_loaded_by_itself(start: Start, home: Path) -> None:
    """The next answer is from what the file says by then, and the chat says that it was loaded."""
    terminal = start((40, 80))
    (home / "tea.yaml").write_text(ARTICLE.replace("Four minutes", "Seven minutes"), encoding="utf-8")
    terminal.say(QUESTION)
    assert "was loaded again: 1 article." in terminal.text and "Seven minutes, by the rule" in terminal.text


def test_a_broken_edit_keeps_the_old_knowledge(start: Start, home: Path) -> None:
    """A fault in the file is shown with its line, and answers go on as before."""
    terminal = start((40, 100))
    (home / "tea.yaml").write_text(ARTICLE.replace("    section: water", "    sectoin: water"), encoding="utf-8")
    terminal.say(QUESTION)
    assert 'tea.yaml:12: unknown key "sectoin"' in terminal.text.replace("\n", "") or "sectoin" in terminal.text
    assert "Four minutes, by the rule" in terminal.text
    terminal.say("2")
    assert terminal.text.count("sectoin") == 1


def test_a_deleted_article_is_told(start: Start, home: Path) -> None:
    """Where the file is gone the chat says so and goes on with what it has read."""
    terminal = start((40, 80))
    (home / "tea.yaml").unlink()
    terminal.say("2")
    assert "there is no such file" in " ".join(terminal.text.split()) and "On hills that are often" in terminal.text


# -- settings ----------------------------------------------------------------------------------


def test_settings_are_taken(start: Start) -> None:
    """The settings file decides on the greeting and on what is shown."""
    terminal = start(settings='greeting = false\nconfidence = false\ntheme = "weight"\n')
    assert "faqbot answers" not in terminal.text
    terminal.say("Where do the leaves grow?")
    assert "On hills" in terminal.text and "sure" not in terminal.text


def test_a_fault_in_the_settings_is_told(start: Start) -> None:
    """A wrong value is told with file and line before the greeting, and the chat starts."""
    terminal = start((40, 200), settings='greeting = true\nkeys = "nano"\n')
    assert "config.toml:2:" in terminal.text and '"emacs"' in terminal.text and "faqbot answers" in terminal.text


def test_a_missing_knowledge_in_the_settings_is_told(home: Path) -> None:
    """A path of the settings that leads nowhere is told with file and line, and no chat about another starts."""
    (home / ".config" / "faqbot").mkdir(parents=True)
    (home / ".config" / "faqbot" / "config.toml").write_text('\nknowledge = "~/nope.yaml"\n', encoding="utf-8")
    terminal = Terminal(home, size=(40, 200))
    assert terminal.end() == 2
    said = " ".join(terminal.text.split())
    assert 'config.toml:2: knowledge: there is no "' in said and "faqbot answers" not in said


def test_vi_keys_are_taken(start: Start) -> None:
    """With keys = "vi" Escape leads to the normal mode, where dd empties the line."""
    terminal = start(settings='keys = "vi"\n')
    terminal.type("xyz")
    terminal.child.send("\x1bdd")
    terminal.see_prompt()


@pytest.mark.parametrize("key", ["l", "\x1b[C"], ids=["l", "right"])
def test_vi_takes_ghost_text_at_the_end_of_the_line(key: str, start: Start) -> None:
    """In vi's normal mode ghost text stays to be seen, and l or the right arrow takes it from the last character."""
    terminal = start(settings='keys = "vi"\n')
    terminal.say("Where do they grow?")
    terminal.type("Whe")
    terminal.until(lambda: terminal.line() == "> Where do they grow?")
    terminal.child.send("\x1b")
    terminal.until(lambda: terminal.screen.cursor.x == len("> Wh"))
    assert terminal.line() == "> Where do they grow?"
    terminal.child.send(f"h{key}")  # a step to the left, and back: that is no end of the line
    terminal.settle()
    assert terminal.screen.cursor.x == len("> Wh")
    terminal.child.send(key)
    terminal.until(lambda: terminal.screen.cursor.x == len("> Where do they grow"))
    assert terminal.line() == "> Where do they grow?"


def test_no_history_is_kept_where_none_is_wanted(start: Start, home: Path) -> None:
    """With history = "none" nothing is written."""
    terminal = start(settings='history = "none"\n')
    terminal.say("2")
    assert not history(home).exists()


def test_set_changes_the_theme(start: Start) -> None:
    """/set theme none takes the weight off what comes after."""
    terminal = start((40, 80))
    terminal.say("/set theme none")
    before = len(terminal.raw)
    terminal.say("2")
    assert "\x1b[1mOn hills" not in terminal.raw[before:] and "On hills" in terminal.text


# -- robustness --------------------------------------------------------------------------------


def test_what_a_full_disk_took_is_kept_on_leaving(start: Start, home: Path) -> None:
    """A line that could not be written is, where there is room again when the chat is left."""
    terminal = start((40, 200))
    terminal.say("1")
    history(home).unlink()
    history(home).mkdir()
    terminal.say("2")
    history(home).rmdir()
    terminal.child.send("\x04")
    assert terminal.end() == 0 and kept(home) == ["2"]


def test_told_to_end_it_leaves_the_terminal_as_it_was(start: Start) -> None:
    """SIGTERM ends the chat with its status, and the terminal is no longer in the line editor's mode."""
    terminal = start()
    terminal.type("steep")
    terminal.child.kill(signal.SIGTERM)
    assert terminal.end() == repl.TERMINATED
    assert "\x1b[?2004l" in terminal.raw and "Traceback" not in terminal.raw


def test_a_dumb_terminal_takes_every_character(start: Start, home: Path) -> None:
    """With TERM=dumb a NUL in a line ends neither the line nor what follows it."""
    terminal = start(TERM="dumb")
    terminal.child.send("How long does \0black tea steep?\r")
    terminal.see("Four minutes")


def test_two_chats_share_a_history(start: Start, home: Path) -> None:
    """What is asked in two chats at the same time is all kept."""
    one, two = start(), start()
    for terminal, line in ((one, "1"), (two, "2"), (one, "steep"), (two, "grow")):
        terminal.say(line)
    assert kept(home) == ["1", "2", "steep", "grow"]


def test_a_read_only_home_is_told(start: Start, home: Path) -> None:
    """Where nothing can be written the chat goes on, and says once that questions are not kept."""
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    home.chmod(0o500)
    try:
        terminal = start((40, 200))
        terminal.say("1")
        assert terminal.text.count("are not kept for the next chat") == 1 and "Four minutes" in terminal.text
    finally:
        home.chmod(0o700)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")
def test_a_full_disk_is_told(start: Start, home: Path) -> None:
    """Where the disk is full the chat goes on, and says once that questions are not kept."""
    terminal = start((40, 200), settings='history = "/dev/full"\n')
    terminal.say("1")
    terminal.say("2")
    assert terminal.text.count("are not kept for the next chat") == 1 and "On hills" in terminal.text


def test_a_terminal_that_never_answers_is_no_error(home: Path) -> None:
    """Where a terminal doesn't tell where its cursor is, nothing is waited for and nobody is warned."""
    terminal = Terminal(home, ("-k", str(home / "tea.yaml")))
    terminal.screen.answer = lambda _: None
    terminal.see_prompt()
    terminal.say("2")
    terminal.child.send("\x04")
    assert terminal.end() == 0
    assert "On hills" in terminal.raw and "CPR" not in terminal.raw


def test_ctrl_z_stops_and_fg_goes_on(home: Path) -> None:
    """Ctrl-Z gives the shell back, and fg brings the prompt back."""
    terminal = Terminal(home, size=(40, 80), program=("bash", "--norc", "--noprofile", "-i"), PS1="shell: ")
    terminal.see("shell:")
    terminal.child.send(f"{shlex.join(FAQBOT)} -k tea.yaml\r")
    terminal.see_prompt()
    terminal.child.send("\x1a")
    terminal.until(lambda: terminal.line() == "shell:")
    terminal.child.send("fg\r")
    terminal.see_prompt()
    terminal.say("2")
    terminal.see("On hills")
    terminal.child.close(force=True)


def test_a_resize_while_the_menu_is_open(start: Start) -> None:
    """A window that gets narrower redraws the menu and the line."""
    terminal = start()
    terminal.type("steep")
    terminal.see(f" {QUESTION} ")
    terminal.screen.resize(24, 40)
    terminal.child.setwinsize(24, 40)
    terminal.until(lambda: terminal.line() == "> steep")
    terminal.child.send("\r")
    terminal.see("Four minutes")


@pytest.mark.parametrize("size", [(6, 20), (3, 40)])
def test_a_small_window_has_a_prompt_and_answers(size: tuple[int, int], start: Start) -> None:
    """In a window of a few rows the menu takes what room there is, and the line can be typed."""
    terminal = start(size)
    terminal.type("steep")
    terminal.child.send("\r")
    terminal.see_prompt()
    assert "too small" not in terminal.raw and "Four minutes" in terminal.raw.replace("\r\n", " ")
