"""The columns of the progress workbook: what they are called, what may be filled, and how else
they are called by those who change headings.

Used by the writer of the form and by the reader of what comes back, so that both agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FORM_VERSION = "1"
PROGRESS_SHEET = "Tiến độ"
FIGURES_SHEET = "Số liệu"
NOTES_SHEET = "Hướng dẫn"
HIDDEN_SHEET = "_vbgen"
LEAD, PARTNER = "Chủ trì", "Phối hợp"

# Keys of the hidden sheet, in order: each a row of key and value.
MARKS = ("phien_ban", "ke_hoach", "don_vi", "ten_don_vi", "ky", "che_do")

Kind = Literal["text", "state", "date", "number"]


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: its key in the store, heading, width in characters, and what it holds.

    ``hint`` is shown when a cell of it is chosen; a column with a hint is one to fill.
    """

    key: str
    heading: str
    width: float
    hint: str = ""
    kind: Kind = "text"

    @property
    def fill(self) -> bool:
        """Whether the unit fills it; the others are locked."""
        return bool(self.hint)


_DAY = "Ngày/tháng/năm, ví dụ 05/3/2024."
_STATE = "Chọn một trạng thái trong danh sách. Để trống nghĩa là chưa báo cáo."
_VALUE = "Giá trị đạt được, theo đơn vị tính ghi ở cột Chỉ tiêu."
_MOVED = "Chỉ khi trạng thái là Điều chỉnh và đã có văn bản cho phép."
_PERMIT = "Số, ký hiệu, ngày của văn bản cho phép đổi thời hạn."
_FIGURE = "Ghi số. Không có số liệu thì để trống và ghi lý do ở cột Ghi chú."

COLUMNS = (
    FormColumn("ma", "Mã", 13),
    FormColumn("nhiem_vu", "Nhiệm vụ", 24),
    FormColumn("san_pham", "Sản phẩm", 14),
    FormColumn("vai_tro", "Vai trò", 7),
    FormColumn("chu_tri", "Chủ trì", 12),
    FormColumn("ky", "Kỳ", 9),
    FormColumn("thoi_han", "Thời hạn", 10),
    FormColumn("trang_thai", "Trạng thái", 11, _STATE, "state"),
    FormColumn("ket_qua", "Kết quả", 14, "Kết quả trong kỳ, viết ngắn gọn."),
    FormColumn("so_van_ban", "Số văn bản", 7, "Chỉ ghi số, ví dụ 15."),
    FormColumn("ky_hieu", "Ký hiệu", 9, "Ký hiệu, ví dụ KH-VP."),
    FormColumn("ngay_ban_hanh", "Ngày ban hành", 10, _DAY, "date"),
    FormColumn("trich_yeu", "Trích yếu", 15, "Trích yếu nội dung văn bản."),
    FormColumn("ngay_hoan_thanh", "Ngày hoàn thành", 10, _DAY, "date"),
    FormColumn("gia_tri", "Giá trị", 8, _VALUE),
    FormColumn("kho_khan", "Khó khăn - vướng mắc", 20, "Lý do chậm, khó khăn, vướng mắc."),
    FormColumn("de_xuat", "Đề xuất", 18, "Đề xuất, kiến nghị."),
    FormColumn("tai_lieu", "Tài liệu kiểm chứng", 16, "Tên hoặc địa chỉ tài liệu kiểm chứng."),
    FormColumn("thoi_han_moi", "Thời hạn mới", 10, _MOVED, "date"),
    FormColumn("van_ban_cho_phep", "Văn bản cho phép", 14, _PERMIT),
    FormColumn("chi_tieu", "Chỉ tiêu", 18),
    FormColumn("ky_truoc", "Kỳ trước", 18),
)
FIGURE_COLUMNS = (
    FormColumn("ma", "Mã", 10),
    FormColumn("chi_tieu", "Chỉ tiêu", 70),
    FormColumn("don_vi_tinh", "Đơn vị tính", 22),
    FormColumn("so_lieu", "Số liệu", 14, _FIGURE, "number"),
    FormColumn("tinh_den_ngay", "Tính đến ngày", 13, _DAY, "date"),
    FormColumn("ghi_chu", "Ghi chú", 40, "Lý do không có số liệu, hoặc điều cần nói thêm."),
)

# Other headings of the same meaning that returned files bear, parted by "|".
OTHER_HEADINGS = {
    "ma": "mã nhiệm vụ|mã số|mã sản phẩm|mã nv|mã hiệu|mã code",
    "nhiem_vu": "tên nhiệm vụ|nội dung|nội dung nhiệm vụ|nội dung công việc|nhiệm vụ được giao",
    "san_pham": "kết quả/sản phẩm|sản phẩm đầu ra|tên sản phẩm|sản phẩm phải có",
    "vai_tro": "vai trò của đơn vị",
    "chu_tri": "đơn vị chủ trì|cơ quan chủ trì|đơn vị thực hiện|chủ trì thực hiện",
    "ky": "kỳ báo cáo|kỳ số liệu",
    "thoi_han": "hạn|hạn hoàn thành|thời gian|thời gian hoàn thành|thời hạn hoàn thành",
    "trang_thai": "tình trạng|tình hình thực hiện|trạng thái thực hiện|tiến độ|tiến độ thực hiện"
    "|tình trạng thực hiện|mức độ hoàn thành",
    "ket_qua": "kết quả thực hiện|kết quả đạt được|kết quả trong kỳ",
    "so_van_ban": "số vb|số|số hiệu|số văn bản ban hành",
    "ky_hieu": "ký hiệu văn bản|ký hiệu vb|kí hiệu",
    "ngay_ban_hanh": "ngày văn bản|ngày vb|ngày ký|ngày tháng văn bản|ngày ban hành văn bản",
    "trich_yeu": "trích yếu văn bản|trích yếu nội dung|nội dung văn bản|về việc",
    "ngay_hoan_thanh": "ngày xong|hoàn thành ngày|thời điểm hoàn thành|ngày hoàn thành thực tế",
    "gia_tri": "giá trị đạt|giá trị đạt được|tỷ lệ|tỷ lệ đạt|tỷ lệ (%)|số liệu đạt được",
    "kho_khan": "khó khăn, vướng mắc|khó khăn|vướng mắc|khó khăn vướng mắc|lý do|nguyên nhân"
    "|tồn tại, khó khăn",
    "de_xuat": "kiến nghị|đề xuất, kiến nghị|kiến nghị, đề xuất|đề xuất - kiến nghị",
    "tai_lieu": "tlkc|tài liệu|minh chứng|tài liệu minh chứng|tài liệu kèm theo",
    "thoi_han_moi": "hạn mới|thời hạn điều chỉnh|thời hạn sau điều chỉnh|gia hạn đến",
    "van_ban_cho_phep": "văn bản gia hạn|văn bản điều chỉnh|văn bản cho phép điều chỉnh",
    "chi_tieu": "chỉ tiêu kế hoạch|mục tiêu",
    "ky_truoc": "kết quả kỳ trước|chuyển từ kỳ trước",
}
OTHER_FIGURE_HEADINGS = {
    "ma": "mã số|mã chỉ tiêu",
    "chi_tieu": "chỉ tiêu thống kê|tên chỉ tiêu|nội dung",
    "don_vi_tinh": "đvt|đơn vị",
    "so_lieu": "số lượng|giá trị|kết quả|kết quả thống kê",
    "tinh_den_ngay": "ngày tính|số liệu đến ngày|tính đến",
    "ghi_chu": "lý do|chú thích",
}

FILLED = tuple(column.key for column in COLUMNS if column.fill)
DATES = tuple(column.key for column in COLUMNS if column.kind == "date")
# The printed form breaks after this column; code and task are repeated on the second page.
PAGE_BREAK_AFTER = "ngay_hoan_thanh"
HEADING = {column.key: column.heading for column in COLUMNS}
