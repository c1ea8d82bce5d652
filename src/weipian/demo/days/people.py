"""The forty-two people of the made-up county's year. Nobody of these names exists: 虚 is no surname."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.demo.places import TOWNSHIPS
from weipian.terms.acting import Role

FICTIONAL = "（虚构）"
SPELT = dict(zip(TOWNSHIPS, ("xingyuan", "yanxi", "ronglan", "mailang", "waping", "luze", "fengyu"), strict=True))
SURNAME, SEATED, POSTED = "虚", "子丑寅卯辰巳午", "山水云石"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the cast: the account's name, what people call them, what they are, where they belong."""

    key: str
    label: str
    roles: tuple[Role, ...]
    township: str = ""
    department: str = ""


POSTS = (
    (Role.TOWNSHIP_SECRETARY, "secretary"),
    (Role.TOWNSHIP_MAYOR, "mayor"),
    (Role.TOWNSHIP_DEPUTY, "deputy"),
    (Role.TOWNSHIP_CLERK, "clerk"),
)
"""Every township has its four."""


def _of_townships() -> tuple[Person, ...]:
    return tuple(
        Person(f"{SPELT[township]}-{post}", f"{SURNAME}{seat}{given}{FICTIONAL}", (role,), township)
        for township, seat in zip(TOWNSHIPS, SEATED, strict=True)
        for (role, post), given in zip(POSTS, POSTED, strict=True)
    )


FARMING, TRANSPORT = "农业农村", "交通"
ADMINISTRATOR = "administrator"
OF_COUNTY = (
    Person("clerk", "虚甲风（虚构）", (Role.COUNTY_CLERK,)),
    Person("reviewer", "虚乙风（虚构）", (Role.COUNTY_REVIEWER,)),
    Person("second", "虚乙雪（虚构）", (Role.COUNTY_REVIEWER,)),
    Person("leader", "虚丙风（虚构）", (Role.COUNTY_LEADER,)),
    Person("group", "虚丁风（虚构）", (Role.LEADING_GROUP,)),
    Person("government", "虚戊风（虚构）", (Role.COUNTY_GOVERNMENT,)),
    Person("bureau", "虚己风（虚构）", (Role.BUREAU_ENFORCER, Role.BUREAU_ACCEPTOR)),
    Person("farming", "虚庚风（虚构）", (Role.DEPARTMENT_CLERK,), department=FARMING),
    Person("transport", "虚庚雪（虚构）", (Role.DEPARTMENT_CLERK,), department=TRANSPORT),
    Person("technician", "虚辛风（虚构）", (Role.TECHNICIAN,)),
    Person("discipline", "虚壬风（虚构）", (Role.DISCIPLINE,)),
    Person("auditor", "虚癸风（虚构）", (Role.AUDITOR,)),
    Person("confidential", "虚甲雨（虚构）", (Role.CONFIDENTIAL_CLERK,)),
    Person(ADMINISTRATOR, "虚乙雨（虚构）", (Role.ADMINISTRATOR,)),
)
CAST = (*_of_townships(), *OF_COUNTY)
