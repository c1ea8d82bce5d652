"""Every address × every role, made from the table of addresses: whom it lets in, and that nobody is shown another's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from cli.two_townships import ELSEWHERE, HANDED, OTHERS, OWN, World, found_of, made_world
from law_roles import law_roles
from made_books import TOWNSHIPS
from weipian.cli.dialogs import Dialogs
from weipian.terms.acting import Act, Register, Role

pytestmark = pytest.mark.requirement("A3")
LAW: dict[str, Any] = law_roles()


@dataclass(frozen=True)
class About:
    """How an address with something in it is asked for. `own`, `other`: of the township that asks, of another one, and
    `none`: of what is not there; an address that is about nobody's land has `own` alone."""

    own: str
    other: str = ""
    none: str = ""


ABOUT: dict[str, About] = {
    "dialog": About("do/case/open?plot=A1"),
    "job": About("job/none"),
    "job-stop": About("job/none/stop"),
    "job-file": About("job/none/0"),
    "link": About("link/none"),
    "paste-into": About("paste/case/import"),
    "rehearsed": About("rehearsed/none"),
    "rehearsed-do": About("rehearsed/none/do"),
    "rehearsed-map": About("rehearsed/none/map"),
    "rehearsed-outlines": About("rehearsed/none/outlines"),
    "patch": About("patches/A1", "patches/BETA-7Q", "patches/NOT-000"),
    "plot": About("plots/A1", "plots/BETA-7Q", "plots/NOT-000"),
    "copy": About("copies/1/small", "copies/2/small", "copies/999/small"),
    "plot-images": About("images/A1", "images/BETA-7Q", "images/NOT-000"),
    "chip": About("chips/after/A1", "chips/after/BETA-7Q", "chips/after/NOT-000"),
    "review": About("review/1/"),
    "review-hear": About("review/1/hear"),
    "review-record": About("review/1/record"),
    "review-undo": About("review/1/undo"),
    "review-open": About("review/1/open"),
    "review-screen": About("review/1/screen"),
    "review-screen-now": About("review/1/screen/now"),
    "review-minutes": About("review/1/minutes"),
    "map-tile": About("map/tiles/1/12/3300/1700"),
    "map-feature": About("map/feature/1/0"),
    "split": About("plots/A1/split", "plots/BETA-7Q/split", "plots/NOT-000/split"),
    "split-trial": About("plots/A1/split/trial", "plots/BETA-7Q/split/trial", "plots/NOT-000/split/trial"),
    "returns-one": About("returns/A1/", "returns/BETA-7Q/", "returns/NOT-000/"),
    "right-one": About("right/A1/", "right/BETA-7Q/", "right/NOT-000/"),
    "cases-one": About("cases/A-1/", "cases/BETA-7Q案/", "cases/NOT-000案/"),
    "handovers-one": About("handovers/1/", "handovers/2/", "handovers/999/"),
    "objections-one": About("objections/1/", "objections/2/", "objections/999/"),
    "dossier-issued": About("dossiers/1.pdf"),
    "general-issued": About("dossiers/general/1.pdf"),
    "letters-one": About("letters/1/"),
    "mechanisms-one": About("mechanisms/1/"),
    "acceptance-one": About(f"acceptance/{TOWNSHIPS[0]}/"),
    "evidence-one": About("evidence/1/", "evidence/2/", "evidence/999/"),
    "ratio-open": About("ratio/open/numerator/"),
    "wall-sheet": About("wall/A3.pdf"),
    "leader-list": About("leader/county-unlawful-after/"),
    "closing-period": About("closing/month/2023-08/"),
}
"""Each address with something in it: one that is not here fails."""
NOT_HERE = {
    "job", "job-stop", "job-file", "link", "rehearsed", "rehearsed-do", "rehearsed-map",
    "rehearsed-outlines", "copy", "map-tile", "map-feature",
    "mechanisms-one", "chip", "dossier-issued", "general-issued",
}  # fmt: skip
"""What this county has none of: work under way, pictures that are some, layers, images, mechanisms, dossiers."""
ASKED = {
    "patches": (f"township={TOWNSHIPS[1]}", "page=99", "size=20"),
    "find": ("q=BETA", "q=A1", "q=HAND", "q=方", "q=1"),
    "log": ("actor=clerk", "act=case_opened"),
    "law": ("q=耕地", "page=3"),
    "other-law": ("other=demo-2023",),
    "layers": ("every=1",),
}
"""More ways to ask an address."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return made_world(tmp_path_factory.mktemp("matrix") / "w", others=True)


@pytest.fixture(scope="module")
def browsers(world: World) -> dict[Role, Any]:
    """Somebody of each role, come in; those of townships are of the first one."""
    from weipian.web import bringing
    from weipian.web.application import application

    bringing.bring()
    application(world.folder, Dialogs(), hosts=("testserver",), shown_off=True, day=date(2023, 9, 27))
    from django.test import Client

    found = {role: Client() for role in Role}
    for role, one in found.items():
        assert one.post("/login", {"as": f"a-{role.value}"}).status_code == 302
    return found


def routes() -> list[Any]:
    from weipian.web.urls import TABLE

    return list(TABLE)


def addresses(route: Any) -> list[str]:
    if route.name in ABOUT:
        return [ABOUT[route.name].own]
    return [route.path, *(f"{route.path}?{asked}" for asked in ASKED.get(route.name, ()))]


def is_let_in(route: Any, role: Role) -> bool:
    """As the law's own rows say."""
    match route.opens:
        case Act():
            return role.value in LAW["acts"][route.opens.value]["value"]
        case Register():
            return role.value in LAW["registers"][route.opens.value]["value"]
    return True


@pytest.mark.usefixtures("browsers")
def test_every_address_is_listed() -> None:
    names = [route.name for route in routes()]
    assert len(names) == len(set(names))
    assert {route.name for route in routes() if "<" in route.path} == set(ABOUT)
    assert set(ASKED) <= set(names)


def test_who_has_not_come_in_gets_nowhere(browsers: dict[Role, Any]) -> None:
    from django.test import Client

    from weipian.web.frame.route import Opens

    for route in routes():
        for method in ("get", "post"):
            answer = getattr(Client(), method)(f"/{addresses(route)[0]}")
            if route.opens is not Opens.ANYBODY:
                assert answer.status_code == 302, route.path
                assert answer["Location"].startswith("/login?next="), route.path


@pytest.mark.parametrize("role", Role)
def test_each_role_is_let_in_as_the_law_says_and_shown_its_own(role: Role, browsers: dict[Role, Any]) -> None:
    sees = LAW["sees"][role.value]["value"]
    hidden: list[str] = []
    if sees == "township":
        hidden = [*OTHERS, *HANDED, *ELSEWHERE]
    elif sees == "handed":
        hidden = [*OWN[2:5], *OTHERS, *ELSEWHERE]
    elif sees != "county":
        hidden = [*OWN[2:5], *OTHERS, *HANDED, *ELSEWHERE]
    for route in routes():
        if route.name == "logout":
            continue
        for address in addresses(route):
            answer = browsers[role].get(f"/{address}", follow=True)
            if not is_let_in(route, role):
                assert answer.status_code == 403, address
            else:
                assert answer.status_code in (200, 204, 400, 403, 404), address
                assert answer.status_code in (200, 204) or "notice bad" in answer.content.decode(), address
            shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
            asked = address.partition("=")[2]
            assert [word for word in found_of(hidden, shown) if word not in asked] == [], address


def test_each_address_is_of_something(browsers: dict[Role, Any]) -> None:
    """Else nobody would be refused anything."""
    one = browsers[Role.COUNTY_CLERK]
    for name, about in ABOUT.items():
        for address in filter(None, (about.own, about.other)):
            answer = one.get(f"/{address}")
            assert (answer.status_code in (200, 204, 302)) is (name not in NOT_HERE), address


def test_another_townships_is_as_if_it_were_not_there(browsers: dict[Role, Any]) -> None:
    one = browsers[Role.TOWNSHIP_CLERK]
    for about in (about for about in ABOUT.values() if about.other):
        told = [one.get(f"/{address}") for address in (about.other, about.none)]
        assert told[0].status_code == told[1].status_code, about
        assert told[0].status_code in (400, 403, 404), about
        seen, none = (without_marks(answer.content).decode() for answer in told)
        assert re.sub(r"\d+", "#", seen.replace("BETA-7Q", "NOT-000")) == re.sub(r"\d+", "#", none), about
    found = [one.get(f"/find/?q={name}").content.replace(name.encode(), b"") for name in ("BETA-7Q", "NOT-000")]
    assert without_marks(found[0]) == without_marks(found[1])
    assert one.get("/find/?q=A1")["Location"] == "/patches/A1"
    assert one.get(f"/patches/?township={TOWNSHIPS[1]}").status_code in (400, 403)


def without_marks(page: bytes) -> bytes:
    """Without the marks against forged forms, which differ each time."""
    return re.sub(rb'(X-CSRFToken": "|csrfmiddlewaretoken" value=")\w+', rb"\\1", page)


def test_the_words_are_there_to_be_found(browsers: dict[Role, Any]) -> None:
    shown = b"".join(
        browsers[Role.COUNTY_CLERK].get(address).content for address in ("/patches/", "/find/?q=BETA", "/find/?q=-")
    )
    assert {"A1", "BETA-7Q", "HAND-水"} <= set(found_of([*OWN, *OTHERS, *HANDED], shown))
