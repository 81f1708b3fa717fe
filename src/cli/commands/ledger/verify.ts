import { openLedger, verifyLedger, type ChainFault, type Verification } from '../../../bulk/ledger/index.js'
import { fill, type Messages } from '../../../report/messages/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { readKey } from '../../settings/key-files.js'
import type { CommandContext } from '../command.js'

/** `screen ledger verify <file>`: verifies the hash chain; status 1 if it is broken. @throws ScreenError */
export async function ledgerVerify({ operands, options, io, messages }: CommandContext): Promise<ExitStatus> {
  const key = options.key === undefined ? undefined : await readKey(options.key, true)
  const ledger = openLedger(operands[0]!)
  try {
    const expected = { ...(options.head !== undefined && { head: options.head.toLowerCase() }), ...(key && { key }) }
    const verification = verifyLedger(ledger, expected)
    await io.stdout.write(lines(verification, messages).map((line) => `${line}\n`).join(''))
    return verification.faults.length === 0 ? 0 : 1
  } finally {
    ledger.close()
  }
}

function lines({ faults, entries, head, since, sealed }: Verification, messages: Messages): string[] {
  const { ledger } = messages
  return [
    ...faults.map((fault) => sentence(fault, messages)),
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
