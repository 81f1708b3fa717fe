import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { index: 'src/index.ts', cli: 'src/cli/main.ts', worker: 'src/bulk/pool/worker.ts' },
  format: 'esm',
  target: 'node20',
  platform: 'node',
  splitting: true,
  clean: true,
  dts: { entry: { index: 'src/index.ts' } },
  sourcemap: false,
  // tsup would take optional packages into the bundle.
  external: ['bullmq', 'ioredis', /^@aws-sdk\//, 'paddleocr', 'onnxruntime-node', /^@gutenye\//, /^@napi-rs\//, /^@hyzyla\//],
})
