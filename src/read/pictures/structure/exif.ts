import { TiffFields, type TiffField } from './tiff-fields.js'

/** What Exif data says, and the files in it. */
export interface Exif {
  readonly texts: readonly string[]
  readonly thumbnails: readonly Buffer[]
  /** The data without its thumbnail. */
  readonly rest: Buffer
}

const GPS = 0x8825
const [THUMBNAIL_OFFSET, THUMBNAIL_LENGTH] = [0x201, 0x202]

/** Reads Exif data (CIPA DC-008, 4.6): the thumbnail in the second directory, the position in the GPS directory. */
export function readExif(data: Buffer): Exif {
  const fields = new TiffFields(data)
  const first = fields.directory(fields.u32(4))
  const second = fields.directory(first.next)
  const [offset, length] = [THUMBNAIL_OFFSET, THUMBNAIL_LENGTH].map((tag) => numberOf(fields, second.fields.get(tag)))
  const rest = Buffer.from(data)
  const thumbnail = offset! > 0 && length! > 0 ? data.subarray(offset, offset! + length!) : undefined
  if (thumbnail) rest.subarray(offset, offset! + length!).fill(0)
  const position = positionOf(fields, fields.directory(numberOf(fields, first.fields.get(GPS))).fields)
  return { texts: position === undefined ? [] : [position], thumbnails: thumbnail ? [thumbnail] : [], rest }
}

function numberOf(fields: TiffFields, field: TiffField | undefined): number {
  return field ? fields.u32(field.at + 8) : 0
}

/** Latitude and longitude (4.6.6): degrees, minutes and seconds are fractions. */
function positionOf(fields: TiffFields, gps: ReadonlyMap<number, TiffField>): string | undefined {
  const angle = (tag: number): number | undefined => {
    const field = gps.get(tag)
    if (!field) return undefined
    const at = fields.u32(field.at + 8)
    const [degrees, minutes, seconds] = [0, 8, 16].map((by) => fields.u32(at + by) / (fields.u32(at + by + 4) || 1))
    return degrees! + minutes! / 60 + seconds! / 3600
  }
  const [latitude, longitude] = [angle(2), angle(4)]
  if (latitude === undefined || longitude === undefined) return undefined
  const letter = (tag: number): string =>
    (gps.has(tag) ? String.fromCharCode(fields.bytes[gps.get(tag)!.at + 8] ?? 0) : '')
  const [south, west] = [letter(1) === 'S', letter(3) === 'W']
  return `GPS 坐标：${south ? '南' : '北'}纬${latitude.toFixed(6)}°，${west ? '西' : '东'}经${longitude.toFixed(6)}°`
}
