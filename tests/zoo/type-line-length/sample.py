"""Lines of a hundred letters on a wide page."""

from handouts.checks.subjects import PdfSubject
from handouts.testing.page_subjects import a_pdf_subject


def subject() -> PdfSubject:
    wide = "@page { size: 297mm 210mm }"
    words = "Drink when you are thirsty and keep a glass of water where you feed your baby. " * 8
    return a_pdf_subject(("Drink when you are thirsty. ", f"Drink when you are thirsty. {words}"), css=wide)
