import { expect, it } from 'vitest'
import * as library from '../src/index.js'

it('the library exports these names and no others', () => {
  expect(Object.keys(library).sort()).toEqual([
    'CATEGORIES', 'DISCLOSURES', 'DISPOSITIONS', 'DOCUMENT_FORMATS', 'GAP_REASONS', 'IDENTIFIERS', 'LAYERS', 'LAYOUT_FORMS', 'LEFT_KINDS', 'LEFT_PROFILES', 'LEVELS', 'LIMITS', 'OCR_MODES', 'PART_KINDS',
    'REASON_CODES', 'REGIONS', 'REMARK_CODES', 'SEVERITIES', 'STANCES', 'ScreenError', 'VERDICTS', 'VISIBILITIES', 'WEAKENING_CODES',
    'createMatcher', 'createPool', 'createScreener', 'loadWaivers', 'matcherFromBytes', 'readDocument', 'screenPaths',
  ])
})
