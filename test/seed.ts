import fc from 'fast-check'

/**
 * Properties are run over the same cases every time, so that a test run says something about the code alone. To look
 * further: `SEED=random npm test`, or `SEED=12345` to see one again.
 */
const { SEED = '20261126' } = process.env
if (SEED !== 'random') fc.configureGlobal({ seed: Number(SEED) })
