"""What names a person is masked, and other numbers stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.log.masking import masked

STAYS = (
    "from 2019-2024 and 2019/2020",
    "2024-11-28 12:34:56",
    "28.11.2024 18.30",
    "11/28/2024 or 1.5.2024-3.5.2024, as 20241128",
    "$1,234,567.89 or 1.234.567,89 € or 12 000 000",
    "1 234 567 and 10000000 and 1500000",
    "612 345 678 EUR, EUR 12345678",
    "version 10.15.7.1234 of numpy@1.26.4 at 192.168.100.250",
    "90210-1234, 10115 Berlin, SW1A 1AA, 12345-678",
    "10:00-18:00, 24/7, 365 days",
    "112 or 911, item 1234567",
    "CVE-2024-12345 and ISO 8601-1:2019",
    "1990 2000 2010 2020",
    "52.520008, 13.404954, 3.14159265, 0.1234567",
    "5 12 23 34 45 49",
    "pages 120-145, between 1000000-2000000",
    "Lunch @ 5 with @anna",
)
MASKED = {
    "call +49 30 1234567 please": "call [phone] please",
    "(030) 123-4567": "[phone]",
    "030/1234567": "[phone]",
    "555-123-4567": "[phone]",
    "555.123.4567": "[phone]",
    "+1 (555) 123-4567": "[phone]",
    "0171 2345678 2 days ago": "[phone] 2 days ago",
    "01.23.45.67.89": "[phone]",
    "612 345 678": "[phone]",
    "22 33 44 51": "[phone]",
    "98765 43210": "[phone]",
    "in 2024 030 1234567": "in 2024 [phone]",
    "tel:+4930123456": "tel:[phone]",
    "٠٣٠ ١٢٣٤٥٦٧": "[phone]",
    "5551234567": "[phone]",
    "card 4111 1111 1111 1111.": "card [card].",
    "3782 822463 10005": "[card]",
    "4111-1111-1111-1112": "[account]",
    "DE89 3704 0044 0532 0130 00 please and thanks": "[account] please and thanks",
    "de89370400440532013000": "[account]",
    "GB82 WEST 1234 5698 7654 32": "[account]",
    "NO9386011117947": "[account]",
    "account 12345678": "account [account]",
    "KD12345678": "KD[account]",
    "123-45-6789": "[account]",
    "anna.mueller@example.org, or Anna (at) example.org": "[email], or [email]",
    "ünal@köln.example!": "[email]!",
}
BESIDE = st.sampled_from(("", "I am ", "in 2024, ", "(", "“"))
DIGITS = st.sampled_from("0123456789")


@pytest.mark.parametrize("text", STAYS)
def test_a_number_that_names_nobody_stays(text: str) -> None:
    """Years, dates, times, prices, versions, postcodes and short numbers are kept as they were asked."""
    assert masked(text) == text


@pytest.mark.parametrize("text", MASKED)
def test_what_names_a_person_is_masked(text: str) -> None:
    """Addresses, telephone, card and account numbers don't get into the log."""
    assert masked(text) == MASKED[text]


@given(BESIDE, st.from_regex(r"[a-z][a-z0-9._-]{0,20}@([a-z][a-z0-9-]{0,9}\.){1,3}[a-z]{2,5}", fullmatch=True))
def test_an_address_is_masked_wherever_it_stands(before: str, address: str) -> None:
    """No part of an e-mail address is kept."""
    assert masked(f"{before}{address}?") == f"{before}[email]?"


@given(BESIDE, st.sampled_from("3456"), st.lists(DIGITS, min_size=14, max_size=14), st.sampled_from(("", " ", "-")))
def test_a_card_is_masked_however_it_is_written(before: str, first: str, rest: list[str], sign: str) -> None:
    """A number of sixteen digits that check out is masked, in one piece and in fours."""
    digits = first + "".join(rest)
    odd = sum(value - 9 * (value > 9) for value in (2 * int(digit) for digit in digits[::2]))
    digits += str(-(odd + sum(map(int, digits[1::2]))) % 10)
    written = sign.join(digits[at : at + 4] for at in range(0, 16, 4))
    assert masked(f"{before}{written}, why?") == f"{before}[card], why?"


@given(st.lists(DIGITS, min_size=18, max_size=18), st.booleans())
def test_an_account_is_masked(rest: list[str], spaced: bool) -> None:
    """An IBAN whose check digits are right is masked, in one piece and in fours."""
    bban = "".join(rest)
    iban = f"DE{98 - int(f'{bban}131400') % 97:02}{bban}"
    written = " ".join(iban[at : at + 4] for at in range(0, 22, 4)) if spaced else iban
    assert masked(f"from {written}.") == "from [account]."


@given(st.sampled_from(("+49 {} {}", "0{} {}", "(0{}) {}", "+1-{}-{}", "00{}{}")), st.data())
def test_a_telephone_number_is_masked(form: str, data: st.DataObject) -> None:
    """A number that begins as what is dialled does is masked, however it is written."""
    area = data.draw(st.from_regex(r"[1-9][0-9]{2}", fullmatch=True))
    own = data.draw(st.from_regex(r"[1-9][0-9]{5,6}", fullmatch=True))
    assert masked(f"call {form.format(area, own)}!") == "call [phone]!"


@given(st.text())
def test_masking_is_done_once(text: str) -> None:
    """What was masked is not changed again, and any text can be masked."""
    assert masked(masked(text)) == masked(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Nd"], exclude_characters="@＠([")))
def test_text_without_numbers_stays(text: str) -> None:
    """Without digits and at signs nothing is masked."""
    assert masked(text) == text
