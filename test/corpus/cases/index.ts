import type { Case } from '../case.js'
import { containerCases } from './containers.js'
import { coverageCases } from './coverage.js'
import { identifierCases } from './identifiers.js'
import { internalCases } from './internals.js'
import { legacyCases } from './legacy.js'
import { markCases } from './marks.js'
import { matterCases } from './matters.js'
import { packageCases } from './packages.js'
import { pageCases } from './pages.js'
import { personalCases } from './personal.js'
import { placeCases } from './places.js'
import { sectorCases } from './sectors.js'
import { statementCases } from './statements.js'
import { trapCases } from './traps.js'
import { wordCases } from './words.js'

/** All labelled documents; `npm run corpus` writes the folders of corpus/ from them. */
export const cases: readonly Case[] = [
  ...markCases, ...placeCases, ...pageCases, ...wordCases, ...personalCases, ...trapCases, ...coverageCases, ...containerCases, ...legacyCases,
  ...identifierCases, ...sectorCases, ...internalCases, ...packageCases, ...matterCases,
  ...statementCases,
]
