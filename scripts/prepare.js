// npm runs this after it has installed what the package needs: in a checkout, and in the clone it makes of a dependency
// named by a git address. There the program is built. A package that was packed brings the built program along.
import { execSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const inFolder = (path) => existsSync(new URL(`../${path}`, import.meta.url))

if (!inFolder('dist/cli.js')) {
  if (inFolder('node_modules/tsup')) {
    // What `npm pack` prints on standard output is taken for the name of a file: the build writes to the error stream.
    execSync('npm run build', { stdio: ['ignore', 2, 2] })
  } else {
    console.error('secrecy-screen was not built: its development dependencies are not installed.')
  }
}
