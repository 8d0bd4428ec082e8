"""`fmt` brings files into one form, and touches neither what they say nor their comments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from checkout import SHIPPED
from drafts import article, drafts
from hypothesis import given
from hypothesis import strategies as st

from faqbot.authoring.draft import Draft
from faqbot.authoring.writing import fmt, layout, tidy, yaml
from faqbot.base.errors import KnowledgeError

MESSY = """\
# Written by Ann.

faq:
# about Sunday
- answer: "No.\\nOn weekdays only."   # said Bob
  question: 'Open on Sunday?'
  # his words
  alternates: [ sundays?,
      weekend? ]
  id: sunday


- {question: And Monday?, answer: Yes.} # short
-   question: Tuesday?
    answer: >-
        Yes,
        always.
    # - Tuesdays?
# the rest
title:   Corner shop
sections:
    -   text: We deliver.
        heading: Delivery   # of lamps
        # why
        summary: We
            do.
    -
        heading: "Returns"
        text: |2-
            code

          text
        alternates:
        - back   # and
        # forth
        -   give back
    # the end of sections
synonyms:


  # one group
  - [a, b]

  - - c
    - d
published: 2026-03-01
# the end
"""
NEAT = """\
# Written by Ann.

# the rest
title: Corner shop
published: 2026-03-01

synonyms:
  # one group
  - [a, b]

  - - c
    - d

sections:
  - heading: Delivery   # of lamps
    # why
    summary: We
      do.
    text: |
      We deliver.

  - heading: "Returns"
    alternates:
      - back   # and
      # forth
      - give back
    text: |2-
        code

      text
  # the end of sections

faq:
  # about Sunday
  - id: sunday
    question: 'Open on Sunday?'
    # his words
    alternates: [ sundays?,
      weekend? ]
    answer: |   # said Bob
      No.
      On weekdays only.

  - {question: And Monday?, answer: Yes.} # short

  - question: Tuesday?
    answer: >-
      Yes,
      always.
    # - Tuesdays?
# the end
"""


def form(tmp_path: Path, text: str) -> str:
    """A file in form."""
    path = tmp_path / "shop.yaml"
    path.write_bytes(text.encode())
    return fmt.formatted(str(path)).after


def test_a_messy_file_gets_into_form(tmp_path: Path) -> None:
    """Keys stand in order, parts are parted, texts are blocks, and each comment is where it was."""
    assert form(tmp_path, MESSY) == NEAT
    assert form(tmp_path, NEAT) == NEAT


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_ships_is_in_form(path: Path) -> None:
    """The article that ships is as `fmt` would have it."""
    found = fmt.formatted(str(path))
    assert found.before == found.after


@given(drafts)
def test_what_import_writes_is_in_form(tmp_path_factory: pytest.TempPathFactory, draft: Draft) -> None:
    """Import and `fmt` agree on what a file looks like."""
    values = layout.article(tidy.tidy(draft))
    if "sections" in values or "faq" in values:
        text = yaml.article(values)
        assert form(tmp_path_factory.mktemp("form"), text) == text


STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from((True, False, None)),
        "indent": st.integers(2, 6),
        "width": st.sampled_from((20, 80, 10_000)),
        "default_style": st.sampled_from((None, '"', "'")),
    }
)


@given(drafts, STYLES)
def test_any_file_keeps_what_it_says(
    tmp_path_factory: pytest.TempPathFactory, draft: Draft, style: dict[str, Any]
) -> None:
    """However a file is written: its values and comments stay, and what comes out is in form."""
    values = layout.article(tidy.tidy(draft))
    if "sections" not in values and "faq" not in values:
        return
    text = pyyaml.safe_dump(values, allow_unicode=True, sort_keys=True, **style)
    commented = []
    for number, line in enumerate(text.split("\n")):
        plain = (
            line.lstrip().startswith(("title:", "sections:", "faq:", "- heading", "- answer"))
            and style["default_flow_style"] is False
        )
        commented += [f"{line[: len(line) - len(line.lstrip())]}# comment {number}"] if plain else []
        commented.append(line)
    folder = tmp_path_factory.mktemp("any")
    try:
        before = layout.held(article("\n".join(commented)))
    except KnowledgeError:
        return  # a comment within a text, or numbers in quotes
    after = form(folder, "\n".join(commented))
    assert layout.held(article(after)) == before
    assert form(folder, after) == after


def test_a_file_with_faults_is_refused_with_its_messages(tmp_path: Path) -> None:
    """What is wrong is told as it is when the file is loaded."""
    with pytest.raises(KnowledgeError, match=r'shop.yaml:3: unknown key "anser": did you mean "answer"\?'):
        form(tmp_path, "title: A\nfaq:\n  - anser: x\n    question: y\n")


def test_windows_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    """A file that an editor has saved with them keeps them."""
    path = tmp_path / "shop.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + MESSY.replace("\n", "\r\n").encode())
    assert len(fmt.all_formatted([str(path)]).changed) == 1
    assert path.read_bytes() == b"\xef\xbb\xbf" + NEAT.replace("\n", "\r\n").encode()
    assert fmt.all_formatted([str(path)]).changed == ()


def test_what_is_said_to_a_program_stays_above_all(tmp_path: Path) -> None:
    """A comment that silences the check for the whole file stays at its top, whichever key comes first."""
    path = tmp_path / "tea.yaml"
    path.write_text(
        "# faqbot: ignore W004 we know\nfaq:\n  - question: Why?\n    answer: Because.\ntitle: Tea\n", "utf-8"
    )
    assert fmt.formatted(str(path)).after.startswith("# faqbot: ignore W004 we know\n")


def test_a_tab_that_cannot_be_rewritten_is_told(tmp_path: Path) -> None:
    """Behind a value YAML takes a tab, and the library that rewrites files doesn't."""
    with pytest.raises(KnowledgeError, match="this line can't be rewritten") as caught:
        form(tmp_path, "title: Mill\nsections:\n  - heading: Open\n    text: At nine. \t\n")
    assert caught.value.line == 4
