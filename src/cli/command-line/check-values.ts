import { ScreenError } from '../../model/index.js'
import { parseFlags, type OptionSpec } from './options.js'
import type { RawOptions } from './raw-options.js'

/** Checks choices and numbers against the table of options. @throws ScreenError `usage` */
export function checkValues(options: RawOptions, specs: readonly OptionSpec[]): void {
  for (const { choices, max, ...spec } of specs) {
    const option = parseFlags(spec).long
    const value = options[propertyName(option) as keyof RawOptions]
    const texts = [value].flat().filter((one) => typeof one === 'string')
    const wrong = choices && texts.find((one) => !choices.includes(one))
    if (choices && wrong !== undefined) {
      throw new ScreenError('bad-choice', { option, value: wrong, choices: choices.join(', ') })
    }
    if (typeof value === 'string' && max !== undefined && !isNumberUpTo(max, value)) {
      throw new ScreenError('bad-number', { option, value, most: max })
    }
  }
}

/** The name commander stores a flag under: `--fail-on` becomes `failOn`. */
function propertyName(flag: string): string {
  return flag.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function isNumberUpTo(max: number, text: string): boolean {
  return /^[1-9]\d{0,5}$/.test(text) && Number(text) <= max
}
