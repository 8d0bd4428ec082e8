"""An answer held against its case: whether it comes from a right place, and holds the words that it must."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Verdict
from faqbot.base.hygiene import clean, normalise

if TYPE_CHECKING:
    from faqbot.answering.answers import Answer
    from faqbot.evaluation.golden.cases import Case

_DOUBLE_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


def fault(case: Case, answer: Answer) -> str:
    """What is wrong with `answer` by `case`, in a phrase; "" where nothing is.

    To a text that asks several questions the answer to any of them may be the right one.
    """
    if not case.cite:
        return f"{_came(answer)}, expected no answer" if answer.verdict is Verdict.ANSWERED else ""
    if not set(cited(answer)) & set(case.cite):
        return f"{_came(answer)}, expected {' or '.join(case.cite)}"
    missing = [f"“{says}”" for says in case.says if not holds(answer, says)]
    return clean(f"{_came(answer)}, without saying {', '.join(missing)}") if missing else ""


def cited(answer: Answer) -> tuple[str, ...]:
    """The refs that an answer stands for: its FAQ entry and the section that backs it, then those of its `rest`."""
    return tuple(f"{cite.article}#{id_}" for cite in answer.citations for id_ in (cite.entry, cite.section) if id_)


def _came(answer: Answer) -> str:
    """The verdict, whence, and the confidence: answered from museum#faq-hours (0.83)."""
    where = [f"from {ref}" for ref in cited(answer)[:1]]
    return " ".join([str(answer.verdict), *where, f"({answer.confidence:.2f})"])


def holds(answer: Answer, says: str) -> bool:
    """Whether an answer's text or its quote holds these words; white space and kinds of quotes make no difference.

    A text in Markdown holds them as it is written and as it is read.
    """
    quotes = [cite.quote for cite in answer.citations]
    held = [*(text for part in answer.parts for text in (part.text, part.words)), *quotes]
    return any(folded(says) in folded(text) for text in held)


def folded(text: str) -> str:
    """`text` with white space folded and quotes straight: how it was typed makes no difference."""
    return " ".join(normalise(text).translate(_DOUBLE_QUOTES).split())
