import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinRuns } from '../../../src/judge/identifiers/digit-groups.js'
import { findIdentifiers, indexIdentifiers, type IdentifierIndex } from '../../../src/judge/identifiers/index.js'
import { surveyText } from '../../../src/match/index.js'
import { IDENTIFIERS, type IdentifierDetector, type IdentifierKind } from '../../../src/model/index.js'
import { bankCard, creditCode, mobile, residentId } from '../../builders/identities.js'
import { runToEnd } from '../run-to-end.js'

const KEYWORDS = ['坐标', '住址', '军官证', '护照', '社保号', '家庭电话']

function detector(identifier: IdentifierKind): IdentifierDetector {
  return { kind: 'identifier', identifier, keywords: KEYWORDS, listFrom: 3, listSeverity: 'block' }
}

function indexed(text: string): IdentifierIndex {
  return indexIdentifiers(text, surveyText(text).digitRuns, { mails: mailsIn(text), keys: [] })
}

/** An index with every group in every list. */
function exhaustive(text: string): IdentifierIndex {
  const groups = joinRuns(text, surveyText(text).digitRuns)
  const all = Array.from({ length: groups.length / 2 }, (_, group) => group)
  const long = all.filter((group) => groups[2 * group + 1]! - groups[2 * group]! >= 6)
  return {
    text, groups, strings: all, longStrings: all, sixDigits: long, twelveDigits: long, codes: long, plates: all, degrees: all,
    doors: all, masks: all, networks: all, mails: mailsIn(text), keys: [],
  }
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

describe('the identifier index', () => {
  it.each(IDENTIFIERS)('loses nothing that a search of every group finds: %s', (kind) => {
    fc.assert(fc.property(texts, fc.boolean(), (text, hasKeyword) => {
      const found = runToEnd(findIdentifiers(indexed(text), detector(kind), hasKeyword))
      expect(found).toEqual(runToEnd(findIdentifiers(exhaustive(text), detector(kind), hasKeyword)))
    }), { numRuns: 300 })
  })

  it.each(IDENTIFIERS)('in a text without keywords changes only what a keyword must confirm: %s', (kind) => {
    const withoutKeywords = texts.filter((text) => !KEYWORDS.some((word) => text.replace(/[\s\u200b\u00ad]/g, '').includes(word)))
    fc.assert(fc.property(withoutKeywords, (text) => {
      const found = runToEnd(findIdentifiers(indexed(text), detector(kind), true))
      const expected = found.filter(({ state }) => state === 'confirmed' || !NEEDS_KEYWORD.has(kind))
      expect(runToEnd(findIdentifiers(indexed(text), detector(kind), false))).toEqual(expected)
    }), { numRuns: 300 })
  })
})

/** Kinds that are searched for only in parts with a keyword. */
const NEEDS_KEYWORD: ReadonlySet<IdentifierKind> = new Set(['travel-permit', 'passport', 'landline', 'social-security', 'grid-coordinates', 'map-sheet'])
