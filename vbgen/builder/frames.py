"""The frames: which blocks a document is made of, in order, for each form of the decree."""

from __future__ import annotations

from vbgen.builder import blocks, outline
from vbgen.builder.blocks import Block, Build
from vbgen.builder.styles import BOX_TABLE, STRONG
from vbgen.builder.wml import Cell, row, run, table


def _body(build: Build) -> str:
    return outline.body(build, build.doc.items)


def _with_note(build: Build) -> str:
    """Title of a document issued with a decision (Mẫu 1.3): the note stands before the line."""
    return (
        build.text("type_name", "{{ ten_loai }}")
        + build.each("abstract", "trich_yeu")
        + build.text("appendix_note", "{{ kem_theo }}")
        + blocks.line(build, "appendix_line", build.section.text_width)
    )


def _appendix_title(build: Build) -> str:
    """Head of an appendix that is a file of its own (Mẫu 2.1): no header, no signature."""
    return (
        build.literal("appendix_number", "appendix")
        + build.text("appendix_title", "{{ tieu_de | upper }}")
        + build.text("appendix_note", "{{ kem_theo }}")
        + blocks.line(build, "appendix_line", build.section.text_width)
    )


def _slip(build: Build) -> str:
    """The boxes of a Phiếu trình, a paper inside the office that the decree does not know."""
    width = build.section.text_width
    signed = build.each("authority", "ky.quyen_han") + build.text("signer", "{{ ky.ho_ten }}")
    boxes = (
        _box(build, "Nội dung trình", _body(build), width),
        _box(
            build,
            "Phòng, đơn vị trình",
            build.text("table_centre", "{{ dia_danh_ngay }}") + signed,
            width,
        ),
        _box(build, "Ý kiến của lãnh đạo cơ quan", _room(build), width),
        _box(build, "Ý kiến của lãnh đạo cấp trên", _room(build), width),
    )
    boxed = table(BOX_TABLE, (_LABEL, width - _LABEL), boxes, "", "Phiếu trình")
    return blocks.air() + boxed + blocks.gap()


_LABEL = 32.0


def _internal(build: Build) -> str:
    """What tells a paper inside the office from a document of the decree."""
    return build.text("appendix_note", INTERNAL)


INTERNAL = "(Giấy tờ nội bộ, không thuộc thể thức của Nghị định số 30/2020/NĐ-CP)"


def _box(build: Build, label: str, content: str, width: float) -> str:
    name = build.text("table_centre", run(label, STRONG))
    cells = [Cell(name, _LABEL), Cell(content, width - _LABEL)]
    return row(cells, whole=False)


def _room(build: Build) -> str:
    """Room for handwriting: the gap of a signature."""
    return build.text("signer")


FRAMES: dict[str, tuple[Block, ...]] = {
    "co-ten-loai": (
        blocks.full_header,
        blocks.title,
        blocks.declared_addressees,
        blocks.declared_legal_bases,
        _body,
        blocks.closing,
    ),
    "cong-van": (blocks.letter_header, blocks.addressees, _body, blocks.closing),
    "quyet-dinh": (
        blocks.full_header,
        blocks.title,
        blocks.authority,
        blocks.legal_bases,
        blocks.decides,
        _body,
        blocks.closing,
    ),
    "giay-moi": (blocks.full_header, blocks.title, _body, blocks.closing),
    "bien-ban": (blocks.record_header, blocks.title, _body, blocks.record_closing),
    "bien-ban-kiem-tra": (
        blocks.record_header,
        blocks.title,
        _body,
        blocks.inspection_closing,
    ),
    "phieu-trinh": (
        blocks.plain_header,
        blocks.title,
        _internal,
        blocks.declared_addressees,
        _slip,
    ),
    "van-ban-kem-theo": (blocks.plain_header, _with_note, _body),
    "phu-luc": (_appendix_title, _body),
}
# Frames that end in a table of signatures, which the last paragraph is kept with.
CLOSED = frozenset(
    {"co-ten-loai", "cong-van", "quyet-dinh", "giay-moi", "bien-ban", "bien-ban-kiem-tra"}
)
# Frames with room for the office's address at the foot of the first page (Mẫu 1.5).
STRIPPED = frozenset({"cong-van"})
