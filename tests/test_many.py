"""Questions to several articles: each labelled one becomes what it must."""

from __future__ import annotations

import sys
from typing import Final

import pytest
from checkout import TESTS

from faqbot import Bot

sys.path.insert(0, str(TESTS / "bench"))

from several import Labelled, ask, became, bots, is_right, labelled

BOTS: Final[dict[str, Bot]] = bots()
CASES: Final = tuple(labelled())


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            marks=[pytest.mark.xfail(reason=case.xfail, strict=True)] if case.xfail else [],
            id=f"{case.ask} {' '.join(case.articles)}".strip(),
        )
        for case in CASES
    ],
)
def test_a_question_becomes_what_it_must(case: Labelled) -> None:
    """A question is answered from, cited in, offered of the places that it must be, or not answered."""
    answer = ask(BOTS[case.knowledge], case)
    assert is_right(case, answer), (became(answer), str(answer))


def test_there_are_questions_of_each_kind() -> None:
    """No kind of question is left untested."""
    kinds = [case.kind for case in CASES]
    assert min(map(kinds.count, {"cite", "both", "differ", "elsewhere", "unknown"})) >= 10
