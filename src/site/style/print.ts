/** On paper: black on white, nothing to click, nothing cut in two. */
export const PRINT_STYLE = `
@media print {
  :root { color-scheme: light; --paper: #ffffff; --panel: #ffffff; --ink: #000000; --quiet: #333333; --line: #999999; --edge: #666666; --link: #000000;
    --brand: #ffffff; --onbrand: #000000; --green: #000000; --yellow: #000000; --red: #000000; --grey: #000000; --unknown: #000000;
    --green-soft: #e3f1e7; --yellow-soft: #fdf3da; --red-soft: #fbe3e0; --grey-soft: #eeeeee; --unknown-soft: #e6edf9; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 10.5pt; }
  .top nav, .tools, .skip, .filter, .pages, .crumbs { display: none; }
  .wide { max-width: none; padding: 0; }
  .requirement, .card, .task, tr, .checks li { break-inside: avoid; }
  h1, h2, h3, h4 { break-after: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  .heat { font-size: 7.5pt; border-spacing: 1px; } .heat td { min-width: 0; padding: .1rem; }
  .heat thead th:first-child, .heat tbody th { position: static; }
  .level.decided { border: 1.5px solid #000000; }
}
`;
