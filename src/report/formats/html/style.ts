/** The style of the HTML report: system fonts, readable in black and white, A4 when printed. */
export const STYLE = `
:root { --block: #b3171e; --review: #8a5a00; --incomplete: #6b3fa0; --clear: #1b6e3c; --note: #1d5f8a; --gap: #6b3fa0;
  --waived: #4c5661; --ink: #1c2127; --quiet: #5a6470; --line: #d9dee4; --paper: #fff; --ground: #f3f5f7;
    --excerpt: #f6f7f9;
  --holed: #f7f3fc; --marked: #ffe58a; --faint: #9aa3ad; --field: #b5bdc6; --on-grade: #fff; }
@media screen and (prefers-color-scheme: dark) {
  :root { --block: #ff8a8f; --review: #f0b85a; --incomplete: #c4a3f0; --clear: #7ccf9b; --note: #86c1ea;
    --gap: #c4a3f0; --waived: #a9b4c0;
    --ink: #e6eaee; --quiet: #a3aeb9; --line: #38414b; --paper: #1d2329; --ground: #12161a; --excerpt: #252c33;
      --holed: #2a2438;
    --marked: #6b5410; --faint: #6d7782; --field: #56616c; --on-grade: #12161a; }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.6;
  font: 15px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif; }
header, main, footer { max-width: 960px; margin: 0 auto; padding: 0 24px; }
header { --grade: var(--ink); padding: 28px 24px 20px; margin-top: 24px; background: var(--paper);
  border-top: 8px solid var(--grade);
  border-radius: 4px; }
.block { --grade: var(--block); } .review { --grade: var(--review); } .incomplete { --grade: var(--incomplete); }
.clear { --grade: var(--clear); } .note { --grade: var(--note); } .gap { --grade: var(--gap); }
.waived, .suppressed { --grade: var(--waived); }
.kind { margin: 0; color: var(--quiet); letter-spacing: .1em; }
h1 { margin: 4px 0 0; font-size: 34px; line-height: 1.3; color: var(--grade); }
.meaning { margin: 2px 0 16px; font-size: 17px; }
.counts { display: flex; flex-wrap: wrap; gap: 8px 28px; margin: 0; padding: 12px 0 0;
  border-top: 1px solid var(--line); list-style: none; }
.count { --count: var(--ink); }
.counts .block, .counts .review, .counts .incomplete, .counts .clear { --count: var(--grade); }
.count b { font-size: 20px; color: var(--count); font-variant-numeric: tabular-nums; }
.count.none, .count.none b { color: var(--faint); }
main { padding: 0; }
main > section, .filters { background: var(--paper); margin: 16px 0; padding: 16px 24px; border-radius: 4px; }
h2 { margin: 0 0 6px; font-size: 18px; line-height: 1.4; }
h3 { margin: 0 0 8px; font-size: 15px; color: var(--grade); }
h4 { margin: 0; font-size: 15px; }
p { margin: 0 0 4px; }
.coverage { border-left: 6px solid var(--clear); }
.coverage.part { border-color: var(--incomplete); background: var(--holed); }
.coverage.part p { font-weight: 600; color: var(--incomplete); }
.advice ul { margin: 0; padding-left: 1.3em; }
.filters { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 18px; position: sticky; top: 0;
  border-bottom: 1px solid var(--line); z-index: 1; }
.filters label { color: var(--grade); cursor: pointer; white-space: nowrap; }
.filters label span { color: var(--quiet); font-variant-numeric: tabular-nums; }
.filters input[type=search] { flex: 1 1 200px; padding: 5px 9px; font: inherit; border: 1px solid var(--field);
  color: inherit; background: var(--paper); border-radius: 4px; }
.document > h2 { display: flex; gap: 10px; align-items: baseline; }
.document .badge { flex: none; padding: 1px 9px; font-size: 14px; color: var(--on-grade); background: var(--grade);
  border-radius: 3px; }
.path { overflow-wrap: anywhere; }
.facts { color: var(--quiet); font-size: 13px; overflow-wrap: anywhere; }
code { font: 12px/1.5 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.group { margin-top: 14px; padding-left: 14px; border-left: 4px solid var(--grade); }
.left { margin-top: 14px; }
.left details { margin-top: 10px; }
.left summary { cursor: pointer; }
.group.gap { padding: 10px 14px; background: var(--holed); }
.group.gap ul { margin: 0; padding-left: 1.2em; overflow-wrap: anywhere; }
article { padding: 8px 0 10px; border-top: 1px solid var(--line); break-inside: avoid; }
h3 + article { border-top: 0; padding-top: 0; }
.excerpt { margin: 4px 0; padding: 5px 10px; background: var(--excerpt); overflow-wrap: anywhere; }
mark { padding: 0 3px; color: inherit; background: var(--marked); font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1px 12px; margin: 0; font-size: 14px; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
.number { display: inline-block; min-width: 1.5em; padding: 0 4px; text-align: center; font-size: 12px;
  font-weight: 600; line-height: 1.5;
  color: var(--on-grade); background: var(--grade); border-radius: 9px; text-decoration: none; }
.filters select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--field);
  border-radius: 4px; padding: 3px; }
.preview { margin-top: 14px; border-top: 1px solid var(--line); padding-top: 8px; }
.preview summary { cursor: pointer; color: var(--quiet); }
.paper, figure { margin: 10px auto; max-width: 800px; color: #1c2127; background: #fff;
  border: 1px solid var(--line); }
.paper { padding: 24px 32px; overflow-x: auto; font-family: FangSong, STFangsong, "Noto Serif CJK SC", SimSun, serif;
  overflow-wrap: anywhere; }
.paper p { margin: 0 0 8px; }
.paper h1, .paper h2, .paper h3, .paper h4, .paper h5, .paper h6 { margin: 12px 0 8px; font-size: 1.15em;
  color: inherit; }
.paper h1 { font-size: 1.35em; } .paper h2 { display: block; }
.paper table { border-collapse: collapse; margin: 8px 0; }
.paper td, .paper th { padding: 3px 8px; border: 1px solid #a9b2bc; text-align: left; }
.paper mark { background: none; border-bottom: 3px solid var(--mark); } .paper .block { --mark: #b3171e; }
.paper .review { --mark: #d08700; }
.paper .note { --mark: #1d5f8a; } .paper mark.block { background: #ffd9da; }
.paper mark.review { background: #ffe9b8; } .paper mark.note { background: #d9ecfa; }
.paper sup { font: 600 10px sans-serif; }
mark:target, g:target rect { outline: 3px solid #1d5f8a; }
figure svg { display: block; width: 100%; height: auto; }
figure rect { fill: #d0870026; stroke: #d08700; stroke-width: 1.2; }
figure .block rect { fill: #b3171e1f; stroke: #b3171e; } figure .note rect { fill: #1d5f8a1f; stroke: #1d5f8a; }
figure text { font: 600 9px sans-serif; fill: #b3171e; }
figcaption { padding: 4px 10px; font-size: 13px; color: #5a6470; border-top: 1px solid #d9dee4; }
.nothing, .empty { padding: 24px; text-align: center; color: var(--quiet); }
footer { padding: 4px 24px 32px; color: var(--quiet); font-size: 13px; overflow-wrap: anywhere; }
.revealed { color: var(--block); font-weight: 600; }
@media screen and (max-width: 640px) {
  header, main > section, .filters, footer { padding-left: 14px; padding-right: 14px; } .filters { position: static; }
  .paper { padding: 14px; }
}
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { background: none; font-size: 10.5pt; }
  header, main, footer { max-width: none; margin: 0; padding-left: 0; padding-right: 0; }
  main > section { padding: 8px 0; margin: 6px 0; border-bottom: 1px solid var(--line); }
  .coverage { padding-left: 10px; }
  .filters { display: none; }
  h2, h3, h4 { break-after: avoid; }
  .paper, figure { border-color: #999; } figure { max-width: 120mm; break-inside: avoid; }
  .badge, .number, mark, .group, .gap, .excerpt { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`
