"""A fact that holds in one country and is printed in two."""

from handouts.checks.subjects import ContentSubject
from handouts.testing.content_subjects import a_content_subject


def subject() -> ContentSubject:
    return a_content_subject(facts=(("values: {any: {low", "values: {GB: {low"),))
