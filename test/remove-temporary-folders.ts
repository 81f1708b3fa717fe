import { afterAll } from 'vitest'
import { removeTemporaryFolders } from './temporary-folder.js'

// A setup file runs for each test file, also where one process runs many of them.
afterAll(removeTemporaryFolders)
