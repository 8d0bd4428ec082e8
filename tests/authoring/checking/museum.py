"""An article of our own, in which nothing is weak, for tests that make something of it weak."""

from __future__ import annotations

from typing import Final

MUSEUM: Final = """\
title: The Lamp Museum
source: https://lamps.example/visit
published: 2025-02-03

synonyms:
  - [ticket, admission, entry]
  - [garden, courtyard]

sections:
  - id: hours
    heading: When the halls are open
    text: |
      The halls are open from Tuesday to Sunday, from 10:00 to 17:30. In July and August they close an hour later.

      The last visitors are let in half an hour before the halls close.

  - id: tickets
    heading: What a ticket costs
    summary: A ticket costs 12 florins, and children below the age of 7 pay nothing.
    text: |
      A ticket costs 12 florins at the desk. Children below the age of seven pay nothing.

      Who holds a card of the Glass Guild pays 9 florins. Cards are sold by Mirella Tonks at the desk.

  - id: garden
    heading: Eating in the garden
    alternates:
      - Where may visitors picnic?
    text: |
      Sandwiches from home may be eaten on the benches below the chestnut trees. Glass bottles must stay in the lockers.

  - id: repairs
    heading: How lamps are repaired
    text: |
      Broken shades go to the workshop in the cellar; Anselm Brook melts and blows them anew. A repair takes 3 weeks.

faq:
  - id: faq-price
    question: How much is a ticket?
    alternates:
      - What do grown-ups pay at the desk?
    answer: A ticket is 12 florins, and members of the Glass Guild pay 9 florins.
    section: tickets

  - id: faq-monday
    question: Are you open on Mondays?
    alternates:
      - Which weekday is a day of rest?
    answer: No, the halls are open from Tuesday to Sunday.
    section: hours

  - id: faq-repair
    question: Who mends broken shades?
    alternates:
      - Is there a glass blower in the house?
    answer: Anselm Brook does, in the workshop in the cellar. It takes 3 weeks.
    section: repairs
"""

SHOP: Final = """\
title: The museum's shop
sections:
  - id: lamps
    heading: Lamps that are for sale
    text: |
      Copies of forty old lamps stand on the shelves. They are made of brass and paper, and none of them burns oil.

  - id: parcels
    heading: Parcels to other countries
    text: |
      A parcel abroad takes 8 days on its way. What breaks on the journey is paid back in full.
"""
