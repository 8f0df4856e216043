"""The systemd unit of an installation (systemd.service(5), systemd.exec(5))."""

import getpass
from collections.abc import Mapping


def unit(name: str, command: str, variables: Mapping[str, str], *, user: str = "") -> str:
    """A unit that runs ``command`` as ``user`` (the present one) and starts it again whenever it ends."""
    lines = "\n".join(f"Environment={_quoted(f'{key}={value}')}" for key, value in variables.items() if value)
    return f"""[Unit]
Description=Plenaria, {_percent(name)}
After=network-online.target postgresql.service
Wants=network-online.target

[Service]
User={user or getpass.getuser()}
{lines}
ExecStart={_percent(command)}
Restart=always
RestartSec=2
UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full

[Install]
WantedBy=multi-user.target
"""


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{_percent(escaped)}"'


def _percent(value: str) -> str:
    """A per cent sign begins a specifier in a unit."""
    return value.replace("%", "%%").replace("\n", " ")
