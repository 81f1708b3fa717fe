import type { FormMessages } from './form-catalogue.js'

/** What the review form, the monthly table and the records of screenings say in English. */
export const formEn: FormMessages = {
  form: {
    signDrafter: 'Drafter', signOffice: 'Head of the responsible office',
    signReviewer: 'Secrecy reviewer', signLeader: 'Leader in charge',
    note: 'Note: filled in by {tool} {version} from the screening; values are masked. It serves the review and does not ' +
      'take its place: review first, then publish, one form for each document.',
    coverageWhole: 'Everything was examined. ',
    coveragePart: '{gaps} pieces were not examined; a person must look at them. ',
    members: 'It holds {members} documents. ',
    found: '{count} in all: {list}. ',
    categoryCount: '{category} {count}',
    moreFindings: '{count} more are not in this form; the report has them. ',
    moreGaps: '{count} more are not in this form; the report has them. ',
    waived: '{count} more are accepted by waivers. ',
  },
  summary: {
    title: 'Secrecy reviews of government information ({month})', all: 'all', overview: 'Summary',
    documents: 'Documents', count: 'documents',
    total: 'all', findings: 'findings', folder: 'unit (folder)', here: '(working folder)', serial: 'No.',
    number: 'document number',
    at: 'screened', reviewer: 'reviewer', opinion: 'opinion', more: '{count} more documents are not listed.',
  },
  verify: {
    cleared: '{file}: identical with what was screened on {time} and clear.',
    notCleared: '{file}: this version was screened with the verdict “{verdict}”; it is not cleared.',
    partly: '{file}: of this version only changed lines were screened; it is not cleared.',
    unrecorded: '{file}: there is no record of this version.',
    changed: '{file}: not the version that was screened. A file of this name was screened on {time} and has been changed since.',
    damaged: 'remark: {file} is not a record that holds; it was left out.',
    screened: '  screened {time} · operator {operator} · ruleset {digest} · {tool} {version}',
    rulesetChanged: '  remark: the ruleset has changed since (it is {digest} now); screen again.',
    waived: '  remark: {count} findings in it are accepted by waivers.',
  },
}
