"""The style sheets of pages that are printed."""

COMMON = """\
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 190mm; padding: 4mm; color: #111; background: #fff;
  font: 10pt/1.35 "Noto Sans", "DejaVu Sans", "Segoe UI", Arial, sans-serif; }
h1 { font-size: 19pt; line-height: 1.15; margin: 0 0 1mm; }
h2 { font-size: 12pt; margin: 3mm 0 1mm; }
h3 { font-size: 10pt; margin: 1.5mm 0 .5mm; }
p { margin: 0 0 1mm; }
ul, ol { margin: 0 0 1mm; padding-left: 5mm; }
h1, h2, h3 { break-after: avoid; }
p, li { orphans: 2; widows: 2; overflow-wrap: anywhere; }
img.figure { display: block; max-width: 100%; }
img.mirrored { transform: scaleX(-1); }
a { color: #003c8f; }
@media print {
  body { max-width: none; padding: 0; }
}
"""

PLAN = """\
header { overflow: hidden; }
.code { float: right; margin-left: 4mm; text-align: center; max-width: 70mm; }
.code strong { display: block; font: bold 12pt "DejaVu Sans Mono", Consolas, monospace; }
img.qr { width: 27mm; height: 27mm; }
.lead { color: #333; }
.emergency { border: .6mm solid #111; padding: 1mm 2mm; margin: 1mm 0; clear: both; }
.emergency p { margin: 0; }
.exercises { list-style: none; padding: 0; margin: 0; orphans: 1; widows: 1; }
.exercises > li { break-inside: avoid; border-top: .2mm solid #777; padding: 1mm 0; }
.exercises h2 { margin: 0; }
.one .exercises h2, .one .exercises .dose { display: inline-block; margin-right: 4mm; }
.dose { font-weight: bold; }
.exercises img.figure { object-fit: contain; object-position: left top; margin: 1mm 0; }
main { font-size: 8.3pt; line-height: 1.2; }
main h3 { font-size: 8.3pt; margin-top: .5mm; }
.one .row, .one .pair { display: flex; gap: 5mm; }
.one .row img.figure { width: 76mm; height: 26mm; flex: none; }
.one .words, .one .pair > div { flex: 1; }
.two h2, .three h2 { font-size: 10.5pt; }
.two .exercises > li, .three .exercises > li { display: inline-block; vertical-align: top;
  padding-right: 3mm; }
.two .exercises > li { width: 49.5%; }
.two .exercises img.figure { width: 82mm; height: 22mm; }
.three { font-size: 7.8pt; line-height: 1.2; }
.three h3 { font-size: 7.8pt; }
.three .exercises > li { width: 33%; }
.three .exercises img.figure { width: 56mm; height: 15mm; }
table { border-collapse: collapse; width: 100%; break-inside: avoid; }
caption { text-align: left; padding-bottom: 1mm; }
th, td { border: .2mm solid #777; padding: .4mm; text-align: center; font-weight: normal;
  font-size: 8pt; }
td { line-height: 0; padding: .5mm 0; }
th[scope=row] { text-align: left; width: 38mm; }
.box { display: inline-block; width: 2.8mm; height: 2.8mm; border: .3mm solid #111;
  margin: .2mm .1mm; }
.four .box { width: 2mm; height: 2mm; border-width: .2mm; margin: .1mm; }
.rules { display: flex; gap: 5mm; break-inside: avoid; }
.rules section { flex: 1; padding-top: 1.5mm; }
.rules h2 { margin-top: 0; font-size: 10.5pt; }
footer { font-size: 7.2pt; line-height: 1.2; color: #333; border-top: .2mm solid #777;
  margin-top: 1mm; padding-top: .5mm; }
footer p { margin: 0; }
@page { margin: 9mm 12mm; }
"""

GUIDE = """\
body { font-size: 10.5pt; line-height: 1.45; }
h1 { margin-top: 8mm; }
h2 { margin-top: 4mm; }
h2[id] { font-size: 16pt; margin-top: 10mm; break-before: page; }
h3 { font-size: 11.5pt; margin-top: 4mm; }
.never { list-style-type: "✗ "; }
.ask { list-style-type: "? "; }
.emergency { border: .6mm solid #111; padding: 2mm 3mm; margin: 3mm 0; }
.lead { color: #333; }
img.figure { width: 110mm; max-height: 55mm; object-fit: contain; object-position: left; }
nav ul { list-style: none; padding: 0; }
@page { margin: 16mm; @bottom-center { content: counter(page); font-size: 8pt; } }
@media screen {
  h2[id] { border-top: .3mm solid #999; padding-top: 4mm; }
}
"""

PAPERS = {"a4": "@page { size: A4; }\n", "letter": "@page { size: Letter; }\n", "": ""}
"""The rule for each paper; without one, the reader's printer decides."""
