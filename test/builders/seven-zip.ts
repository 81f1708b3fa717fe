import SevenZip from '7z-wasm'

/** Packs files with 7-Zip, which makes 7z, zip, xz, bzip2 and gzip, without the times of files; `password` hides what the files hold, `hidden` their names too; `method`: encryption of a zip. */
export async function pack(
  ending: '7z' | 'xz' | 'bz2' | 'gz' | 'zip',
  files: Readonly<Record<string, string | Uint8Array>>,
  { password = '', hidden = false, method = '' } = {},
): Promise<Uint8Array> {
  const program = await SevenZip({ print: () => undefined, printErr: () => undefined })
  program.FS.mkdir('/in')
  program.FS.chdir('/in')
  for (const [name, data] of Object.entries(files)) {
    const folder = name.slice(0, Math.max(0, name.lastIndexOf('/')))
    if (folder !== '') program.FS.mkdir(folder)
    program.FS.writeFile(name, data)
  }
  const switches = password === '' ? [] : [`-p${password}`, ...(hidden ? ['-mhe=on'] : []), ...(method === '' ? [] : [`-mem=${method}`])]
  program.callMain(['a', '-bd', ...(ending === '7z' ? ['-mtm-'] : []), ...switches, `/out.${ending}`, ...Object.keys(files)])
  return program.FS.readFile(`/out.${ending}`, { encoding: 'binary' })
}
