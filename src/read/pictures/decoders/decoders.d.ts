declare module 'pdfjs-dist/image_decoders/pdf.image_decoders.mjs' {
  export function setVerbosityLevel(level: number): void
  export class Jbig2Image {
    width: number
    height: number
    /** A byte for each sample, 255 for white. */
    parse(data: Uint8Array): Uint8ClampedArray
  }
}

declare module 'pdfjs-dist/wasm/openjpeg_nowasm_fallback.js' {
  const create: (options: { warn: (message: string) => void }) => Promise<unknown>
  export default create
}

declare module 'libheif-js/wasm-bundle.js' {
  const libheif: unknown
  export default libheif
}
