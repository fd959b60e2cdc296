"""Sixty clinics that go wrong elsewhere: long names, many lines, stacked marks, other scripts."""

from __future__ import annotations

from functools import cache
from typing import Any

from handouts.content.clinics import Clinic

_NAMES = (
    "Harbour Street Health Centre",
    "St. Mary’s Hospital – Infant Feeding Team",
    "The Royal Riverside and District Community Midwifery Partnership",
    "A&E <North> “East”",
    "O’Neill & Sons (Leeds)",
    "Office of Official Affairs, first floor: ffi ffl fi fl ff",
    "Clinic 7",
    "X",
    "Bệnh viện Phụ sản Nhi Đà Nẵng",
    "Phòng khám Nguyễn Thị Minh Khai",
    "Trung tâm Y tế Huyện Cần Giờ",
    "Trạm Y tế Phường Ễ Ặ Ữ Ỗ Ậ Ợ",
    "Khoa Dinh dưỡng – Bệnh viện Nhi đồng 2",
    "BỆNH VIỆN TỪ DŨ: KHOA SƠ SINH",
    "Phòng tư vấn sữa mẹ “Ong Vàng”",
    "Poradnia Laktacyjna „Źródło” w Łodzi",
    "Szpital Położniczy im. Świętej Zofii",
    "Przychodnia „Żółta Brzoza” nr 12",
    "Jaźń, Ćwikła i Pąk – gabinet położnych",
    "Niepubliczny Zakład Opieki Zdrowotnej „Pod Dębami”",
    "ŚLĄSKIE CENTRUM MATKI I DZIECKA",
    "Klinika Neonatologii – Gdański Uniwersytet Medyczny",
    "Clínica São João",
    "Kraków Väinö Åström Çelik Ağaoğlu",
    "Клиника материнства, Leeds",
    "Центр підтримки грудного вигодовування",
    "Κέντρο Υγείας Αθηνών",
    "Łódź–Đà Nẵng Partnership",
    "e-Health 24/7",
    "№ 5 · Health + Care ½ × 2",
)
_ADDRESSES: tuple[tuple[str, ...], ...] = (
    ("12 Harbour Street", "Leeds LS1 4AB"),
    (),
    ("Tầng 3, Nhà B", "124 đường Hải Phòng", "Quận Hải Châu, Đà Nẵng"),
    ("ul. Źródlana 7/9 m. 4", "90-001 Łódź"),
    ("Level 2, Block C,", "Queen Elizabeth House,", "Park Road", "Leeds", "LS9 7TF"),
    ("ул. Садовая, 5",),
)
_PHONES: tuple[tuple[dict[str, Any], ...], ...] = (
    ({"number": "0113 496 0123", "purpose": "main"},),
    (
        {"number": "0113 496 0123", "purpose": "main", "hours": {"any": "8.30–17.30"}},
        {"number": "0113 496 0456", "purpose": "breastfeeding", "hours": {"any": "9–16"}},
    ),
    (
        {"number": "0113 496 0999", "purpose": "appointments", "hours": {"any": "7:00–19:00"}},
        {"number": "0113 496 0123", "purpose": "out-of-hours"},
    ),
    (
        {"number": "+44 113 496 0777", "purpose": "interpreter"},
        {"number": "0113 496 0123", "purpose": "main"},
    ),
)
_SITES = (
    "https://harbour.example/feeding",
    "",
    "https://clinic.example/vi/",
    "https://www.nzoz-pod-debami.example",
)
_NOTES: tuple[dict[str, str], ...] = (
    {},
    {
        "en": "Interpreter free of charge: ask when you call.",
        "vi": "Có phiên dịch miễn phí: xin nói khi gọi.",
        "pl": "Bezpłatny tłumacz: powiedz o tym, gdy dzwonisz.",
    },
)
_COLOURS = ("", "#7a1f5c", "#003a70")


@cache
def hard_clinics() -> tuple[Clinic, ...]:
    """Give the sixty clinics."""
    made = []
    for number in range(60):
        site = _SITES[number % 4]
        made.append(
            Clinic.model_validate(
                {
                    "id": f"clinic-{number:02}",
                    "name": {"any": _NAMES[number % len(_NAMES)]},
                    "address": _ADDRESSES[number % 6],
                    "phones": _PHONES[(number // 2) % 4],
                    "website": site,
                    "qr": ("", site, f"https://q.example/{number}", "tel:+441134960123")[(number // 4) % 4],
                    "jurisdiction": "GB",
                    "note": _NOTES[number % 2],
                    "colour": _COLOURS[number % 3],
                }
            )
        )
    return tuple(made)
