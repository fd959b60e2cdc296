#!/bin/sh
# Does a clone of this repository set itself up on a machine that has nothing? As root:
#
#   scripts/try-on-bare-debian.sh FOLDER [GOAL…]     (goals of make; default: handouts test)
#
# Lays a minimal Debian 12 into FOLDER/debian, clones the last commit into it, installs make and nothing else, makes each
# goal there and prints how long every step took. FOLDER stays for a look around; mounts end with the script.
# Network settings are those of this machine: resolv.conf, proxies, apt's and pip's settings, certificates.
# DEBIAN_MIRROR overrides where Debian comes from.
set -eu

folder=${1:?usage: $0 FOLDER [GOAL…]}
shift
[ $# -gt 0 ] || set -- handouts test
repository=$(cd "$(dirname "$0")/.." && pwd -P)

if [ "$(id -u)" != 0 ]; then
    echo "only root can lay a Debian into a folder" >&2
    exit 1
fi
for tool in debootstrap git unshare chroot; do
    command -v "$tool" >/dev/null || { echo "missing here: $tool" >&2 && exit 1; }
done
if [ -e "$folder/debian" ]; then
    echo "$folder/debian is there already; remove it first" >&2
    exit 1
fi

# In a mount namespace of its own: whatever happens, no mount outlives it.
if [ -z "${IN_NAMESPACE:-}" ]; then
    IN_NAMESPACE=yes exec unshare --mount --propagation private -- "$0" "$folder" "$@"
fi

mkdir -p "$folder"
root=$(cd "$folder" && pwd -P)/debian
timings=$folder/timings
: >"$timings"

timed() {
    title=$1
    shift
    begun=$(date +%s)
    status=0
    "$@" || status=$?
    printf '%5d s  %s%s\n' $(($(date +%s) - begun)) "$title" "$([ $status = 0 ] || echo "  FAILED ($status)")" >>"$timings"
    return $status
}

bootstrap() {
    mirror=${DEBIAN_MIRROR:-$(
        cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
            sed -n -E 's/^URIs: *([^ ]+).*/\1/p; s/^deb (\[[^]]*\] )?([^ ]+) .*/\2/p' | head -n 1
    )}
    # shellcheck disable=SC2086  # without a mirror debootstrap takes its own
    debootstrap --variant=minbase bookworm "$root" $mirror >"$folder/debootstrap.log" 2>&1 ||
        { tail -n 20 "$folder/debootstrap.log" >&2 && return 1; }
}

# Hands the machine's network settings to the new one. Nothing of this reaches the clone.
connect() {
    cat /etc/resolv.conf >"$root/etc/resolv.conf"
    apt-config dump Acquire >"$root/etc/apt/apt.conf.d/99host"
    [ ! -e /etc/pip.conf ] || cp /etc/pip.conf "$root/etc/pip.conf"
    env | while IFS='=' read -r name value; do
        case $name in
            *CERT* | *CA_BUNDLE | *CAINFO) # beside the certificates the new machine may install
                [ -f "$value" ] || continue
                cp "$value" "$root/etc/certificates-$name.pem"
                value=/etc/certificates-$name.pem
                ;;
            [Hh][Tt][Tt][Pp]_* | [Hh][Tt][Tt][Pp][Ss]_* | [Aa][Ll][Ll]_[Pp]* | [Nn][Oo]_[Pp]*) ;;
            PIP_*) [ "$name" != PIP_FIND_LINKS ] || continue ;;
            *) continue ;;
        esac
        printf '%s=%s\n' "$name" "$value"
    done >"$root/etc/environment.host"
    if index=$(python3 -m pip config get global.index-url 2>/dev/null); then
        echo "PIP_INDEX_URL=$index" >>"$root/etc/environment.host"
    fi
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/dev/shm"
}

inside() (
    # shellcheck disable=SC2016  # expanded inside
    set -- env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/srv LANG=C.UTF-8 CI=true \
        DEBIAN_FRONTEND=noninteractive sh -c '
            set -a
            while IFS="=" read -r name value; do eval "$name=\$value"; done </etc/environment.host
            set +a
            cd "$1" && shift && exec "$@"' sh "$@"
    exec chroot "$root" "$@" </dev/null
)

trap 'echo; cat "$timings"' EXIT
timed "Debian" bootstrap
connect
timed "clone" git clone --quiet "$repository" "$root/srv/handouts"
timed "apt-get update" inside / apt-get -qq update
timed "apt-get install make" inside / apt-get -qq install --yes --no-install-recommends make
for goal; do
    timed "make $goal" inside /srv/handouts make "$goal"
done
