/** onnxruntime-node 1.17 names a file of types that it does not carry: its exports are those of onnxruntime-common. */
declare module 'onnxruntime-node' {
  export * from 'onnxruntime-common'
}
