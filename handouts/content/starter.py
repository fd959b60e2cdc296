"""The text of a small, complete leaflet that passes the content checks: something to start from."""

from __future__ import annotations

from datetime import date

_TEXT = """\
# One file is one leaflet. Every block kind has a folder with examples under templates/blocks/.
# Numbers never stand in a sentence: name a fact of facts.yaml in braces, such as {{feeds_per_day}}.
kind: leaflet
id: {id}
code: {code}
title: {title}
purpose: For mothers who want to know more about this.
audience: breastfeeding mothers
edition: "{edition}"
review_by: {review_by}
main_message:
  id: main-message
  says: known
  text: Write the one thing to take home here.
  why: Say why this is the message.
  sources: [oxford-health-enough-milk]
  evidence: practice
sections:
  - id: key-points
    heading: In short
    blocks:
      - kind: summary
        id: summary
        items:
          - id: first-point
            says: action
            text: Say what to do first.
            why: Say why it helps.
            sources: [oxford-health-enough-milk]
            evidence: practice
          - id: second-point
            says: action
            text: Say what to do next.
            why: Say why it helps.
            sources: [oxford-health-enough-milk]
            evidence: practice
  - id: not-known
    heading: What we do not know yet
    role: not-known
    blocks:
      - kind: callout
        id: not-known-box
        tone: uncertain
        items:
          - id: open-question
            says: uncertain
            text: Say what nobody knows yet.
            why: Readers trust those who say what they do not know.
            sources: [oxford-health-enough-milk]
            evidence: contested
  - id: get-help
    heading: When to get help
    role: get-help
    blocks:
      - kind: list
        id: help-list
        items:
          - id: ask-soon
            says: action
            text: Ask your midwife, nurse or doctor if you are worried.
            why: Early help is easier.
            sources: [oxford-health-enough-milk]
            evidence: practice
      - kind: contacts
        id: contacts
        purposes: [emergency]
      - kind: clinic-place
        id: clinic
sources_on_page: [oxford-health-enough-milk]
"""


def starter_leaflet(name: str, *, dated: date) -> str:
    """Return the YAML of a new leaflet called `name`: this month's edition, reviewed in two years."""
    words = name.split("-")
    initials = "".join(word[0] for word in words if word[0].isalpha())[:4]
    letters = initials if len(initials) > 1 else "".join(char for char in name if char.isalpha())[:3]
    return _TEXT.format(
        id=name,
        code=letters.ljust(2, "x").upper(),
        title=" ".join(words).capitalize(),
        edition=f"{dated:%Y-%m}",
        review_by=dated.replace(year=dated.year + 2, day=1).isoformat(),
    )
