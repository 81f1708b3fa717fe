import { openLedger, verifyLedger, type Ledger } from '../../../bulk/ledger/index.js'
import { fill, type Messages } from '../../../report/messages/index.js'
import { shownPath } from '../../../report/text/index.js'
import type { Io } from '../../io.js'

/**
 * Opens a ledger for a report of what it says, and says on stderr when its chain is broken: the report is made all the
 * same. @throws ScreenError `usage`
 */
export async function openToRead(file: string, io: Io, messages: Messages): Promise<Ledger> {
  const ledger = openLedger(file)
  try {
    if (verifyLedger(ledger).faults.length > 0) {
      await io.stderr.write(`${fill(messages.ledger.brokenChain, { file: shownPath(file) })}\n`)
    }
    return ledger
  } catch (error) {
    ledger.close()
    throw error
  }
}
