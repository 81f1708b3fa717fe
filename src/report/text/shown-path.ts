import { maskPath } from '../../mask/index.js'
import { escapeControls } from './escape-controls.js'

/**
 * A path for people to read: values in its names are masked. Fields by which programs open files hold the path as it
 * is: `path` of JSON, URIs of SARIF, files of annotations.
 */
export function shownPath(path: string): string {
  return escapeControls(maskPath(path))
}
