"""Generated pages of docs/: requirements (from test markers), glossary (from terms), rules, roles (from the law).

`python scripts/docs.py` writes them, `--check` fails when one is stale.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weipian.policy import Policy

from weipian.policy import Policy
from weipian.terms.acting import Act, Role, State

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
MADE = "<!-- 由 make docs 生成，请勿手改 -->\n\n"


def marked_tests() -> dict[str, set[str]]:
    """Requirement id → the tests that hold it up."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module_ids = [i for node in tree.body if isinstance(node, ast.Assign) for i in ids_of(node.value)]
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
                for each in [*module_ids, *(i for mark in node.decorator_list for i in ids_of(mark))]:
                    found[each].add(f"{path.relative_to(ROOT).as_posix()}::{node.name}")
    return found


def ids_of(node: ast.expr) -> list[str]:
    """The ids in `pytest.mark.requirement(...)`, wherever it stands in the expression."""
    calls = [n for n in ast.walk(node) if isinstance(n, ast.Call) and ast.unparse(n.func) == "pytest.mark.requirement"]
    words = [arg.value for call in calls for arg in call.args if isinstance(arg, ast.Constant)]
    return [word for word in words if isinstance(word, str)]


def requirements_page() -> str:
    """Every id with its tests, and plainly what has none yet."""
    wanted: dict[str, str] = tomllib.loads((ROOT / "scripts/requirements.toml").read_text(encoding="utf-8"))
    found = marked_tests()
    if unknown := set(found) - set(wanted):
        sys.exit(f"测试里有未知的需求编号：{sorted(unknown)}")
    lines = ["# 需求与测试对照", "", "| 编号 | 需求 | 测试 |", "| --- | --- | --- |"]
    for key, gist in wanted.items():
        folders: dict[str, int] = defaultdict(int)
        for test in found.get(key, ()):
            folders[test.split("::")[0]] += 1
        tests = "<br>".join(f"`{path}` ×{count}" for path, count in sorted(folders.items())) or "（尚无）"
        lines.append(f"| {key} | {gist} | {tests} |")
    return "\n".join(lines) + "\n"


def glossary_page() -> str:
    """Every word of `terms` with its label and aliases."""
    from weipian.terms import words

    lists = [
        w for w in vars(words).values() if isinstance(w, type) and issubclass(w, words.Word) and w is not words.Word
    ]
    lines = ["# 词汇", ""]
    for each in lists:
        lines += [
            f"## {each.__name__}",
            "",
            (each.__doc__ or "").strip(),
            "",
            "| 键 | 中文 | 也可写作 |",
            "| --- | --- | --- |",
        ]
        lines += [f"| `{word.value}` | {word.label} | {'、'.join(word.aliases)} |" for word in each]
        lines.append("")
    return "\n".join(lines)


def rules_page() -> str:
    """The determination rules in their order, as the catalogue gives them."""
    from weipian.policy import load
    from weipian.programme.determination.rules import catalogue

    policy = load("ziyuan-2023")
    lines = ["# 判定规则目录", "", f"{policy.title}。{policy.notice}。", ""]
    lines += ["| 土地／矿产 | 次序 | 规则 | 结论 | 依据 | 要点 | 把握 | 要什么材料 |", "| --- " * 8 + "|"]
    for rule in catalogue(policy):
        cells = (rule.tree, rule.order, f"{rule.label} `{rule.rule}`", rule.conclusion.label, rule.clause, rule.gist)
        lines.append(f"| {' | '.join(map(str, cells))} | {rule.sure.label} | {'；'.join(rule.needs)} |")
    return "\n".join(lines) + "\n"


def checks_page() -> str:
    """The self-check before release: what is asked of which plots, by which clause, and the mend."""
    from weipian.policy import load
    from weipian.programme.submission.checking.catalogue import checks_of

    policy = load("ziyuan-2023")
    checks = checks_of(policy)
    lines = ["# 上报前自检目录", "", f"{policy.title}。{policy.notice}。", ""]
    lines += [
        f"共 {len(checks)} 项。缺材料只说缺什么，不当作不合规；“拦住上报”的改好才能上报，“提示核对”的看过即可。",
        "",
    ]
    lines += ["| 编码 | 轻重 | 问哪些地块 | 要求 | 不合时怎么说 | 怎么改 | 依据 | 把握 |", "| --- " * 8 + "|"]
    for one in checks:
        sure = f"{one.sure.label}{f'：{one.note}' if one.note else ''}"
        cells = (f"`{one.code}`", one.level, one.of_which, one.gist, one.message, one.mend, one.clause, sure)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """Every command with its own help."""
    import click

    from weipian.cli.frame import program

    lines = ["# 命令", ""]

    def tell(command: click.Command, words: tuple[str, ...]) -> None:
        context = click.Context(command, info_name=" ".join(words))
        lines.extend([f"## {' '.join(words)}", "", "```", command.get_help(context), "```", ""])
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                if (found := command.get_command(context, name)) is not None:
                    tell(found, (*words, name))

    tell(program, ("weipian",))
    return "\n".join(lines)


def roles_page() -> str:
    """Who may do what in which state, and who sees what, as the policy has it."""
    from weipian.policy import load
    from weipian.terms.acting import Act, Register, Role, State

    policy = load("ziyuan-2023")

    def crossed(family: str, rows: type[Act | Register], columns: type[Role | State]) -> list[str]:
        found = [f"| 事项 | {' | '.join(one.label for one in columns)} | 依据 | 把握 |"]
        found.append("| --- " * (len(columns) + 3) + "|")
        for row in rows:
            if not policy.has(f"{family}.{row.value}"):
                continue
            value = policy.value(f"{family}.{row.value}")
            ticks = " | ".join("✓" if one.value in value.items else "" for one in columns)
            found.append(f"| {row.label} `{row.value}` | {ticks} | {value.clause} | {value.sure.label} |")
        return [*found, ""]

    from weipian.policy.spelling import value_text

    lines = ["# 谁可以办什么、看什么", "", f"{policy.title}。{policy.notice}。", ""]
    lines += ["由政策包的 `acts`、`act_states`、`sees`、`registers`、`acting` 各行生成；下级政策包只能减少，不能增加。"]
    lines += ["市级、自治区在系统之外办理，没有账号；他们的答复由县卫片办登记。", "", "## 事项与角色", ""]
    lines += [*crossed("acts", Act, Role), "## 事项与进度", ""]
    lines += ["没有列出的事项不针对某个图斑，不看进度。", "", *crossed("act_states", Act, State)]
    lines += ["图斑、会审、填报各走到哪一步可以办什么，见 [states.md](states.md)。"]
    lines += ["", "## 各角色看得到什么", "", "| 角色 | 看得到 | 依据 | 要点 | 把握 |", "| --- " * 5 + "|"]
    for role in Role:
        value = policy.value(f"sees.{role.value}")
        cells = (f"{role.label} `{role.value}`", value_text(value, policy.schema), value.clause, value.gist)
        lines.append(f"| {' | '.join(cells)} | {value.sure.label} |")
    lines += ["", "## 不涉及图斑的名册和清单", "", *crossed("registers", Register, Role), "## 怎样办", ""]
    for key in policy.keys("acting."):
        value = policy.value(key)
        lines += [f"- **{policy.label(key)}**：{value_text(value, policy.schema)}（{value.clause}）。{value.gist}。"]
    return "\n".join(lines) + "\n"


def reviews_lines(policy: Policy) -> list[str]:
    """What may be done of a review, in which state, by whom; as a table and as a diagram."""
    from weipian.programme.determination.review.steps import LEADS_TO, ON_REVIEWS
    from weipian.store.actors import who_can
    from weipian.terms.review import ReviewState

    lines = ["## 会审走到哪一步可以办什么", ""]
    lines += [f"| 办什么 | {' | '.join(state.label for state in ReviewState)} | 办成以后 | 谁 | 依据 | 要点 |"]
    lines += ["| --- " * (len(ReviewState) + 5) + "|"]
    flow = ["```mermaid", "stateDiagram-v2", f"    [*] --> convened : {Act.REVIEW_CONVENED.label}"]
    flow += [f'    state "{state.label}" as {state.value}' for state in ReviewState]
    for act in ON_REVIEWS:
        value = policy.value(f"review.states.{act.value}")
        ticks = " | ".join("✓" if state.value in value.items else "" for state in ReviewState)
        to = LEADS_TO.get(act, ())
        after = "、".join(state.label for state in to) or "不变"
        who, label = who_can(policy, act), f"{act.label} `{act.value}`"
        lines += [f"| {label} | {ticks} | {after} | {who} | {value.clause} | {value.gist} |"]
        moves = [(ReviewState(name), state) for name in value.items for state in to]
        flow += [f"    {old.value} --> {new.value} : {act.label}" for old, new in moves if old is not new]
    return [*lines, "", *flow, "```"]


def returns_lines(policy: Policy) -> list[str]:
    """What may be done with a return, in which state, by whom; as a table and as a diagram."""
    from weipian.programme.submission.steps import ACTS, LEADS_TO, states_of
    from weipian.terms.acting import Role
    from weipian.terms.submission import Move, ReturnState

    lines = ["## 填报走到哪一步可以办什么", ""]
    lines += [f"| 办什么 | {' | '.join(state.label for state in ReturnState)} | 办成以后 | 谁 |"]
    lines += ["| --- " * (len(ReturnState) + 3) + "|"]
    flow = ["```mermaid", "stateDiagram-v2"]
    flow += [f'    state "{state.label}" as {state.value}' for state in ReturnState]
    for move in Move:
        allowed = states_of(policy, move)
        ticks = " | ".join("✓" if state in allowed else "" for state in ReturnState)
        who = "、".join(Role(name).label for name in policy.value(f"acts.{ACTS[move].value}").items)
        lines += [f"| {move.label} `{move.value}` | {ticks} | {LEADS_TO[move].label} | {who} |"]
        to = LEADS_TO[move].value
        flow += [f"    {state.value} --> {to} : {move.label}" for state in ReturnState if state in allowed]
    return [*lines, "", *flow, "```"]


def states_page() -> str:
    """Which act is possible in which state for which role, and how a plot gets from state to state."""
    from weipian.policy import load
    from weipian.store.actors import states_for

    policy = load("ziyuan-2023")
    acts = [act for act in Act if states_for(policy, act) is not None]
    lines = ["# 图斑走到哪一步、谁可以办什么", "", f"{policy.title}。{policy.notice}。", ""]
    lines += ["由政策包的 `acts`、`act_states`、`act_leads` 各行生成。已经走得更远的不退回；改判、补录在原处进行。", ""]
    lines += ["## 流转图", "", "```mermaid", *diagram(policy), "```", "", "## 事项、进度、角色", ""]
    lines += [*states_table(policy, acts), "", "## 每一步、每个角色可以办的事项", ""]
    for state in State:
        lines += [f"### {state.label}", "", *able_in(policy, acts, state), ""]
    lines += [*reviews_lines(policy), "", *returns_lines(policy)]
    return "\n".join(lines).rstrip() + "\n"


def diagram(policy: Policy) -> list[str]:
    """The acts that bring a plot forward, as Mermaid draws them."""
    order, moves = list(State), defaultdict(set)
    for key in policy.keys("act_leads."):
        act = Act(key.partition(".")[2])
        for lead in map(State, policy.value(key).items):
            for state in began_in(policy, act, lead):
                if state is None or order.index(state) < order.index(lead):
                    moves[state, lead].add(act.label)
    lines = ["stateDiagram-v2", "  direction LR", *(f'  state "{state.label}" as {state.value}' for state in State)]
    for (state, lead), labels in sorted(moves.items(), key=lambda one: (str(one[0][0] or ""), one[0][1])):
        lines.append(f"  {state.value if state else '[*]'} --> {lead.value}: {'、'.join(sorted(labels))}")
    return lines


def began_in(policy: Policy, act: Act, lead: State) -> list[State | None]:
    """Where an act finds a plot; one that is about no state finds it anywhere, or brings it in."""
    from weipian.store.actors import states_for

    states = states_for(policy, act)
    if states is not None:
        return list(states)
    return [None] if lead is State.ISSUED else [one for one in State if one is not lead]


def states_table(policy: Policy, acts: list[Act]) -> list[str]:
    from weipian.store.actors import states_for, who_can

    lines = [f"| 事项 | {' | '.join(one.label for one in State)} | 办理后 | 谁可以办 | 依据 |"]
    lines.append("| --- " * (len(State) + 4) + "|")
    for act in acts:
        states, key = states_for(policy, act) or frozenset(), f"act_leads.{act.value}"
        ticks = " | ".join("✓" if one in states else "" for one in State)
        leads = "、".join(State(one).label for one in policy.value(key).items) if policy.has(key) else "不变"
        clause = policy.value(f"act_states.{act.value}").clause
        lines.append(f"| {act.label} `{act.value}` | {ticks} | {leads} | {who_can(policy, act)} | {clause} |")
    return lines


def able_in(policy: Policy, acts: list[Act], state: State) -> list[str]:
    """What each role may do with a plot in a state."""
    from weipian.store.actors import roles_for, states_for

    able = {
        role: [act.label for act in acts if state in (states_for(policy, act) or ()) and role in roles_for(policy, act)]
        for role in Role
    }
    lines = [f"| {role.label} | {'、'.join(found)} |" for role, found in able.items() if found]
    return ["| 角色 | 可以办 |", "| --- | --- |", *lines] if lines else ["不能再办任何事项。"]


PAGES = {
    "roles.md": roles_page,
    "states.md": states_page,
    "requirements.md": requirements_page,
    "glossary.md": glossary_page,
    "rules.md": rules_page,
    "checks.md": checks_page,
    "commands.md": commands_page,
}


def main() -> None:
    check = "--check" in sys.argv
    stale = []
    for name, page in PAGES.items():
        text = MADE + page()
        path = DOCS / name
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.exit(f"文档已过时：{'、'.join(stale)}。请运行 make docs 后一并提交。")


if __name__ == "__main__":
    main()
