"""Commands at the desk: they open a workspace and act as somebody. `--workspace` and `--as` stand before or after."""

from __future__ import annotations

import functools
import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import say
from weipian.terms.errors import InputError

if TYPE_CHECKING:
    from weipian.store.acting import Desk

CREDENTIAL = "WEIPIAN_CREDENTIAL"


@dataclass(slots=True)
class Wanted:
    """What the command line says of where and who."""

    workspace: Path | None = None
    name: str | None = None
    key_file: Path | None = None
    seated: Desk | None = None
    """Who asks is at the desk already: the workbench in the browser."""

    def desk(self) -> Desk:
        """The workspace opened by somebody who has an account. Raises InputError."""
        if self.seated is not None:
            return self.seated
        empty = self.open()
        from weipian.store.clock import said_of_clock
        from weipian.store.queries.people import actor_named, actor_of_system_user

        user = system_user()
        say(said_of_clock(datetime.now(UTC)))
        if self.name is None:
            return replace(empty, actor=actor_of_system_user(user))
        actor = actor_named(empty.policy, self.name, user, self.credential())
        return replace(empty, actor=actor)

    def open(self) -> Desk:
        """The workspace opened by nobody yet. Raises InputError."""
        from weipian.policy import load
        from weipian.store.start import start

        workspace = start(self.workspace or Path())
        from weipian.store.acting import Desk
        from weipian.store.actors import Actor

        return Desk(workspace, load(workspace.policy), Actor(0, "", "", frozenset()))

    def credential(self) -> str | None:
        """From the key file, else from the environment."""
        if self.key_file is None:
            return os.environ.get(CREDENTIAL) or None
        try:
            return self.key_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise InputError("key_file_unreadable", where=str(self.key_file)) from None


def system_user() -> str:
    """The operating system's user: by the system itself where it tells, since an environment says what one likes."""
    if sys.platform == "win32":
        return getpass.getuser()
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid-{os.getuid()}"


def wanted(ctx: click.Context) -> Wanted:
    """One for the whole command line."""
    return ctx.find_root().ensure_object(Wanted)


def _noting(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def note(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        if value is not None:
            setattr(wanted(ctx), name, value)

    return note


def place_options() -> list[click.Option]:
    """The three options, for the program and for every command at the desk."""
    path = click.Path(path_type=Path)
    return [
        click.Option(
            ["--workspace"],
            type=path,
            metavar="文件夹",
            expose_value=False,
            callback=_noting("workspace"),
            help="工作区；默认当前文件夹",
        ),
        click.Option(
            ["--as"],
            metavar="账号",
            expose_value=False,
            callback=_noting("name"),
            help="以谁的名义办理；默认本机当前用户",
        ),
        click.Option(
            ["--key-file"],
            type=path,
            metavar="文件",
            expose_value=False,
            callback=_noting("key_file"),
            help=f"存有凭证的文件；也可放在环境变量 {CREDENTIAL}",
        ),
    ]


def at_desk(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options to a command and hands it the open `desk` as its first argument."""

    @functools.wraps(function)
    def opened(*args: Any, **kwargs: Any) -> Any:
        return function(wanted(click.get_current_context()).desk(), *args, **kwargs)

    params = [*place_options(), *getattr(function, "__click_params__", [])]
    opened.__click_params__ = params  # type: ignore[attr-defined]
    opened.at_desk = True  # type: ignore[attr-defined]
    return opened
