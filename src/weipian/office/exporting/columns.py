"""The columns of the layers: platform names for what was issued, those of `patches list --json` for how it stands."""

from __future__ import annotations

from weipian.gis.layer import Field, Kind

ISSUED = (
    Field("JCBH", "JCBH", "图斑编号"),
    Field("TBLX", "TBLX", "图斑类型"),
    Field("XZQDM", "XZQDM", "行政区代码（照下发）"),
    Field("XZQMC", "XZQMC", "行政区名称（照下发）"),
    Field("JCMJ", "JCMJ", "监测面积（照下发）", Kind.AS_ISSUED),
    Field("JCMJDW", "JCMJDW", "监测面积的单位"),
    Field("XFSJ", "XFSJ", "下发日期"),
    Field("QSX", "QSX", "前时相"),
    Field("HSX", "HSX", "后时相"),
)
STANDS = (
    Field("batch", "PCMC", "批次"),
    Field("township", "SZXZ", "所在乡镇"),
    Field("category", "", "图斑类型（代码）"),
    Field("state", "JDDM", "进度（代码）"),
    Field("state_label", "JD", "进度"),
    Field("proposal", "JYDM", "判定建议（代码）"),
    Field("proposal_label", "JY", "判定建议"),
    Field("determination", "PDDM", "判定（代码）"),
    Field("determination_label", "PD", "判定"),
    Field("mark", "PDBZ", "图例标记"),
    Field("review", "HSBH", "会审编号"),
)
MEASURED = (
    Field("area_m2", "SCMJ_PFM", "实测面积（平方米）", Kind.M2),
    Field("area_mu", "SCMJ_MU", "实测面积（亩）", Kind.MU),
    Field("issued_mu", "XFMJ_MU", "下发面积（亩）", Kind.MU),
    Field("filed_mu", "TBMJ_MU", "填报面积（亩）", Kind.MU),
    Field("cultivated_mu", "GDSC_MU", "净耕地（实测，亩）", Kind.MU),
    Field("farmland_mu", "JBNT_MU", "永久基本农田（实测，亩）", Kind.MU),
    Field("redline_mu", "STHX_MU", "生态保护红线（实测，亩）", Kind.MU),
)
UNKNOWN = Field("unchecked", "WCTC", "没有查或查得不全的图层")
RIGHT = (
    Field("outcome", "ZGJG", "整改结果"),
    Field("due", "DQR", "最近到期日", Kind.DAY),
)
PATCHES = (
    *ISSUED,
    *STANDS,
    *MEASURED,
    UNKNOWN,
    *RIGHT,
    Field("supplementary", "BCTB", "补充图斑", Kind.FLAG),
    Field("plots", "DKS", "地块数", Kind.WHOLE),
    Field("gone", "BZXF", "重新下发时已没有", Kind.FLAG),
)
PLOTS = (
    Field("plot", "DKBH", "地块编号"),
    *(field for field in ISSUED if field.name in ("JCBH", "TBLX", "XFSJ")),
    *STANDS,
    *MEASURED,
    Field("cultivated_filed_mu", "GDTB_MU", "耕地（填报，亩）", Kind.MU),
    Field("farmland_filed_mu", "NTTB_MU", "永久基本农田（填报，亩）", Kind.MU),
    Field("redline_filed_mu", "HXTB_MU", "生态保护红线（填报，亩）", Kind.MU),
    Field("counted_mu", "JBGD_MU", "比例所用耕地（亩）", Kind.MU),
    Field("numerator_mu", "FZ_MU", "计入分子（亩）", Kind.MU),
    Field("denominator_mu", "FM_MU", "计入分母（亩）", Kind.MU),
    Field("mining_mu", "KC_MU", "开采面积（亩）", Kind.MU),
    UNKNOWN,
    Field("measure", "ZGCS", "整改措施"),
    *RIGHT,
)
TOWNSHIPS = (
    Field("township", "XZMC", "乡镇"),
    Field("code", "XZDM", "乡镇代码"),
    Field("numerator_mu", "FZ_MU", "违法占耕地（亩）", Kind.MU),
    Field("denominator_mu", "FM_MU", "新增占耕地（亩）", Kind.MU),
    Field("ratio", "BL", "问责比例", Kind.RATIO),
    Field("line", "BLX", "比例线"),
    Field("undetermined_mu", "WPD_MU", "未判定（亩）", Kind.MU),
)
