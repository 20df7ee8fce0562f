"""What mosquitto is told: its configuration and who may write and read which topics; pure text from the plan."""

from pathlib import Path

from queue_server.contract import topics
from queue_server.contract.codec import MAX_BYTES


def configuration(folder: Path, port: int, user: str, tls_port: int = 0) -> str:
    """`mosquitto.conf` for a broker on loopback whose files lie in `folder`, running as `user`.

    Where there is a `tls_port`, terminals on other boxes come there; passwords and topics hold for them as well. What
    the broker stores is a cache (retained boards make a fast first picture); the journal is the truth.
    """
    return f"""listener {port} 127.0.0.1
{_tls_listener(folder, tls_port) if tls_port else ""}user {user}
allow_anonymous false
password_file {folder / "passwords"}
acl_file {folder / "acl"}
persistence true
persistence_location {folder}/
autosave_interval 60
set_tcp_nodelay true
max_inflight_messages 0
max_queued_messages 10000
message_size_limit {MAX_BYTES}
connection_messages false
log_dest file {folder / "mosquitto.log"}
log_type error
log_type warning
log_type notice
sys_interval 0
"""


def _tls_listener(folder: Path, port: int) -> str:
    """Whoever comes there shows a certificate of the hall's authority, which is not on the list of revoked ones."""
    return f"""listener {port}
cafile {folder / "authority.crt"}
certfile {folder / "server.crt"}
keyfile {folder / "server.key"}
crlfile {folder / "revoked.crl"}
require_certificate true
"""


def access_list(hall: str, clients: tuple[str, ...]) -> str:
    """`acl` for mosquitto: the server may use all of the hall's topics, every other client only what is its own."""
    lines = [f"user {topics.SERVER}", f"topic readwrite {topics.EVERYTHING.format(hall=hall)}", ""]
    for client in clients:
        if client == topics.SERVER:
            continue
        lines += [
            f"user {client}",
            f"topic write {topics.ASK.of(hall, client)}",
            f"topic read {topics.REPLY.of(hall, client, '+')}",
            f"topic read {topics.BOARD.of(hall)}",
            f"topic read {topics.WINDOW_BOARD.of(hall, '+')}",
            f"topic write {topics.PRESENCE.of(hall, client)}",
            f"topic read {topics.PRESENCE.of(hall, '+')}",
            f"topic write {topics.HEALTH.of(hall, client)}",
            f"topic read {topics.HEALTH.of(hall, '+')}",
            f"topic write {topics.SELFTEST.of(hall, client)}",
            *([f"topic read {topics.SELFTEST.of(hall, '+')}"] if client == topics.WEB else []),
            f"topic write {topics.BOX.of(hall, client)}",
            f"topic read {topics.BULLETIN.of(hall)}",
            f"topic {'readwrite' if client == topics.FORECASTER else 'read'} {topics.FORECAST.of(hall)}",
            *_orders(hall, client),
            "",
        ]
    return "\n".join(lines)


def _orders(hall: str, client: str) -> tuple[str, ...]:
    """The web orders and sees all pictures and boxes; everybody else hears its own orders and shows its own screen."""
    if client == topics.WEB:
        return (
            f"topic write {topics.ORDER.of(hall, '+')}",
            f"topic read {topics.PICTURE.of(hall, '+')}",
            f"topic read {topics.BOX.of(hall, '+')}",
        )
    return f"topic read {topics.ORDER.of(hall, client)}", f"topic write {topics.PICTURE.of(hall, client)}"
