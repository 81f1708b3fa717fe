import { accountsForEveryRegion } from './account.js'
import { mailHosts } from './regions/mail.js'

accountsForEveryRegion(mailHosts())
