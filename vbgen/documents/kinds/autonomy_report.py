"""A unit's report on its financial autonomy: rows of money with the share carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vbgen.documents.kept import CODE, KeptRow, document_keys, keeps, kept_rows
from vbgen.documents.kinds import sub_plan
from vbgen.vi.numbers import parse_number, percent

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

SERVICE = "su-nghiep"
ROWS = {
    True: (
        "Nguồn ngân sách nhà nước cấp chi thường xuyên",
        "Nguồn thu hoạt động sự nghiệp, dịch vụ",
        "Nguồn thu phí được để lại",
        "Chi tiền lương, tiền công, các khoản đóng góp",
        "Chi hoạt động chuyên môn, quản lý",
        "Chi nhiệm vụ không thường xuyên",
    ),
    False: (
        "Kinh phí giao thực hiện chế độ tự chủ",
        "Kinh phí giao không thực hiện chế độ tự chủ",
        "Chi tiền lương, các khoản đóng góp từ kinh phí tự chủ",
        "Chi nghiệp vụ, quản lý từ kinh phí tự chủ",
        "Chi mua sắm, sửa chữa từ kinh phí tự chủ",
    ),
}


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add the kind of unit, who sums the reports up, the rows of its table of money."""
    sub_plan.enrich(maker, values)
    unit = maker.draft.unit
    service = unit is not None and unit.kind == SERVICE
    values["la_su_nghiep"] = service
    values["noi_tong_hop"] = summed_up_by(maker)
    values["bang_kinh_phi"] = money(maker, service)


def summed_up_by(maker: Maker) -> str:
    """Return the partners to whom the unit reports, the office where it is the only one itself."""
    d = maker.draft.deliverable
    others = tuple(code for code in (d.partners if d else ()) if code != maker.draft.unit_code)
    return maker.labels(others) or maker.dossier.office.body.called


def money(maker: Maker, service: bool) -> list[dict[str, Any]]:
    """Return the rows the unit gives, else the usual ones of its kind with open amounts."""
    if keeps(maker, "bang_kinh_phi"):
        rows = list(kept_rows(maker, "bang_kinh_phi"))
    else:
        known = [{CODE: document_keys(maker)[-1], "ten": name} for name in ROWS[service]]
        rows = [KeptRow("bang_kinh_phi", cells, maker.asked) for cells in known]
    return [
        {
            "tt": str(number),
            **{key: row[key] for key in ("ten", "du_toan", "thuc_hien")},
            "ty_le": _share(row),
        }
        for number, row in enumerate(rows, 1)
    ]


def _share(row: KeptRow) -> str:
    try:
        part, whole = (parse_number(str(row.get(key, ""))) for key in ("thuc_hien", "du_toan"))
        return percent(part, whole, trim=True, sign="")
    except ValueError:
        return ""
