"""A tidy draft -> the values of its file, in the order in which they stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from faqbot.knowledge.article import DEFAULT_LANGUAGE, Format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faqbot.authoring.draft import Draft, DraftEntry, DraftSection
    from faqbot.knowledge.article import Article

# The keys of an article, a section and an entry in the order in which they stand in a file.
ARTICLE: Final = (
    "title", "format", "note", "source", "url", "published", "review_by", "language", "threshold", "meaning",
    "synonyms", "sections", "faq",
)  # fmt: skip
SECTION: Final = ("id", "heading", "level", "url", "alternates", "summary", "text")
ENTRY: Final = ("id", "question", "alternates", "answer", "section", "group", "url")
PARTS: Final = {"sections": SECTION, "faq": ENTRY}  # the lists of an article, and the keys of what is in them
TITLES: Final = {"sections": "heading", "faq": "question"}
TEXTS: Final = {"sections": "text", "faq": "answer"}


def article(draft: Draft) -> dict[str, Any]:
    """The values of a draft's file. Nothing empty is among them, nor what is so where it is left out."""
    return _filled(
        {
            "title": draft.title,
            "format": str(draft.format) if draft.format is not Format.PLAIN else None,
            "note": draft.note,
            "source": draft.source,
            "url": draft.url,
            "published": draft.published,
            "language": draft.language if draft.language != DEFAULT_LANGUAGE else None,
            "sections": [section(part) for part in draft.sections],
            "faq": [entry(part) for part in draft.faq],
        }
    )


def section(part: DraftSection) -> dict[str, Any]:
    """The values of a section."""
    return _filled(
        {
            "id": part.id,
            "heading": part.heading,
            "level": part.level if part.level > 1 else None,
            "url": part.url,
            "alternates": list(part.alternates),
            "text": part.text,
        }
    )


def entry(part: DraftEntry) -> dict[str, Any]:
    """The values of an FAQ entry."""
    return _filled(
        {
            "id": part.id,
            "question": part.question,
            "alternates": list(part.alternates),
            "answer": part.answer,
            "section": part.section,
            "group": part.group,
            "url": part.url,
        }
    )


def held(article: Article) -> dict[str, Any]:
    """The values of an article that was read, as `article` has those of a draft: equal where they say the same."""
    sections = [
        {
            "id": part.id,
            "heading": part.heading,
            "level": part.level if part.level > 1 else None,
            "url": part.url,
            "alternates": list(part.alternates),
            "summary": part.summary.value if part.summary else None,
            "text": part.text.value,
        }
        for part in article.sections
    ]
    entries = [
        {
            "id": part.id,
            "question": part.question,
            "alternates": list(part.alternates),
            "answer": part.answer.value,
            "section": part.section,
            "group": part.group,
            "url": part.url,
        }
        for part in article.faq
    ]
    own = {key: getattr(article, key) for key in ARTICLE if key not in PARTS}
    own["format"] = None if article.format is Format.PLAIN else str(article.format)
    own["language"] = None if article.language == DEFAULT_LANGUAGE else article.language
    own["synonyms"] = [list(group) for group in article.synonyms]
    lists = {"sections": list(map(_filled, sections)), "faq": list(map(_filled, entries))}
    return _filled({**own, **lists})


def golden(draft: Draft) -> dict[str, Any]:
    """The values of the golden file beside it."""
    cases = [
        {"ask": asked.question, **({"cite": asked.ref} if asked.ref else {"unknown": True})} for asked in draft.golden
    ]
    return {"knowledge": f"{draft.name}.yaml", "cases": cases}


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [])}
