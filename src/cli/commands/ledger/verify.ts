import { openLedger, verifyLedger, type ChainFault, type Verification } from '../../../bulk/ledger/index.js'
import { fill, type Messages } from '../../../report/index.js'
import type { CommandRun } from '../command.js'
import type { ExitStatus } from '../../exit-status.js'
import { readKey } from '../../settings/settings.js'

/** `screen ledger verify <file>`: follows the chain; status 1 when it does not hold. @throws ScreenError */
export async function ledgerVerify({ operands, given, io, say }: CommandRun): Promise<ExitStatus> {
  const key = given.key === undefined ? undefined : await readKey(given.key, true)
  const ledger = openLedger(operands[0]!)
  try {
    const against = { ...(given.head !== undefined && { head: given.head.toLowerCase() }), ...(key && { key }) }
    const found = verifyLedger(ledger, against)
    await io.stdout.write(lines(found, say).map((line) => `${line}\n`).join(''))
    return found.faults.length === 0 ? 0 : 1
  } finally {
    ledger.close()
  }
}

function lines({ faults, entries, head, since, sealed }: Verification, say: Messages): string[] {
  const { ledger } = say
  return [
    ...faults.map((fault) => sentence(fault, say)),
    faults.length === 0 ? fill(ledger.sound, { entries, head }) : fill(ledger.unsound, { count: faults.length }),
    ...(since === undefined ? [] : [fill(ledger.since, { count: since })]),
    ...(sealed === undefined ? [] : [sealed > 0 ? fill(ledger.sealed, { entry: sealed }) : ledger.notSealed]),
  ]
}

function sentence(fault: ChainFault, { ledger }: Messages): string {
  switch (fault.kind) {
    case 'head': return ledger.cutOff
    case 'file': return fill(ledger.damaged, { detail: fault.detail })
    default: return fill(ledger[fault.kind], { entry: fault.entry })
  }
}
