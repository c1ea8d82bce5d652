#!/bin/sh
# Brings the outside programs that some tests look through: a browser, LibreOffice, a PDF renderer, Chinese fonts,
# PostgreSQL (tests start one of their own; the packaged cluster is not used).
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-calc-nogui"
[ -e "$(dirname "$(readlink -f "$(command -v soffice || echo /)")")/libswlo.so" ] || missing="$missing libreoffice-writer-nogui"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
{ command -v postgres || ls /usr/lib/postgresql/*/bin/postgres; } >/dev/null 2>&1 || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "缺少外部程序：$missing。请安装后重试，或不带 REQUIRE_ALL 运行（相应测试会列名跳过）。" >&2
    exit 1
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
