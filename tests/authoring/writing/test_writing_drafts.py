"""A draft becomes a file that reads as a hand would write it and holds what the draft says, whatever that is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drafts import article, drafts, shop
from hypothesis import given

from faqbot.authoring.draft import Draft, DraftEntry, DraftSection
from faqbot.authoring.writing import layout, tidy, yaml


@given(drafts)
def test_any_draft_is_read_back_as_it_was(draft: Draft) -> None:
    """What the file of a draft holds are the values of the draft, one by one."""
    tidied = tidy.tidy(draft)
    values = layout.article(tidied)
    if "sections" not in values and "faq" not in values:
        return
    assert layout.held(article(yaml.article(values))) == values
    assert tidy.tidy(tidied) == tidied
