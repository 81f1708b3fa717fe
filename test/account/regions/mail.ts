import { texts } from '../../fuzz/fixtures.js'
import { mail, multipart, part, attachment } from '../../builders/mail.js'
import { uuencoded } from '../../builders/uuencode.js'
import type { Host, Insertion } from './region.js'

/** Mail. */
export function mailHosts(): Host[] {
  return texts().filter(({ name }) => /^a\.(eml|mbox)$/.test(name))
    .map(({ name, bytes }) => ({ name, bytes, regions: name.endsWith('.mbox') ? mboxRegions(bytes) : regions(bytes) }))
}

const FORMS: Readonly<Record<string, (payload: Buffer) => Buffer>> = {
  'as bytes': (payload) => payload,
  'as base64': (payload) => Buffer.from(payload.toString('base64').replace(/.{76}/g, '$&\r\n')),
  'as digits': (payload) => Buffer.from(payload.toString('hex')),
  'uuencoded': (payload) => Buffer.from(uuencoded(payload)),
}

const plain = { 'Content-Type': 'text/plain; charset=utf-8' }

function regions(bytes: Buffer): Record<string, Insertion> {
  const found: Record<string, Insertion> = {
    'before the file': (payload) => Buffer.concat([payload, Buffer.from('\r\n'), bytes]),
    'behind the file': (payload) => Buffer.concat([bytes, payload]),
    'in a subject': (payload) => latin(mail({ Subject: '@@' }, '正文'), payload.toString('latin1').replace(/[\r\n]/g, ' ')),
    'in an unknown field as base64': (payload) => mail({ 'X-Data': folded(payload.toString('base64')) }, '正文'),
    'in an unknown field as digits': (payload) => mail({ 'X-Data': folded(payload.toString('hex')) }, '正文'),
    'in an encoded word': (payload) => mail({ Subject: `=?utf-8?B?${payload.toString('base64')}?=` }, '正文'),
    'in an encoded word of an unknown charset': (payload) => mail({ Subject: `=?x-unknown?B?${payload.toString('base64')}?=` }, '正文'),
    'in a message identifier': (payload) => mail({ 'Message-ID': `<${payload.toString('base64')}@example.com>` }, '正文'),
    'in an own signature field': (payload) => mail({ 'DKIM-Signature': `v=1; b=${folded(payload.toString('base64'))}` }, '正文'),
    'in a face': (payload) => mail({ Face: folded(payload.toString('base64')) }, '正文'),
    'in a boundary': (payload) => (payload.length > 50 ? undefined
      : mail({}, multipart(payload.toString('base64'), [part(plain, '正文')]))),
    'in a parameter': (payload) => mail({ 'Content-Type': `text/plain; charset=utf-8; x="${payload.toString('base64')}"` }, '正文'),
    'in a second body field': (payload) => mail({}, multipart('B', [Buffer.concat([
      Buffer.from('Content-Type: text/plain\r\nContent-Type: image/png\r\n\r\n'), payload])])),
  }
  for (const [form, make] of Object.entries(FORMS)) {
    const put = (where: string, build: (content: Buffer) => Buffer): void => {
      found[`${where} ${form}`] = (payload) => build(make(payload))
    }
    const text = (content: Buffer): string => content.toString('latin1')
    put('in a preamble', (content) => latin(mail({}, multipart('B', [part(plain, '正文')], { before: '@@' })), text(content)))
    put('in an epilogue', (content) => latin(mail({}, multipart('B', [part(plain, '正文')], { after: '@@' })), text(content)))
    put('in a body', (content) => mail(plain, content))
    put('in a body without a type', (content) => mail({}, content))
    put('in an HTML body', (content) => mail({ 'Content-Type': 'text/html' }, Buffer.from(`<pre>${escaped(content)}</pre>`, 'latin1')))
    put('in an HTML comment', (content) => mail({ 'Content-Type': 'text/html' }, Buffer.concat([Buffer.from('<!-- '), content, Buffer.from(' --><p>a</p>')])))
    for (const type of TYPES) {
      if (form === 'uuencoded' && type === 'message/rfc822') continue
      put(`in a part ${type}`, (content) => mail({}, multipart('B', [part(plain, '正文'), part({ 'Content-Type': type }, content)])))
    }
    put('in an unknown encoding', (content) => mail({}, multipart('B', [part({ ...plain, 'Content-Transfer-Encoding': 'x-unknown' }, content)])))
    put('behind the padding of base64', (content) => mail({}, multipart('B', [part(
      { ...plain, 'Content-Transfer-Encoding': 'base64' }, Buffer.concat([Buffer.from('5q2j5paH\r\n\r\n'), content]))])))
    put('between base64 lines', (content) => mail({}, multipart('B', [part(
      { ...plain, 'Content-Transfer-Encoding': 'base64' }, Buffer.concat([Buffer.from('5q2j\r\n'), content, Buffer.from('\r\n5paH\r\n')]))])))
    // Uuencoded lines have signs that mean something in quoted-printable and in a header.
    if (form !== 'uuencoded') {
      put('in a body of quoted-printable',
        (content) => mail({ ...plain, 'Content-Transfer-Encoding': 'quoted-printable' }, content))
    }
  }
  for (const type of TYPES) {
    found[`attached as ${type}`] = (payload) => mail({}, multipart('B', [part(plain, '正文'), attachment('filename=a', payload, type)]))
  }
  return found
}

const TYPES = ['application/octet-stream', 'application/pgp-signature', 'application/pkcs7-signature; name=smime.p7s',
  'application/pkcs7-mime; smime-type=signed-data', 'application/ms-tnef; name=winmail.dat', 'image/png', 'text/calendar', 'text/x-vcard', 'text/rtf',
  'text/enriched', 'message/rfc822', 'message/partial', 'message/external-body; access-type=URL', 'message/delivery-status', 'text/rfc822-headers',
  'audio/wav', 'x-unknown/x', 'multipart/mixed', 'application/x-pkcs7-signature', 'application/pgp-keys', 'text/css', 'application/json']

function escaped(content: Buffer): string {
  return content.toString('latin1').replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function latin(message: Buffer, content: string): Buffer {
  return Buffer.from(message.toString('latin1').replace('@@', () => content), 'latin1')
}

function folded(text: string): string {
  return text.replace(/.{70}/g, '$&\r\n ')
}

function mboxRegions(bytes: Buffer): Record<string, Insertion> {
  const second = bytes.indexOf('From a@', 10)
  const between = (content: (payload: Buffer) => Buffer): Insertion => (payload) => Buffer.concat([
    bytes.subarray(0, second), content(payload), Buffer.from('\n\n'), bytes.subarray(second)])
  return {
    'before the file': (payload) => Buffer.concat([payload, Buffer.from('\n'), bytes]),
    'between messages': between((payload) => payload),
    'between messages as base64': between((payload) => Buffer.from(payload.toString('base64'))),
    'behind the file': (payload) => Buffer.concat([bytes, payload]),
    'in the line of a sender': between((payload) => Buffer.from(`From ${payload.toString('base64')} Thu Jun 12 08:00:00 2025\nSubject: a\n\na`)),
  }
}
