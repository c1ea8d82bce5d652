"""A pack says of every role what it sees and of every act who may; its administrator only sets up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from law_roles import law_roles
from weipian.policy.policy import law_folder, read
from weipian.terms.acting import State

ROLES = Path("2023/ziyuan/roles.toml")


@pytest.mark.requirement("A3")
def test_acts_lead_to_every_state_and_no_act_leads_back_to_where_it_can_not_be_done() -> None:
    """Read here with nothing of ours: what `docs/states.md` draws."""
    law = law_roles()
    leads = {act: entry["value"] for act, entry in law["act_leads"].items()}
    assert {state for found in leads.values() for state in found} == {state.value for state in State}
    assert set(leads) <= set(law["acts"])
    for act, found in leads.items():
        states = law["act_states"].get(act, {}).get("value")
        assert states is None or set(found) <= set(states), act


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the law to spoil."""
    root = tmp_path / "law"
    shutil.copytree(Path(str(law_folder())), root)
    return root


def spoilt(root: Path, old: str, new: str) -> list[str]:
    """The codes of the problems after one change to the table of roles."""
    path = root / ROLES
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return [problem.code for problem in read("demo-2023", root).problems]


@pytest.mark.requirement("A3")
def test_an_administrator_with_an_act_of_the_programme_is_refused(pack: Path) -> None:
    old = '[acts.batch_added]\nvalue = ["county_clerk"]'
    assert spoilt(pack, old, old.replace("]\nvalue = [", ']\nvalue = ["administrator", ')) == [
        "policy_administrator_acts"
    ]


@pytest.mark.requirement("A3")
@pytest.mark.parametrize("key", ["[sees.discipline]", "[acts.handed_over]", "[registers.layers]"])
def test_nothing_may_be_left_unsaid(pack: Path, key: str) -> None:
    text = (pack / ROLES).read_text(encoding="utf-8")
    before, _, after = text.partition(key)
    (pack / ROLES).write_text(before + after[after.index("\n\n") + 2 :], encoding="utf-8")
    problems = read("demo-2023", pack).problems
    assert [problem.code for problem in problems] == ["policy_says_nothing_of"]
    assert key.strip("[]") in problems[0].message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('[acts.batch_added]\nvalue = ["county_clerk"]', '[acts.batch_added]\nvalue = ["county_clark"]'),
        ('[sees.auditor]\nvalue = "county"', '[sees.auditor]\nvalue = "all"'),
        ('[act_states.plot_split]\nvalue = ["issued", ', '[act_states.plot_split]\nvalue = ["sent", '),
    ],
)
def test_a_misspelt_word_is_refused(pack: Path, old: str, new: str) -> None:
    assert spoilt(pack, old, new) == ["policy_unknown_word"]


def test_an_act_that_there_is_not_is_refused(pack: Path) -> None:
    row = '\n[acts.flown]\nvalue = ["auditor"]\nunit = "none"\nclause = "一"\ngist = "飞"\nsure = "likely"\n'
    assert spoilt(pack, "# 谁可以办什么（二(一)", f"{row}# 谁可以办什么（二(一)") == ["policy_unknown_word"]


@pytest.mark.requirement("A1")
def test_a_lower_pack_takes_roles_away_and_gives_none(pack: Path) -> None:
    over = 'unit = "none"\nclause = "一"\ngist = "收紧"\nsure = "stated"\noverrides = { pack = "ziyuan-2023" }\n'
    path = pack / "2023/demo/roles.toml"
    fewer = '[acts.backed_up]\nvalue = ["administrator"]\n' + over
    path.write_text(fewer, encoding="utf-8")
    assert not read("demo-2023", pack).problems
    more = '[acts.batch_added]\nvalue = ["county_clerk", "auditor"]\n' + over
    path.write_text(more, encoding="utf-8")
    assert [problem.code for problem in read("demo-2023", pack).problems] == ["policy_relaxes"]
