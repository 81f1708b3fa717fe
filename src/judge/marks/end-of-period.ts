/** The last day of a secrecy period that starts on the day of issue (制发日, 保守国家秘密法实施条例 (2024) art. 19). */
export function endOfPeriod(issued: string, years: number): string {
  const [year, month, day] = issued.split('-').map(Number) as [number, number, number]
  const months = Math.round(years * 12)
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  const extraDays = months < 1 ? Math.round(years * 365) : 0
  return iso(new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay) + extraDays)))
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10)
}
