import { accountsForEveryRegion } from './account.js'
import { rtfHosts } from './regions/rtf.js'

accountsForEveryRegion(rtfHosts())
