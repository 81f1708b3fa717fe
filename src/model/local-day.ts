/** The local day of a time, `YYYY-MM-DD`. Default: today. */
export function localDay(time = new Date()): string {
  return [time.getFullYear(), time.getMonth() + 1, time.getDate()].map((n) => String(n).padStart(2, '0')).join('-')
}
