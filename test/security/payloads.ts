/** What an attacker types: texts for pages, spreadsheets and templates, and texts for SQL. */

/** Any of these that runs leaves a mark on the page: `window.sealBroken`. */
const MARK = 'window.sealBroken=1';

export const MARKUP: readonly string[] = [
  `<script>${MARK}</script>`,
  `"><script>${MARK}</script>`,
  `'><script>${MARK}</script>`,
  `</title><script>${MARK}</script>`,
  `</textarea><script>${MARK}</script>`,
  `<img src=x onerror="${MARK}">`,
  `"><img src=x onerror=${MARK}>`,
  `<svg onload="${MARK}">`,
  `<svg><script>${MARK}</script></svg>`,
  `<body onload="${MARK}">`,
  `<iframe src="javascript:${MARK}"></iframe>`,
  `<a href="javascript:${MARK}">x</a>`,
  `javascript:${MARK}`,
  `<details open ontoggle="${MARK}">`,
  `<input autofocus onfocus="${MARK}">`,
  `<video><source onerror="${MARK}"></video>`,
  `<math><mtext></mtext><script>${MARK}</script></math>`,
  `<style>*{background:url(https://evil.example/x)}</style>`,
  `<link rel=stylesheet href=https://evil.example/x.css>`,
  `<base href=https://evil.example/>`,
  `<meta http-equiv=refresh content="0;url=https://evil.example">`,
  `<object data="data:text/html,<script>${MARK}</script>"></object>`,
  `<scr<script>ipt>${MARK}</scr</script>ipt>`,
  `%3Cscript%3E${MARK}%3C/script%3E`,
];

/** What a spreadsheet would compute, the full-width signs too. */
export const FORMULAS: readonly string[] = [
  '=1+1',
  '=cmd|"/c calc"!A1',
  '=HYPERLINK("https://evil.example","x")',
  '@SUM(1+1)',
  '+1+cmd|"/c calc"!A1',
  '-1+cmd|"/c calc"!A1',
  '＝1+1',
  '＋1+A1',
  '\t=1+1',
  ' =1+1',
];

export const TEMPLATES: readonly string[] = [
  '{{7*191}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that a template would read it is the point
  '${7*191}',
  '#{7*191}',
  '<%= 7*191 %>',
  '{{constructor.constructor("return 7*191")()}}',
  '\u001b@\u001bp\u0000\u0019\u0019',
];

/** Forty, for every drawing. */
export const TEXTS: readonly string[] = [...MARKUP, ...FORMULAS, ...TEMPLATES];

/** Thirty, for every parameter. */
export const SQL: readonly string[] = [
  "'",
  "''",
  '"',
  '\\',
  "\\'",
  '`',
  ';',
  '--',
  '/*',
  "' or '1'='1",
  "' or 1=1 --",
  '" or "1"="1',
  "') or ('1'='1",
  '1 or 1=1',
  "1'; drop table sale; --",
  "'; delete from sale; --",
  "'; update tariff_version set spec = null; --",
  "' union select null --",
  "' union select password_hash from credential --",
  '1 union select 1, 2, 3',
  "'; select pg_sleep(30); --",
  "' || (select pg_sleep(30)) || '",
  '1; select pg_sleep(30)',
  "' and 1=(select 1 from pg_sleep(30)) --",
  '%',
  '_',
  '\u0000',
  "' and extractvalue(1, 2) --",
  '$1',
  "'||current_user||'",
];
