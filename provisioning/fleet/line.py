"""The line to the halls: commands and files over SSH to many at once, by pyinfra; none is waited for forever."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gevent import Timeout
from gevent.pool import Pool
from paramiko import AuthenticationException, BadHostKeyException, SSHException
from paramiko.ssh_exception import NoValidConnectionsError
from pyinfra.api import Config, Inventory, State, StringCommand
from pyinfra.api.exceptions import ConnectError
from pyinfra.api.host import Host
from pyinfra.connectors.ssh import SSHConnector

from provisioning.fleet.halls import Halls

AT_ONCE = 30
COMMAND_TIMEOUT_S = 60
COPY_TIMEOUT_S = 3600


class LineError(Exception):
    """A hall could not be asked or brought something; the text says why in Chinese."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file on its way: what it is, and where it shall lie (a path without blanks)."""

    file: Path
    sha256: str
    place: str


class Line:
    """The halls of a county. Host keys are checked against the file of known ones, and no password is ever asked."""

    def __init__(self, halls: Halls) -> None:
        ssh = halls.ssh
        shared = {
            "ssh_user": ssh.user,
            "ssh_known_hosts_file": ssh.known_hosts,
            "ssh_strict_host_key_checking": "yes",
            "ssh_paramiko_connect_kwargs": {"banner_timeout": ssh.timeout_s, "auth_timeout": ssh.timeout_s},
        }
        if ssh.key:
            shared["ssh_key"] = ssh.key
        named = [(hall.name, {"ssh_hostname": hall.address, "ssh_port": hall.port}) for hall in halls.hall]
        inventory = Inventory((named, shared))
        self._state = State(inventory, Config(CONNECT_TIMEOUT=ssh.timeout_s, PARALLEL=AT_ONCE))
        self._connect_timeout_s = ssh.timeout_s
        self._hosts = {host.name: host for host in inventory}

    def ask(self, names: Sequence[str], command: str) -> dict[str, str | LineError]:
        """What the command says on each of the halls, whether it ends well or not."""

        def one(host: Host) -> str:
            _, said = host.run_shell_command(StringCommand(command))
            return str(said.stdout or said.stderr)

        return self._each(names, one, COMMAND_TIMEOUT_S)

    def order(self, commands: Mapping[str, str], timeout_s: float) -> dict[str, str | LineError]:
        """What each hall's own command says; one that ends badly is an error that has its words."""

        def one(host: Host) -> str:
            well, said = host.run_shell_command(StringCommand(commands[host.name]))
            if not well:
                raise LineError(" ".join(str(said.output).split())[-300:] or "命令没有做成")
            return str(said.stdout)

        return self._each(list(commands), one, timeout_s)

    def bring(self, parcels: Mapping[str, Parcel]) -> dict[str, str | LineError]:
        """Copies to each hall its own parcel; one that is there whole already is not sent again."""

        def one(host: Host) -> str:
            parcel = parcels[host.name]
            half = f"{parcel.place}.part"
            if not _holds(host, parcel.place, parcel.sha256):
                host.run_shell_command(StringCommand(f'mkdir -p -m 700 "$(dirname {parcel.place})"'))
                with parcel.file.open("rb") as content:
                    host.put_file(content, half)
                if not _holds(host, half, parcel.sha256):
                    raise LineError("安装包没有传完整")
                host.run_shell_command(StringCommand(f"mv {half} {parcel.place}"))
            return parcel.place

        return self._each(list(parcels), one, COPY_TIMEOUT_S)

    def _each(self, names: Sequence[str], does: Callable[[Host], str], timeout_s: float) -> dict[str, str | LineError]:
        def one(name: str) -> str | LineError:
            host = self._hosts[name]
            try:
                with Timeout(self._connect_timeout_s, LineError(f"{self._connect_timeout_s} 秒没有接通")):
                    host.connect(show_errors=False, raise_exceptions=True)
                with Timeout(timeout_s, LineError(f"{timeout_s:.0f} 秒没有答复")):
                    return does(host)
            except LineError as error:
                return error
            except ConnectError as error:
                return LineError(_why(error))
            except (SSHException, OSError, EOFError) as error:
                return LineError(f"连接断了（{error}）")
            finally:
                _hang_up(host)

        return dict(zip(names, Pool(AT_ONCE).map(one, names), strict=True))


def _holds(host: Host, place: str, sha256: str) -> bool:
    there, _ = host.run_shell_command(StringCommand(f"sha256sum {place} 2>/dev/null | grep -q '^{sha256} '"))
    return bool(there)


def _hang_up(host: Host) -> None:
    host.disconnect()  # forgets the channel for files, which belongs to this connection
    if isinstance(host.connector, SSHConnector) and host.connector.client is not None:
        host.connector.client.close()


def _why(error: ConnectError) -> str:
    """Why there is no connection, of which pyinfra keeps the cause beside its own words."""
    match error.__context__:
        case BadHostKeyException():
            return "主机钥匙变了：可能有人冒充，也可能换了机器，当面核对后再改 known_hosts"
        case AuthenticationException():
            return "不认我们的钥匙"
        case SSHException() as cause if "known_hosts" in str(cause):
            return "主机钥匙不在 known_hosts 里，当面核对后再加进去"
        case TimeoutError():
            return "没有接通，可能没开机或断网"
        case NoValidConnectionsError():
            return "连不上：机器没开、断网，或者不接受 SSH"
        case _:
            return f"连不上（{error.args[0]}）"
