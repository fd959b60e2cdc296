"""A small good leaflet with all it needs, as its author and its Polish translator wrote it: text, no code."""

from __future__ import annotations

LEAFLET = """\
kind: leaflet
id: drinking-enough
code: DRK
title: Drinking enough
purpose: For mothers who ask how much to drink.
audience: breastfeeding mothers
edition: 2026-11
review_by: 2028-10-31
main_message:
  id: main-message
  says: known
  text: Drink when you are thirsty. Most mothers need about {fluids} a day.
  sources: [thirst-review]
  evidence: strong
sections:
  - id: day-to-day
    heading: Day to day
    aside:
      kind: figure
      id: glass-figure
      illustration: glass
      alt: A full glass of water stands beside a feeding mother.
    blocks:
      - kind: do-dont
        id: habits
        do:
          - id: keep-a-glass
            says: action
            text: Keep a glass where you feed.
            how_often: "{feeds} a day"
            why: A feed makes many mothers thirsty.
            sources: [thirst-review]
            evidence: practice
        dont:
          - id: no-force
            says: action
            text: Do not force yourself to drink more.
            why: More than thirst asks for does not bring more milk.
            sources: [thirst-review]
            evidence: weak
      - kind: energy-examples
        id: examples
        fact: snack_energy
        heading: "What {snack_energy} can look like"
        items:
          - {id: example-oats, text: A bowl of dry oats., portions: [{food: oats-dry, grams: "66"}]}
          - {id: example-rice, text: A bowl of rice., portions: [{food: rice-white-cooked, grams: "192"}]}
        sources: [thirst-review]
  - id: not-known
    role: not-known
    heading: What we do not know yet
    blocks:
      - kind: callout
        id: unknown
        tone: uncertain
        heading: Special teas
        items:
          - id: teas
            says: uncertain
            text: We do not know if special teas help.
            why: Studies are few and small.
            sources: [thirst-review]
            evidence: contested
      - kind: glossary-term
        id: term
        term: Let-down
        glossary: let_down
        says: known
        text: the milk begins to flow.
        sources: [thirst-review]
        evidence: strong
  - id: get-help
    role: get-help
    heading: When to get help
    blocks:
      - kind: callout
        id: urgent
        tone: urgent
        heading: Call now
        source: thirst-review
        items:
          - id: faint
            says: red-flag
            text: Call the emergency number if you faint.
            why: Fainting can be a sign of danger.
            sources: [thirst-review]
            evidence: policy
      - kind: contacts
        id: contacts
        purposes: [emergency, breastfeeding]
      - kind: clinic-place
        id: clinic
sources_on_page: [thirst-review]
"""

FACTS = """\
nouns:
  feed: {one: "{n} feed", other: "{n} feeds"}
facts:
  fluids:
    kind: quantity
    unit: litre
    meaning: all drinks in a day
    values: {any: {low: "2", high: "2.5", sources: [thirst-review]}}
  feeds:
    kind: count
    noun: feed
    meaning: feeds in a day
    values: {any: {low: "8", high: "12", sources: [thirst-review]}}
  snack_energy:
    kind: quantity
    unit: kcal
    meaning: energy of a snack
    values: {any: {value: "250", sources: [thirst-review]}}
"""

CONTACTS = """\
contacts:
  - {id: gb-999, jurisdiction: GB, purpose: emergency, number: "999", dial: "999", name: Emergency number,
     sources: [thirst-review], checked_on: 2026-11-01, expires_on: 2027-04-30}
  - {id: pl-112, jurisdiction: PL, purpose: emergency, number: "112", dial: "112", name: Emergency number,
     sources: [thirst-review], checked_on: 2026-11-01, expires_on: 2027-04-30}
"""

SOURCES = """\
sources:
  thirst-review: {title: Drinking and breastfeeding, publisher: A public body, year: 2026,
    address: "https://example.org/thirst", accessed_on: 2026-11-01, strength: review}
"""

INTERFACE = """\
messages:
  sources: {text: Where this comes from}
  page_of: {text: "Page {page} of {pages}"}
"""

POLISH: dict[str, str | tuple[str, ...]] = {
    "drinking-enough/title": "Ile pić",
    "drinking-enough/purpose": "Dla mam, które pytają, ile pić.",
    "drinking-enough/main-message/text": "Pij, gdy chce ci się pić. Zwykle wystarcza około {fluids} na dobę.",
    "drinking-enough/day-to-day/heading": "Na co dzień",
    "drinking-enough/glass-figure/alt": "Pełna szklanka wody stoi obok karmiącej mamy.",
    "drinking-enough/keep-a-glass/text": "Postaw szklankę tam, gdzie karmisz.",
    "drinking-enough/keep-a-glass/how_often": "{feeds} na dobę",
    "drinking-enough/no-force/text": "Nie zmuszaj się do picia.",
    "drinking-enough/examples/heading": "Jak może wyglądać {snack_energy}",
    "drinking-enough/example-oats/text": "Miska suchych płatków owsianych.",
    "drinking-enough/example-rice/text": "Miska ryżu.",
    "drinking-enough/not-known/heading": "Czego jeszcze nie wiemy",
    "drinking-enough/unknown/heading": "Specjalne herbatki",
    "drinking-enough/teas/text": "Nie wiemy, czy specjalne herbatki pomagają.",
    "drinking-enough/term/term": "Wypływ mleka",
    "drinking-enough/term/text": "mleko zaczyna płynąć.",
    "drinking-enough/get-help/heading": "Kiedy szukać pomocy",
    "drinking-enough/urgent/heading": "Dzwoń od razu",
    "drinking-enough/faint/text": "Zadzwoń pod numer alarmowy, jeśli zemdlejesz.",
    "contact/pl-112/name": "Numer alarmowy",
    "interface/sources": "Skąd to wiemy",
    "interface/page_of": "Strona {page} z {pages}",
    "noun/feed": ("{n} karmienie", "{n} karmienia", "{n} karmień"),
}
"""The good leaflet in Polish, by message key; a counted phrase has one form for each plural."""
