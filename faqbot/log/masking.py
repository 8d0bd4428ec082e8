"""What names a person is masked before a question is kept: e-mail addresses, telephone, card and account numbers."""

from __future__ import annotations

import re
from typing import Final

from faqbot.log.numbers import NUMBERS, Kind
from faqbot.log.numbers import masked as _masked

EMAIL: Final = "[email]"
MASKS: Final = (EMAIL, *map(str, Kind))  # what may stand in a log in the place of what names a person

_AT: Final = r"(?:@|＠|\s?[(\[]at[)\]]\s?)"
_DOT: Final = r"(?:\.|\s?[(\[]dot[)\]]\s?)"
# The last label is no number: "numpy@1.26.4" is a version.
_ADDRESS: Final = re.compile(
    rf"[\w.!#$%&'*+/=?^`{{|}}~-]{{1,64}}{_AT}(?:[\w-]{{1,63}}{_DOT}){{1,8}}[^\W\d_][\w-]{{1,62}}", re.IGNORECASE
)
_MAY_BE: Final = re.compile(r"@|＠|[(\[]at[)\]]", re.IGNORECASE)
_IBAN: Final = re.compile(r"\b[a-z]{2}\d{2}(?:[ \u00a0-]?[a-z0-9]){11,30}(?![a-z0-9])", re.IGNORECASE | re.ASCII)
_SHORTEST: Final = 15  # characters of an IBAN: that of Norway (ISO 13616)
_FEW: Final = re.compile(r"(?:\d\D*){7}")  # digits below which there is nothing to look for


def masked(text: str) -> str:
    """`text` with "[email]", "[phone]", "[card]" and "[account]" in the place of what names a person."""
    if _MAY_BE.search(text):
        text = _ADDRESS.sub(EMAIL, text)
    if not _FEW.search(text):
        return text
    return NUMBERS.sub(_masked, _IBAN.sub(_account, text))


def _account(found: re.Match[str]) -> str:
    """An IBAN masked, with the words behind it that may as well be a part of one; as it is where there is none."""
    text = found[0]
    ends = [match.start() for match in re.finditer(r"(?![a-z0-9])", text, re.IGNORECASE) if match.start() >= _SHORTEST]
    end = next((end for end in reversed(ends) if _checks(text[:end])), None)
    return text if end is None else Kind.ACCOUNT + text[end:]


def _checks(text: str) -> bool:
    """Whether an IBAN has the right check digits (ISO 7064, MOD 97-10)."""
    signs = "".join(filter(str.isalnum, text))
    return len(signs) >= _SHORTEST and int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1
