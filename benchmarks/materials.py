"""What three documents say: contexts with fresh prose each time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

# Prose to cut phrases from: the words of an office, so that texts compress as real ones do.
_PROSE = """
Tiếp tục rà soát các thủ tục hành chính thuộc thẩm quyền giải quyết của cơ quan, kịp thời đề xuất
bãi bỏ những giấy tờ không còn cần thiết và rút ngắn thời gian xử lý cho người dân cùng doanh
nghiệp. Phân công lãnh đạo từng phòng trực tiếp theo dõi tiến độ, báo cáo kết quả trước ngày hai
mươi của tháng cuối quý để tổng hợp chung. Tổ chức hội nghị trực tuyến quán triệt nội dung trọng
tâm tới toàn thể cán bộ, công chức, viên chức và người lao động; gắn kết quả thực hiện với đánh
giá, xếp loại cuối năm. Nâng cấp phần mềm quản lý văn bản, bảo đảm kết nối liên thông bốn cấp, ký
số trên thiết bị di động và an toàn thông tin mạng. Bố trí kinh phí từ nguồn chi thường xuyên đã
được giao, lồng ghép với chương trình chuyển đổi số của tỉnh. Kiểm tra đột xuất kỷ luật, kỷ cương,
nếp sống văn minh nơi công sở; chấn chỉnh ngay biểu hiện né tránh, đùn đẩy trách nhiệm khi phối
hợp. Đối với nhiệm vụ phát sinh ngoài kế hoạch, đơn vị chủ trì chủ động tham mưu phương án, xin ý
kiến Chánh Văn phòng và cập nhật vào danh mục theo dõi. Xây dựng chuyên mục hỏi đáp trên cổng
thông tin điện tử, công khai địa chỉ tiếp nhận phản ánh, kiến nghị về quy định hành chính. Mở lớp
bồi dưỡng kỹ năng soạn thảo, sử dụng chữ ký số và khai thác cơ sở dữ liệu dùng chung cho người mới
tuyển dụng. Sắp xếp hồ sơ lưu trữ đúng thời hạn, số hóa kết quả giải quyết còn hiệu lực và bàn
giao tài liệu lịch sử. Khảo sát mức độ hài lòng của tổ chức, cá nhân bằng phiếu điện tử mỗi sáu
tháng, phân tích nguyên nhân của chỉ số thấp để khắc phục.
"""
_WORDS = _PROSE.split()


class Writer:
    """Writes prose that was not there before; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def text(self, words: int) -> str:
        """Return about so many words, made of short phrases of the prose."""
        out: list[str] = []
        while len(out) < words:
            start = self._random.randrange(len(_WORDS) - 4)
            out += _WORDS[start : start + self._random.randint(1, 4)]
        sentence = " ".join(out[:words])
        return sentence[:1].upper() + sentence[1:]

    def number(self) -> int:
        """Return a small number."""
        return self._random.randint(1, 2999)


Context = dict[str, Any]
COLUMNS = (("stt", 0), ("viec", 24), ("hoat_dong", 20), ("san_pham", 9), ("chu_tri", 4))
COLUMNS += (("phoi_hop", 7), ("thoi_han", 5), ("ghi_chu", 2))
HEADS = ("TT", "Nhiệm vụ", "Hoạt động", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời hạn", "Ghi chú")


@dataclass(frozen=True, slots=True)
class Kind:
    """A document to measure: how many tasks and paragraphs it has, and of how many words."""

    name: str
    tasks: int
    groups: int
    paragraphs: int
    words: int

    def context(self, seed: int, tasks: int | None = None) -> Context:
        """Return the values of one document, all texts fresh."""
        write = Writer(seed)
        count = self.tasks if tasks is None else tasks
        groups = max(1, min(self.groups, count))
        return {
            "so": f"{write.number()}/KH-VP",
            "ngay": f"ngày {seed % 28 + 1:02d} tháng 3 năm 2024",
            "noi_nhan": write.text(6),
            "tieu_de": write.text(14),
            "doan": [
                {"cap": "muc", "muc": True, "chu": write.text(9)}
                if n % 8 == 0 and self.tasks
                else {"cap": "chu", "thuong": True, "chu": write.text(self.words)}
                for n in range(self.paragraphs)
            ],
            "nhom": [
                {
                    "ten": write.text(8),
                    "viec": [_task(write, n) for n in range(g, count, groups)],
                }
                for g in range(groups)
            ],
            "chuc_vu": "CHÁNH VĂN PHÒNG",
            "nguoi_ky": "Nguyễn Văn Bình",
        }


def _task(write: Writer, number: int) -> dict[str, Any]:
    return {name: write.text(words) if words else str(number + 1) for name, words in COLUMNS}


PLAN = Kind("plan", 29, 7, 80, 45)
LETTER = Kind("letter", 0, 0, 5, 62)
EXTRACT = Kind("extract", 5, 1, 4, 40)
KINDS = (PLAN, LETTER, EXTRACT)


def contexts(kind: Kind, count: int, first: int = 0) -> list[Context]:
    """Return so many contexts, none like another."""
    return [kind.context(seed) for seed in range(first, first + count)]
