declare module 'pdfjs-dist/image_decoders/pdf.image_decoders.mjs' {
  export function setVerbosityLevel(level: number): void
  export class Jbig2Image {
    width: number
    height: number
    /** A byte for each sample, 255 for white. */
    parse(data: Uint8Array): Uint8ClampedArray
  }
}
