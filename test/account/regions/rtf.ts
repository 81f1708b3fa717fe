import { texts } from '../../fuzz/fixtures.js'
import type { Host, Insertion } from './region.js'

/** RTF. */
export function rtfHosts(): Host[] {
  return texts().filter(({ name }) => name.endsWith('.rtf')).map(({ name, bytes }) => {
    const end = bytes.lastIndexOf('}')
    const inBody = (content: Uint8Array): Buffer =>
      Buffer.concat([bytes.subarray(0, end), content, bytes.subarray(end)])
    const group = (before: string, payload: Buffer): Buffer => {
      const after = '}'.repeat(before.split('{').length - 1)
      return inBody(Buffer.concat([Buffer.from(before, 'latin1'), payload, Buffer.from(after, 'latin1')]))
    }
    const regions: Record<string, Insertion> = {
      'before the file': (payload) => Buffer.concat([payload, bytes]),
      'before the file after a line end': (payload) => Buffer.concat([payload, Buffer.from('\r\n'), bytes]),
      'behind the last brace': (payload) => Buffer.concat([bytes, payload]),
      'behind zeros after the last brace': (payload) => Buffer.concat([bytes, Buffer.alloc(16), payload]),
      'behind a line after the last brace': (payload) => Buffer.concat([bytes, Buffer.from('\r\n'), payload]),
      'as bytes in the text': (payload) => inBody(payload),
      'as \\bin in the text': (payload) => group(`{\\bin${payload.length} `, payload),
      'as \\bin without a group': (payload) => group(`\\bin${payload.length} `, payload),
    }
    for (const word of DESTINATIONS) {
      regions[`as text in ${word}`] = (payload) => group(`{${word} `, payload)
      regions[`as escapes in ${word}`] = (payload) => group(`{${word} `, Buffer.from(escapes(payload)))
      regions[`as digits in ${word}`] = (payload) => group(`{${word} `, Buffer.from(payload.toString('hex')))
      regions[`as lines of digits in ${word}`] = (payload) =>
        group(`{${word} `, Buffer.from(payload.toString('hex').replace(/.{60}/g, '$&\r\n')))
      regions[`as \\bin in ${word}`] = (payload) => group(`{${word}\\bin${payload.length} `, payload)
    }
    return { name, bytes, regions }
  })
}

function escapes(payload: Buffer): string {
  return payload.toString('hex').replace(/../g, (byte) => `\\'${byte}`)
}

const DESTINATIONS = ['\\*\\nobodyknows', '\\*\\themedata', '\\*\\colorschememapping', '\\*\\datastore', '\\*\\latentstyles',
  '\\*\\blipuid', '\\*\\panose', '\\*\\passwordhash', '\\*\\datafield', '\\pict\\pngblip', '\\pict\\wmetafile8', '\\pict\\dibitmap0',
  '\\*\\shppict{\\pict\\jpegblip', '\\object\\objemb{\\*\\objdata', '\\*\\objclass', '\\*\\objname', '\\*\\objalias', '\\*\\template',
  '\\*\\generator', '\\*\\listtable', '\\*\\listoverridetable', '\\*\\rsidtbl', '\\*\\xmlnstbl', '\\*\\wgrffmtfilter', '\\*\\pnseclvl1',
  '\\*\\bkmkstart', '\\*\\fldinst', '\\*\\formfield', '\\*\\ffdeftext', '\\info{\\title', '\\info{\\*\\company', '\\*\\userprops',
  '\\fonttbl{\\f9', '\\colortbl', '\\stylesheet{\\s9', '\\*\\fontemb\\fttruetype', '\\*\\fontfile', '\\*\\background',
  '\\nonshppict', '\\*\\result', '\\v', '\\*\\htmltag', '\\*\\mmathPr', '\\*\\ftnsep', '\\*\\falt', '\\*\\aftnsep', '\\upr', '\\*\\ud', '\\*\\svb', '\\*\\sv',
  '\\*\\picprop', '\\*\\pgptbl', '\\*\\protusertbl', '\\*\\oleclsid', '\\nosupersub', '\\*\\writereservhash', '\\*\\defchp', '\\filetbl', '\\*\\private1', '\\unknownword',
  '\\*\\docvar{varname', '\\*\\factoidname', '\\xe', '\\tc', '\\*\\do\\dptxbx', '\\*\\shpinst{\\sp{\\sn pFragments}{\\sv',
  '\\*\\shpinst{\\sp{\\sn x}{\\sv']
