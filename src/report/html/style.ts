/** The style of the HTML report: system fonts, readable in black and white, A4 when printed. No picture, no font file. */
export const STYLE = `
:root { --block: #b3171e; --review: #8a5a00; --incomplete: #6b3fa0; --clear: #1b6e3c; --note: #1d5f8a; --gap: #6b3fa0;
  --waived: #4c5661; --suppressed: #4c5661; --ink: #1c2127; --quiet: #5a6470; --line: #d9dee4; --paper: #fff; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: #f3f5f7; color: var(--ink); line-height: 1.6;
  font: 15px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif; }
header, main, footer { max-width: 960px; margin: 0 auto; padding: 0 24px; }
header { --grade: var(--ink); padding: 28px 24px 20px; margin-top: 24px; background: var(--paper); border-top: 8px solid var(--grade);
  border-radius: 4px; }
.block { --grade: var(--block); } .review { --grade: var(--review); } .incomplete { --grade: var(--incomplete); }
.clear { --grade: var(--clear); } .note { --grade: var(--note); } .gap { --grade: var(--gap); }
.waived, .suppressed { --grade: var(--waived); }
.kind { margin: 0; color: var(--quiet); letter-spacing: .1em; }
h1 { margin: 4px 0 0; font-size: 34px; line-height: 1.3; color: var(--grade); }
.meaning { margin: 2px 0 16px; font-size: 17px; }
.counts { display: flex; flex-wrap: wrap; gap: 8px 28px; margin: 0; padding: 12px 0 0; border-top: 1px solid var(--line); list-style: none; }
.count { --count: var(--ink); } .counts .block, .counts .review, .counts .incomplete, .counts .clear { --count: var(--grade); }
.count b { font-size: 20px; color: var(--count); font-variant-numeric: tabular-nums; }
.count.none, .count.none b { color: #9aa3ad; }
main { padding: 0; }
main > section, .filters { background: var(--paper); margin: 16px 0; padding: 16px 24px; border-radius: 4px; }
h2 { margin: 0 0 6px; font-size: 18px; line-height: 1.4; }
h3 { margin: 0 0 8px; font-size: 15px; color: var(--grade); }
h4 { margin: 0; font-size: 15px; }
p { margin: 0 0 4px; }
.coverage { border-left: 6px solid var(--clear); }
.coverage.part { border-color: var(--incomplete); background: #f7f3fc; }
.coverage.part p { font-weight: 600; color: var(--incomplete); }
.advice ul { margin: 0; padding-left: 1.3em; }
.filters { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 18px; position: sticky; top: 0; border-bottom: 1px solid var(--line); z-index: 1; }
.filters label { color: var(--grade); cursor: pointer; white-space: nowrap; }
.filters label span { color: var(--quiet); font-variant-numeric: tabular-nums; }
.filters input[type=search] { flex: 1 1 200px; padding: 5px 9px; font: inherit; border: 1px solid #b5bdc6; border-radius: 4px; }
.document > h2 { display: flex; gap: 10px; align-items: baseline; }
.document .badge { flex: none; padding: 1px 9px; font-size: 14px; color: #fff; background: var(--grade); border-radius: 3px; }
.path { overflow-wrap: anywhere; }
.facts { color: var(--quiet); font-size: 13px; overflow-wrap: anywhere; }
code { font: 12px/1.5 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.group { margin-top: 14px; padding-left: 14px; border-left: 4px solid var(--grade); }
.group.gap { padding: 10px 14px; background: #f7f3fc; }
.group.gap ul { margin: 0; padding-left: 1.2em; overflow-wrap: anywhere; }
article { padding: 8px 0 10px; border-top: 1px solid var(--line); break-inside: avoid; }
h3 + article { border-top: 0; padding-top: 0; }
.excerpt { margin: 4px 0; padding: 5px 10px; background: #f6f7f9; overflow-wrap: anywhere; }
mark { padding: 0 3px; color: inherit; background: #ffe58a; font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1px 12px; margin: 0; font-size: 14px; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
.nothing, .empty { padding: 24px; text-align: center; color: var(--quiet); }
footer { padding: 4px 24px 32px; color: var(--quiet); font-size: 13px; overflow-wrap: anywhere; }
.revealed { color: var(--block); font-weight: 600; }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { background: none; font-size: 10.5pt; }
  header, main, footer { max-width: none; margin: 0; padding-left: 0; padding-right: 0; }
  main > section { padding: 8px 0; margin: 6px 0; border-bottom: 1px solid var(--line); }
  .coverage { padding-left: 10px; }
  .filters { display: none; }
  h2, h3, h4 { break-after: avoid; }
  .badge, mark, .group, .gap, .excerpt { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`
