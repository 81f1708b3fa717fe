/** Where text goes. */
export interface Outlet {
  /** Resolves when the text is on its way: false when whoever read it has gone (a closed pipe). */
  write(text: string): Promise<boolean>
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
