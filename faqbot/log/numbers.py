"""What digits in a text most likely are: a telephone number, a card's, an account's, or nothing that names a person.

Years, dates, times, prices, versions and postcodes stay as they are. Where a number may be either, it is taken for what
names a person if people write such numbers so: "612 345 678" is a telephone number, "12 345 678" a price.
"""

from __future__ import annotations

import re
from typing import Final

from faqbot.base.values import StrEnum, dataclass

_SPACES: Final = " \u00a0\u202f"
_MARKS: Final = "-–./"
# Digits in groups, between which stands one sign, maybe in spaces, or brackets: "+49 (30) 123-45 67".
NUMBERS: Final = re.compile(rf"\+?\(?\+?\d+(?:\)?[{_SPACES}]?[{_MARKS}]?[{_SPACES}]?\(?\d+)*")
_WORD: Final = re.compile(rf"[{_SPACES}]?[^{_SPACES}]+")
_MOST_WORDS: Final = 8  # that one number may be written in

_DAY_FIRST: Final = r"\d{1,2}([-–./])\d{1,2}\1\d{4}"
_YEAR_FIRST: Final = r"\d{4}([-–./])\d{1,2}\1\d{1,2}"
_DATES: Final = (re.compile(_DAY_FIRST), re.compile(_YEAR_FIRST))
_RANGE: Final = re.compile(rf"(\d{{1,4}}[./]\d{{1,2}}[./]\d{{1,4}})[{_SPACES}]?[-–][{_SPACES}]?(\S+)")
_MONEY: Final = r"[$€£¥₹]|\b(?:EUR|USD|GBP|CHF|NOK|SEK|DKK|PLN|JPY|INR|kr|euros?|dollars?|pounds?|million|people)\b"
_BEFORE: Final = re.compile(rf"(?:{_MONEY})[{_SPACES}]?\Z", re.IGNORECASE)
_AFTER: Final = re.compile(rf"[{_SPACES}]?(?:{_MONEY})", re.IGNORECASE)
_FEWEST: Final = 7  # digits of a telephone number with its area, or of one that is worth hiding
_MOST_OF_PHONE: Final = 15  # digits (ITU-T E.164)
_CARD: Final = range(13, 20)  # digits (ISO/IEC 7812)
_RUN: Final = 8  # digits in one piece that are no number to reckon with
_LONG: Final = 5  # digits of a number that is round where it ends in zeros
_TEN: Final = 10  # digits of a telephone number in North America
_PAIRS: Final = (2, 2, 2, 2)
# How telephone numbers are written in spaces where neither a plus nor a zero tells them: groups of digits.
_SHAPES: Final = {(3, 3, 4), (1, 3, 3, 4), (3, 4, 4), (3, 3, 3), (3, 2, 3), _PAIRS, (4, 4), (3, 4)}
_DOTTED: Final = {(3, 3, 4), (1, 3, 3, 4)}  # and in dots, where most are versions
_POSTCODES: Final = {(5, 4), (5, 3)}  # in the United States and in Brazil
_SOCIAL: Final = (3, 2, 4)  # of social security in the United States
_INDIA: Final = (5, 5)


class Kind(StrEnum):
    """What stands for a number that was masked."""

    PHONE = "[phone]"
    CARD = "[card]"
    ACCOUNT = "[account]"


def masked(found: re.Match[str]) -> str:
    """What `NUMBERS` finds, as it may be kept."""
    words = _WORD.findall(found[0])
    opening = "(" if words[0][0] == "(" and ")" not in found[0] else ""  # of a bracket around more than the number
    words[0] = words[0].removeprefix(opening)
    before, after = found.string[: found.start()], found.string[found.end() :]
    money = bool(_BEFORE.search(before[-12:]) or _AFTER.match(after))
    kept, at = opening, 0
    while at < len(words):
        glued = at == 0 and _is_glued(before)
        numbers = {
            end: _Number.of(
                "".join(words[at:end]),
                glued=glued,
                money=money and end == len(words),
                alone=end - at == len(words),
            )
            for end in range(min(len(words), at + _MOST_WORDS), at, -1)
        }
        kinds = {end: kind for end, number in numbers.items() if (kind := number.kind)}
        end = next(iter(kinds), at)
        if end - 1 in kinds and len(words[end - 1]) == len(" 2"):  # "0171 2345678 2 days ago"
            end -= 1
        kept += _space(words[at]) + kinds[end] if end in kinds else words[at]
        at = max(end, at + 1)
    return kept


def _space(word: str) -> str:
    return word[0] if word[0] in _SPACES else ""


def _is_glued(before: str) -> bool:
    """Whether what follows goes on with a word: "KD" of KD1234, "CVE-" of CVE-2024-1234."""
    return before[-1:].isalpha() or (before[-1:] in ("-", "_") and before[-2:-1].isalpha())


@dataclass(frozen=True, slots=True)
class _Number:
    """Digits in groups.

    Attributes:
        text: as they are written.
        groups: the groups.
        signs: what stands between them, without spaces.
        spaced: whether a space alone parts two of them.
        glued: whether a word goes on in them.
        money: whether it is said what they count.
        alone: whether no other number stands beside it.
    """

    text: str
    groups: tuple[str, ...]
    signs: frozenset[str]
    spaced: bool
    glued: bool
    money: bool
    alone: bool

    @classmethod
    def of(cls, text: str, *, glued: bool, money: bool, alone: bool) -> _Number:
        text = text.strip(_SPACES)
        groups = tuple(re.findall(r"\d+", text))
        between = re.split(r"\d+", text)[1:-1]
        signs = frozenset(sign for part in between for sign in part if sign not in _SPACES)
        return cls(text, groups, signs, any(not part.strip(_SPACES) for part in between), glued, money, alone)

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(map(len, self.groups))

    @property
    def kind(self) -> Kind | None:
        """What it is; None: nothing to hide."""
        count = len(self.digits)
        if count < _FEWEST:
            return None
        card = None if self._is_years() else self._card()
        if card is Kind.CARD:
            return card
        if self._is_plain():
            return None
        if self.glued and not self._is_dialled():
            return Kind.ACCOUNT if max(self.shape) >= _RUN else None
        return card or self._phone() or self._account()

    def _is_plain(self) -> bool:
        """Whether it is a date, years, an address of a machine, a decimal, a postcode, or a number to reckon with."""
        return (
            _is_date(self.text)
            or self._is_years()
            or (self.money and (len(self.groups) == 1 or self._is_grouped()) and not self._is_dialled())
            or self._is_round()
            or self._is_dotted()
            or (self.signs <= {"-", "–"} and not self.spaced and self.shape in _POSTCODES)
        )

    def _is_years(self) -> bool:
        return all(len(group) == 4 and "1000" <= _ascii(group) < "2200" for group in self.groups)

    def _is_round(self) -> bool:
        """Whether it is a number to reckon with, or a list of some."""
        tens = self.spaced and all(group[-1] == "0" for group in self.groups)
        whole = (self.digits,) if self._is_grouped() else self.groups
        return not self._is_dialled() and (tens or all(len(each) >= _LONG and _is_round(each) for each in whole))

    def _is_dotted(self) -> bool:
        """Whether it is a version, a decimal, or a number with dots at its thousands."""
        return self.signs == {"."} and not self.spaced and not self._is_dialled() and self.shape not in _DOTTED

    def _is_grouped(self) -> bool:
        return self.shape[0] <= 3 and all(size == 3 for size in self.shape[1:])

    def _is_dialled(self) -> bool:
        """Whether it begins as what is dialled does."""
        return self.text[0] in "+(" or "(" in self.signs or (self.groups[0][0] in _ZEROS and len(self.groups[0]) > 1)

    def _card(self) -> Kind | None:
        if len(self.digits) not in _CARD or self.signs - {"-"} or self.text[0] == "+" or max(self.shape) < 4:
            return None
        if _luhn(self.digits):
            return Kind.CARD
        return Kind.ACCOUNT if all(size == 4 for size in self.shape[:-1]) else None

    def _phone(self) -> Kind | None:
        count = len(self.digits)
        if count > _MOST_OF_PHONE:
            return None
        if self._is_dialled():
            return Kind.PHONE
        if len(self.groups) == 1:
            return Kind.PHONE if count == _TEN and self.digits[0] not in "01" else None
        if self.spaced:
            return Kind.PHONE if self._is_shaped() else None
        if self.shape == _SOCIAL:
            return Kind.ACCOUNT
        return Kind.PHONE if max(self.shape) > 2 else None

    def _is_shaped(self) -> bool:
        """Whether its groups are as long as those of a telephone number; pairs beside others are a list of numbers."""
        if self.shape == _PAIRS:
            return self.alone
        return self.shape in _SHAPES or (self.shape == _INDIA and self.digits[0] in "6789")

    def _account(self) -> Kind | None:
        """Digits in one piece, whatever else stands beside them."""
        return Kind.ACCOUNT if any(len(group) >= _RUN and not _is_round(group) for group in self.groups) else None


_ZEROS: Final = "0٠०０"


def _ascii(digits: str) -> str:
    """Digits of any script as those of ASCII."""
    return "".join(str(int(digit)) for digit in digits)


def _is_round(group: str) -> bool:
    """Whether it is a number to reckon with: up to three digits, and then zeros alone."""
    return len(group.rstrip("0")) <= 3


def _is_date(text: str) -> bool:
    """Whether it is a day, one after the other, or one in a single piece: 20261128."""
    if between := _RANGE.fullmatch(text):
        return _is_date(between[1]) and _is_date(between[2])
    if len(text) == 8 and text.isdecimal():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
        if not "1900" <= _ascii(text[:4]) < "2100":
            return False
    if not any(date.fullmatch(text) for date in _DATES):
        return False
    parts = sorted(map(int, re.findall(r"\d+", text)))
    return 1 <= parts[0] <= 12 and 1 <= parts[1] <= 31 and 1000 <= parts[2] < 2200


def _luhn(digits: str) -> bool:
    """Whether the last digit checks the others (Luhn, 1960)."""
    doubled = (2 * int(digit) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(value - 9 * (value > 9) for value in doubled)) % 10 == 0
