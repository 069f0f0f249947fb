#!/bin/bash
# healthy HOST PORT: 0 while the service wants pages (/health/ready says 200). The image has no curl, and needs none for this.
exec 3<>"/dev/tcp/$1/$2" || exit 1
printf 'GET /health/ready HTTP/1.0\r\nHost: %s\r\n\r\n' "$1" >&3
read -r -t 2 _ status _ <&3
[ "$status" = 200 ]
