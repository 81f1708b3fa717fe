import { accountsForEveryRegion } from './account.js'
import { packedHosts } from './regions/packed.js'

accountsForEveryRegion(packedHosts())
