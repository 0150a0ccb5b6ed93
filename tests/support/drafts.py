"""Drafts from the shipped templates with made-up contexts: an office that no example knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vbgen import form
from vbgen.builder import build_template
from vbgen.documents import types
from vbgen.form import Margins
from vbgen.render import Emphasis, Template
from vbgen.render.fitting import Fitting, PlanColumn, Settings

SENTENCE = "Rà soát, cập nhật danh mục trang thiết bị và bố trí lịch trực tại từng điểm phục vụ"
COLUMNS = (
    ("tt", "TT", 10),
    ("nhiem_vu", "Việc phải làm", 60),
    ("san_pham", "Sản phẩm", 40),
    ("khac:kinh_phi", "Kinh phí", 25),
)
LEVELS = (
    ("muc", "", "I. MỤC TIÊU"),
    ("khoan_de_muc", "", "1. Yêu cầu chung"),
    ("khoan", "", f"1. {SENTENCE}."),
    ("diem", "", f"a) {SENTENCE};"),
    ("gach", "", f"- {SENTENCE};"),
    ("cong", "", f"+ {SENTENCE}."),
    ("doan", "", f"{SENTENCE}."),
    ("phan", "Phần I", "QUY ĐỊNH CHUNG"),
    ("muc_dieu", "Mục 1", "PHẠM VI"),
    ("dieu", "Điều 1.", f"{SENTENCE}."),
    ("dieu_de_muc", "Điều 2.", "Đối tượng áp dụng"),
    ("doan_ket", "", f"{SENTENCE}./."),
)


PLAIN = {
    "cong-van": f"""
loai: cong-van
ten: Công văn
goc: cong-van
khung: cong-van
noi_dung: ["{SENTENCE}.", "Đề nghị các đơn vị thực hiện./."]
""",
    "quyet-dinh": f"""
loai: quyet-dinh
ten: Quyết định
goc: quyet-dinh
khung: quyet-dinh
noi_dung: ["Điều 1. {SENTENCE}.", "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./."]
""",
}


def cell(*lines: str, merge: str = "") -> dict[str, Any]:
    """One cell of the task table."""
    return {"doan": [Emphasis(line) for line in lines], "gop": merge}


def task(number: int, *products: str, work: Sequence[str] = (SENTENCE,)) -> list[dict[str, Any]]:
    """The rows of a task: the first opens the merged cells, the others continue them."""
    many = len(products) > 1
    rows = []
    for index, product in enumerate(products):
        merge = "" if not many else "tiep" if index else "bat-dau"
        whole = [] if index else [*work]
        rows.append(
            {
                "o": {
                    "tt": cell(*([] if index else [str(number)]), merge=merge),
                    "nhiem_vu": cell(*whole, merge=merge),
                    "san_pham": cell(product),
                    "khac:kinh_phi": cell("Không"),
                }
            }
        )
    return rows


def context(**changes: Any) -> dict[str, Any]:
    """A whole context; ``changes`` replace entries of it."""
    rows = [*task(1, "Kế hoạch", "Báo cáo"), *task(2, "Phần mềm")]
    return {
        "tieu_de": "Kế hoạch Mua sắm",
        "co_quan": {
            "cap_tren": ["UBND TỈNH CÀ MAU"],
            "ten": ["SỞ VĂN HÓA VÀ THỂ THAO"],
            "goi": "Sở Văn hóa và Thể thao",
            "tham_quyen": "GIÁM ĐỐC SỞ VĂN HÓA VÀ THỂ THAO TỈNH CÀ MAU",
        },
        "so_ky_hieu": "Số:        /KH-SVHTT",
        "dia_danh_ngay": "Cà Mau, ngày      tháng 9 năm 2031",
        "ten_loai": "KẾ HOẠCH",
        "trich_yeu": ["Mua sắm trang thiết bị phục vụ bạn đọc năm 2031"],
        "kinh_gui": ["- Sở Tài chính;", "- Kho bạc Nhà nước."],
        "can_cu": [
            "Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;",
            "Theo đề nghị của Trưởng phòng Kế hoạch - Tài chính.",
        ],
        "noi_nhan": ["- Như trên;", "- Lãnh đạo Sở;", "- Lưu: VT, KHTC."],
        "do_khan": "",
        "luu_hanh": "",
        "nguoi_soan": "",
        "dia_chi": [],
        "ky": {"quyen_han": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "ho_ten": "Lê Thị Bích Ngọc"},
        "noi_dung": [{"cap": cap, "so": so, "chu": Emphasis(chu)} for cap, so, chu in LEVELS],
        "kem_theo": "(Kèm theo Kế hoạch số     /KH-SVHTT ngày      tháng 9 năm 2031 của Sở)",
        "phu_luc": {"tieu_de": "DANH MỤC MUA SẮM", "ket": "Phụ lục có 2 việc."},
        "bang": table(rows),
        "trong": lambda n: "…" * n,
        **changes,
    }


def table(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The task table with one group."""
    columns = [{"vai_tro": role, "ten": name, "rong": width} for role, name, width in COLUMNS]
    return {"cot": columns, "nhom": [{"so": "I", "ten": "TRANG THIẾT BỊ", "dong": rows}]}


def template(slug: str, settings: Settings) -> Template:
    """The template of a type, fitted: the shipped plan's, or a plain letter or decision."""
    plain = PLAIN.get(slug)
    return fitted(types.parse(plain, slug, slug) if plain else types.load(slug), settings)


def fitted(doc_type: types.DocumentType, settings: Settings) -> Template:
    """The template of a declaration, fitted."""
    data = build_template(doc_type, form.load())
    columns = tuple(PlanColumn(role, width) for role, _, width in COLUMNS)
    return Template(data, transform=Fitting(data, settings, columns), strict=True)


def draft(slug: str, header_set: str = "14", body: float = 14, **changes: Any) -> bytes:
    """A finished draft of a type."""
    settings = Settings(header_set, body, Margins(20, 20, 30, 20))
    return template(slug, settings).render(context(**changes))
