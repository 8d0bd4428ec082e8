"""Drafts for the tests: some of any text whatever, some that a person could have written."""

from __future__ import annotations

from hypothesis import strategies as st

from faqbot.authoring.draft import Draft, DraftEntry, DraftSection
from faqbot.knowledge.article import Article, Format
from faqbot.knowledge.articles import of
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.faults import Faults

# What YAML, Markdown or this format takes for more than it is, in front of, amid and behind a text.
_HARD = (
    "# no comment", " #tag", "a: b", "- item", "---", "...", "%YAML", "? key", "| x", "> x", "&a", "*a", "!t", "@x",
    "`code`", "'", '"', "\\", "yes", "no", "~", "null", "1.0", "2026-03-01", "12:30:45", "0x1F", "1_000", "=", "<<",
    "\t", " ", "  ", "\n", "\n\n", "    code", "\r\n", "\x85", "\u2028", "\x0c", "\ufeff", "\ud800", "\x07", "\xa0",
    "é", "…", "\U0001f600", "[x]", "{x}", ",", ": ", " # ", "end:", "\u200b",
)  # fmt: skip
texts = st.lists(st.sampled_from(_HARD) | st.text(max_size=8), max_size=6).map("".join)
maybe = st.none() | texts
wordings = st.lists(texts, max_size=3).map(tuple)
sections = st.lists(
    st.builds(
        DraftSection, heading=texts, text=texts, line=st.integers(1, 99), level=st.integers(0, 12), alternates=wordings,
        url=maybe, id=maybe,
    ),
    max_size=4,
).map(tuple)  # fmt: skip
entries = st.lists(
    st.builds(
        DraftEntry, question=texts, answer=texts, line=st.integers(1, 99), alternates=wordings, section=maybe,
        group=maybe, url=maybe, id=maybe,
    ),
    max_size=4,
).map(tuple)  # fmt: skip
drafts = st.builds(
    Draft, name=texts, title=texts, format=st.sampled_from(Format), sections=sections, faq=entries, note=maybe,
    source=maybe, published=st.sampled_from((None, "2026", "2026-03", "2026-03-01", "2026-13-01", "soon")),
    language=st.sampled_from((None, "en", "de-AT", "pt", "english")), url=maybe,
)  # fmt: skip


def article(text: str, path: str = "faq.yaml") -> Article:
    """The article of a file with this text."""
    return of(path, nodes.parse(path, text), Faults(path))


def shop(**changed: object) -> Draft:
    """The draft of a small shop's page, or one that differs in some fields."""
    fields: dict[str, object] = {
        "name": "shop",
        "title": "Corner shop",
        "source": "docs/shop.md",
        "sections": (
            DraftSection("Delivery", "We deliver on **weekdays**.\n\n- by bike\n- by van", 3, id="delivery"),
            DraftSection("Returns", "Bring it back within 30 days.", 9, id="returns"),
        ),
        "faq": (
            DraftEntry("Do you deliver on Sunday?", "No: on weekdays only.", 15, id="sunday", section="delivery"),
            DraftEntry("Can I return a lamp?", "Yes, within 30 days.", 19, id="lamp", section="returns"),
            DraftEntry("Where are you?", "On the corner.\n\nNext to the bakery.", 23, id="where"),
        ),
    }
    return Draft(**{**fields, **changed})  # type: ignore[arg-type]
