/** A promise with its resolvers. */
export interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: unknown) => void
}

/** `Promise.withResolvers`, which Node 20 does not have. */
export function deferred<T>(): Deferred<T> {
  let resolvers: Omit<Deferred<T>, 'promise'>
  const promise = new Promise<T>((resolve, reject) => (resolvers = { resolve, reject }))
  return { promise, ...resolvers! }
}
