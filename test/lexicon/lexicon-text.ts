/** The YAML of a lexicon with one rule of terms. `head` replaces or adds lines before the rules. */
export function lexiconText(rule: string = TERM_RULE, head: Readonly<Record<string, string>> = {}): string {
  const lines = { ...HEAD, ...head }
  const written = Object.entries(lines).map(([key, value]) => `${key}: ${value}`)
  return `${written.join('\n')}\nrules:\n${rule}`
}

const HEAD = {
  schema: 'secrecy-screen/lexicon/v1',
  id: 'unit.code-names',
  version: '2026.1.0',
  title: '{ zh-CN: 代号, en: Code names }',
  owner: '某单位办公室',
  source: '内部名录',
}

/** Starts on line 8 of the file. */
export const TERM_RULE = ruleText('terms: [雷霆行动, 蓝鲸工程]')

/** The YAML of a rule, with the given lines after its basis. */
export function ruleText(...lines: readonly string[]): string {
  return [
    '  - id: code-name.operation',
    '    title: { zh-CN: 行动代号, en: Name of an operation }',
    '    category: custom',
    '    severity: review',
    '    basis: [保守国家秘密法 第二十二条]',
    ...lines.map((line) => `    ${line}`),
    '    examples:',
    '      must-hit: [雷霆行动正在进行]',
    '      must-miss: [雷霆万钧]',
    '',
  ].join('\n')
}
