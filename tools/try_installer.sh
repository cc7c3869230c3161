#!/usr/bin/env bash
# Proves the frozen program: it starts, replays a course and prints a handover sheet headlessly,
# and its window opens on the practice ward and closes again.
set -euo pipefail
cd "$(dirname "$0")/.."
program=dist/cart-ward/cart-ward
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT

"$program" --version
"$program" replay resources/practice/axicel_lymphoma_66f.toml --until 220 --data "$place/ward" > "$place/lines"
"$program" handover --data "$place/ward" --at 2026-01-14T14:00 --lang zh_CN --out "$place/sheet.pdf"
"$program" verify --data "$place/ward"
head -c 5 "$place/sheet.pdf" | grep -q '%PDF-'
CART_WARD_PROBE=1 QT_QPA_PLATFORM=offscreen "$program" demo --data "$place/practice"
echo "installer: the frozen program starts, replays, prints and opens ($(du -sm dist/cart-ward | cut -f1) MB)"
