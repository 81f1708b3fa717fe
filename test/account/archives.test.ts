import { accountsForEveryRegion } from './account.js'
import { archiveHosts } from './regions/archives.js'

accountsForEveryRegion(await archiveHosts())
