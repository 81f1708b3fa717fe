import { defineConfig } from 'vitest/config'

/** Tests that replace modules which other tests load. */
const MOCKING = ['test/bulk/queue/not-installed.test.ts']

export default defineConfig({
  test: {
    globalSetup: ['test/debian-packages.ts'],
    setupFiles: ['test/seed.ts', 'test/remove-temporary-folders.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    coverage: { provider: 'v8', include: ['src/**/*.ts'] },
    projects: [
      // One process runs many files and imports the code once: 0.3 s of CPU time less for each file.
      {
        extends: true,
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: MOCKING, isolate: false },
      },
      { extends: true, test: { name: 'mocking', include: MOCKING } },
    ],
  },
})
