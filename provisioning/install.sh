#!/bin/sh
# Installs what is missing and nothing else: system packages of packages.txt, then .venv from the lock that is named.
# Usage: provisioning/install.sh requirements.lock
set -u
cd "$(dirname "$0")/.." || exit 1
lock=${1:-requirements.lock}
mkdir -p .run
log=.run/install.log
: >"$log"

fail() {
    printf '✗ %s\n  %s\n' "$1" "$2" >&2
    exit 1
}

step() {
    printf '· %s %s\n' "$1" "$2"
}

packages=$(sed -e 's/#.*//' provisioning/packages.txt)
missing=""
for package in $packages; do
    case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        "install ok installed") ;;
        *) missing="$missing $package" ;;
    esac
done
if [ -n "$missing" ]; then
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "缺少系统软件包，请用 root 运行：$missing" "Run as root, or install sudo."
        as_root="sudo"
    fi
    step "正在安装系统软件包（几分钟，只有第一次）：$missing" "installing system packages"
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update >>"$log" 2>&1 ||
        fail "连不上软件源，请检查网络后再试（详情 $log）" "apt-get update failed; see $log."
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >>"$log" 2>&1 ||
        fail "系统软件包没有装好：$missing（详情 $log）" "apt-get install failed; see $log."
fi

stamp=.venv/installed
wanted=$(sha256sum "$lock" | cut -d' ' -f1)
if ! grep -qx "$wanted" "$stamp" 2>/dev/null; then
    if [ ! -x .venv/bin/python ]; then
        step "正在建立 Python 环境" "making .venv"
        python3 -m venv .venv >>"$log" 2>&1 || fail "Python 环境没有建好（详情 $log）" "python3 -m venv failed; see $log."
    fi
    step "正在安装 Python 组件（一两分钟）" "installing Python packages from $lock"
    .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "$lock" >>"$log" 2>&1 ||
        fail "Python 组件没有装好，请检查网络后再试（详情 $log）" "pip install failed; see $log."
    if [ "$lock" = requirements-dev.lock ]; then
        sha256sum requirements.lock | cut -d' ' -f1 >"$stamp" # the development lock holds everything of the other
        echo "$wanted" >>"$stamp"
    else
        echo "$wanted" >"$stamp"
    fi
fi

for catalogue in assets/locales/*/LC_MESSAGES/tinghao.po; do
    compiled=${catalogue%.po}.mo
    if [ ! -e "$compiled" ] || [ "$catalogue" -nt "$compiled" ]; then
        .venv/bin/pybabel compile -i "$catalogue" -o "$compiled" >>"$log" 2>&1 ||
            fail "译文没有编译好（详情 $log）" "pybabel compile failed; see $log."
    fi
done
