"""In what words English questions may be put without asking for anything else, and by which they ask for it.

Words of any text; nothing here comes from an article or a set of questions. What is said around a question is not taken
from `framing` either, by which such words are told: a bot that is tried by its own tables always does well.
"""

from __future__ import annotations

from typing import Final

from faqbot.language.grammar import Perturbing

_POLITE: Final = """
Hi, could you tell me
Hello, would you mind telling me
Good morning, I was hoping you could tell me
Hi there, can somebody please tell me
Hey, do you happen to know
"""

_GREETINGS: Final = """
Hi, I have a question:
Hello, one quick question please.
Good evening and thank you for your time.
Hey there, hope you can help me out:
Dear team,
"""

# Whoever tells so has told nothing of what is asked.
_CONTEXTS: Final = """
I am new here and still finding my way around.
A friend of mine wanted to know this the other day.
I have looked everywhere and could not find it.
We were talking about this over lunch yesterday.
Sorry, I am on the bus and typing on my phone.
This has been on my mind since this morning.
My colleague and I do not agree on this one.
"""

# One name of a kind a line: where it has several forms the one to write is the first.
_COUNTRIES: Final = """
United States|United States of America|USA|U.S.A.|U.S.|US|America
United Kingdom|UK|U.K.|Great Britain|Britain
France
Germany
Italy
Spain
Portugal
Netherlands|Holland
Belgium
Austria
Switzerland
Poland
Sweden
Norway
Denmark
Finland
Ireland
Greece
Hungary
Romania
Ukraine
Russia
Turkey|Türkiye
Israel
Egypt
Lebanon
Syria
Iran
Iraq
Yemen
Qatar
Saudi Arabia
India
Pakistan
China
Japan
South Korea
Vietnam
Thailand
Indonesia
Australia
New Zealand
Canada
Mexico
Brazil
Argentina
Chile
Peru
Nigeria
Kenya
South Africa
Morocco
"""
_NATIONS: Final = """
American|Americans
British
French
German|Germans
Italian|Italians
Spanish
Portuguese
Dutch
Austrian|Austrians
Swiss
Polish
Swedish
Norwegian|Norwegians
Danish
Finnish
Irish
Greek|Greeks
Hungarian|Hungarians
Ukrainian|Ukrainians
Russian|Russians
Turkish
Israeli|Israelis
Palestinian|Palestinians
Egyptian|Egyptians
Iranian|Iranians
Indian|Indians
Chinese
Japanese
Korean|Koreans
Vietnamese
Australian|Australians
Canadian|Canadians
Mexican|Mexicans
Brazilian|Brazilians
"""
_CITIES: Final = """
London
Paris
Berlin
Rome
Madrid
Lisbon
Amsterdam
Brussels
Vienna
Zurich
Warsaw
Stockholm
Oslo
Copenhagen
Dublin
Athens
Budapest
Moscow
Istanbul
Cairo
Tehran
Delhi
Beijing
Shanghai
Tokyo
Seoul
Bangkok
Singapore
Sydney
Melbourne
Brisbane
Toronto
Montreal
New York
Washington
Chicago
Boston
San Francisco
Los Angeles
Lima
Nairobi
"""
_CONTINENTS: Final = """
Europe
Asia
Africa
North America
South America
"""
_FIRST_NAMES: Final = """
John
Mary
Peter
Anna
Paul
Susan
David
Maria
Thomas
Laura
Daniel
Julia
Steve|Steven|Stephen
Emma
Martin
Helen
Robert|Bob
Alice
George
Karen
"""

# What one of a line does is not what another of it does; each word stands there with its plural.
_ROLES: Final = """
buyer buyers, seller sellers
customer customers, supplier suppliers
employee employees, employer employers, contractor contractors
manager managers, intern interns, trainee trainees
teacher teachers, student students, parent parents
doctor doctors, nurse nurses, patient patients
landlord landlords, tenant tenants
author authors, reader readers, editor editors, publisher publishers
owner owners, visitor visitors, guest guests
member members, administrator administrators, moderator moderators
driver drivers, passenger passengers, pilot pilots
adult adults, child children
mother mothers, father fathers, son sons, daughter daughters
husband husbands, wife wives
borrower borrowers, lender lenders
sender senders, recipient recipients
speaker speakers, attendee attendees, organiser organisers, sponsor sponsors
soldier soldiers, civilian civilians, diplomat diplomats, journalist journalists
president presidents, minister ministers, mayor mayors, ambassador ambassadors
lawyer lawyers, judge judges, witness witnesses
host hosts, server servers, client clients
user users, developer developers, maintainer maintainers
"""

# Auxiliaries, which carry a "not" of their own.
_DENIED: Final = {
    "is": "isn't", "are": "aren't", "was": "wasn't", "were": "weren't", "do": "don't", "does": "doesn't",
    "did": "didn't", "can": "can't", "could": "couldn't", "will": "won't", "would": "wouldn't", "should": "shouldn't",
    "must": "mustn't", "has": "hasn't", "have": "haven't", "had": "hadn't",
}  # fmt: skip


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.strip().splitlines())


def _forms(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("|")) for line in _lines(text))


def _of_one_number(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a line, those for one and those for several apart."""
    one, several = zip(*(pair.split() for pair in line.split(",")), strict=True)
    return one, several


PERTURBING: Final = Perturbing(
    polite=_lines(_POLITE),
    greetings=_lines(_GREETINGS),
    contexts=_lines(_CONTEXTS),
    names=tuple(map(_forms, (_COUNTRIES, _NATIONS, _CITIES, _CONTINENTS, _FIRST_NAMES))),
    strangers=("Velmora", "Tarnwick", "Quillby", "Ostervane", "Drummel", "Hesketon"),
    roles=tuple(words for line in _lines(_ROLES) for words in _of_one_number(line)),
    denied=_DENIED,
    allowed={
        **{denied: word for word, denied in _DENIED.items()},
        **{denied.replace("'", ""): word for word, denied in _DENIED.items()},
        "cannot": "can",
        "without": "with",
        "never": "always",
        "not": "",
    },
)
