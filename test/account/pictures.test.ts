import { accountsForEveryRegion } from './account.js'
import { pictureHosts } from './regions/pictures.js'

accountsForEveryRegion(pictureHosts())
