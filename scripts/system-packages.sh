#!/bin/sh
# What this project needs from the operating system, checked by trying it and not by package name.
#
#   scripts/system-packages.sh run     to make handouts
#   scripts/system-packages.sh test    also to test them (Java for veraPDF, poppler, schemas of XLIFF)
#
# Nothing missing: says nothing. Something missing: installs it with apt-get if this is root on Debian or a child of
# it; otherwise prints the one command to type and exits with 1. PYTHON names the interpreter (default: python3),
# JAVA_HOME the Java, JAXB_JARS the folder with the JAXB jars, JAVA_PACKAGE the Java to install,
# XLIFF_SCHEMAS the folder with the schemas.
set -eu

need=${1:-run}
case $need in run | test) ;; *)
    echo "usage: $0 run|test" >&2
    exit 2
    ;;
esac
PYTHON=${PYTHON:-python3}

# The oldest Java that runs veraPDF and JPype, and what Debian calls one.
java_least=11
java_package=${JAVA_PACKAGE:-openjdk-17-jre-headless}
# What Java 11 and later no longer bring along themselves; veraPDF reads its profiles with it.
jaxb="jaxb-runtime jaxb-core jaxb-api istack-commons-runtime javax.activation txw2 stax-ex FastInfoset"
jaxb_folder=${JAXB_JARS:-/usr/share/java}
schemas=${XLIFF_SCHEMAS:-/usr/share/php/Symfony/Component/Translation/Resources/schemas}

has_python() {
    command -v "$PYTHON" >/dev/null 2>&1
}

python_is_new_enough() {
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

has_venv() {
    "$PYTHON" -c 'import venv, ensurepip' 2>/dev/null
}

# Under the names WeasyPrint tries, with the interpreter that will load it.
has_library() {
    if has_python; then
        "$PYTHON" - "$@" 2>/dev/null <<'EOF'
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        continue
    sys.exit(0)
sys.exit(1)
EOF
    else
        for name; do
            if PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -qF "$name"; then return 0; fi
        done
        return 1
    fi
}

# A runtime with the shared library that JPype loads, not just a launcher.
has_java() {
    java=java
    if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then java=$JAVA_HOME/bin/java; fi
    properties=$("$java" -XshowSettings:properties -version 2>&1) || return 1
    version=$(printf '%s\n' "$properties" | sed -n 's/^ *java\.specification\.version = //p')
    case $version in '' | 1.* | *[!0-9]*) return 1 ;; esac
    home=$(printf '%s\n' "$properties" | sed -n 's/^ *java\.home = //p')
    [ "$version" -ge "$java_least" ] || return 1
    [ -e "$home/lib/server/libjvm.so" ] || [ -e "$home/lib/server/libjvm.dylib" ]
}

has_jaxb() {
    for jar in $jaxb; do
        [ -e "$jaxb_folder/$jar.jar" ] || return 1
    done
}

# The schemas of OASIS for XLIFF; nothing of PHP is run.
has_schemas() {
    set -- "$schemas"/xliff-core-1.2-*.xsd
    [ -e "$1" ] && [ -e "$schemas/xliff-core-2.0.xsd" ]
}

find_missing() {
    missing=
    if ! has_python; then
        if [ "$PYTHON" != python3 ]; then
            echo "There is no $PYTHON here." >&2
            exit 1
        fi
        missing="$missing python3 python3-venv"
    elif ! python_is_new_enough; then
        echo "$("$PYTHON" -V 2>&1) is too old: 3.11 or newer is needed. Name one: make PYTHON=python3.12" >&2
        exit 1
    elif ! has_venv; then
        missing="$missing $(venv_package)"
    fi
    has_library libpango-1.0.so.0 libpango-1.0.dylib || missing="$missing libpango-1.0-0"
    has_library libpangoft2-1.0.so.0 libpangoft2-1.0.dylib || missing="$missing libpangoft2-1.0-0"
    has_library libharfbuzz-subset.so.0 libharfbuzz-subset.0.dylib || missing="$missing libharfbuzz-subset0"
    if [ "$need" = test ]; then
        has_java || missing="$missing $java_package"
        has_jaxb || missing="$missing libjaxb-java"
        command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
        has_schemas || missing="$missing php-symfony-translation"
    fi
    missing=${missing# }
}

# The system's python3 has its venv in python3-venv, a python3.12 beside it in python3.12-venv.
venv_package() {
    if [ "$PYTHON" = python3 ]; then
        echo python3-venv
    else
        "$PYTHON" -c 'import sys; print("python{}.{}-venv".format(*sys.version_info))'
    fi
}

find_missing
[ -n "$missing" ] || exit 0

install="apt-get install --no-install-recommends $missing"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing here, under Debian's names: $missing" >&2
    echo "Install what your system calls them, then try again." >&2
    exit 1
fi
if [ "$(id -u)" != 0 ]; then
    echo "Some system packages are missing. Type this, then try again:" >&2
    echo "    sudo $install" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
echo "installing: $missing"
apt-get -qq update
# shellcheck disable=SC2086  # one word for each package
apt-get -qq install --yes --no-install-recommends $missing >/dev/null

find_missing
if [ -n "$missing" ]; then
    echo "Installed, and yet not usable by $PYTHON: $missing" >&2
    exit 1
fi
