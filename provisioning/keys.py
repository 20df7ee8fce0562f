"""Signing keys in files: the private half for its owner alone, the public half beside it for everybody."""

from pathlib import Path

from queue_server import signing
from queue_server.state_dir import write_private


def make_key(path: Path) -> Path:
    """Makes a new private key at `path`, and gives the path of its public half.

    Raises:
        FileExistsError: one of them is there already, and what was signed with it would be worth nothing.
    """
    public = path.with_name(f"{path.name}.pub")
    for file in (path, public):
        if file.exists():
            raise FileExistsError(f"已经有 {file} 了，换钥匙请写另一个文件名")
    private = signing.new_private_key()
    write_private(path, f"{signing.private_key_text(private)}\n".encode())
    public.write_text(f"{signing.public_key_text(signing.public_key_of(private))}\n")
    return public


def load_private_key(path: Path) -> bytes:
    """The private key in the file, 32 raw bytes.

    Raises:
        KeyTextError: there is none in it.
        OSError: it cannot be read.
    """
    return signing.read_private_key(path.read_text(errors="replace"))


def load_public_key(path: Path) -> bytes:
    """The public key in the file, 32 raw bytes.

    Raises:
        KeyTextError: there is none in it.
        OSError: it cannot be read.
    """
    return signing.read_public_key(path.read_text(errors="replace"))
