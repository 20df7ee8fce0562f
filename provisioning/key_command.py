"""The command that makes a signing key."""

import argparse
import sys
from pathlib import Path

from provisioning.keys import make_key


def key(arguments: list[str]) -> int:
    """Runs `key FILE`; a key that is there already is never written over."""
    parser = argparse.ArgumentParser(prog="provisioning key", description="厅号：做一把签名用的钥匙")
    parser.add_argument("file", type=Path, help="私钥写到哪个文件；公钥写到旁边的 .pub")
    file = parser.parse_args(arguments).file
    try:
        public = make_key(file)
    except FileExistsError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"写不了钥匙（{error}）", file=sys.stderr)
        return 3
    print(f"私钥 {file} 请锁好，不要放进U盘；公钥 {public} 给要验签的机器，里面那一行写进大厅配置 [calendar] 的 key")
    return 0
