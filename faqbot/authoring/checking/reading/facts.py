"""The facts that a text states: its numbers, days and months, each with where it stands.

What states is read strictly: figures only, and no part of an identifier, an address or a list's mark. What may back it
is read generously: numbers in words, and everything that a figure may be another form of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from faqbot.language.terms import is_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.language.grammar import Drafting
    from faqbot.language.language import Language

# What stands between spaces, and what of that holds figures and states no number: addresses, paths, code.
_TOKEN: Final = re.compile(r"\S+")
_SIGNS: Final = re.compile(r"[/\\_=<>{}@`]|www\.")
_EACH: Final = re.compile(r"\W*[\d.,:]+/[A-Za-z]+\W*")  # 10/month
_CODE: Final = re.compile(r"`[^`\n]*`")
# A number in figures, and the letters written to it (20kg, 10am, 3rd).
_FIGURES: Final = re.compile(r"(?<![\w.,:/#@^-])(?<![A-Za-z] [#№])\d+(?:[.,:]\d+)*(?P<unit>[A-Za-z%°]*)(?![\w@_]|/\d)")
_AFTER: Final = re.compile(r"(?<=\d)[-–—/]\s?(?P<figures>\d+(?:[.,:]\d+)*)(?P<unit>[A-Za-z%°]*)(?![\w@_])")  # 10-15
_MARK: Final = re.compile(r"^[ \t]*\(?\d{1,3}[.)](?=\s)|\[\d{1,3}\]|(?m:^[ \t]*#+[ \t]*\d+[.)]?)", re.MULTILINE)
_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")
_SLASHED: Final = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})(?!\d)")
WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NEXT: Final = re.compile(r"[\s\u00a0-]*([^\W\d_]+)?")
_ORDINAL: Final = frozenset({"st", "nd", "rd", "th"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number in figures.

    Attributes:
        start: where it stands, in characters.
        end: where it ends, with what is written to it.
        values: what it may be; more than one where that is not plain.
        unit: the word behind it, in lower case; "" where there is none.
        dated: whether it is part of a date: a year, or a number beside a month.
    """

    start: int
    end: int
    values: frozenset[float]
    unit: str
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week or a month, in lower case and in full."""

    start: int
    end: int
    name: str
    month: bool


@dataclass(slots=True)
class Backing:
    """What a text may back.

    Attributes:
        values: every number that it may be read as stating.
        days: the days and months that it names.
        spans: whether it names several days at once, so that others are meant too.
        words: its words, in lower case.
    """

    values: set[float] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    spans: bool = False
    words: set[str] = field(default_factory=set)


class Facts:
    """Reads facts in a language.

    Args:
        language: the knowledge's; where nothing is known of how its texts state numbers, figures are all there is.
    """

    def __init__(self, language: Language) -> None:
        self.drafting: Drafting | None = language.drafting() if language.drafting else None
        self._comma = language.decimal_comma

    def numbers(self, text: str) -> list[Number]:
        """The numbers that a text states in figures."""
        covered = _blank(text)
        found: list[Number] = []
        for match in _FIGURES.finditer(covered):
            found += self._number(covered, match.start(), match[0], match["unit"])
        for match in _AFTER.finditer(covered):
            found += self._number(covered, match.start("figures"), match["figures"] + match["unit"], match["unit"])
        return sorted(found, key=lambda number: number.start)

    def days(self, text: str) -> list[Day]:
        """The days of the week and the months that a text names."""
        drafting = self.drafting
        found: list[Day] = []
        if drafting is None:
            return found
        for match in WORD.finditer(_blank(text)):
            word = match[0].casefold()
            one = word.removesuffix("s") if word.removesuffix("s") in drafting.days else word
            name = one if one in drafting.days or one in drafting.months else drafting.shortened.get(word)
            if name is None or not match[0][0].isupper():
                continue
            if word in drafting.doubtful and not self._numbered(text, match):
                continue
            found.append(Day(match.start(), match.end(), name, name in drafting.months))
        return found

    @staticmethod
    def _numbered(text: str, match: re.Match[str]) -> bool:
        """Whether a figure stands beside a word: 3 May, May 3rd."""
        before, behind = text[: match.start()].rstrip(" .,"), text[match.end() :].lstrip(" .,")
        return (
            before[-1:].isdigit()
            or re.search(r"\d(?:st|nd|rd|th)(?: of)?$", before[-8:]) is not None
            or behind[:1].isdigit()
        )

    def _number(self, text: str, start: int, raw: str, unit: str) -> Iterator[Number]:
        figures = raw[: len(raw) - len(unit)] if unit else raw
        if figures.count(".") > 1 or (figures.count(":") and not re.fullmatch(r"\d{1,2}:\d{2}", figures)):
            return  # a version, or an address
        behind = _NEXT.match(text, start + len(raw))
        word = (behind[1] or "").casefold() if behind else ""
        unit = unit.casefold()
        values = self._values(figures, unit, word)
        if values:
            dated = self._is_dated(text, start, start + len(raw), figures, unit)
            named = word if not unit or unit in _ORDINAL else unit
            yield Number(start, start + len(raw), frozenset(values), named, dated)

    def _values(self, figures: str, unit: str, word: str) -> set[float]:
        drafting = self.drafting
        clock = re.fullmatch(r"(\d{1,2})[:.](\d{2})", figures)
        halves = drafting.halves if drafting else ("", "")
        half = next((h for h in (unit, word) if h and h in halves), "")
        if clock and (":" in figures or half):
            hour, minutes = int(clock[1]), int(clock[2]) / 100
            return {round(h + minutes, 2) for h in _hours(hour, half, halves)}
        value = self._value(figures)
        if value is None:
            return set()
        if half:
            return {float(h) for h in _hours(int(value), half, halves)}
        scales = drafting.scales if drafting else {}
        scaled = [value * scales[by] for by in (unit, word) if by in scales]
        return set(scaled) or {value}

    def _value(self, figures: str) -> float | None:
        thousands, decimal = (".", ",") if self._comma else (",", ".")
        whole, _, part = figures.partition(decimal)
        if thousands in whole and not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{2,3}})+", whole):
            return None
        try:
            return float(whole.replace(thousands, "") + (f".{part}" if part else ""))
        except ValueError:
            return None

    def _is_dated(self, text: str, start: int, end: int, figures: str, unit: str) -> bool:
        if is_year(figures) and not unit:
            return True
        if self.drafting is None or (unit and unit not in _ORDINAL):
            return False
        near = re.findall(r"[^\W\d_]+", text[max(0, start - 12) : start])[-1:]
        near += re.findall(r"[^\W\d_]+", text[end : end + 14])[:2]
        words = {word.casefold() for word in near if word != "of"}
        months = {*self.drafting.months, *self.drafting.shortened}
        return bool(words & months) and float(figures) <= 31 if figures.isdigit() else False

    def backing(self, text: str) -> Backing:
        """All that a text may back."""
        held = Backing(words={word.casefold() for word in WORD.findall(text)})
        held.days = {day.name for day in self.days(text)}
        for raw in re.findall(r"\d+(?:[.,:]\d+)*", text):
            held.values |= self._values(raw, "", "") | {float(part) for part in re.findall(r"\d+", raw)}
            held.values |= {float(raw.replace(".", "").replace(",", ""))} if ":" not in raw else set()
        for number in self.numbers(text):
            held.values |= number.values
            held.values |= {value % 12 or 12.0 for value in number.values if value <= 24}
        if self.drafting is not None:
            self._add_words(text, held, self.drafting)
            self._add_dates(text, held, self.drafting)
        return held

    def _add_words(self, text: str, held: Backing, drafting: Drafting) -> None:
        """What numbers in words state: one by one, and joined (twenty five, two hundred)."""
        running = 0.0
        for word in re.findall(r"[^\W\d_]+|\d+(?:[.,]\d+)*", text.casefold()):
            scale = drafting.scales.get(word)
            if scale:
                held.values |= {scale, running * scale}
                running = running * scale if running else scale
                continue
            value = drafting.numbers.get(word, ())
            held.values |= {*value, *(value[:1] and [running + value[0]])}
            if not value and word[0].isdigit():
                value = (self._value(word) or 0.0,)
            if word != "and":
                running = running + value[0] if value and running else (value[0] if value else 0.0)
        named = [day for day in held.days if day in drafting.days]
        several = re.search(r"\b(?:to|through|till|until)\b|[-–—]|\bevery\s*day\b|\bdaily\b", text, re.IGNORECASE)
        held.spans = bool(held.words & drafting.spanning) or (len(named) > 1 and several is not None)

    def _add_dates(self, text: str, held: Backing, drafting: Drafting) -> None:
        """The months of dates in figures."""
        found = [match[2] for match in _ISO.finditer(text)]
        found += [part for match in _SLASHED.finditer(text) for part in (match[1], match[2])]
        held.days |= {drafting.months[int(m) - 1] for m in found if 1 <= int(m) <= len(drafting.months)}
        held.values |= {2000 + float(m[3]) for m in _SLASHED.finditer(text) if len(m[3]) == 2}

    def backs(self, held: Backing, number: Number) -> bool:
        """Whether a text may state a number, in this unit or another."""
        if not number.values.isdisjoint(held.values):
            return True
        units = self.drafting.units if self.drafting else ()
        unit = number.unit.removesuffix("s")
        for many, small, large in units:
            for value in number.values:
                other, name = (value / many, large) if unit == small else (value * many, small)
                if unit in (small, large) and (other in held.values or (other == 1 and _named(name, held))):
                    return True
        return False


def _named(unit: str, held: Backing) -> bool:
    return not held.words.isdisjoint({unit, f"{unit}s", f"{unit}ly", f"{unit}ly".replace("yly", "ily")})


def _hours(hour: int, half: str, halves: tuple[str, str]) -> set[int]:
    """The hours that one may be: that of the half of the day, or of either where it isn't told."""
    if half == halves[0]:
        return {hour % 12}
    if half == halves[1]:
        return {hour % 12 + 12}
    return {hour}


def _blank(text: str) -> str:
    """A text with spaces for all that states no number."""
    return _MARK.sub(_spaces, prose(text))


def prose(text: str) -> str:
    """A text with spaces for its addresses, paths and code."""
    return _TOKEN.sub(lambda token: _spaces(token) if _is_address(token[0]) else token[0], _CODE.sub(_spaces, text))


def _is_address(token: str) -> bool:
    """Whether a sign of addresses and code stands in a token, with a letter behind it."""
    sign = _SIGNS.search(token)
    return sign is not None and any(map(str.isalpha, token[sign.start() :])) and not _EACH.fullmatch(token)


def _spaces(match: re.Match[str]) -> str:
    return re.sub(r"\S", " ", match[0])
