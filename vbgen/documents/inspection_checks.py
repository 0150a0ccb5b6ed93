"""What is wrong with the rows and settings of an inspection, each with its place and the cure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from vbgen.documents import findings as found
from vbgen.documents import inspection as kt
from vbgen.documents.dossier import Dossier
from vbgen.errors import Level, Place, Problem
from vbgen.model.fields import did_you_mean, place_of
from vbgen.model.task import Task
from vbgen.model.unit import Unit
from vbgen.vi.dates import short_date, weekday
from vbgen.vi.numbers import percent

SETTINGS: dict[str, tuple[Callable[[str], bool], str]] = {
    "kiem_tra_ty_le": (lambda text: kt.percent_in(text) is not None, "số phần trăm, ví dụ 30"),
    "kiem_tra_cach_chon": (lambda text: text in (kt.BY_HAND, kt.BY_RULE), "tay hoặc quy_tac"),
    "kiem_tra_ngay_danh_muc": (lambda text: kt.day_in(text) is not None, "ngày, ví dụ 01/02/2026"),
    "kiem_tra_han_khac_phuc": (str.isdecimal, "số ngày, ví dụ 15"),
    "kiem_tra_bao_cao_truoc": (str.isdecimal, "số ngày làm việc, ví dụ 5"),
}
CELLS = {kt.HOW: (kt.BY_HAND, kt.BY_RULE), "khong_phat_hien": ("co", "khong")}
_LISTS = (kt.VISITS, kt.EARLIER, kt.FINDINGS)
_YEARS = range(1990, 2201)


def inspection_problems(dossier: Dossier) -> list[Problem]:
    """Return every problem of the inspection's settings, visits, history and findings.

    An empty list where the plan has no inspection and the workspace no such rows.
    """
    plans = [d for d in dossier.plan.by_code.values() if d.type == kt.PLAN_TYPE]
    if not plans and not any(dossier.supplement.lists.get(kind) for kind in _LISTS):
        return []
    problems = [*_settings(dossier), *_units(dossier), *_years(dossier), *_findings(dossier)]
    own = [dossier.plan.task_of[d.code] for d in plans]
    for task in own or (None,):
        problems += [*_visits(dossier, task), *_share(dossier, task)]
    return problems


def _problem(
    at: object, problem: str, required: str, remedy: str, level: Level = "error"
) -> Problem:
    place = at if isinstance(at, Place) else place_of(at, "bo-sung.yaml")
    return Problem(place, problem, required, remedy, level)


def _row_place(row: kt.Row) -> Place | str:
    """Return the place of the first cell of a row that knows it."""
    places = (place_of(cell) for cell in row.values())
    return next((p for p in places if p), "bo-sung.yaml")


def _settings(dossier: Dossier) -> Iterator[Problem]:
    sources = (dossier.supplement.common, *dossier.supplement.by_code.values())
    for values in (*sources, dossier.office.settings.values):
        for key, (good, required) in SETTINGS.items():
            value = values.get(key, "")
            if value and not (isinstance(value, str) and good(value)):
                yield _problem(
                    place_of(value, "van-phong.yaml · cai_dat.khac"),
                    f'"{key}: {value}" không dùng được',
                    required,
                    f"sửa {key}",
                )


def _units(dossier: Dossier) -> Iterator[Problem]:
    """Each row names one unit of the register, not a group."""
    for kind in _LISTS:
        for row in dossier.supplement.lists.get(kind, ()):
            if kt.unit_of(dossier.register, row) is None:
                yield _no_unit(dossier, kind, row)


def _no_unit(dossier: Dossier, kind: str, row: kt.Row) -> Problem:
    name = str(row.get("don_vi", ""))
    if not name:
        return _problem(
            _row_place(row),
            f"dòng của danh sách {kind} thiếu don_vi",
            "mỗi dòng nói về một đơn vị",
            "thêm don_vi: mã đơn vị",
        )
    known = dossier.register.find(name)
    if len(known) > 1:
        return _problem(
            row["don_vi"],
            f'"{name}" là tên của {len(known)} đơn vị',
            "một đơn vị duy nhất",
            "ghi mã đơn vị: " + ", ".join(entity.code for entity in known),
        )
    if known:
        return _problem(
            row["don_vi"],
            f'"{name}" là một nhóm đơn vị',
            "từng đơn vị một, mỗi đơn vị một dòng",
            "thay bằng các đơn vị trong nhóm",
        )
    codes = [u.code for u in dossier.register.units]
    hint = dossier.register.suggest(name) or did_you_mean(name, codes, "")
    return _problem(
        row["don_vi"],
        f'danh mục không có đơn vị "{name}" (danh sách {kind})',
        "mã hoặc tên của một đơn vị trong danh mục",
        f'có phải "{hint}"?' if hint else "sửa tên, hoặc thêm đơn vị vào don-vi.yaml",
    )


def _years(dossier: Dossier) -> Iterator[Problem]:
    year = dossier.plan.year
    for kind, needs in ((kt.EARLIER, True), (kt.FINDINGS, False)):
        for row in dossier.supplement.lists.get(kind, ()):
            text = str(row.get("nam", ""))
            good = text.isdecimal() and int(text) in _YEARS and int(text) <= year
            if (text or needs) and not good:
                yield _problem(
                    row.get("nam") or _row_place(row),
                    f'năm kiểm tra "{text}" không dùng được',
                    f"một năm không sau năm {year} của kế hoạch",
                    f"ghi nam: {year - 1}",
                )


def _findings(dossier: Dossier) -> Iterator[Problem]:
    seen: set[tuple[str, str, str]] = set()
    for row in dossier.supplement.lists.get(kt.FINDINGS, ()):
        unit = kt.unit_of(dossier.register, row)
        number = str(row.get("so", ""))
        key = (unit.code if unit else "", str(row.get("nam", "")), number)
        if unit and number and key in seen:
            yield _problem(
                row["so"],
                f"phát hiện số {number} của {unit.name} đã có ở dòng trên",
                "mỗi phát hiện của một đơn vị một số",
                "đổi số, hoặc xóa dòng lặp",
            )
        seen.add(key)
        yield from _finding(dossier, row)


def _finding(dossier: Dossier, row: kt.Row) -> Iterator[Problem]:
    state = str(row.get("trang_thai", ""))
    if found.state_of(state) is None:
        yield _problem(
            row["trang_thai"],
            f'trạng thái khắc phục "{state}" không có',
            "một trong: " + ", ".join(found.STATES),
            did_you_mean(state, found.STATES, "bỏ trống nếu chưa khắc phục"),
        )
    if not row.get("noi_dung"):
        yield _problem(
            _row_place(row),
            "phát hiện thiếu nội dung",
            "điều đã phát hiện, một câu",
            "thêm noi_dung",
        )
    for key in ("ngay", "thoi_han"):
        text = str(row.get(key, ""))
        if text and text.replace("/", "").replace("-", "").isdecimal() and not kt.day_in(text):
            yield _not_a_day(row[key], key)
    if found.state_of(state) == found.DONE and not (row.get("van_ban") or row.get("ket_qua")):
        yield _problem(
            row["trang_thai"],
            "phát hiện ghi đã khắc phục nhưng chưa có văn bản hay kết quả chứng minh",
            "số, ngày của văn bản (van_ban) hoặc việc đã làm (ket_qua)",
            "thêm van_ban hoặc ket_qua",
            "warning",
        )
    yield from _field(dossier, row)


def _field(dossier: Dossier, row: kt.Row) -> Iterator[Problem]:
    name = str(row.get("linh_vuc", ""))
    if name and found.field_of(dossier, name) is None:
        known = [f.code for f in dossier.plan.fields] + [g.number for g in dossier.plan.groups]
        yield _problem(
            row["linh_vuc"],
            f'lĩnh vực "{name}" không có trong kế hoạch, được xếp vào nội dung khác',
            "một trong: " + ", ".join(known),
            did_you_mean(name, known, "sửa linh_vuc"),
            "warning",
        )


def _not_a_day(value: object, key: str) -> Problem:
    return _problem(
        value,
        f'"{key}: {value}" không phải ngày có thật',
        "ngày/tháng/năm có trong lịch",
        "kiểm tra lại ngày, tháng, năm",
    )


def _visits(dossier: Dossier, task: Task | None) -> Iterator[Problem]:
    on = kt.register_day(dossier, kt.inspection_plan(dossier, task))
    seen: set[str] = set()
    for row in kt.rows_of(dossier, kt.VISITS, task):
        unit = kt.unit_of(dossier.register, row)
        if unit is None:
            continue
        if unit.code in seen:
            yield _problem(
                row["don_vi"],
                f"{unit.name} có hai dòng kiểm tra",
                "mỗi đơn vị một dòng",
                "gộp hai dòng làm một",
            )
        seen.add(unit.code)
        yield from _visited_unit(dossier, row, unit, on)
        yield from _visit_cells(dossier, row)


def _visit_cells(dossier: Dossier, row: kt.Row) -> Iterator[Problem]:
    for key, known in CELLS.items():
        value = str(row.get(key, ""))
        if value and value not in known:
            yield _problem(
                row[key],
                f'"{key}: {value}" không dùng được',
                "một trong: " + ", ".join(known),
                did_you_mean(value, known, f"sửa {key}"),
            )
    for key in ("ngay", "han_bao_cao"):
        day = kt.day_in(row.get(key))
        if row.get(key) and day is None:
            yield _not_a_day(row[key], key)
        elif day is not None and not dossier.calendar(day.year).is_workday(day):
            yield _problem(
                row[key],
                f"{key} {short_date(day)} ({weekday(day)}) là ngày nghỉ",
                "một ngày làm việc",
                "chọn ngày khác, hoặc giữ nguyên nếu đã thống nhất với đơn vị",
                "warning",
            )


def _visited_unit(dossier: Dossier, row: kt.Row, unit: Unit, on: date) -> Iterator[Problem]:
    if not unit.exists_on(on):
        heirs = ", ".join(dossier.register.label(code, on) for code in unit.successors)
        yield _problem(
            row["don_vi"],
            f"{unit.name} không tồn tại vào ngày {short_date(on)} của danh mục dùng để chọn",
            "đơn vị đang hoạt động vào ngày đó",
            f"thay bằng {heirs}" if heirs else "bỏ dòng này, hoặc đổi kiem_tra_ngay_danh_muc",
        )
    elif not (unit.counted and unit.inside):
        yield _problem(
            row["don_vi"],
            f"{unit.name} không thuộc diện tính tỷ lệ kiểm tra",
            "đơn vị bên trong cơ quan, không ghi kiem_tra: khong",
            "giữ dòng này nếu muốn kiểm tra thêm; tỷ lệ không tính đơn vị này",
            "warning",
        )


def _share(dossier: Dossier, task: Task | None) -> Iterator[Problem]:
    made = kt.programme(dossier, task)
    plan = kt.inspection_plan(dossier, task)
    place = plan.place if plan else dossier.supplement.place
    if not made.counted:
        yield _problem(
            place,
            f"không có đơn vị nào thuộc diện kiểm tra vào ngày {short_date(made.on)}",
            "ít nhất một đơn vị bên trong cơ quan có kiem_tra: co",
            "xem lại loai, kiem_tra, tu, den trong danh mục đơn vị",
        )
    elif len(made.chosen) < made.needed:
        first = next((row["don_vi"] for row in made.visits.values()), place)
        yield _problem(
            first,
            f"chọn {len(made.chosen)}/{len(made.counted)} đơn vị, đạt "
            f"{percent(len(made.chosen), len(made.counted), trim=True)}, thấp hơn mức tối thiểu "
            f"{percent(made.minimum.percent, 100, trim=True)}",
            f"ít nhất {made.needed} đơn vị (làm tròn lên)",
            f"thêm {made.needed - len(made.chosen)} đơn vị vào danh sách kiem_tra, hoặc ghi "
            "kiem_tra_cach_chon: quy_tac để vbgen chọn tiếp cho đủ",
            "warning",
        )
    if plan is not None and made.minimum.source == "mac_dinh":
        yield _problem(
            place,
            f"chưa nêu tỷ lệ đơn vị được kiểm tra tối thiểu, đang lấy {kt.DEFAULT_SHARE}%",
            "tỷ lệ theo kế hoạch năm hoặc quy định của cơ quan",
            "ghi chi_tieu của sản phẩm này, hoặc kiem_tra_ty_le trong bo-sung.yaml (mục chung)",
            "warning",
        )
