import { describe, expect, it } from 'vitest'
import { release } from '../../../src/read/formats/xlsx/free-buffer.js'

describe('release', () => {
  it('gives back the buffer of large bytes', () => {
    const bytes = new Uint8Array(1 << 20)
    release(bytes)
    expect(bytes.length).toBe(0)
  })

  it('leaves small bytes, and those that are a piece of others', () => {
    const whole = new Uint8Array(3 << 20).fill(7)
    for (const bytes of [whole.subarray(1), whole.subarray(0, 2 << 20), new Uint8Array(1000)]) {
      const { length } = bytes
      release(bytes)
      expect(bytes.length).toBe(length)
    }
    expect(whole.every((byte) => byte === 7)).toBe(true)
  })
})
