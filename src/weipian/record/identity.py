"""Whose books these are: the card, the first event and the head must name one workspace, one key and one policy."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping

from weipian.record.canon import bytes_of
from weipian.record.findings import Finding
from weipian.record.head import Head

PINNED = re.compile(r"workspace:(?P<id>\S+)(?: key:(?P<key>[0-9a-f]{32}) policy:(?P<policy>\S+))?", re.ASCII)
"""The first event's subject. Workspaces made before keys were pinned name none."""


def subject_of(workspace: str, public: str, policy: str) -> str:
    """What the first event is about: the workspace, the key that its heads are signed with, the law that it follows."""
    return f"workspace:{workspace} key:{fingerprint(public)} policy:{policy}"


def fingerprint(public: str) -> str:
    """A public key (base64) in short: the first 16 bytes of its SHA-256, in hexadecimal."""
    return hashlib.sha256(bytes_of(public)).hexdigest()[:32]


def same_hands(first: str, head: Head | None, card: str, where: str) -> Iterator[Finding]:
    """What does not belong together. `card`: the card's text, "" where only an export is at hand."""
    pinned = PINNED.fullmatch(first)
    if pinned is None:
        return
    if head is not None and head.workspace != pinned["id"]:
        yield Finding("workspace_mixed", where, seq=1)
    if head is not None and pinned["key"] and fingerprint(head.key) != pinned["key"]:
        yield Finding("key_changed", where, seq=1)
    if not card:
        return
    said = _said(card)
    if said.get("id") != pinned["id"]:
        yield Finding("workspace_mixed", "weipian.toml", seq=1)
    elif pinned["policy"] and said.get("policy") != pinned["policy"]:
        yield Finding("policy_changed", "weipian.toml", params={"policy": pinned["policy"]}, seq=1)


def _said(card: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(card)
    except tomllib.TOMLDecodeError:
        return {}
