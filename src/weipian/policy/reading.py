"""`policy list | show | check | diff`: the law in a form that an officer can read, and the same for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import groupby

from weipian.policy.documents import Document
from weipian.policy.policy import Policy, law_folder, names, read
from weipian.policy.schema import Kind
from weipian.policy.spelling import value_json, value_text
from weipian.policy.values import Value
from weipian.terms.errors import PolicyError
from weipian.terms.words import Sure

OPEN_END = "无截止"


def listing(root: Traversable | None = None) -> str:
    """All packs: name, place, document, whether its text was obtained, how many values are sure."""
    return "\n\n".join(_pack_text(policy) for policy in _all(root))


def listing_json(root: Traversable | None = None) -> dict[str, object]:
    """The same for JSON."""
    return {"policies": [_pack_json(policy) for policy in _all(root)]}


def _all(root: Traversable | None) -> list[Policy]:
    """Every pack, the topmost layer first."""
    folder = root or law_folder()
    return sorted((read(name, folder) for name in names(folder)), key=lambda policy: (len(policy.layers), policy.name))


def _pack_text(policy: Policy) -> str:
    document = policy.document
    layers = " ← ".join(layer.name for layer in policy.layers)
    lines = [
        f"{policy.name}　{document.place_label}（{document.level}）{document.year}年度",
        f"  文件：{document.title}　{document.number}　{document.issued or '印发日期未知'}",
        f"  原文：{'已取得' if document.obtained else '未取得'}（{document.how}）　{_certified(policy)}",
        f"  层次：{layers}",
        f"  条数：{counts_text(counts(policy))}",
        f"  说明：{document.note}",
    ]
    if document.missing:
        lines.append(f"  缺：{'、'.join(document.missing)}")
    if document.townships:
        lines.append(f"  乡镇：{'、'.join(document.townships)}")
    return "\n".join(lines)


def _certified(policy: Policy) -> str:
    return "已由专人与原文核对" if policy.certified else policy.notice


def _pack_json(policy: Policy) -> dict[str, object]:
    return {**document_json(policy.document), "certified": policy.certified, "counts": counts(policy)}


def document_json(document: Document) -> dict[str, object]:
    """The paper behind a pack."""
    return {
        "policy": document.name,
        "place": document.place,
        "place_label": document.place_label,
        "level": document.level,
        "year": document.year,
        "parent": document.parent or None,
        "number": document.number,
        "issued": document.issued.isoformat() if document.issued else None,
        "title": document.title,
        "townships": list(document.townships),
        "obtained": document.obtained,
        "missing": list(document.missing),
        "note": document.note,
    }


def counts(policy: Policy) -> dict[str, int]:
    """How many values there are of each sureness."""
    every = [value.sure for dated in policy.entries.values() for value in dated]
    return {sure.value: every.count(sure) for sure in Sure}


def counts_text(counted: dict[str, int]) -> str:
    parts = "；".join(f"{sure.label} {counted[sure.value]}" for sure in Sure)
    return f"共 {sum(counted.values())} 条（{parts}）"


def show(policy: Policy, key_prefix: str = "") -> str:
    """The values whose key starts with a prefix, by group. Raises PolicyError where there are none."""
    head = f"{policy.place_label}（{policy.name}）　{policy.title}　{policy.document.number}"
    parts = [head, *([policy.notice] if policy.notice else [])]
    for group, keys in groupby(_wanted(policy, key_prefix), key=lambda key: key.split(".")[0]):
        parts.append(f"\n【{policy.schema.groups.get(group, group)}】")
        parts.extend(value_lines(policy, value) for key in keys for value in policy.entries[key])
    return "\n".join(parts)


def show_json(policy: Policy, key_prefix: str = "") -> dict[str, object]:
    """The same for JSON."""
    keys = _wanted(policy, key_prefix)
    rows = [value_json(value, policy.label(key)) for key in keys for value in policy.entries[key]]
    return {**_pack_json(policy), "notice": policy.notice, "values": rows}


def _wanted(policy: Policy, key_prefix: str) -> tuple[str, ...]:
    """Keys in the order of the schema's groups."""
    keys = policy.keys(key_prefix)
    if not keys:
        raise PolicyError("policy_no_value", where=policy.name, key=key_prefix)
    order = list(policy.schema.groups)
    return tuple(sorted(keys, key=lambda key: (_place(order, key.split(".")[0]), key)))


def _place(order: list[str], group: str) -> int:
    return order.index(group) if group in order else len(order)


def value_lines(policy: Policy, value: Value) -> str:
    """One value: what it says, under which clause, how sure, from which pack, from when until when."""
    lines = [
        f"  {value.key}　{policy.label(value.key)}：{_text(policy, value)}",
        f"      {value.clause}　{value.gist}",
        f"      把握：{value.sure.label}　出自：{value.pack}　{value.since} 至 {value.until or OPEN_END}",
    ]
    if value.override:
        authority = value.override.authority or "收紧，无须授权"
        lines.append(f"      替换 {value.override.pack} 的值，依据：{authority}")
    if value.note:
        lines.append(f"      注：{value.note}")
    return "\n".join(lines)


def _text(policy: Policy, value: Value) -> str:
    """A value; where a duty takes its numbers from other keys, they are read out beside."""
    text = value_text(value, policy.schema)
    if value.kind is Kind.DUTY:
        named = [str(key) for name, key in value.table.items() if name.endswith("_key") and policy.has(str(key))]
        read_out = (f"{key} 为 {value_text(policy.value(key), policy.schema)}" for key in named)
        text = "；".join((text, *read_out))
    return text


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a pack found: problems stop it from loading, warnings do not."""

    policy: str
    problems: tuple[PolicyError, ...]
    warnings: tuple[str, ...]
    counts: dict[str, int]

    def text(self) -> str:
        verdict = f"不能使用，有 {len(self.problems)} 处错误" if self.problems else "可以使用"
        lines = [f"{self.policy}：{verdict}；{counts_text(self.counts)}"]
        lines.extend(f"  错误　{problem}" for problem in self.problems)
        lines.extend(f"  留意　{warning}" for warning in self.warnings)
        return "\n".join(lines)

    def as_json(self) -> dict[str, object]:
        return {
            "policy": self.policy,
            "problems": [problem.as_json() for problem in self.problems],
            "warnings": list(self.warnings),
            "counts": self.counts,
        }


def check(name: str, root: Traversable | None = None) -> Checked:
    """Everything that is wrong with a pack and its upper layers, and what is not sure."""
    policy = read(name, root or law_folder())
    return Checked(name, policy.problems, tuple(_warnings(policy)), counts(policy))


def _warnings(policy: Policy) -> Iterable[str]:
    if policy.notice:
        yield f"{policy.notice}：须由专人与原文核对后认定"
    for layer in policy.layers:
        if not layer.obtained:
            yield f"{layer.name}：{layer.how}（{layer.title}，{layer.number}）"
        if layer.missing:
            yield f"{layer.name} 尚缺：{'、'.join(layer.missing)}"
    for value in _values(policy):
        if value.sure is Sure.UNCERTAIN:
            yield f"{value.key}（{value.pack}）无依据、暂定：{value.note or value.gist}"


def _values(policy: Policy) -> list[Value]:
    return [value for _, dated in sorted(policy.entries.items()) for value in dated]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two policies say different things; empty where one says nothing."""

    key: str
    label: str
    a: str
    b: str


def diff(a: Policy, b: Policy) -> list[Difference]:
    """Documents first, then every key whose dated values are not the same."""
    keys = sorted({*a.keys(), *b.keys()})
    rows = [Difference(key, (a if a.has(key) else b).label(key), _said(a, key), _said(b, key)) for key in keys]
    return [row for row in (*_documents(a, b), *rows) if row.a != row.b]


def _documents(a: Policy, b: Policy) -> list[Difference]:
    pairs = [
        ("document.title", "文件名称", a.title, b.title),
        ("document.number", "文号", a.document.number, b.document.number),
        ("document.issued", "印发日期", str(a.document.issued or ""), str(b.document.issued or "")),
        ("document.townships", "乡镇", "、".join(a.townships), "、".join(b.townships)),
    ]
    return [Difference(*pair) for pair in pairs]


def _said(policy: Policy, key: str) -> str:
    """All dated values of a key with clause and dates, so that a changed clause shows too."""
    values = policy.entries.get(key, ())
    return " / ".join(
        f"{value_text(value, policy.schema)}（{value.clause}，{value.since} 至 {value.until or OPEN_END}）"
        for value in values
    )


def diff_text(a: Policy, b: Policy, other: str = "") -> str:
    """The differences, one under the other, as an officer reads them. `other`: what b is called, where not its name."""
    rows, name = diff(a, b), other or b.name
    if not rows:
        return f"{a.name} 与 {name}：没有不同"
    lines = [f"{a.name} 与 {name}：{len(rows)} 处不同"]
    for row in rows:
        lines += [f"  {row.key}　{row.label}", f"      {a.name}：{row.a or '无'}", f"      {name}：{row.b or '无'}"]
    return "\n".join(lines)


def diff_json(a: Policy, b: Policy) -> dict[str, object]:
    """The same for JSON."""
    rows = [{"key": row.key, "label": row.label, "a": row.a or None, "b": row.b or None} for row in diff(a, b)]
    return {"a": a.name, "b": b.name, "differences": rows}
