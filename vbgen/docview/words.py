"""The words and number forms by which the decree's components are known (PL I/1/II-III)."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """A component of a document, or a level of its body; values are slugs for dumps and rules."""

    QUOC_HIEU = "quoc-hieu"
    TIEU_NGU = "tieu-ngu"
    SUPERIOR = "chu-quan"
    ISSUER = "co-quan"
    NUMBER = "so-ky-hieu"
    PLACE_DATE = "dia-danh-ngay"
    PARTY = "tieu-de-dang"
    TYPE_NAME = "ten-loai"
    ABSTRACT = "trich-yeu"
    ABSTRACT_LETTER = "trich-yeu-cong-van"
    SECRECY = "do-mat"
    URGENCY = "do-khan"
    CIRCULATION = "luu-hanh"
    SALUTATION = "kinh-gui"
    ADDRESSEE = "noi-kinh-gui"
    DECIDER = "tham-quyen"
    BASIS = "can-cu"
    RESOLVE = "quyet-dinh"
    PHAN = "phan"
    CHUONG = "chuong"
    MUC = "muc"
    TIEU_MUC = "tieu-muc"
    HEADING_TITLE = "tieu-de"
    MUC_ROMAN = "muc-la-ma"
    DIEU = "dieu"
    DIEU_TITLED = "dieu-co-tieu-de"
    KHOAN = "khoan"
    KHOAN_TITLED = "khoan-co-tieu-de"
    DECIMAL = "so-nhieu-cap"
    DIEM = "diem"
    DASH = "gach"
    PLUS = "cong"
    BULLET = "cham"
    PLAIN = "doan"
    TABLE_HEAD = "dau-bang"
    TABLE_CELL = "o-bang"
    RECIPIENTS = "noi-nhan"
    RECIPIENT = "noi-nhan-dong"
    DRAFTER = "nguoi-soan"
    AUTHORITY = "quyen-han"
    SIGNATURE_NOTE = "ghi-chu-ky"
    OTHER_POSITION = "chuc-vu-khac"
    SIGNER = "ho-ten"
    APPENDIX = "phu-luc"
    APPENDIX_TITLE = "phu-luc-tieu-de"
    APPENDIX_NOTE = "phu-luc-kem-theo"
    ADDRESS = "dia-chi"
    PAGE_NUMBER = "so-trang"
    RULE_LINE = "dong-ke"
    OTHER = "khac"


HEADINGS = frozenset((Role.PHAN, Role.CHUONG, Role.MUC, Role.TIEU_MUC))
LEVELS_IN_TEXT = frozenset(
    (
        Role.MUC_ROMAN,
        Role.DIEU,
        Role.DIEU_TITLED,
        Role.KHOAN,
        Role.KHOAN_TITLED,
        Role.DECIMAL,
        Role.DIEM,
        *HEADINGS,
    )
)

# The types of Điều 7 that carry a name, and two of the forms met beside them, as folded text.
TYPE_NAMES = frozenset(
    """NGHI QUYET|QUYET DINH|CHI THI|QUY CHE|QUY DINH|THONG CAO|THONG BAO|HUONG DAN|CHUONG TRINH
    |KE HOACH|PHUONG AN|DE AN|DU AN|BAO CAO|BIEN BAN|TO TRINH|HOP DONG|CONG DIEN|BAN GHI NHO
    |BAN THOA THUAN|GIAY UY QUYEN|GIAY MOI|GIAY GIOI THIEU|GIAY NGHI PHEP|PHIEU GUI|PHIEU CHUYEN
    |PHIEU BAO|THU CONG|PHIEU TRINH|QUY TRINH""".replace("\n    ", "").split("|")
)

# First words of the names of bodies, folded: where they begin a line, a new name begins.
BODIES = re.compile(
    r"(UBND|UY BAN|HDND|HOI DONG|VAN PHONG|SO|BO|CUC|CHI CUC|TONG CUC|VU|VIEN|PHONG|BAN|TO"
    r"|TRUNG TAM|TRUONG|THANH TRA|TONG CONG TY|CONG TY|TAP DOAN|DOAN|HOC VIEN|BENH VIEN|BAO"
    r"|DAI|CONG AN|BO CHI HUY|KHO BAC|NGAN HANG|TOA AN|LIEN MINH|HOI|QUY)\b"
)
# A line that is an office by itself and goes on below: VĂN PHÒNG / ỦY BAN NHÂN DÂN TỈNH …
OFFICES = re.compile(r"(VAN PHONG|HOI DONG NHAN DAN|UY BAN NHAN DAN|CHU TICH)")

QUOC_HIEU = re.compile(r"CONG HOA XA HOI CHU NGHIA")
TIEU_NGU = re.compile(r"DOC LAP\b.*\bTU DO\b")
PARTY = re.compile(r"DANG CONG SAN VIET NAM$")
NUMBER = re.compile(r"SO\s*:|SO[\s.\d_…]*/|SO\s+[\d.…_]+\s*-\s*[A-Z]")
PLACE_DATE = re.compile(r"[^,]*,?\s*NGAY\b.*\bTHANG\b.*\bNAM\b")
LETTER = re.compile(r"V\s*/\s*V\b|VE VIEC\b")
SECRECY = re.compile(r"(TUYET MAT|TOI MAT|MAT)$")
URGENCY = re.compile(r"(HOA TOC( HEN GIO)?|THUONG KHAN|KHAN)\b.{0,30}$")
CIRCULATION = re.compile(r"(LUU HANH NOI BO|XEM XONG TRA LAI|TAI LIEU THU HOI|DU THAO)\b.{0,30}$")
RULE_LINE = re.compile(r"[-_–—*=.~]+$")

SALUTATION = re.compile(r"KINH GUI\b")
BASIS = re.compile(r"(- ?)?CAN CU\b")
BASIS_TOO = re.compile(r"(- ?)?(THEO DE NGHI|XET|TREN CO SO|THUC HIEN|THEO)\b")
RESOLVE = re.compile(r"(QUYET DINH|QUYET NGHI|CHI THI|NGHI QUYET)\s*:$")

RECIPIENTS = re.compile(r"NOI NHAN\s*([:.]|$)")
DRAFTER = re.compile(r"[A-Z]{1,6}[.,]?\s*\(?\d+\)?\.?$")
PREFIX = re.compile(r"(T/?M|K/?T|T/?L|TUQ|T/?UQ|Q)[.\s/]")
POSTS = re.compile(
    r"(PHO |QUYEN )?(CHU TICH|CHANH VAN PHONG|GIAM DOC|TONG GIAM DOC|HIEU TRUONG|VIEN TRUONG"
    r"|BO TRUONG|THU TRUONG|THU TUONG|CHI CUC TRUONG|CUC TRUONG|TONG CUC TRUONG|VU TRUONG"
    r"|TRUONG |TO TRUONG|CHANH THANH TRA|CHU NHIEM|CHU TOA|CHU TRI|THU KY|TONG BIEN TAP"
    r"|DAI DIEN|NGUOI )"
)
SIGNATURE_NOTE = re.compile(r"[(\[].*[)\]]$")
ADDRESS = re.compile(
    r"(DIA CHI|DIEN THOAI|DT|FAX|SO \d+.*(DUONG|PHO|PHUONG)).*(FAX|EMAIL|WEBSITE|@|:)"
)

APPENDIX = re.compile(r"PHU LUC(\s+(SO\s+)?([IVXLC]+|\d+))?\s*[.:]?$")
APPENDIX_NOTE = re.compile(r"\(?\s*(BAN HANH )?KEM THEO\b")

_LEVELS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"PHAN (THU )?([IVXLC]+|\d+|NHAT|HAI|BA|TU|NAM|SAU)\b\s*([.:-]|$)"), Role.PHAN),
    (re.compile(r"CHUONG ([IVXLC]+|\d+)\b\s*([.:-]|$)"), Role.CHUONG),
    (re.compile(r"TIEU MUC ([IVXLC]+|\d+)\b\s*([.:-]|$)"), Role.TIEU_MUC),
    (re.compile(r"MUC ([IVXLC]+|\d+)\b\s*([.:-]|$)"), Role.MUC),
    (re.compile(r"DIEU \d+[A-Z]?\s*([.:]|$)"), Role.DIEU),
    (re.compile(r"[IVXLC]+(\s*\.|\s+[-–])\s*\S"), Role.MUC_ROMAN),
    (re.compile(r"\d{1,2}(\.\d{1,2})+\.?\s+\S"), Role.DECIMAL),
    (re.compile(r"\d{1,3}\s*[.)]\s*(?!\d)\S"), Role.KHOAN),
    (re.compile(r"[A-Z]\d?\s*[)]\s*\S"), Role.DIEM),
    (re.compile(r"[-–—‑−]\s*\S"), Role.DASH),
    (re.compile(r"\+\s*\S"), Role.PLUS),
    (re.compile(r"[•●▪■◦○∙·\uf0b7\uf0a7\uf0d8]\s*\S"), Role.BULLET),
)
_TITLED = {Role.DIEU: Role.DIEU_TITLED, Role.KHOAN: Role.KHOAN_TITLED}
_UNTITLED_ENDS = tuple(".;:,!?/…")
_TITLE_LETTERS = 200
_MARKS = str.maketrans("đĐ", "dD")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return text for comparison: one line, capitals, no marks on letters, single spaces."""
    plain = unicodedata.normalize("NFD", text.translate(_MARKS))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(bare.upper().replace("Ð", "D").split())


def is_capitals(text: str) -> bool:
    """True if there are letters and none of them is small."""
    return text.upper() == text and text.lower() != text


def level_of(text: str, bold: bool = False) -> Role:
    """Return the body level of a paragraph from its number; a title is told apart from a sentence.

    An article or clause has a title when it is short and does not end as a sentence or list item
    does; a clause also when it is bold throughout.
    """
    folded = fold(text)
    role = next((role for pattern, role in _LEVELS if pattern.match(folded)), Role.PLAIN)
    if role not in _TITLED or len(folded) > _TITLE_LETTERS:
        return role
    open_ended = not folded.endswith(_UNTITLED_ENDS)
    return _TITLED[role] if open_ended or (bold and role is Role.KHOAN) else role
