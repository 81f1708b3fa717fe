/** Where text goes. */
export interface Outlet {
  /** Resolves when the content is on its way: false when whoever read it has gone (a closed pipe). */
  write(content: string | Uint8Array): Promise<boolean>
  readonly isTTY: boolean
  readonly columns: number
}

/** All that the command knows of the process it runs in; tests bring their own. Relative paths are the process's. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>
  readonly stdout: Outlet
  readonly stderr: Outlet
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}
