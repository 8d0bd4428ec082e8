"""Labelled questions that are kept outside the project, beside its folder; without them these tests are skipped."""

from __future__ import annotations

import pytest
from checkout import ROOT, SHIPPED
from samples import ENGLISH

from faqbot import Bot, Verdict
from faqbot.knowledge import loading
from faqbot.knowledge.yaml.nodes import Mapping, Scalar, Sequence, read
from faqbot.language.tokens import words

QUESTIONS = ROOT.parent / "shared" / "golden" / "dev.yaml"
pytestmark = pytest.mark.skipif(not QUESTIONS.exists(), reason=f"there are no labelled questions at {QUESTIONS}")


def rows() -> list[tuple[str, str, set[str]]]:
    """Each labelled question as (kind, question, ids that are right)."""
    root = read(str(QUESTIONS)) if QUESTIONS.exists() else None
    found = []
    for row in root.items if isinstance(root, Sequence) else ():
        assert isinstance(row, Mapping)
        values = {key.value: value for key, value in row.pairs if isinstance(key, Scalar)}
        kind, question, expect = values["kind"], values["question"], values["expect"]
        assert isinstance(kind, Scalar) and isinstance(question, Scalar) and isinstance(expect, Sequence)
        found.append((kind.value, question.value, {item.value for item in expect.items if isinstance(item, Scalar)}))
    return found


def test_enough_decisions_are_right_and_none_far_off_is_answered() -> None:
    """At least 0.7 of the decisions are right, and no question on another subject is answered."""
    bot, right, far = Bot.load(SHIPPED), 0, []
    for kind, question, expect in rows():
        answer = bot.answer(question)
        cited = {answer.citation.section, answer.citation.entry} if answer.citation else set()
        right += bool(cited & expect) if expect else answer.verdict is not Verdict.ANSWERED
        far += [question] if kind == "far" and answer.citation else []
    assert far == []
    assert right >= 0.7 * len(rows())


def test_no_labelled_question_is_in_the_knowledge() -> None:
    """A bot that had its test among its alternates would know nothing."""
    known = {
        tuple(word.text for word in words(wording, ENGLISH))
        for _, part in loading.load(SHIPPED).parts()
        for wording in part.alternates
    }
    assert [q for _, q, _ in rows() if tuple(word.text for word in words(q, ENGLISH)) in known] == []
