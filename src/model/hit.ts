/**
 * The occurrences of patterns in one text: flat triples (pattern, start, end), sorted by start, then end, then
 * pattern. Offsets are UTF-16 code units of the text as given; `end` is exclusive.
 */
export type Hits = Uint32Array
