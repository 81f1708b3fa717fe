/** Bytes encrypted or decrypted with RC4. OpenSSL 3 has it in a provider that Node.js does not load. */
export function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index)
  let other = 0
  for (let index = 0; index < 256; index++) {
    other = (other + state[index]! + key[index % key.length]!) & 0xff
    swap(state, index, other)
  }
  const out = Buffer.from(bytes)
  let index = 0
  other = 0
  for (let at = 0; at < out.length; at++) {
    index = (index + 1) & 0xff
    other = (other + state[index]!) & 0xff
    swap(state, index, other)
    out[at]! ^= state[(state[index]! + state[other]!) & 0xff]!
  }
  return out
}

function swap(state: Uint8Array, one: number, other: number): void {
  const kept = state[one]!
  state[one] = state[other]!
  state[other] = kept
}
