/** Types of the EMF records that are read ([MS-EMF] 2.1.1, RecordType). */
export const EMR = {
  header: 1, polyBezier: 2, polygon: 3, polyline: 4, polyBezierTo: 5, polylineTo: 6, polyPolygon: 8,
  setWindowExtent: 9, setWindowOrigin: 10, setViewportExtent: 11, setViewportOrigin: 12, endOfFile: 14,
  setMapMode: 17, setTextAlign: 22, moveTo: 27, saveContext: 33, restoreContext: 34, setWorldTransform: 35,
  modifyWorldTransform: 36, selectObject: 37, createBrush: 39, deleteObject: 40, rectangle: 43, lineTo: 54,
  beginPath: 59, fillPath: 62, strokeAndFillPath: 63, strokePath: 64, selectClipPath: 67, abortPath: 68, comment: 70,
  bitBlt: 76, stretchBlt: 77, maskBlt: 78, parallelogramBlt: 79, setDibitsToDevice: 80, stretchDibits: 81,
  createFont: 82, textOutA: 83, textOutW: 84, polyBezier16: 85, polygon16: 86, polyline16: 87, polyBezierTo16: 88,
  polylineTo16: 89, polyPolygon16: 91, polyTextOutA: 96, polyTextOutW: 97, smallTextOut: 108, alphaBlend: 114,
  transparentBlt: 116,
} as const

/** Types of the WMF records that are read ([MS-WMF] 2.1.1.1, RecordType). */
export const META = {
  endOfFile: 0, saveContext: 0x001e, createPalette: 0x00f7, restoreContext: 0x0127, selectObject: 0x012d,
  setTextAlign: 0x012e, createDibPatternBrush: 0x0142, deleteObject: 0x01f0, createPatternBrush: 0x01f9,
  setWindowOrigin: 0x020b, setWindowExtent: 0x020c, lineTo: 0x0213, moveTo: 0x0214, createPen: 0x02fa,
  createFont: 0x02fb, createBrush: 0x02fc, polygon: 0x0324, rectangle: 0x041b, textOut: 0x0521, polyPolygon: 0x0538,
  escape: 0x0626, createRegion: 0x06ff, bitBlt: 0x0922, dibBitBlt: 0x0940, extTextOut: 0x0a32, stretchBlt: 0x0b23,
  dibStretchBlt: 0x0b41, setDibToDevice: 0x0d33, stretchDib: 0x0f43,
} as const
