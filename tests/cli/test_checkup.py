"""What `doctor` says of a workspace: where it lies, who can read it, what its layers are."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Weipian
from made_books import made_desk
from made_ground import FARMLAND, TOWNSHIPS, X0, Y0, put
from weipian.cli.checkup.check import GOOD, RISK, Check
from weipian.cli.checkup.folder import _network, _synced, folder_checks
from weipian.cli.checkup.images import image_checks
from weipian.cli.checkup.layers import layer_checks
from weipian.terms.acting import Secrecy
from weipian.terms.words import LayerKind

pytestmark = pytest.mark.requirement("F5")


def by_name(checks: Any) -> dict[str, Check]:
    return {check.what: check for check in checks}


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/li/OneDrive - 资源县/卫片2023", "OneDrive"), ("/home/li/我的坚果云/卫片", "坚果云"),
        ("C:/Users/li/Nutstore/1/卫片", "坚果云"), ("/Users/li/Library/Mobile Documents/卫片", "iCloud"),
    ],
)  # fmt: skip
def test_a_synchronised_folder_is_a_leak(folder: str, service: str) -> None:
    found = _synced(Path(folder))
    assert found.health == RISK
    assert service in found.found
    assert _synced(Path("/home/li/卫片2023")).health == GOOD


def test_a_network_folder_is_told_by_its_mount() -> None:
    mounts = [("/", "ext4"), ("/mnt/共享", "cifs"), ("/mnt/共享/本机", "xfs"), ("/mnt/共", "nfs4")]
    assert _network(Path("/home/li/a"), mounts).health == GOOD
    assert "cifs" in _network(Path("/mnt/共享/a"), mounts).found
    assert _network(Path("/mnt/共享/本机/a"), mounts).health == GOOD
    assert _network(Path("/mnt/云"), [("/", "ext4"), ("/mnt/云", "fuse.rclone")]).health == RISK


def test_whoever_else_can_read_it_is_told(tmp_path: Path) -> None:
    folder = made_desk(tmp_path / "county").workspace.folder
    assert {by_name(folder_checks(folder))[name].health for name in ("签名密钥", "文件夹权限")} == {GOOD}
    (folder / "secret" / "signing.key").chmod(0o640)
    folder.chmod(0o755)
    found = by_name(folder_checks(folder))
    assert "secret/signing.key" in found["签名密钥"].found
    assert "chmod 700" in found["文件夹权限"].mend
    (folder / "secret" / "signing.key").unlink()
    assert by_name(folder_checks(folder))["签名密钥"].health == RISK


def test_layers_by_their_secrecy_and_age(tmp_path: Path) -> None:
    from datetime import date

    from weipian.store.models import LayerVersion

    desk = made_desk(tmp_path / "county")
    assert list(layer_checks(desk.policy)) == []
    put(desk, tmp_path, LayerKind.TOWNSHIP, TOWNSHIPS, "XZQMC")
    found = by_name(layer_checks(desk.policy))
    assert set(found) == {"图层密级", "图层时点"}
    put(desk, tmp_path, LayerKind.PERMANENT_BASIC_FARMLAND, FARMLAND, "JBNTTBBH", as_of=date(2019, 12, 31))
    LayerVersion.objects.filter(kind="township").update(secrecy=Secrecy.UNKNOWN.value)
    LayerVersion.objects.exclude(kind="township").update(secrecy=Secrecy.SECRET.value)
    found = by_name(layer_checks(desk.policy))
    assert "秘密 1 个" in found["图层密级"].found
    assert "不得在联网计算机" in found["涉密图层"].found
    assert "乡镇" in found["未注明密级"].found
    assert "永久基本农田" in found["图层时点"].found


def test_images_by_their_secrecy_the_withdrawn_too(tmp_path: Path) -> None:
    from made_images import taken_in, texture, tiff

    desk = made_desk(tmp_path / "county")
    assert list(image_checks()) == []
    for at, word in enumerate((Secrecy.OPEN, Secrecy.SECRET, Secrecy.UNKNOWN)):
        picture = tiff(tmp_path / f"{at}.tif", texture(64, at), X0, Y0)
        taken_in(desk, picture, date(2023, 1, 1 + at), secrecy=word)
    from weipian.programme.intake.acts.images import withdraw_image

    withdraw_image(desk, 2, "导错")
    found = by_name(image_checks())
    assert found["影像密级"].health == GOOD
    assert (found["涉密影像"].health, found["影像未注明密级"].health) == (RISK, RISK)
    assert found["涉密影像"].found.startswith("2 号影像")
    assert "不得在联网计算机" in found["涉密影像"].found
    assert found["影像未注明密级"].found.startswith("3 号影像")


def test_doctor_in_a_workspace_and_out_of_one(weipian: Weipian, tmp_path: Path) -> None:
    assert weipian("new", "county", "--policy", "demo-2023").code == 0
    inside = {one["what"] for one in weipian("doctor", "--workspace", "county", "--json").json["checks"]}
    assert {"网盘同步", "网络文件夹", "签名密钥", "文件夹权限", "外网底图"} <= inside
    outside = {one["what"] for one in weipian("doctor", "--json").json["checks"]}
    assert "签名密钥" not in outside
    card = tmp_path / "county" / "workspace.toml"
    if card.is_file():
        card.write_text(card.read_text("utf-8").replace("0006_personal", "0001_books"), "utf-8")
        assert weipian("doctor", "--workspace", "county", "--json").code == 0
