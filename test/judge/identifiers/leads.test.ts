import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinRuns } from '../../../src/judge/identifiers/digit-groups.js'
import { findIdentifiers, leadsIn, type Leads } from '../../../src/judge/identifiers/index.js'
import { surveyText } from '../../../src/match/index.js'
import { IDENTIFIERS, type IdentifierDetector, type IdentifierKind } from '../../../src/model/index.js'
import { bankCard, creditCode, mobile, residentId } from '../../builders/identities.js'

const KEYWORDS = ['坐标', '住址', '军官证', '护照', '社保号', '家庭电话']

function detector(identifier: IdentifierKind): IdentifierDetector {
  return { kind: 'identifier', identifier, keywords: KEYWORDS, listFrom: 3, listSeverity: 'block' }
}

function sorted(text: string): Leads {
  return leadsIn(text, surveyText(text).digitRuns, { mails: mailsIn(text), keys: [] })
}

/** Every search looks at every group. */
function unsorted(text: string): Leads {
  const groups = joinRuns(text, surveyText(text).digitRuns)
  const all = Array.from({ length: groups.length / 2 }, (_, group) => group)
  const words = all.filter((group) => groups[2 * group + 1]! - groups[2 * group]! >= 6)
  const beside = { plates: all, degrees: all, doors: all, masks: all, words, longWords: words, codes: words, octets: all, keys: [] }
  return { text, groups, strings: all, longStrings: all, mails: mailsIn(text), ...beside }
}

function mailsIn(text: string): number[] {
  return [...text.matchAll(/[@＠]/g)].map(({ index }) => index)
}

const pieces = fc.oneof(
  fc.constantFrom(residentId(3), mobile(4), bankCard(5), creditCode(6), '浙A', '京N0B0F0', '120.00001', '30°00′34.5″', '330102********9918', '10.32.1.5', '172.20.3.4', 'J50E001001', '3345678.12', '40512345.67', '50SMJ 12345 67890'),
  fc.constantFrom(...'0123456789９', ...'  \n\t-—.·°度分秒′″号室户號住路第字军*×x@＠X', '\u200b', '\u00ad', 'A', 'z', 'Ａ', '东经', ...KEYWORDS, 'qq.com'),
  fc.stringMatching(/^[0-9]{1,8}$/),
)
const texts = fc.array(pieces, { maxLength: 24 }).map((all) => all.join(''))

describe('digits sorted by what stands beside them', () => {
  it.each(IDENTIFIERS)('lead to all that is found by looking at every group: %s', (kind) => {
    fc.assert(fc.property(texts, fc.boolean(), (text, held) => {
      expect(findIdentifiers(sorted(text), detector(kind), held)).toEqual(findIdentifiers(unsorted(text), detector(kind), held))
    }), { numRuns: 300 })
  })

  it.each(IDENTIFIERS)('without a word of the rule nothing is looked for that a word would have to prove: %s', (kind) => {
    const wordless = texts.filter((text) => !KEYWORDS.some((word) => text.replace(/[\s\u200b\u00ad]/g, '').includes(word)))
    fc.assert(fc.property(wordless, (text) => {
      const asked = findIdentifiers(sorted(text), detector(kind), true)
      expect(findIdentifiers(sorted(text), detector(kind), false)).toEqual(asked.filter(({ state }) => state === 'confirmed' || !LABELLED.has(kind)))
    }), { numRuns: 300 })
  })
})

/** Kinds that are looked for only where a label is. */
const LABELLED: ReadonlySet<IdentifierKind> = new Set(['travel-permit', 'passport', 'landline', 'social-security', 'grid-coordinates', 'map-sheet'])
