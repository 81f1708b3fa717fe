import type { Part } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { PartBuilder } from '../parts/part-builder.js'

/** The texts of codes that machines read, in all pictures of a document, each on a line of its own. */
export function codeParts(codes: Iterable<string>, budget: Budget): Part[] {
  const builder = new PartBuilder('code')
  for (const code of codes) if (budget.takeText('', code.length)) builder.block(code).separate('\n')
  return builder.empty ? [] : [builder.build()]
}
