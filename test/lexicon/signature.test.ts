import { generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createScreener } from '../../src/index.js'
import { loadLexicons, signingKey } from '../../src/lexicon/index.js'
import { signatureFault } from '../../src/lexicon/signature.js'
import { folderOf, screen } from '../cli/command.js'
import { lexiconText } from './lexicon-text.js'

const pair = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')
const key = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const text = lexiconText()
const signature = (of: string, by = pair) => sign(null, Buffer.from(of), by.privateKey).toString('base64')

/** A lexicon file, and its signature file unless `sig` is undefined. */
function signed(sig: string | undefined): string {
  return join(folderOf({ 'ours.yaml': text, 'key.pem': key, ...(sig !== undefined && { 'ours.yaml.sig': sig }) }), 'ours.yaml')
}

const faults: readonly (readonly [name: string, sig: string | undefined, fault: string])[] = [
  ['no signature', undefined, 'is not signed'],
  ['a signature by another key', signature(text, other), 'invalid signature'],
  ['the signature of another file', signature(`${text}#`), 'invalid signature'],
  ['a truncated signature', signature(text).slice(0, 40), 'is not an Ed25519 signature in base64'],
  ['an empty signature', '', 'is not an Ed25519 signature in base64'],
]

/** Made with OpenSSL 3. */
const OPENSSL = {
  key: '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAtN+Cry275XdgikYTMhD9y/2bps3TetXIsLAx8CkmboA=\n-----END PUBLIC KEY-----\n',
  sig: 'ikg0u19ubJC7MPCfCGkTqphhQI7+GQNagOElPr77j3DGS1rwfhcX6vOEMBOA8OL+9sPf6QpMG+U5\nkwwh4ggJDQ==\n',
}

describe('a lexicon that must be signed', () => {
  it.each(['', '\n'])('loads with a valid signature, with or without a line end after it', async (end) => {
    const file = signed(signature(text) + end)
    expect(await loadLexicons([file], { requireSigned: key })).toHaveLength(1)
    await expect(createScreener({ lexicons: [file], requireSigned: key })).resolves.toBeDefined()
  })

  it.each(faults)('does not load with %s', async (_, sig, fault) => {
    const file = signed(sig)
    await expect(createScreener({ lexicons: [file], requireSigned: key })).rejects.toThrow(fault)
    expect(await loadLexicons([file])).toHaveLength(1)
  })

  it.each(faults)('fails the check with %s', async (_, sig, fault) => {
    const file = signed(sig)
    const { status, stderr } = await screen(['lexicon', 'check', '--lang', 'en', '--require-signed', file.replace('ours.yaml', 'key.pem'), file])
    expect([status, stderr]).toEqual([2, expect.stringMatching(new RegExp(`^${file}:1:1: .*${fault}`))])
  })

  it('is required by the commands too, but not for the shipped lexicons', async () => {
    const argv = (file: string) => ['lexicon', 'list', '--require-signed', file.replace('ours.yaml', 'key.pem'), '--lexicon', file]
    expect((await screen(argv(signed(signature(text))))).status).toBe(0)
    expect((await screen(argv(signed(undefined)))).status).toBe(2)
  })

  it.each([
    ['a private key', pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['a key of another kind', generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['no key', 'secret'], ['a broken key', key.replace('MCow', 'MCov')],
  ])('cannot be checked with %s', (_, pem) => {
    expect(() => signingKey(pem)).toThrow('must be a public Ed25519 key in PEM')
  })

  it('accepts what `openssl pkeyutl -sign -rawin | base64` writes', async () => {
    const file = join(folderOf({ 'x.yaml': 'text\n' }), 'x.yaml')
    writeFileSync(`${file}.sig`, OPENSSL.sig)
    expect(await signatureFault(file, Buffer.from('text\n'), signingKey(OPENSSL.key))).toBeUndefined()
    expect(await signatureFault(file, Buffer.from('text'), signingKey(OPENSSL.key))).toBeDefined()
  })
})
