"""The line that a person types, with history, ghost text and a menu: the only importer of prompt_toolkit."""

from __future__ import annotations

import asyncio
import sys
from itertools import chain, pairwise
from threading import Thread
from typing import TYPE_CHECKING, Final

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app, run_in_terminal
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.cursor_shapes import ModalCursorShapeConfig
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition, has_completions, has_selection, vi_mode, vi_navigation_mode
from prompt_toolkit.history import History
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.vi_state import InputMode
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import get_cwidth

from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean, cut
from faqbot.chat.commands import commands
from faqbot.chat.completion import complete, completion
from faqbot.chat.session import NAMED
from faqbot.knowledge.article import Knowledge
from faqbot.terminal import screen
from faqbot.terminal.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.key_binding.key_processor import KeyProcessor

    from faqbot.chat.session import Searching, Session
    from faqbot.terminal import history

PROMPT: Final = "> "
KEYS: Final = ("/help", "Tab completes", "Ctrl-R searches")  # the first is left out last
# Seconds after which Escape is a key of its own, and not the first byte of one that a slow line has not sent yet; and
# after which it is not the first of a chord, such as Escape f for Alt-f. prompt_toolkit waits 0.5 and 1.
ESCAPE: Final = 0.05
CHORD: Final = 0.3
PREFIX: Final = 5.0  # seconds after Ctrl-X, which is no key of its own; readline would wait for ever
MENU: Final = 8  # rows of the menu, so that a small screen keeps some of the conversation
BESIDE: Final = 3  # rows of a window that a menu must leave: the prompt, a second line of it, the toolbar
MARGIN: Final = 24  # columns of a menu that are kept for the article, where there are so many
FRAME: Final = 6  # columns of a menu around its text: blanks and a scrollbar

# The menu and the toolbar are drawn by prompt_toolkit, in its own colours where the theme has colours at all: those
# are readable on light and dark. Reverse video is no colour, and the only sign of what is selected.
_PLAIN: Final = {
    "completion-menu": "bg:default fg:default",
    "completion-menu.completion": "bg:default fg:default",
    "completion-menu.completion.current": "bg:default fg:default reverse",
    "completion-menu.meta.completion": "bg:default fg:default",
    "completion-menu.meta.completion.current": "bg:default fg:default",
    "scrollbar.background": "bg:default",
    "scrollbar.button": "bg:default reverse",
    "auto-suggestion": "fg:default italic",
}
_STYLES: Final = {
    "colour": {"prompt": "bold ansigreen"},
    "weight": {"prompt": "bold"} | _PLAIN,
    "none": {"bottom-toolbar": "noreverse", "bottom-toolbar.text": "noreverse"} | _PLAIN,
}


class Prompt:
    """Asks for lines.

    Args:
        session: whose knowledge is completed, and whose state the toolbar shows.
        kept: the lines typed before; what is typed is added.
        behind: what begins once the first prompt is there; it returns at once.
        tell: shows a sentence, above a line that is being typed.
    """

    def __init__(
        self, session: Session, kept: history.History, behind: Callable[[], None], tell: Callable[[str], None]
    ) -> None:
        self._session = session
        self._guard = Guard()
        self._completing = _Completing(session, self._guard)
        self._prompt: PromptSession[str] = PromptSession(
            [("class:prompt", PROMPT)],
            history=_History(kept),
            auto_suggest=AutoSuggestFromHistory() if self._theme() != "none" else None,
            completer=self._completing,
            complete_while_typing=Condition(lambda: bool(self._prompt.default_buffer.text)),
            bottom_toolbar=lambda: self._guard.run(self._toolbar) or [],
            key_bindings=_keys(tell),
            input_processors=[_Ghost()],
            cursor=ModalCursorShapeConfig(),
            enable_suspend=True,
        )
        self._prompt.app.before_render += self._fit
        self._prompt.app.after_render += lambda _: behind()
        self._prompt.app.ttimeoutlen = ESCAPE
        self._prompt.app.key_processor.after_key_press += self._await_chord
        # Where a terminal doesn't tell where its cursor is, only the toolbar is missing: nothing to be warned of.
        self._prompt.app.renderer.cpr_not_supported_callback = None

    def read(self) -> str:
        """The next line.

        Raises:
            EOFError: at Ctrl-D.
            KeyboardInterrupt: at Ctrl-C on an empty line.
        """
        Thread(target=self._completing.warm, daemon=True).start()
        self._prompt.editing_mode = EditingMode.VI if self._session.settings.keys == "vi" else EditingMode.EMACS
        style = Style.from_dict(_STYLES[self._theme()])
        return self._prompt.prompt(style=style, pre_run=self._catch, set_exception_handler=False)

    def trouble(self) -> str | None:
        """What went wrong while lines were typed, as a sentence, or None; none is told twice."""
        return self._guard.trouble()

    def _catch(self) -> None:
        """Let what fails behind a key be told after the line: prompt_toolkit would show a traceback, and wait."""
        asyncio.get_running_loop().set_exception_handler(self._failed)

    def _failed(self, _: object, context: Mapping[str, Any]) -> None:
        error = context.get("exception")
        self._guard.add(error if isinstance(error, Exception) else RuntimeError(context["message"]))

    def _fit(self, _: object = None) -> None:
        """Leave the menu as many rows as the window has beside prompt and toolbar; with less, nothing is drawn."""
        self._prompt.reserve_space_for_menu = max(min(MENU, self._prompt.output.get_size().rows - BESIDE), 0)

    def _await_chord(self, keys: KeyProcessor) -> None:
        """How long a chord may take that has just begun."""
        begun = next((press.key for press in keys.key_buffer), None)
        self._prompt.app.timeoutlen = PREFIX if begun == Keys.ControlX else CHORD

    def _theme(self) -> str:
        return self._session.settings.theme if screen.has_colour(sys.stdout) else "none"

    def _toolbar(self) -> StyleAndTextTuples:
        """What is read and what became of the last question to the left, keys to the right, as far as there is room."""
        status, width = self._session.status, self._prompt.output.get_size().columns - 2
        keys = (*(("vi",) if vi_mode() else ()), *KEYS)
        ending = f" · {status}" if status else ""
        left = f"{self._named(max(width - get_cwidth(ending), 0))}{ending}"
        room = width - get_cwidth(left)
        told = (" · ".join(keys[:count]) for count in range(len(keys), 0, -1))
        return [("", f" {left}{next((hint for hint in told if len(hint) < room - 1), ''):>{max(room, 0)}}")]

    def _named(self, width: int) -> str:
        """The articles' titles in `width` columns: all (of a few), or the first and how many more, or its beginning."""
        articles = self._session.articles
        titles = [clean(article.title) for article in articles[:NAMED]]
        more = f"{titles[0]} and {len(articles) - 1:,} more" if len(articles) > 1 else titles[0]
        told = (", ".join(titles), more) if len(articles) <= NAMED else (more,)
        return next((names for names in told if get_cwidth(names) <= width), cut(titles[0], width, get_cwidth))


def _keys(tell: Callable[[str], None]) -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-c")
    def _clear(event: KeyPressEvent) -> None:
        """Clear the line; on an empty one let the chat say how to leave."""
        if event.current_buffer.text:
            event.current_buffer.reset()
            event.app.vi_state.input_mode = InputMode.INSERT  # as at the start of every line
        else:
            event.app.exit(exception=KeyboardInterrupt)

    @keys.add("escape", filter=has_completions & ~vi_mode, eager=True)  # not to wait whether a chord begins
    def _close(event: KeyPressEvent) -> None:
        """Close the menu and keep what was typed."""
        event.current_buffer.cancel_completion()

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        """Put a paste of several lines in as one question, without what would act on the terminal."""
        event.current_buffer.insert_text(clean(event.data))

    @keys.add("c-x", "c-e", filter=~has_selection)
    @keys.add("v", filter=vi_navigation_mode)
    def _edit(event: KeyPressEvent) -> None:
        """Open the line in the user's editor, and ask what comes back."""
        event.app.create_background_task(_edited(event.current_buffer, tell))

    @keys.add("l", filter=vi_navigation_mode & Condition(_is_before_ghost))
    @keys.add("right", filter=vi_navigation_mode & Condition(_is_before_ghost))
    def _take(event: KeyPressEvent) -> None:
        """Take the ghost text, as the right arrow does where text is inserted."""
        buffer = event.current_buffer
        ghost = buffer.suggestion.text if buffer.suggestion else ""
        buffer.cursor_position = len(buffer.text)
        buffer.insert_text(ghost)

    return keys


async def _edited(buffer: Buffer, tell: Callable[[str], None]) -> None:
    """Ask what an editor makes of the line, as readline does; where the editor fails, the line is kept."""
    from faqbot.terminal import editor  # here: it imports tempfile, and few lines are edited so

    try:
        text = await run_in_terminal(lambda: editor.edit(buffer.text))
    except FaqbotError as error:
        sentence = str(error)
        await run_in_terminal(lambda: tell(sentence))
        return
    buffer.text = clean(text)
    buffer.validate_and_handle()


def _is_before_ghost() -> bool:
    """Whether ghost text follows the last character, and the cursor, as vi's normal mode has it, is on that."""
    buffer = get_app().current_buffer
    return buffer.suggestion is not None and 0 < len(buffer.text) == buffer.cursor_position + 1


class _Ghost(Processor):
    """Shows the ghost text in vi's normal mode, too, where prompt_toolkit doesn't."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        fragments = transformation_input.fragments
        buffer = transformation_input.buffer_control.buffer
        if buffer.suggestion and vi_navigation_mode() and _is_before_ghost():
            fragments = [*fragments, ("class:auto-suggestion", buffer.suggestion.text)]
        return Transformation(fragments)


class _History(History):
    """The lines typed before, as prompt_toolkit asks for them."""

    def __init__(self, kept: history.History) -> None:
        super().__init__()
        self._kept = kept

    def load_history_strings(self) -> Iterable[str]:
        return self._kept.load()

    def store_string(self, string: str) -> None:
        self._kept.store(string)


class _Completing(Completer):
    """What a half-typed line may become, as prompt_toolkit asks for it. It goes with the session's knowledge."""

    def __init__(self, session: Session, guard: Guard) -> None:
        self._session = session
        self._guard = guard
        self._made: tuple[tuple[Searching, Sequence[str] | None], complete.Completer] | None = None

    def get_completions(self, document: Document, _event: CompleteEvent) -> Iterator[Completion]:
        if not document.text_after_cursor.strip():
            yield from self._guard.run(lambda: list(self._menu(document.text_before_cursor))) or ()

    def _menu(self, typed: str) -> Iterator[Completion]:
        menu = self._completer().complete(typed, MENU)
        room = (screen.columns(sys.stdout) or screen.USUAL_WIDTH) - FRAME
        longest = max((get_cwidth(found.text) for found in menu), default=0)
        margin = max(room - longest, min(MARGIN, room // 4))
        for found in menu:
            yield Completion(
                found.text,
                start_position=-len(typed),
                display=_marked(found, room - margin),
                display_meta=cut(found.margin, margin, get_cwidth),
            )

    def warm(self) -> None:
        """Read what can be completed, so that no key waits for it: a large knowledge takes a quarter of a second."""
        self._guard.run(lambda: self._completer().complete(""))

    def _completer(self) -> complete.Completer:
        session = self._session
        asked = (session.bot, session.chat.articles)
        if self._made is None or self._made[0] != asked:
            known = Knowledge(session.articles)
            self._made = (asked, complete.Completer(known, commands.helps(), commands.choices(session)))
        return self._made[1]


def _marked(found: completion.Completion, width: int) -> StyleAndTextTuples:
    """A line of the menu, what met the typed words bold, cut to `width` columns."""
    shown = cut(found.text, width, get_cwidth)
    edges = [0, *(min(edge, len(shown)) for edge in chain.from_iterable(found.marks)), len(shown)]
    return [
        ("bold" if number % 2 else "", shown[start:end])
        for number, (start, end) in enumerate(pairwise(edges))
        if start < end
    ]
