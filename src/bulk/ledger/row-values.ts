/**
 * The SQL of one value that holds several columns of a row, as bytes. A damaged or forged file can have values of any
 * type in any column, and the driver ends the process at text that is not UTF-8. Bytes in a column become hex.
 */
export function valuesOf(columns: readonly string[]): string {
  const values = columns.map((column) => `CASE typeof(${column}) WHEN 'blob' THEN hex(${column}) ELSE ${column} END`)
  return `CAST(json_array(${values.join(', ')}) AS BLOB)`
}

/** The columns in such a value. */
export function readValues(value: unknown): unknown[] {
  return JSON.parse(Buffer.from(value as ArrayBuffer).toString()) as unknown[]
}
