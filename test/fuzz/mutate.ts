import type { Chance } from './chance.js'

/** So many bytes are left: fewer are no file of their kind any more. */
const HEAD = 40

type Mutation = (bytes: Buffer, chance: Chance, other: Buffer) => Buffer

/** What accidents and attackers do to bytes. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'flip bits': (bytes, chance) => overwrite(bytes, placeIn(bytes, chance),
    (at) => Buffer.of(bytes[at]! ^ (1 << chance.below(8)))),
  'change a byte': (bytes, chance) => overwrite(bytes, placeIn(bytes, chance),
    () => Buffer.of(chance.pick([0, 0xff, 0x20, 0x3c, chance.below(256)]))),
  'change bytes': (bytes, chance) => overwrite(bytes, placeIn(bytes, chance), () => chance.bytes(1 + chance.below(8))),
  'cut off': (bytes, chance) => bytes.subarray(0, HEAD + chance.below(bytes.length - HEAD)),
  'cut off the end': (bytes, chance) => bytes.subarray(0, Math.max(HEAD, bytes.length - 1 - chance.below(64))),
  'cut off the head': (bytes, chance) => bytes.subarray(1 + chance.below(Math.min(bytes.length - HEAD, 64))),
  'take out': (bytes, chance) => {
    const at = HEAD + placeIn(bytes.subarray(HEAD), chance)
    return splice(bytes, at, lengthIn(bytes, chance), Buffer.alloc(0))
  },
  'put in': (bytes, chance) => splice(bytes, placeIn(bytes, chance), 0, chance.bytes(1 + chance.below(16))),
  'write zeros': (bytes, chance) => overwrite(bytes, placeIn(bytes, chance),
    () => Buffer.alloc(lengthIn(bytes, chance))),
  'write twice': (bytes, chance) => {
    const at = placeIn(bytes, chance)
    return splice(bytes, at, 0, bytes.subarray(at, at + lengthIn(bytes, chance)))
  },
  'copy over': (bytes, chance) => {
    const from = placeIn(bytes, chance)
    return overwrite(bytes, placeIn(bytes, chance), () => bytes.subarray(from, from + lengthIn(bytes, chance)))
  },
  'change a length': (bytes, chance) => overwrite(bytes, placeIn(bytes, chance) & ~1,
    (at) => lengthField(bytes, at, chance)),
  'change digits': changeDigits,
  'join with another': (bytes, chance, other) => {
    const cut = HEAD + chance.below(bytes.length - HEAD)
    return Buffer.concat([bytes.subarray(0, cut), other.subarray(chance.below(other.length))])
  },
  'write another after it': (bytes, _chance, other) => Buffer.concat([bytes, other]),
}

/** Heads and tails hold what the rest hangs on: every third mutation hits them. */
function placeIn(bytes: Buffer, chance: Chance): number {
  const edge = Math.min(bytes.length, 512)
  const where = chance.below(6)
  if (where === 0) return chance.below(edge)
  if (where === 1) return bytes.length - 1 - chance.below(edge)
  return chance.below(bytes.length)
}

function lengthIn(bytes: Buffer, chance: Chance): number {
  return 1 + chance.below(chance.pick([4, 64, 512, Math.max(1, bytes.length >> 2)]))
}

function overwrite(bytes: Buffer, at: number, make: (at: number) => Buffer): Buffer {
  const made = make(at)
  const changed = Buffer.from(bytes)
  made.copy(changed, at)
  return changed
}

function splice(bytes: Buffer, at: number, length: number, put: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + length)])
}

/** Values at which counting goes wrong, and neighbours of the one that is there. */
function lengthField(bytes: Buffer, at: number, chance: Chance): Buffer {
  const wide = at + 4 <= bytes.length && chance.below(2) === 0
  const field = Buffer.alloc(wide ? 4 : 2)
  const now = wide ? bytes.readUInt32LE(at) : at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0
  const value =
    chance.pick([0, 1, 0xffffffff, 0x7fffffff, 0x80000000, 0xfffffffe, now + 1, now - 1, now * 2, bytes.length])
  if (wide) field.writeUInt32LE(value >>> 0)
  else field.writeUInt16LE((value >>> 0) & 0xffff)
  return field
}

function changeDigits(bytes: Buffer, chance: Chance): Buffer {
  const numbers = [...bytes.toString('latin1').matchAll(/\d+/g)]
  if (numbers.length === 0) return MUTATIONS['change a byte']!(bytes, chance, bytes)
  const { index, 0: digits } = chance.pick(numbers)
  const value = chance.pick(['0', '1', '-1', '99999999999', String(Number(digits) + 1), String(chance.below(1000)), ''])
  return splice(bytes, index, digits.length, Buffer.from(value))
}
