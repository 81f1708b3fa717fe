import { accountsForEveryRegion } from './account.js'
import { compoundHosts } from './regions/compound.js'

accountsForEveryRegion(compoundHosts())
