"""``vbgen report``: a period's report, its checks, its closing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, report, say, tell
from vbgen.cli.progress import period_option, regime_option
from vbgen.cli.status import some_names
from vbgen.cli.vietnamese import VietnameseCommand

FOLDER = "bao-cao"  # apart from the drafts, which ``build`` and ``status`` look after


@click.command(cls=VietnameseCommand)
@opt.folder
@period_option
@regime_option
@click.option(
    "-o", "--output", "out", metavar="NƠI_GHI",
    help="Thư mục ghi kết quả (mặc định: THƯ_MỤC/out/bao-cao).",
)  # fmt: skip
@click.option("--check", is_flag=True, help="Chỉ kiểm tra trước khi chốt, không ghi văn bản.")
@click.option("--close", is_flag=True, help="Chốt kỳ: số liệu và báo cáo không thay đổi nữa.")
@click.option(
    "--new-version", is_flag=True, help="Lập phiên bản mới của kỳ đã chốt, nêu rõ chỗ khác."
)
@click.option("--charts", is_flag=True, help="Thêm trang biểu đồ (cần gói vbgen[charts]).")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Thêm báo cáo riêng của đơn vị này.")
@click.option("--all-units", is_flag=True, help="Thêm báo cáo riêng của mọi đơn vị.")
@opt.as_of_option
@opt.format_option
def command(
    folder: str,
    period: str,
    regime: str | None,
    out: str | None,
    check: bool,
    close: bool,
    new_version: bool,
    charts: bool,
    unit: str | None,
    all_units: bool,
    as_of: date | None,
    output_format: str,
) -> int:
    """Lập báo cáo của một kỳ từ tiến độ đã thu; mọi số được đếm một lần.

    Kèm tệp Excel truy vết: mỗi số dẫn về dòng, ô của tệp đơn vị gửi.
    """
    from vbgen.app.opening import open_workspace
    from vbgen.app.progress import ground
    from vbgen.app.report import Reported, Wish
    from vbgen.app.report import report as make

    workspace = open_workspace(folder)
    base = ground(workspace, period, regime)
    units: tuple[str, ...] = ()
    if unit:
        from vbgen.app.find import find_unit

        units = (find_unit(workspace, unit).code,)
    elif all_units:
        units = tuple(code for code in base.units if code in base.scope.led)
    wish = Wish(check, close, new_version, charts, units)
    target = Path(out) if out else workspace.out / FOLDER
    found: Reported = make(base, wish, target, opt.moment(as_of), as_of)
    if output_format == "json":
        emit_json(found.as_json())
    else:
        _tell(found)
    if found.findings and (check or close) and output_format != "json":
        report(found.findings)
    beside = any(built.state == "beside" for built in found.documents)
    return 1 if beside or (found.findings and (check or close)) else 0


def _tell(found: object) -> None:
    from vbgen.app.report import Reported

    assert isinstance(found, Reported)
    for built in found.documents:
        say(str(built.path))
    if found.trace:
        say(str(found.trace.absolute()))
    counts, tasks = found.facts["counts"], found.facts["tasks"]
    label = found.facts["period"]["label"]
    tell(
        f"Kỳ {label}: hoàn thành {tasks['done']}/{tasks['total']} nhiệm vụ; "
        f"{counts['overdue']} sản phẩm quá hạn, {counts['not_reported']} chưa báo cáo."
    )
    state = "đã chốt" if found.closed else "chưa chốt"
    tell(f"Bản {found.version}, {state}; {len(found.findings)} điều cần xem lại trước khi chốt.")
    for d in found.differences:
        tell(f"Khác bản trước: {d.path}: {d.before} → {d.after}")
    if found.blanks:
        tell(f"Còn {len(found.blanks)} chỗ trống: {some_names(found.blanks)}.")
