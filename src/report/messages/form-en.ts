import type { FormMessages } from './form-catalogue.js'

/** The review form, the monthly table and `screen verify` in English. */
export const formEn: FormMessages = {
  form: {
    signDrafter: 'Drafter', signOffice: 'Head of the responsible office',
    signReviewer: 'Secrecy reviewer', signLeader: 'Leader in charge',
    note: 'Note: filled in by {tool} {version} from the screening; values are masked. It supports the review and does not ' +
      'replace it: review first, then publish, with one form per document.',
    coverageWhole: 'Everything was examined. ',
    coveragePart: '{gaps} pieces were not examined; a person must check them. ',
    members: 'It contains {members} documents. ',
    found: '{count} in all: {list}. ',
    categoryCount: '{category} {count}',
    moreFindings: '{count} more are only in the report. ',
    moreGaps: '{count} more are only in the report. ',
    waived: '{count} more are accepted by waivers. ',
  },
  summary: {
    title: 'Secrecy reviews of government information ({month})', all: 'all', overview: 'Summary',
    documents: 'Documents', count: 'documents',
    total: 'all', findings: 'findings', folder: 'unit (folder)', here: '(working folder)', serial: 'No.',
    heading: 'title', number: 'document number', signers: 'signed off by', issued: 'date of issue',
    disclosure: 'disclosure attribute',
    at: 'screened', reviewer: 'reviewer', opinion: 'opinion', more: '{count} more documents are not listed.',
  },
  verify: {
    cleared: '{file}: cleared. Identical to the file that was screened as clear on {time}.',
    notCleared: '{file}: not cleared. This version was screened with the verdict “{verdict}”.',
    partly: '{file}: not cleared. Only changed lines of this version were screened.',
    weaker: '{file}: not cleared. It was screened as clear on {time}, with a weaker policy than required.',
    unsealed: '{file}: not cleared. The record of {time} has no valid seal.',
    weakerRules: '  weaker: a required lexicon is missing or older, or rules are turned off or lowered; screen again.',
    weakerThreshold: '  weaker: findings of fewer severities counted (--fail-on); screen again.',
    unkeyedWaivers: '  weaker: waivers that no key protects accept findings; screen again with --key.',
    sealValid: '  The record is sealed with this key.',
    sealUnchecked: '  The record is sealed; without --key the seal was not checked.',
    sealNone: '  The record is not sealed: whoever can write the folder can have written it.',
    brokenChain: 'warning: {count} lines of the chain of records in {file} do not hold: records were changed or removed.',
    unrecorded: '{file}: no record of this version.',
    changed: '{file}: not the version that was screened. A file of this name was screened on {time} and has changed since.',
    damaged: 'warning: {file} is not a valid record and was ignored.',
    screened: '  screened {time} · operator {operator} · ruleset {digest} · {tool} {version}',
    rulesetChanged: '  warning: the ruleset has changed since (now {digest}); screen again.',
    waived: '  note: {count} of its findings are accepted by waivers.',
  },
}
