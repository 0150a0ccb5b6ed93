"""``vbgen issue``: a signed document into the register."""

from __future__ import annotations

from datetime import date

import click

from vbgen.cli import options as opt
from vbgen.cli.console import emit_json, report, say
from vbgen.cli.vietnamese import VietnameseCommand


@click.command(cls=VietnameseCommand)
@opt.folder
@click.argument("what", metavar="TỆP|MÃ")
@click.option("--number", metavar="SỐ", default="", help="Số đã cấp: 45 (hoặc 45/KH-VP).")
@click.option("--date", "day", type=opt.Day(), metavar="NGÀY", help="Ngày trên văn bản.")
@click.option("--unit", metavar="ĐƠN_VỊ", default="", help="Bản của đơn vị này (mã hoặc tên).")
@click.option("--period", metavar="KỲ", default="", help="Bản của kỳ này: 2024-Q1, 2024-06T.")
@click.option("--symbol", metavar="KÝ_HIỆU", default="", help="Ký hiệu, nếu khác quy tắc: KH-VP.")
@click.option("--issuer", metavar="CƠ_QUAN", default="", help="Cơ quan ban hành, nếu là nơi khác.")
@click.option("--subject", metavar="TRÍCH_YẾU", default="", help="Trích yếu, nếu khác dự thảo.")
@click.option("--type", "type_", metavar="LOẠI", default="", help="Loại của văn bản nơi khác.")
@click.option("--correct", metavar="LÝ_DO", help="Sửa mục đã ghi; mục cũ được giữ cùng lý do.")
@click.option("--withdraw", metavar="LÝ_DO", help="Rút mục ghi nhầm; mục cũ được giữ cùng lý do.")
@opt.as_of_option
@opt.format_option
def command(
    folder: str,
    what: str,
    number: str,
    day: date | None,
    unit: str,
    period: str,
    symbol: str,
    issuer: str,
    subject: str,
    type_: str,
    correct: str | None,
    withdraw: str | None,
    as_of: date | None,
    output_format: str,
) -> int:
    """Ghi văn bản đã ký vào sổ: số, ngày, ký hiệu, cơ quan, trích yếu.

    TỆP là dự thảo trong thư mục out (hoặc tên tệp không đuôi); MÃ là mã sản phẩm (2024-I-05.1).
    Văn bản đã ghi sổ không bị soạn đè nữa.
    """
    from vbgen.app.issue import Request, issue
    from vbgen.app.opening import open_workspace
    from vbgen.app.status import issued_json

    workspace = open_workspace(folder)
    request = Request(
        what, number, day, unit, period, symbol, issuer, subject, type_, correct, withdraw
    )
    done = issue(workspace, request, opt.moment(as_of))
    if output_format == "json":
        emit_json({"issued": issued_json(workspace, done.document), "changed": done.changed})
    else:
        say(_sentence(done.document.phrase, done.changed, withdraw))
    if done.remarks:
        report(done.remarks)
    return 0


def _sentence(phrase: str, changed: bool, withdraw: str | None) -> str:
    if not changed:
        return f"Sổ đã có sẵn, không đổi: {phrase}."
    return f"{'Đã rút khỏi sổ' if withdraw is not None else 'Đã ghi sổ'}: {phrase}."
