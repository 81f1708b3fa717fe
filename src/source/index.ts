export { readFileSource, type FileBytes } from './files/read-file.js'
export type { LineRange } from './git/changed-lines.js'
export { gitChange, gitCommit, gitRoot, type GitChange } from './git/git-change.js'
export { gitTree } from './git/git-tree.js'
export { listGitSources, type GitRequest } from './git/list-git-sources.js'
export { git, type GitRepository } from './git/run-git.js'
export { countSources, listSources, type SourcesOptions } from './list-sources.js'
export { readStream, type ByteStream, type ReadStreamOptions } from './read-stream.js'
export { isS3Installed } from './s3/client.js'
export { createS3Reader } from './s3/fetch-object.js'
export { isS3Path } from './s3/list-objects.js'
export {
  gapSource, type BytesSource, type FileSource, type GapSource, type S3Source, type Source,
} from './source.js'
