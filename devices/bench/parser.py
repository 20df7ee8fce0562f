"""The command line in Chinese: argparse with its headings and complaints in the technician's language."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

WRONG_USAGE = 2
COMPLAINTS = (
    (r"the following arguments are required: (.*)", r"还要写：\1"),
    (r"unrecognized arguments: (.*)", r"不认识：\1"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 后面要写内容"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"\1 不能写 \2，可以写：\3"),
    (r"argument (\S+): invalid int value: (\S+)", r"\1 要写整数，写的是 \2"),
    (r"argument (\S+): invalid float value: (\S+)", r"\1 要写数字，写的是 \2"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 不清楚，可能是：\2"),
)


class Headed(argparse.RawDescriptionHelpFormatter):
    """Help with a Chinese heading; long lines of the text stay as they were written."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Arguments go into `asked`, the options' own group; a mistake ends the program with code 2."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**{"formatter_class": Headed, "add_help": False, "allow_abbrev": False, **settings})  # type: ignore[arg-type]
        self.asked = self.add_argument_group("可以写")
        self.asked.add_argument("-h", "--help", action="help", help="看这段说明")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"写法不对：{in_chinese(message)}", file=sys.stderr)
        sys.exit(WRONG_USAGE)


def in_chinese(message: str) -> str:
    """One of argparse's complaints; an unknown one stays as it is."""
    for pattern, words in COMPLAINTS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match is not None:
            return match.expand(words)
    return message
