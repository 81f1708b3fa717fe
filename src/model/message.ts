/** Values for the `{names}` of a sentence. */
export type MessageArgs = Readonly<Record<string, string | number>>

/** The `{names}` in a sentence, as a union: `'{a} of {b}'` gives `'a' | 'b'`. */
export type Placeholders<Sentence extends string> =
  Sentence extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never

/** The values a sentence needs: one for each of its `{names}`. */
export type ArgsOf<Sentence extends string> = { readonly [Name in Placeholders<Sentence>]: string | number }

/** Replaces the `{names}` of a sentence by their values; a name without a value becomes `?`. */
export function fill(sentence: string, values: MessageArgs = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : '?'))
}

/** The names of the values in a sentence, in order. */
export function placeholders(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
}
