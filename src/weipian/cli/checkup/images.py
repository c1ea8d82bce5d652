"""The county's images by 密级 (requirement F5): every one that is kept, since its file is here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from weipian.cli.checkup.check import GOOD, RISK, Check
from weipian.cli.checkup.layers import MENDED_BY, OF_SECRECY
from weipian.terms.acting import Secrecy

if TYPE_CHECKING:
    from weipian.store.queries.images import ImageHere


def image_checks() -> Iterator[Check]:
    """The withdrawn too."""
    from weipian.store.queries.images import all_images

    every = all_images()
    if not every:
        return
    counted = Counter(one.secrecy for one in every)
    yield Check("影像密级", GOOD, "，".join(f"{word.label} {counted[word]} 幅" for word in Secrecy if counted[word]))
    secret = [one for one in every if one.secrecy.is_secret]
    if secret:
        yield Check("涉密影像", RISK, f"{_names(secret)}：{OF_SECRECY}", MENDED_BY)
    unknown = [one for one in every if one.secrecy is Secrecy.UNKNOWN]
    if unknown:
        mend = "请查明来源的密级，撤下后用 weipian images add … --secrecy 重新导入；查明以前不要放到手机和外网"
        yield Check("影像未注明密级", RISK, _names(unknown), mend)


def _names(found: Sequence[ImageHere]) -> str:
    return "、".join(one.label for one in found)
