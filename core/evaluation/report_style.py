"""The looks of a report, light or dark as the reader's system is. The colours' names are those of `drawing.COLOURS`."""

STYLE = """
:root { color-scheme: light dark;
  --paper: #ffffff; --ground: #f5f6f9; --ink: #1f2430; --faint: #667085; --grid: #e3e6ec;
  --first: #2563c9; --second: #c2570c; --third: #0f7b5f; --fourth: #8a3ffc;
  --right: #2563c9; --wrong: #d0412b; --note: #fff6e0; --note-edge: #d99a1b; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #1b1e26; --ground: #12141a; --ink: #e8eaf0; --faint: #9aa3b5; --grid: #343946;
  --first: #7cabff; --second: #ffa35c; --third: #4fd1a8; --fourth: #bf9bff;
  --right: #7cabff; --wrong: #ff7b66; --note: #332a14; --note-edge: #d9a53b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.5;
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 19px; margin: 0 0 4px; }
p { margin: 0 0 12px; max-width: 75ch; }
.faint, figcaption, caption { color: var(--faint); }
nav { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 16px 0 24px; }
a { color: var(--first); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
section { background: var(--paper); border: 1px solid var(--grid); border-radius: 12px; padding: 20px 22px;
  margin: 0 0 20px; }
.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(165px, 1fr)); gap: 12px; margin: 0 0 20px; }
.key div { background: var(--paper); border: 1px solid var(--grid); border-radius: 12px; padding: 14px 18px; }
.key b { display: block; font-size: 30px; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
.key span { display: block; color: var(--faint); font-size: 13px; }
.note { border-left: 4px solid var(--note-edge); background: var(--note); padding: 10px 16px; border-radius: 6px;
  margin: 0 0 14px; max-width: none; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
.charts { display: flex; flex-wrap: wrap; gap: 12px 28px; }
.charts svg { max-width: 100%; height: auto; }
svg text { font-family: inherit; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; min-width: 50%; }
th, td { text-align: right; padding: 5px 12px; border-bottom: 1px solid var(--grid); white-space: nowrap; }
th { color: var(--faint); font-weight: 600; font-size: 13px; }
thead th { position: sticky; top: 0; background: var(--paper); }
.text { text-align: left; }
th:first-child, td:first-child { padding-left: 0; }
.beside { flex: 1 1 380px; min-width: 0; }
.tall { max-height: 640px; overflow: auto; }
.bar { display: inline-block; width: 90px; height: 8px; border-radius: 4px; background: var(--grid);
  vertical-align: middle; margin-left: 10px; overflow: hidden; }
.bar i { display: block; height: 100%; background: var(--first); }
.photos { display: grid; grid-template-columns: repeat(auto-fill, minmax(330px, 1fr)); gap: 18px; }
.photo { border: 1px solid var(--grid); border-radius: 10px; padding: 12px; display: flex; flex-direction: column; }
.photo .path { margin-top: auto; padding-top: 8px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
.pair figure { margin: 0; }
.pair img { display: block; width: 100%; height: 150px; object-fit: contain; background: var(--ground);
  border-radius: 6px; }
.pair figcaption { font-size: 13px; margin-top: 6px; overflow-wrap: anywhere; }
.pair figcaption b { color: var(--ink); display: block; }
.path { font-size: 12px; color: var(--faint); margin: 0; overflow-wrap: anywhere; }
footer { color: var(--faint); font-size: 13px; }
@media print { body { background: none; } section, .key div { break-inside: avoid; } .tall { max-height: none; } }
"""
