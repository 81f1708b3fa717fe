import { describe, expect, it } from 'vitest'
import type { DocumentFormat } from '../../src/model/index.js'
import { mismatchedExtension } from '../../src/read/sniff/endings.js'
import { sniff } from '../../src/read/sniff/sniff.js'
import { page, pdf, text } from '../builders/pdf.js'
import { encode } from '../builders/text.js'

/** A zip of stored, empty entries: local headers, and the directory unless it is cut off. */
function zipOf(names: readonly string[], directory = true): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  for (const name of names) {
    const bytes = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(bytes.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(bytes.length, 28)
    locals.push(local, bytes)
    entries.push(entry, bytes)
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(Buffer.concat(locals).length, 16)
  return Buffer.concat(directory ? [...locals, ...entries, end] : locals)
}

function stored(mime: string): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(8, 26)
  return Buffer.concat([head, Buffer.from(`mimetype${mime}`)])
}

/** A compound file with one directory sector: a root and its children in a chain of right siblings. */
function compoundOf(names: readonly string[]): Buffer {
  const file = Buffer.alloc(512 * 3)
  file.write('d0cf11e0a1b11ae1', 0, 'hex')
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(0, 48)
  file.writeUInt32LE(1, 76)
  file.writeUInt32LE(0xfffffffe, 1024)
  ;['Root Entry', ...names].forEach((name, index) => {
    const at = 512 + 128 * index
    file.write(name, at, 'utf16le')
    file.writeUInt16LE(2 * name.length + 2, at + 64)
    file.writeUInt8(index === 0 ? 5 : 2, at + 66)
    file.writeUInt32LE(0xffffffff, at + 68)
    file.writeUInt32LE(index > 0 && index < names.length ? index + 1 : 0xffffffff, at + 72)
    file.writeUInt32LE(index === 0 ? 1 : 0xffffffff, at + 76)
  })
  return file
}

const hex = (digits: string): Buffer => Buffer.concat([Buffer.from(digits, 'hex'), Buffer.alloc(64)])

describe('a PDF without its first line', () => {
  it('is known by its objects and the place of its table', () => {
    const bytes = pdf([page([text('机密')])])
    expect(sniff(bytes.subarray(1), 'a')).toBe('pdf')
    expect(sniff(Buffer.from('1 0 obj\n<< /Type /Page >>\n'), 'a.txt')).toBe('text')
  })
})

describe('sniff', () => {
  it.each<[string, string, string | Buffer]>([
    ['empty', 'a.docx', ''],
    ['ceb', 'a', Buffer.from('Founder CEB 3.0\0\x01\x02')],
    ...['a.ceb', 'a.cebx'].map((name): [string, string, Buffer] => ['ceb', name, hex('01ff00fe')]),
    ...['a.sep', 'a.GD', 'a.gw'].map((name): [string, string, Buffer] => ['sep', name, hex('01ff00fe')]),
    ...['a.s72', 'a.s92', 'a.s2'].map((name): [string, string, Buffer] => ['s72', name, hex('01ff00fe')]),
    ...['a.caj', 'a.kdh', 'a.nh'].map((name): [string, string, Buffer] => ['caj', name, hex('01ff00fe')]),
    ['caj', 'a', hex('43414a00')],
    ['caj', 'a', hex('4b444820')],
    ['text', 'script.gd', 'extends Node\n'],
    ['pdf', 'a.caj', '%PDF-1.4\n'],
    ['onenote', 'a', hex('e4525c7b8cd8a74daeb15378d02996d3')],
    ['access', 'a.mdb', hex('000100005374616e64617264204a6574204442')],
    ['outlook-data', 'a', hex('2142444e00000000534d')],
    ['dwg', 'a', hex('41433130323700')],
    ['text', 'a', 'AC1027 is a version of drawings'],
    ['docx', 'a.docx', zipOf(['[Content_Types].xml', 'word/document.xml'])],
    ['docx', 'cut.bin', zipOf(['[Content_Types].xml', 'word/document.xml'], false)],
    ['xlsx', 'a.et', zipOf(['xl/workbook.xml'])],
    ['pptx', 'a.zip', zipOf(['ppt/presentation.xml', 'ppt/embeddings/a.xlsx'])],
    ['uof', 'a.uot', '<?xml version="1.0"?>\n<uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof">'],
    ['uof', 'a.zip', zipOf(['uof.xml', 'content.xml'])],
    ['ofd', 'a.zip', zipOf(['OFD.xml', 'Doc_0/Document.xml'])],
    ['odt', 'a.odt', stored('application/vnd.oasis.opendocument.text')],
    ['ods', 'a.odt', stored('application/vnd.oasis.opendocument.spreadsheet')],
    ['epub', 'a', stored('application/epub+zip')],
    ['zip', 'a.docx', zipOf(['readme.txt'])],
    ['doc', 'a.wps', compoundOf(['WordDocument', '1Table'])],
    ['doc', 'a.doc', compoundOf(['worddocument'])],
    ['xls', 'a.doc', compoundOf(['Workbook'])],
    ['ppt', 'a', compoundOf(['PowerPoint Document'])],
    ['msg', 'a', compoundOf(['__properties_version1.0'])],
    ['encrypted-ooxml', 'a.docx', compoundOf(['EncryptionInfo', 'EncryptedPackage'])],
    ['cfb', 'a', compoundOf(['Contents'])],
    ['pdf', 'a.txt', '%PDF-1.7\n'],
    ['pdf', 'a.pdf', 'preamble\n%PDF-1.4\n1 0 obj\n<<>>'],
    ['text', 'a.txt', 'A file that speaks of %PDF-1.4 is none'],
    ['rtf', 'a.doc', '{\\rtf1 x}'],
    ['7z', 'a', hex('377abcaf271c0004')],
    ['rar', 'a', hex('526172211a070100')],
    ['gz', 'a', hex('1f8b0800')],
    ['xz', 'a', hex('fd377a585a00')],
    ['bz2', 'a', hex('425a6839314159265359')],
    ['png', 'a.txt', hex('89504e470d0a1a0a')],
    ['jpg', 'a', hex('ffd8ffe0')],
    ['gif', 'a', 'GIF89a......'],
    ['webp', 'a', Buffer.from('RIFF\0\0\0\0WEBPVP8 ')],
    ['mp4', 'a', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0')],
    ['heic', 'a', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')],
    ['html', 'a.txt', ' <!DOCTYPE html><p>x'],
    ['html', 'a', '<!-- c -->\n<html><body>'],
    ['html', 'a.html', 'plain words'],
    ['html', 'a.xml', '<?xml version="1.0"?><html xmlns="x">'],
    ['xml', 'a', '<?xml version="1.0"?><r/>'],
    ['fodt', 'a', '<?xml version="1.0"?><office:document>'],
    ['wordml', 'a.doc', '<?xml version="1.0"?><w:wordDocument>'],
    ['eml', 'a', 'Received: from x\r\nFrom: a@b.example\r\nSubject: x\r\n\r\nbody'],
    ['eml', 'a.eml', 'Subject: x\n\nbody'],
    ['text', 'a.txt', 'Subject: x\n\nbody'],
    ['mbox', 'a', 'From a@b.example Mon Jan 1 00:00:00 2024\nSubject: x\n\nbody'],
    ['csv', 'a.csv', 'a,b'],
    ['markdown', 'a.md', '# x'],
    ['data', 'a.json', '{}'],
    ['text', 'README', 'words'],
    ['text', 'a.docx', 'words'],
    ['text', 'a', encode('机密，五年', 'utf-16le')],
    ['html', 'a', Buffer.concat([Buffer.from([0xff, 0xfe]), encode('<html>', 'utf-16le')])],
    ['unknown', 'a.txt', Buffer.from([1, 2, 3, 4, 0xff, 0, 0xfe, 5, 6, 7])],
  ])('reads %s by the content of %s', (format, name, content) => {
    expect(sniff(Buffer.from(content), name)).toBe(format)
  })

  it('a directory that loops or leaves its file ends the search', () => {
    const loop = compoundOf(['Contents'])
    loop.writeUInt32LE(0, 1024)
    expect(sniff(loop, 'a')).toBe('cfb')
    loop.writeUInt32LE(0x7ffffff0, 48)
    expect(sniff(loop, 'a')).toBe('cfb')
  })
})

describe('mismatchedExtension', () => {
  it.each<[string, DocumentFormat, string | undefined]>([
    ['a.doc', 'rtf', 'doc'],
    ['a.wps', 'doc', undefined],
    ['a.txt', 'csv', undefined],
    ['a.txt', 'html', 'txt'],
    ['notes', 'pdf', undefined],
    ['a.constructor', 'pdf', undefined],
    ['报告.PDF', 'png', 'pdf'],
  ])('of %s that is %s says %s', (name, format, ending) => {
    expect(mismatchedExtension(name, format)).toBe(ending)
  })
})
