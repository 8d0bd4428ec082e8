"""Changes in golden files: what they write, what they leave alone, and what they refuse."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.authoring.writing import golden
from faqbot.base.errors import FaqbotError
from faqbot.evaluation.golden.format import CASE
from faqbot.knowledge.yaml import nodes

BLOCK: Final = """\
# head
cases:
  - ask: When?   # mine
    # above
    cite: hours  # behind
    says: [a, b]

  - turns:
      - ask: Who?
      - {ask: What?, cite: [x, y], says: z}   # end
    xfail: why
"""


def revised(line: int, ask: str, text: str = BLOCK, **values: Any) -> str:
    return golden.revised("a.golden.yaml", text, [(line, ask, values)])


@pytest.mark.parametrize(
    ("line", "ask", "values", "old", "new"),
    [
        (3, "When?", {"cite": "fees"}, "cite: hours  # b", "cite: fees  # b"),
        (3, "When?", {"cite": None, "unknown": True}, "cite: hours  # b", "unknown: true  # b"),
        (3, "When?", {"cite": None, "unsure": ["a", "b"]}, "cite: hours  # b", "unsure:  # b\n      - a\n      - b\n"),
        (3, "When?", {"says": "a"}, "says: [a, b]", "says: a"),
        (3, "When?", {"says": None}, "    says: [a, b]\n", ""),
        (3, "When?", {"confidence": "<= 0.5"}, "says: [a, b]", "says: [a, b]\n    confidence: <= 0.5"),
        (8, "What?", {"xfail": None}, "    xfail: why\n", ""),
        (10, "What?", {"cite": None, "unknown": True, "says": None}, "cite: [x, y], says: z", "unknown: true"),
        (10, "What?", {"cite": "x"}, "[x, y]", "x"),
        (10, "What?", {"says": None}, ", says: z", ""),
        (10, "What?", {"equals": "a: b"}, "says: z", 'says: z, equals: "a: b"'),
        (9, "Who?", {"unknown": True}, "ask: Who?", "ask: Who?\n        unknown: true"),
    ],
)
def test_a_change_changes_no_more(line: int, ask: str, values: dict[str, Any], old: str, new: str) -> None:
    """A value is written where it stands, one verdict in place of another; nothing else changes by a byte."""
    done = revised(line, ask, **values)
    if "unsure" not in values and "confidence" not in values:
        assert done == BLOCK.replace(old, new, 1)
    read = nodes.parse("x", done)
    assert isinstance(read, nodes.Mapping)
    assert "# head" in done and "# mine" in done and "# above" in done and "# behind" in done and "# end" in done


def test_several_changes_are_made_at_once() -> None:
    """Changes that move lines don't lead each other astray."""
    changes = [(3, "When?", {"says": None}), (8, "What?", {"xfail": None}), (10, "What?", {"cite": "x"})]
    done = golden.revised("a.golden.yaml", BLOCK, changes)
    assert done == BLOCK.replace("    says: [a, b]\n", "").replace("    xfail: why\n", "").replace("[x, y]", "x")


@pytest.mark.parametrize(("line", "ask"), [(3, "Who?"), (4, "When?"), (99, "When?")])
def test_another_case_than_was_asked_is_left_alone(line: int, ask: str) -> None:
    """Where the line holds another question, the file has changed, and a sentence says so."""
    with pytest.raises(FaqbotError, match=f"^line {line} holds another case than was asked: the file has changed, so "):
        revised(line, ask, cite="x")


def test_a_comment_is_never_lost() -> None:
    """A key with a comment behind it is not deleted."""
    with pytest.raises(FaqbotError, match="^a.golden.yaml:3: says: delete it by hand$"):
        revised(3, "When?", BLOCK.replace("[a, b]", "[a, b] # why"), says=None)


VALUES: Final = st.one_of(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1), st.just("a: #b"))


@given(
    before=st.dictionaries(st.sampled_from(["says", "equals", "cite"]), VALUES.filter(str.strip), min_size=1),
    after=st.dictionaries(
        st.sampled_from(["says", "equals", "cite"]), st.none() | VALUES.filter(str.strip), min_size=1
    ),
    flow=st.booleans(),
)
def test_what_is_written_is_what_was_meant(before: dict[str, str], after: dict[str, str | None], flow: bool) -> None:
    """Whatever texts stand there and are to, a file says afterwards just what it should, or a sentence refuses."""
    ordered = sorted(before, key=CASE.names.index)
    pairs = [f"{key}: {golden.yaml.quoted(before[key])}" for key in ordered]
    text = f"- {{ask: a, {', '.join(pairs)}}}\n" if flow else "\n  ".join(["- ask: a", *pairs]) + "\n"
    after = {key: value for key, value in after.items() if value is not None or key in before}
    try:
        done = golden.revised("x", text, [(1, "a", after)])
    except FaqbotError:
        return
    meant = {key: value for key, value in {**before, **after}.items() if value is not None}
    read = nodes.parse("x", done)
    assert isinstance(read, nodes.Sequence) and isinstance(read.items[0], nodes.Mapping)
    held = {key.value: value.value.strip() for key, value in read.items[0].pairs if isinstance(value, nodes.Scalar)}
    assert held == {"ask": "a", **{key: value.strip() for key, value in meant.items()}}
