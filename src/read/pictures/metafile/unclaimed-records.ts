/** Lengths of EMF records of fixed length ([MS-EMF] 2.3), by length. */
const FIXED: ReadonlyMap<number, number> = new Map(([
  [8, [28, 33, 52, 59, 60, 61, 65, 66, 68]],
  [12, [16, 17, 18, 19, 20, 21, 22, 24, 25, 34, 37, 40, 48, 57, 58, 67, 98, 100, 101, 115]],
  [16, [9, 10, 11, 12, 13, 26, 27, 51, 54, 120]],
  [20, [15]],
  [24, [29, 30, 31, 32, 39, 42, 43, 53, 62, 63, 64]],
  [28, [38, 41]],
  [32, [23, 35, 44]],
  [36, [36]],
  [40, [45, 46, 47, 55]],
  [48, [104]],
] as const).flatMap(([length, types]) => types.map((type) => [type, length] as const)))

/** EMF records whose data are for programs, devices or palettes ([MS-EMF] 2.1.1). */
const EMF_DATA: ReadonlySet<number> = new Set([49, 50, 99, 102, 103, 105, 106, 107, 110, 112, 113, 119, 121, 122])
const LAST_EMF_TYPE = 122

/** The bytes of an EMF record that draw nothing and are no numbers of its type; `record` begins with its head. */
export function unclaimedOfEmf(type: number, record: Buffer): Buffer {
  if (type > LAST_EMF_TYPE || EMF_DATA.has(type)) return record.subarray(8)
  return record.subarray(FIXED.get(type) ?? record.length)
}

/**
 * WMF records of variable length ([MS-WMF] 2.3). The length of others, in 16-bit words, is the high byte of their type.
 */
const VARIABLE: ReadonlySet<number> = new Set([
  0x0142, 0x01f9, 0x02fb, 0x0324, 0x0325, 0x0521, 0x0538, 0x0626, 0x0922, 0x0940, 0x0a32, 0x0b23, 0x0b41, 0x0d33,
  0x0f43,
])
/** WMF records of palettes and regions, whose numbers are no text. */
const WMF_DATA: ReadonlySet<number> = new Set([0x0037, 0x00f7, 0x0436, 0x06ff])
const LAST_WMF_LENGTH = 0x0f

/** The same of the data of a WMF record. */
export function unclaimedOfWmf(type: number, data: Buffer): Buffer {
  if (type >> 8 > LAST_WMF_LENGTH || WMF_DATA.has(type)) return data
  return VARIABLE.has(type) ? data.subarray(data.length) : data.subarray(2 * (type >> 8))
}
