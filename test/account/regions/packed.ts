import { deflateSync, gzipSync } from 'node:zlib'
import { docx, p } from '../../builders/docx.js'
import { rtf } from '../../builders/rtf.js'
import { xlsx } from '../../builders/xlsx.js'
import { uuencoded } from '../../builders/uuencode.js'
import type { Host } from './region.js'

/** Textual formats, with bytes packed as text in a place where such a format has text. */
export function packedHosts(): Host[] {
  return Object.entries(TEXTS).map(([name, build]) => ({
    name,
    bytes: Buffer.from(build('text')),
    regions: Object.fromEntries(Object.entries(PACKINGS).map(([packing, pack]) => [
      packing, (payload: Buffer) => (UNFIT.get(packing)?.test(name) ? undefined : build(pack(payload))),
    ])),
  }))
}

/** Places that do not keep lines, and those that allow not all signs. */
const UNFIT = new Map([['uuencoded', /^(attribute|comment|entity|style|lines)\.|^a\.(css|sql)$/]])

const base64 = (payload: Buffer): string => payload.toString('base64')
const hex = (payload: Buffer): string => payload.toString('hex')
const wrapped = (text: string, width: number, end: string): string =>
  text.replace(new RegExp(`.{${width}}(?=.)`, 'g'), `$&${end}`)

const PACKINGS: Readonly<Record<string, (payload: Buffer) => string>> = {
  'base64': base64,
  'base64 for addresses': (payload) => payload.toString('base64url'),
  'lines of base64': (payload) => wrapped(base64(payload), 64, '\n'),
  'lines of base64 that end with CRLF': (payload) => wrapped(base64(payload), 76, '\r\n'),
  'indented lines of base64': (payload) => wrapped(base64(payload), 64, '\n    '),
  'groups of base64': (payload) => wrapped(base64(payload), 16, ' '),
  'base64 of base64': (payload) => base64(Buffer.from(base64(payload))),
  'base64 of digits': (payload) => base64(Buffer.from(hex(payload))),
  'base64 of gzip': (payload) => base64(gzipSync(payload)),
  'base64 of deflated data': (payload) => base64(deflateSync(payload)),
  'digits': hex,
  'capital digits': (payload) => hex(payload).toUpperCase(),
  'lines of digits': (payload) => wrapped(hex(payload), 64, '\n'),
  'bytes of digits': (payload) => wrapped(hex(payload), 2, ' '),
  'bytes of digits with colons': (payload) => wrapped(hex(payload), 2, ':'),
  'bytes of digits for a program': (payload) => hex(payload).replace(/../g, '0x$&, '),
  'quoted-printable': (payload) => hex(payload).toUpperCase().replace(/../g, '=$&'),
  'uuencoded': (payload) => `\n${uuencoded(payload)}`,
  'a data: address': (payload) => `data:application/octet-stream;base64,${base64(payload)}`,
  'a DATA: address': (payload) => `DATA:;Base64,${base64(payload)}`,
  'a data: address in percents': (payload) => `data:text/plain,${hex(payload).replace(/../g, '%$&')}`,
}

/** As text of an element. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
/** As the value of an attribute. */
const quoted = (text: string): string => escaped(text).replaceAll('"', '&quot;')

const xml = '<?xml version="1.0" encoding="UTF-8"?>'

const TEXTS: Readonly<Record<string, (packed: string) => Uint8Array>> = {
  'a.txt': (packed) => Buffer.from(`text\n${packed}\ntext\n`),
  'a.md': (packed) => Buffer.from(`# text\n\n${packed}\n\ntext\n`),
  'code.md': (packed) => Buffer.from(`# text\n\n\`\`\`\n${packed}\n\`\`\`\n`),
  'a.csv': (packed) => Buffer.from(`a,b\n1,"${packed.replaceAll('"', '""')}"\n2,x\n`),
  'a.json': (packed) => Buffer.from(JSON.stringify({ a: packed }, null, 2)),
  'a.yaml': (packed) => Buffer.from(`a: |\n  ${packed.replace(/\n/g, '\n  ')}\nb: 1\n`),
  'a.ipynb': (packed) => Buffer.from(JSON.stringify({ cells: [{ outputs: [{ data: { 'image/png': packed } }] }] })),
  'a.xml': (packed) => Buffer.from(`${xml}<a><b>${escaped(packed)}</b></a>`),
  'attribute.xml': (packed) => Buffer.from(`${xml}<a b="${quoted(packed)}"/>`),
  'comment.xml': (packed) => Buffer.from(`${xml}<a><!-- ${packed.replace(/--/g, '')} --></a>`),
  'cdata.xml': (packed) => Buffer.from(`${xml}<a><![CDATA[${packed}]]></a>`),
  'instruction.xml': (packed) => Buffer.from(`${xml}<?pi ${packed.replace(/\?>/g, '')}?><a/>`),
  'entity.xml': (packed) => Buffer.from(`${xml}<!DOCTYPE a [<!ENTITY e "${packed.replace(/["%&]/g, '')}">]><a/>`),
  'a.plist': (packed) => Buffer.from(`${xml}<plist version="1.0"><dict><key>a</key><data>\n\t${escaped(packed)}\n\t</data></dict></plist>`),
  'a.fb2': (packed) => Buffer.from(`${xml}<FictionBook><body><p>text</p></body><binary id="a">${escaped(packed)}</binary></FictionBook>`),
  'a.svg': (packed) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><desc>${escaped(packed)}</desc></svg>`),
  'flat.xml': (packed) => Buffer.from(`${xml}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/a.bin"><pkg:binaryData>${escaped(packed)}</pkg:binaryData></pkg:part></pkg:package>`),
  'a.html': (packed) => Buffer.from(`<html><body><p>text</p><pre>${escaped(packed)}</pre></body></html>`),
  'attribute.html': (packed) => Buffer.from(`<html><body><p class="${quoted(packed)}">text</p></body></html>`),
  'comment.html': (packed) => Buffer.from(`<html><body><!-- ${packed.replace(/--/g, '')} --><p>text</p></body></html>`),
  'script.html': (packed) => Buffer.from(`<html><script>var a = \`${packed}\`</script><body><p>text</p></body></html>`),
  'style.html': (packed) => Buffer.from(`<html><style>a { b: "${packed.replace(/["]/g, '')}" }</style><body><p>text</p></body></html>`),
  'template.html': (packed) => Buffer.from(`<html><body><template><pre>${escaped(packed)}</pre></template><p>text</p></body></html>`),
  'address.html': (packed) => Buffer.from(`<html><body><a href="${quoted(packed)}">text</a></body></html>`),
  'a.ldif': (packed) => Buffer.from(`dn: cn=a\nobjectClass: person\njpegPhoto:: ${packed.replace(/\n/g, '\n ')}\n`),
  'a.vcf': (packed) => Buffer.from(`BEGIN:VCARD\nVERSION:3.0\nFN:a\nPHOTO;ENCODING=b:${packed.replace(/\n/g, '\n ')}\nEND:VCARD\n`),
  'a.ics': (packed) => Buffer.from(`BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTACH;ENCODING=BASE64;VALUE=BINARY:${packed.replace(/\n/g, '\n ')}\nEND:VEVENT\nEND:VCALENDAR\n`),
  'a.sql': (packed) => Buffer.from(`INSERT INTO a VALUES (1, '${packed.replace(/'/g, '\'\'')}');\n`),
  'a.reg': (packed) => Buffer.from(`Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\a]\n"a"=hex:${packed}\n`),
  'a.eps': (packed) => Buffer.from(`%!PS-Adobe-3.0\n<${packed}> pop\nshowpage\n`),
  'a.js': (packed) => Buffer.from(`const a = ${JSON.stringify(packed)}\n`),
  'lines.js': (packed) => Buffer.from(`const a = ${packed.split(/\r?\n/).map((line) => JSON.stringify(line)).join(' +\n  ')}\n`),
  'a.py': (packed) => Buffer.from(`# text\n${packed.split(/\r?\n/).map((line) => `# ${line}`).join('\n')}\na = 1\n`),
  'a.css': (packed) => Buffer.from(`a { background: url("${packed.replace(/["]/g, '')}") }\n`),
  'a.toml': (packed) => Buffer.from(`a = """\n${packed}\n"""\n`),
  'a.dxf': (packed) => Buffer.from(`0\nSECTION\n2\nENTITIES\n0\nTEXT\n1\n${packed}\n0\nENDSEC\n0\nEOF\n`),
  'a.rtf': (packed) => rtf(packed.replace(/[{}\\]/g, '\\$&').replace(/\r?\n/g, '\\par ')),
  'a.docx': (packed) => docx({ body: packed.split(/\r?\n/).map((line) => p(line)) }),
  'a.xlsx': (packed) => xlsx({ sheets: [{ name: 'a', rows: [[packed]] }] }),
}
