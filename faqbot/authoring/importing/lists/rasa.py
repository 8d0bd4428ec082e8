"""A Rasa bot -> drafts: examples of intents are wordings, responses are answers; what is out of scope is golden.

    nlu.yml         - intent: faq/hours         examples: | …
    responses.yml   utter_faq/hours: - text: …
    rules.yml       - intent: hours             - action: utter_hours

An article is made of each file with examples, so that every line is one of its file. What responses hold beyond that is
listed in a draft of their own file, without entries.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faqbot.authoring.draft import Asked, Draft, Unplaced
from faqbot.authoring.importing.lists.rasa_files import Bot, Intent, Response, Variant, bot
from faqbot.authoring.importing.lists.shared.assembling import Found, Item, best_first, drafts
from faqbot.authoring.importing.lists.shared.roles import asking_share
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.parts import titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.authoring.importing.document import Source

_YAML: Final = re.compile(r"^(?:nlu|responses|templates|stories|rules)[ \t]*:", re.MULTILINE)
_SURE: Final = re.compile(
    r"^[ \t]*- (?:intent|story|rule|synonym|lookup|regex)[ \t]*:|^[ \t]{1,8}[\"']?utter_[\w/]+[\"']?[ \t]*:",
    re.MULTILINE,
)
_MARKDOWN: Final = re.compile(
    r"^##[ \t]*(?:intent|synonym|regex|lookup)[ \t]*:|^\* [\w/]+(?:\{.*)?\n[ \t]+- ", re.MULTILINE
)
_HEAD: Final = 200_000  # bytes by which a file is told
_OUT: Final = re.compile(r"(?:out[_-]?of[_-]?scope|oos|nlu_fallback|off[_-]?topic)(?:/.*)?", re.IGNORECASE)
# What is filled in when it is said.
_SLOT: Final = re.compile(r"\{[A-Za-z_][\w.-]{0,60}\}")
# The share of an intent's examples that ask, from which on it is more than talk: greetings have next to none.
_ASKING: Final = 0.2
_ASKING_BACK: Final = 15  # words up to which a response that ends in a question mark only asks


def reads(source: Source) -> bool:
    """Whether a file is one of a Rasa bot: its training data, responses, rules or stories."""
    text = source.data[:_HEAD].decode("utf-8", "replace").replace("\r\n", "\n")
    if source.path.lower().endswith((".yml", ".yaml")):
        return bool(_YAML.search(text) and _SURE.search(text))
    return source.path.lower().endswith(".md") and bool(_MARKDOWN.search(text))


def read(sources: Sequence[Source]) -> tuple[Draft, ...]:
    """The questions and answers of a bot.

    Args:
        sources: its files, in any order: those with examples, responses, rules and stories.

    Raises:
        KnowledgeError: a file can't be read, or no intent has a response that can be said.
    """
    known = bot(sources)
    answers = _answers(known)
    entered = _entered(known, answers)
    made: list[Draft] = []
    for source in sources:
        unplaced = [left for path, left in known.unplaced if path == source.path]
        items: list[Item] = []
        golden: list[Asked] = []
        for intent in known.intents.values():
            if intent.path == source.path:
                _take(intent, answers.get(intent.name), items, golden, unplaced)
        unplaced += _unused(known, answers, entered, source.path)
        if items or golden or unplaced:
            made += drafts(source, Found(tuple(items), unplaced=tuple(unplaced), golden=tuple(golden)))
    if not any(draft.faq or draft.golden for draft in made):
        message = "no intent with a response was found: name the files with the examples and those with the responses"
        raise KnowledgeError(sources[0].path if sources else ".", None, message)
    return tuple(made)


def _answers(known: Bot) -> dict[str, Response]:
    """The response to each intent: the one of its name, else the one that follows it most often."""
    follows: dict[str, dict[str, int]] = {}
    for intent, action in known.turns:
        counts = follows.setdefault(intent, {})
        counts[action] = counts.get(action, 0) + 1
    answers: dict[str, Response] = {}
    used: set[str] = set()
    for intent in known.intents:
        counts = follows.get(intent, {})
        names = [f"utter_{intent}", *sorted(counts, key=lambda name: -counts[name])]
        name = next((name for name in names if name in known.responses and name not in used), None)
        if name:
            used.add(name)
            answers[intent] = known.responses[name]
    return answers


def _said(response: Response) -> Variant | None:
    """The wording of a response that answers as it stands; None: each is bound, filled in, or asks back."""
    return next(
        (one for one in response.variants if one.text.strip() and not one.bound and _answers_by(one.text)), None
    )


def _answers_by(text: str) -> bool:
    return not _SLOT.search(text) and not (text.strip().endswith("?") and len(text.split()) <= _ASKING_BACK)


def _take(
    intent: Intent, response: Response | None, items: list[Item], golden: list[Asked], unplaced: list[Unplaced]
) -> None:
    """Make of an intent an entry, golden questions, or what is listed."""
    wordings = [example.text for example in intent.examples]
    if _OUT.fullmatch(intent.name):
        first = {example.text: example.line for example in reversed(intent.examples)}
        golden += [Asked(text, first[text]) for text in dict.fromkeys(wordings)]
        return
    said = _said(response) if response else None
    why = _no_entry(intent.name, wordings, said)
    if why or said is None:
        unplaced.append(Unplaced(intent.line, "\n".join(wordings) or intent.name, f"the intent {intent.name} {why}"))
        return
    group, _, name = intent.name.rpartition("/")
    first_wording, *others = best_first(wordings)
    heading = titles.of_name(group) if group else None
    items.append(Item(first_wording, said.text, intent.line, tuple(others), group=heading, id=name))


def _no_entry(name: str, wordings: Sequence[str], said: Variant | None) -> str:
    """Why an intent becomes no entry; "" where it does."""
    if not wordings:
        return "has no examples"
    if "/" not in name and asking_share(wordings) < _ASKING:
        return "is talk: next to none of its examples asks"
    return "" if said else "has no response that answers as it stands"


def _unused(known: Bot, answers: dict[str, Response], entered: dict[str, Variant], path: str) -> list[Unplaced]:
    """What the responses of a file say that is in no entry."""
    asked = {response.name: intent for intent, response in answers.items()}
    left: list[Unplaced] = []
    for response in known.responses.values():
        intent = asked.get(response.name)
        for variant in response.variants if response.path == path else ():
            if variant != entered.get(response.name) and variant.text.strip():
                why = f"no question leads to {response.name}" if not intent else f"said to {intent}, which is no entry"
                why = f"another wording of what answers {intent}" if response.name in entered else why
                left.append(Unplaced(variant.line, variant.text, why))
            left += [Unplaced(variant.line, text, f"beside the text of {response.name}") for text in variant.beside]
    return left


def _entered(known: Bot, answers: dict[str, Response]) -> dict[str, Variant]:
    """The wording that an entry has of each response, by the response's name."""
    entered: dict[str, Variant] = {}
    for name, response in answers.items():
        items: list[Item] = []
        _take(known.intents[name], response, items, [], [])
        said = _said(response)
        if items and said:
            entered[response.name] = said
    return entered
