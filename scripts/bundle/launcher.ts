import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes the command of the bundle: `./screen`, which says what to do where Node is missing or too old. */
export function writeLauncher(folder: string): void {
  const file = join(folder, 'screen')
  writeFileSync(file, LAUNCHER)
  chmodSync(file, 0o755)
}

const LAUNCHER = `#!/bin/sh
# secrecy-screen: runs with the Node.js named by $NODE, or the one on the path.
here=$(dirname "$(readlink -f "$0")")
node=\${NODE:-node}
if ! command -v "$node" >/dev/null 2>&1; then
  echo '需要 Node.js 20.19 或更高版本 / Node.js 20.19 or later is needed: https://nodejs.org' >&2
  exit 2
fi
exec "$node" "$here/bin/screen.js" "$@"
`
