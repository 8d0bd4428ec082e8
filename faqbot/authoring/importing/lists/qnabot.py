"""QnABot on AWS, its export in JSON -> a draft. What its commands, hooks and templates say is only listed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faqbot.authoring.draft import Draft, DraftSection, Unplaced
from faqbot.authoring.importing.lists.shared.assembling import Found, Item, drafts, folded, gathered, is_id
from faqbot.authoring.importing.lists.shared.values import leaves, tree
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.article import Format
from faqbot.knowledge.parts import titles
from faqbot.knowledge.yaml.nodes import Mapping, Node, Sequence

if TYPE_CHECKING:
    from faqbot.authoring.importing.document import Source

_EXPORT: Final = re.compile(rb'"qna"\s*:\s*\[')
_FIELD: Final = re.compile(rb'"qid"\s*:')
# What QnABot itself is run by: the ids of its own items, as its documentation and examples name them.
_OWN: Final = re.compile(
    r"custom(nomatches|error|noverifiedidentity)|help|repeat|next|previous|feedback\.\d+|language\.\d+|kendra\..*"
    r"|quizentry|connect_to_agent\..*",
    re.IGNORECASE,
)
# An utterance that nobody says: "no_hits", "CONNECT_TO_AGENT". Other items send it.
_SENT: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+|[A-Z0-9]{3,}(_[A-Z0-9]+)*|QID::.*")
_TEMPLATE: Final = re.compile(r"\{\{")
_TAKEN: Final = ("qid", "q", "a", "t", "alt.markdown", "r.url", "type", "passage", "_id", "selected")


def reads(source: Source) -> bool:
    """Whether a file is an export of QnABot."""
    return bool(_EXPORT.search(source.data) and _FIELD.search(source.data))


def read(source: Source) -> tuple[Draft, ...]:
    """The questions and answers of an export; its passages become sections.

    Raises:
        KnowledgeError: it can't be read, or nothing in it can be brought in.
    """
    node, remarks = tree(source)
    listed = _listed(node)
    items: list[Item] = []
    sections: list[DraftSection] = []
    unplaced: list[Unplaced] = []
    left: list[tuple[str, int, str]] = []
    for one in listed:
        fields = _fields(one)
        why = _refused(one, fields)
        if why:
            unplaced.append(_listed_item(one, why))
            continue
        left += [
            (path, leaf.line, leaf.value) for path, leaf in leaves(one) if path not in _TAKEN and not _bare(leaf.value)
        ]
        if fields.get("type") == "text":
            name = fields.get("qid", "")
            heading = fields.get("r.title") or titles.of_name(name.rpartition(".")[2])
            sections.append(DraftSection(heading, fields["passage"], one.line, id=name if is_id(name) else None))
        else:
            items.append(_item(one, fields, unplaced))
    if not items and not sections:
        message = "nothing in this export can be brought in: all of it is commands, hooks or templates of QnABot"
        raise KnowledgeError(source.path, None, message)
    unplaced += gathered(left, lambda name, count: f'nothing takes the key "{name}" ({count} values)')
    return drafts(source, Found(tuple(items), sections=tuple(sections), unplaced=tuple(unplaced), remarks=remarks))


def _listed(node: Node) -> tuple[Mapping, ...]:
    found = (
        next((value for key, value in node.pairs if key.value == "qna"), None) if isinstance(node, Mapping) else None
    )
    return tuple(one for one in found.items if isinstance(one, Mapping)) if isinstance(found, Sequence) else ()


def _fields(one: Mapping) -> dict[str, str]:
    """The first text at each path of keys ("alt.markdown")."""
    fields: dict[str, str] = {}
    for path, leaf in leaves(one):
        fields.setdefault(path, leaf.value)
    return fields


def _utterances(one: Mapping) -> list[str]:
    return [leaf.value for key, value in one.pairs if key.value == "q" for _, leaf in leaves(value)]


def _refused(one: Mapping, fields: dict[str, str]) -> str:
    """Why an item can't be brought in; "" where it can."""
    kind = fields.get("type") or "qna"
    asked = _utterances(one)
    answer = fields.get("alt.markdown") or fields.get("a", "")
    if kind == "text":
        return "" if fields.get("passage") else "a passage without text"
    checks = (
        (kind != "qna", f'of type "{kind}": it is no question with an answer'),
        (bool(fields.get("l")), "a Lambda hook makes its answer"),
        (bool(fields.get("elicitResponse.responsebot_hook")), "another bot goes on with it"),
        (bool(_OWN.fullmatch(fields.get("qid", ""))), "a command of QnABot that poses as a question"),
        (not asked, "no question"),
        (all(map(_SENT.fullmatch, asked)), "nobody says this: other items send it"),
        (bool(_TEMPLATE.search(answer)), "its answer is a template (Handlebars), filled in when it is asked"),
        (not answer.strip(), "no answer"),
    )
    return next((why for refused, why in checks if refused), "")


def _listed_item(one: Mapping, why: str) -> Unplaced:
    return Unplaced(one.line, "\n".join(leaf.value for _, leaf in leaves(one) if not _bare(leaf.value)), why)


def _bare(value: str) -> bool:
    """Whether a value says nothing that a reader could miss."""
    return value in ("true", "false")


def _item(one: Mapping, fields: dict[str, str], unplaced: list[Unplaced]) -> Item:
    asked = [wording for wording in _utterances(one) if not _SENT.fullmatch(wording)]
    unplaced += [
        Unplaced(one.line, wording, "other items send this") for wording in _utterances(one) if wording not in asked
    ]
    written, plain = fields.get("alt.markdown", ""), fields.get("a", "")
    if written and plain and not set(folded(plain).split()) <= set(folded(written).split()):
        unplaced.append(Unplaced(one.line, plain, "said where Markdown can't be shown"))
    url = fields.get("r.url", "")
    return Item(
        question=asked[0],
        answer=written or plain,
        line=next((value.line for key, value in one.pairs if key.value == "q"), one.line),
        alternates=tuple(asked[1:]),
        group=fields.get("t"),
        url=url if url.startswith(("http://", "https://")) else None,
        id=fields.get("qid"),
        format=Format.MARKDOWN if written else None,
    )
