import { accountsForEveryRegion } from './account.js'
import { pdfHosts } from './regions/pdf.js'

accountsForEveryRegion(pdfHosts())
