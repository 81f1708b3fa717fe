/** Why the operating system, the network or a store refused something, by name. */
export const CAUSES = [
  'not-found', 'no-permission', 'is-folder', 'is-link', 'not-folder', 'not-file', 'too-large', 'not-in-commit',
  'open-files', 'input-output', 'link-loop', 'name-too-long', 'busy', 'read-only', 'disk-full', 'refused',
  'disconnected', 'no-answer', 'unknown-host', 'credentials', 'certificate', 'not-installed', 'outside-root',
  'merge-conflict', 'cut-off', 'changed', 'damaged', 'not-opened', 'no-reader', 'other',
] as const
export type Cause = (typeof CAUSES)[number]

/**
 * The cause that a code stands for: codes of Node.js (`EACCES`), of TLS, of S3 (`NoSuchKey`), of SQLite, the first
 * word of an error of Redis (`WRONGPASS`), and our own (`unmerged`, `TRUNCATED`). `other` for any code not listed here.
 */
export function causeOf(code: string): Cause {
  return Object.hasOwn(CODES, code) ? CODES[code]! : 'other'
}

const CODES: Readonly<Record<string, Cause>> = {
  ENOENT: 'not-found', NoSuchKey: 'not-found', NoSuchBucket: 'not-found', NotFound: 'not-found',
  EACCES: 'no-permission', EPERM: 'no-permission', AccessDenied: 'no-permission', Forbidden: 'no-permission',
  NOPERM: 'no-permission',
  EISDIR: 'is-folder',
  'symbolic-link': 'is-link',
  ENOTDIR: 'not-folder',
  'not-a-file': 'not-file', ENXIO: 'not-file', 'too-large': 'too-large', 'not-in-commit': 'not-in-commit',
  EMFILE: 'open-files', ENFILE: 'open-files',
  EIO: 'input-output',
  ELOOP: 'link-loop',
  ENAMETOOLONG: 'name-too-long',
  EBUSY: 'busy', ETXTBSY: 'busy', SlowDown: 'busy',
  EROFS: 'read-only',
  ENOSPC: 'disk-full', EDQUOT: 'disk-full',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'disconnected', EPIPE: 'disconnected', ERR_STREAM_PREMATURE_CLOSE: 'disconnected',
  ETIMEDOUT: 'no-answer', TimeoutError: 'no-answer', EHOSTUNREACH: 'no-answer', ENETUNREACH: 'no-answer',
  ENOTFOUND: 'unknown-host', EAI_AGAIN: 'unknown-host',
  WRONGPASS: 'credentials', NOAUTH: 'credentials', InvalidAccessKeyId: 'credentials',
  SignatureDoesNotMatch: 'credentials', CredentialsProviderError: 'credentials', ExpiredToken: 'credentials',
  CERT_HAS_EXPIRED: 'certificate', DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate', UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate', ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  ERR_MODULE_NOT_FOUND: 'not-installed',
  OUTSIDE_ROOT: 'outside-root',
  unmerged: 'merge-conflict',
  TRUNCATED: 'cut-off',
  changed: 'changed', 'no-reader': 'no-reader',
  SQLITE_CANTOPEN: 'not-opened', SQLITE_NOTADB: 'damaged', SQLITE_CORRUPT: 'damaged', SQLITE_BUSY: 'busy',
  SQLITE_LOCKED: 'busy', SQLITE_FULL: 'disk-full', SQLITE_READONLY: 'read-only', SQLITE_PERM: 'no-permission',
  SQLITE_IOERR: 'input-output',
}
