import { accountsForEveryRegion } from './account.js'
import { packageHosts } from './regions/packages.js'

accountsForEveryRegion(packageHosts())
