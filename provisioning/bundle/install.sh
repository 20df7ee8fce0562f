#!/bin/sh
# 厅号：从这个 U 盘装好一台 Debian 12 或 13，不需要网络。用法：sudo sh install.sh
#
# 凭什么相信它：谁能改这个脚本，谁就能改它旁边的公钥；所以 U 盘要从发安装包的单位直接拿到手里。签名防的是别的事：拷坏了、
# 半路换了、U 盘丢过又回来。下面会显示公钥，请和单位在纸上或电话里告诉您的核对；对了，安装包里的每个字节就都是单位签过的。
# 装好以后机器只认这把公钥，以后的升级包不再需要这个脚本。
# Trust: who can change this script can change the key beside it, so take the stick from who issues it, and compare the
# key that is shown with the one told on paper. Then every byte of the bundle is theirs: by openssl where it is there, and
# always by the program itself, before it changes anything but missing Debian packages.
set -eu

fail() {
    printf '✗ %s\n  %s\n' "$1" "$2" >&2
    exit 2
}

step() {
    printf '· %s\n  %s\n' "$1" "$2"
}

[ "$(id -u)" -eq 0 ] || fail "请用 root 运行：sudo sh install.sh，什么都没有改" "Run it as root."
system=$(. /etc/os-release && echo "${ID:-} ${VERSION_ID:-}")
case "$system" in
    "debian 12" | "debian 13") ;;
    *) fail "这台机器是 $system，厅号只装在 Debian 12 或 13 上，什么都没有改" "Debian 12 or 13 only." ;;
esac
stick=$(cd "$(dirname "$0")" && pwd)
key=$stick/bundle.pub
[ -f "$key" ] || fail "U 盘上没有公钥 bundle.pub" "The public key is missing."
bundle=
for file in "$stick"/*.bundle; do
    [ -f "$file" ] || fail "U 盘上没有安装包（.bundle）" "There is no bundle."
    [ -z "$bundle" ] || fail "U 盘上不止一个安装包，请只留要装的那个" "There is more than one bundle."
    bundle=$file
done

work=$(mktemp -d /var/tmp/tinghao-install.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cd "$work"
broken() {
    fail "安装包不完整，或者不是厅号的安装包，请重新拷贝" "The bundle is broken, or is none."
}
tar -xf "$bundle" --occurrence=1 manifest.json manifest.sig 2>/dev/null || broken
step "公钥是 $(cat "$key")，请核对" "Compare this key with the one you were told."
if command -v openssl >/dev/null; then
    { # the header of a raw Ed25519 key (RFC 8410)
        printf '\060\052\060\005\006\003\053\145\160\003\041\000'
        sed 's/^ed25519-public://' "$key" | base64 -d
    } >key.der 2>/dev/null || fail "bundle.pub 不是公钥" "bundle.pub is no key."
    { printf 'tinghao bundle 1\n' && cat manifest.json; } >signed
    tail -c 64 manifest.sig >signature
    openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in signed -sigfile signature >/dev/null 2>&1 ||
        fail "安装包不是用这把钥匙签的，或者被改过，不能用" "The signature is not good."
fi

step "正在核对安装包里的程序和软件包" "checking what is needed from the bundle"
awk -F'"' '/^   "path": /{path = $4; number++} /^   "sha256": /{printf "%s  files/%06d %s\n", $4, number - 1, path}' \
    manifest.json | grep -E ' (software/(provisioning|queue_server)/|debs/|wheels/(cffi|cryptography|msgspec|pycparser|typing_extensions)-)' \
    >needed || broken
if grep -q -E ' /|/\.\.?(/|$)' needed; then broken; fi
cut -d' ' -f3 needed >names
tar -xf "$bundle" -T names 2>/dev/null || broken
cut -d' ' -f1-3 needed | sha256sum --quiet -c - >/dev/null 2>&1 || broken
cut -d' ' -f3- needed | while read -r file path; do
    mkdir -p "${path%/*}" && mv "$file" "$path"
done

apt() {
    DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" >>apt.log 2>&1
}
if ! command -v python3 >/dev/null; then
    step "正在安装 Python" "installing Python"
    if [ -f debs/Packages ]; then
        mkdir -p lists/partial
        echo "deb [trusted=yes] file:$work/debs ./" >sources.list
        only="-o Dir::Etc::SourceList=$work/sources.list -o Dir::Etc::SourceParts=/dev/null"
        only="$only -o Dir::State::Lists=$work/lists -o Dir::Cache=$work -o APT::Sandbox::User=root"
    else
        only=
    fi
    # shellcheck disable=SC2086
    { apt $only update && apt $only install python3; } || {
        tail -n 5 apt.log >&2
        fail "Python 没有装好：安装包里没有 Debian 软件包，软件源也连不上" "Python cannot be installed."
    }
fi
for wheel in wheels/*.whl; do
    python3 -m zipfile -e "$wheel" lib
done
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$work/software:$work/lib" python3 -m provisioning install "$bundle" --key "$key" "$@"
