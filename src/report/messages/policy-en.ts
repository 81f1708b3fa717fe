import type { PolicyMessages } from './policy-catalogue.js'

/** What is said about the policy in English. */
export const policyEn: PolicyMessages = {
  policy: {
    weakenings: {
      'no-default-lexicons': 'the shipped rules are not used',
      'fail-on': 'only findings of severity {severity} count',
      'allow-incomplete': 'gaps do not change the exit status',
      'rule-disabled': 'the lexicon {lexicon} disables the rule {rule}',
      'severity-lowered': 'the lexicon {lexicon} lowers the rule {rule} to {severity}',
      'terms-removed': 'the lexicon {lexicon} removes terms of the rule {rule} or adds exceptions: {count}',
      'left-lowered': 'kinds of left-behind content with a lower severity: {count}',
      'unkeyed-waivers': 'waivers apply without a key: {count}',
    },
    unused: {
      'no-key': '{kind} {path} is not used: there is no key (--key FILE, or SCREEN_KEY_FILE)',
      'not-named': '{kind} {path} is not used: where CI is set, name what counts (--config, --waivers, --key, --policy)',
    },
    kinds: {
      'configuration': 'configuration', 'lexicon': 'lexicon', 'waivers': 'waivers', 'signing-key': 'signing key',
      'key': 'fingerprint key',
    },
    sources: {
      'shipped': 'shipped', 'command-line': 'command line', 'found': 'found in the working folder or above it',
      'commit': 'commit', 'folder': 'folder named by --policy',
    },
    says: {
      weakened: 'The check is weakened: {list}.',
      files: 'policy: {list}',
      digest: 'policy {digest}',
      file: 'file',
      byDefault: 'default',
      setting: 'setting', value: 'value', source: 'source', kind: 'kind',
      on: 'yes', off: 'no',
    },
  },
}
