"""click in Chinese: help headings, and every usage error as a plain sentence."""

from __future__ import annotations

import click
from click.exceptions import BadOptionUsage, MissingParameter, NoSuchCommand, NoSuchOption

from weipian.terms.errors import UsageError


class ChineseHelp(click.Command):
    """A command whose help is Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [row for row in (param.get_help_record(ctx) for param in self.get_params(ctx)) if row]
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option


class ChineseCommand(ChineseHelp):
    """A command that does something."""

    def __init__(self, name: str | None, **attrs: object) -> None:
        attrs.setdefault("options_metavar", "[选项]")
        super().__init__(name, **attrs)  # type: ignore[arg-type]


class ChineseGroup(ChineseHelp, click.Group):
    """Commands under one word; each is imported only when it is called, so that small ones start fast."""

    def __init__(self, name: str, lazy: dict[str, tuple[str, str]], **attrs: object) -> None:
        """`lazy`: command → (module:attribute, one line of help)."""
        attrs.setdefault("options_metavar", "[选项]")
        attrs.setdefault("subcommand_metavar", "命令 …")
        super().__init__(name, **attrs)  # type: ignore[arg-type]
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return None
        from importlib import import_module

        module, attribute = self.lazy[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl([(name, line) for name, (_, line) in self.lazy.items()])


def in_chinese(error: click.UsageError) -> UsageError:
    """click's usage error as ours; our own parameter types already speak Chinese."""
    match error:
        case NoSuchOption():
            near = "、".join(error.possibilities or ())
            return UsageError("no_such_option", option=error.option_name, near=f"是否想用 {near}，或" if near else "")
        case NoSuchCommand():
            return UsageError("no_such_command", command=error.command_name)
        case MissingParameter():
            return UsageError("missing_parameter", name=named(error.param))
        case BadOptionUsage():
            return UsageError("option_needs_value", option=error.option_name)
        case click.BadParameter():
            return UsageError("bad_parameter", name=named(error.param), reason=error.message.rstrip("。."))
        case _ if isinstance(getattr(error, "ctx", None), click.Context) and "extra argument" in error.message:
            return UsageError("extra_argument", extra=error.message.split("(")[-1].rstrip(")."))
        case _:
            return UsageError("wrong_usage")


def named(param: click.Parameter | None) -> str:
    """An option by its longest spelling, an argument by its metavar."""
    if param is None:
        return "参数"
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.metavar or str(param.name)
