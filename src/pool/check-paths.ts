import { ScreenError } from '../model/index.js'

/** @throws ScreenError `usage` for anything but an array of strings */
export function checkPaths(paths: unknown): void {
  if (Array.isArray(paths) && paths.every((path) => typeof path === 'string')) return
  throw new ScreenError('paths-invalid')
}
