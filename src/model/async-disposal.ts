/**
 * What `await using` needs, in programs whose TypeScript library knows `Symbol.asyncDispose`. In others it is empty, so
 * that the types of this package need no `lib` setting. Node has the symbol in all supported versions.
 * @example
 * await using pool = await createPool()
 */
export type AsyncDisposal = SymbolConstructor extends { readonly asyncDispose: infer Key extends symbol }
  ? { readonly [K in Key]: () => Promise<void> }
  : object
