import { dropsNext } from './classes.js'
import { DROPPED } from './options.js'

/**
 * The classes of a stretch of text, without dropped characters, and their offsets in the text. A window reports the
 * hits that start at its first `reported` characters. The characters after those are there because such hits can extend
 * into them; they start the next window.
 */
export interface Window {
  readonly classes: Uint16Array
  /** Offsets in the text of the start and end of each character. */
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  count: number
}

export function createWindow(size: number): Window {
  return { classes: new Uint16Array(size), starts: new Uint32Array(size), ends: new Uint32Array(size), count: 0 }
}

/** Removes the first `reported` characters and moves the rest to the front. */
export function slide(window: Window, reported: number): void {
  window.classes.copyWithin(0, reported, window.count)
  window.starts.copyWithin(0, reported, window.count)
  window.ends.copyWithin(0, reported, window.count)
  window.count -= reported
}

/** Adds characters of a string from `from` on, until the window is full or the text ends; returns where it stopped. */
export function fillFromText(window: Window, table: Uint16Array, text: string, from: number): number {
  const { classes, starts, ends } = window
  let { count } = window
  let at = from
  for (; at < text.length && count < classes.length; at++) {
    const unit = text.charCodeAt(at)
    const symbol = table[unit]!
    if (symbol === DROPPED) {
      if (dropsNext(unit, text.charCodeAt(at + 1))) at++
      continue
    }
    classes[count] = symbol
    starts[count] = at
    ends[count++] = at + 1
  }
  window.count = count
  return at
}

/**
 * The same for UTF-8, with offsets in bytes. A character of four bytes gives two surrogates, both with the offsets of
 * the whole character. Each byte that is not part of well-formed UTF-8 (Unicode 16, table 3-7) gives one U+FFFD.
 */
export function fillFromUtf8(window: Window, table: Uint16Array, bytes: Uint8Array, from: number): number {
  const { classes, starts, ends } = window
  let { count } = window
  let at = from
  // Room for two, since one character can give two units.
  while (at < bytes.length && count + 1 < classes.length) {
    const width = widthAt(bytes, at)
    const point = width === 0 ? REPLACEMENT : pointAt(bytes, at, width)
    const end = at + (width || 1)
    const unit = point > 0xffff ? 0xd7c0 + (point >> 10) : point
    if (table[unit] !== DROPPED) {
      classes[count] = table[unit]!
      starts[count] = at
      ends[count++] = end
      if (point > 0xffff) {
        classes[count] = table[0xdc00 | (point & 0x3ff)]!
        starts[count] = at
        ends[count++] = end
      }
    }
    at = end
  }
  window.count = count
  return at
}

const REPLACEMENT = 0xfffd

/** Number of bytes of the well-formed character at `at`; 0 if there is none. */
function widthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!
  if (lead < 0x80) return 1
  const second = bytes[at + 1] ?? 0
  if (lead < 0xc2 || lead > 0xf4 || second < secondFrom(lead) || second > secondTo(lead)) return 0
  if (lead < 0xe0) return 2
  if (((bytes[at + 2] ?? 0) & 0xc0) !== 0x80) return 0
  if (lead < 0xf0) return 3
  return ((bytes[at + 3] ?? 0) & 0xc0) === 0x80 ? 4 : 0
}

/** Lowest second byte: excludes overlong forms. */
function secondFrom(lead: number): number {
  return lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
}

/** Highest second byte: excludes surrogates and code points above U+10FFFF. */
function secondTo(lead: number): number {
  return lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
}

function pointAt(bytes: Uint8Array, at: number, width: number): number {
  const lead = bytes[at]!
  if (width === 1) return lead
  if (width === 2) return ((lead & 0x1f) << 6) | (bytes[at + 1]! & 0x3f)
  const two = ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f)
  return width === 3 ? ((lead & 0xf) << 12) | two : ((lead & 7) << 18) | (two << 6) | (bytes[at + 3]! & 0x3f)
}
