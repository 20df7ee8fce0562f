#!/bin/sh
# Installs what is missing and nothing else: system packages of packages.txt, then .venv from the lock that is named.
# Usage: provisioning/install.sh requirements.lock
set -u
cd "$(dirname "$0")/.." || exit 1
lock=${1:-requirements.lock}
log=.run/install.log
mkdir -p -m 700 .run 2>/dev/null && : >"$log" || {
    printf '✗ 这个目录不能写入：%s\n  This directory cannot be written.\n' "$PWD" >&2
    exit 1
}

fail() {
    printf '✗ %s\n  %s\n' "$1" "$2" >&2
    exit 1
}

step() {
    printf '· %s\n  %s\n' "$1" "$2"
}

command -v dpkg-query >/dev/null || fail "这里不是 Debian，不能自动安装系统软件包" "This is not Debian (no dpkg-query)."
packages=$(sed -e 's/#.*//' provisioning/packages.txt)
# One question for all: asking for each of them would be most of a second start.
# shellcheck disable=SC2086
installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $packages 2>/dev/null)
missing=""
for package in $packages; do
    case "
$installed
" in
        *"
installed $package
"*) ;;
        *) missing="$missing $package" ;;
    esac
done
if [ -n "$missing" ]; then
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "缺少系统软件包，请用 root 运行 make run：$missing" "Run as root, or install sudo."
        sudo true || fail "缺少系统软件包，当前用户不能用 sudo：$missing" "This user may not use sudo."
        as_root="sudo"
    fi
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120"
    step "1/3 正在安装系统软件包，只有第一次要几分钟：$missing" "installing system packages"
    $apt update >>"$log" 2>&1 || fail "连不上软件源，请检查网络后再试（详情 $log）" "apt-get update failed; see $log."
    # shellcheck disable=SC2086
    $apt install -y --no-install-recommends $missing >>"$log" 2>&1 ||
        fail "系统软件包没有装好：$missing（详情 $log）" "apt-get install failed; see $log."
fi

command -v python3 >/dev/null || fail "找不到 python3，请先安装" "python3 is missing."
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "python3 太旧，需要 3.11 或更新（Debian 12 自带）" "python3 must be 3.11 or newer."

# What was installed, and where: the programs in a .venv name its folder, so a moved one is made anew.
stamp=.venv/installed
wanted=$(sha256sum "$lock" | cut -d' ' -f1)
if ! grep -qx "$wanted" "$stamp" 2>/dev/null || ! grep -qxF "$PWD" "$stamp"; then
    if ! grep -qxF "$PWD" "$stamp" 2>/dev/null; then
        step "2/3 正在建立 Python 环境" "making .venv"
        python3 -m venv --clear .venv >>"$log" 2>&1 || fail "Python 环境没有建好（详情 $log）" "python3 -m venv failed; see $log."
        echo "$PWD" >"$stamp"
    fi
    step "3/3 正在安装 Python 组件，要一两分钟" "installing Python packages of $lock"
    .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "$lock" >>"$log" 2>&1 ||
        fail "Python 组件没有装好，请检查网络后再试（详情 $log）" "pip install failed; see $log."
    { # the development lock holds everything of the other
        echo "$PWD"
        echo "$wanted"
        [ "$lock" = requirements-dev.lock ] && sha256sum requirements.lock | cut -d' ' -f1
    } >"$stamp"
fi

for catalogue in assets/locales/*/LC_MESSAGES/tinghao.po; do
    compiled=${catalogue%.po}.mo
    if [ ! -e "$compiled" ] || [ "$catalogue" -nt "$compiled" ]; then
        .venv/bin/python -m babel.messages.frontend compile -i "$catalogue" -o "$compiled" >>"$log" 2>&1 ||
            fail "译文没有编译好（详情 $log）" "pybabel compile failed; see $log."
    fi
done
