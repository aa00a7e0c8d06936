// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source texts
/** Each house rule on a made-up source that breaks it and on one that keeps it. */
import { expect, test } from 'vitest';
import * as contracts from './contracts.ts';
import * as layers from './layers.ts';
import { againstAllowance } from './limits.ts';
import * as money from './money.ts';
import * as packages from './packages.ts';
import * as shape from './shape.ts';
import { fileOf, type Rule } from './tree.ts';
import * as words from './words.ts';

const manyLines = (count: number): string => 'x();\n'.repeat(count);
const direction: Rule = (files) => layers.moduleDirection(files, ['posts', 'ledger', 'tills', 'vending']);
const arithmetic: Rule = (files) => money.moneyArithmetic(files, {});
const sql: Rule = (files) => money.boundSql(files, {});
const outside = `'${'../'.repeat(3)}elsewhere/register.tsv'`;

const broken: readonly (readonly [string, Rule, string, string])[] = [
  ['a long file', shape.fileLength, 'server/a.ts', manyLines(401)],
  ['a long function', shape.functions, 'server/a.ts', `function f() {\n${manyLines(70)}}`],
  ['a long arrow function', shape.functions, 'server/a.ts', `const f = () => {\n${manyLines(70)}};`],
  ['five arguments', shape.functions, 'server/a.ts', 'const f = (a, b, c, d, e) => a;'],
  ['a manager', shape.fileNames, 'server/drawer-manager.ts', ''],
  ['utils', shape.fileNames, 'web/lib/utils.ts', ''],
  ['a second version', shape.fileNames, 'server/sale-v2.ts', ''],
  ['capitals in a file name', shape.fileNames, 'web/app/Shell.tsx', ''],
  ['an operation without verb', shape.fileNames, 'server/modules/tills/operations/drawer.ts', ''],
  ['export of everything', shape.barrels, 'server/modules/tills/index.ts', "export * from './store.ts';"],
  ['an index outside of a module', shape.barrels, 'web/ui/index.ts', 'export const a = 1;'],
  ['a file that only hands on', shape.barrels, 'web/ui/all.ts', "export { a } from './a.ts';"],
  [
    '21 exports',
    shape.barrels,
    'server/modules/tills/index.ts',
    `export { ${Array.from({ length: 21 }, (_, i) => `a${i}`).join(', ')} } from './store.ts';`,
  ],
  ['an enum', shape.enums, 'shared/a.ts', 'enum State { open }'],
  ['a skipped test', shape.skippedTests, 'server/a.test.ts', `${'test'}.skip('x', () => {});`],
  [
    'rights looked up in a module',
    shape.writtenAgain,
    'server/modules/a/a.ts',
    `const can = ${'may'}Act(contract, actor.post) ? [fullName(contract)] : [];`,
  ],
  [
    'a pause written again',
    shape.writtenAgain,
    'server/a.ts',
    `await new ${'Promise'}((done) => setTimeout(done, 5));`,
  ],
  ['keys of words written again', shape.writtenAgain, 'shared/a.ts', `Object.${'keys'}(titles) as [K, ...K[]];`],
  ['a mark of something open', shape.leftOpen, 'server/a.ts', `// ${'TO'}${'DO'} later`],
  ['an empty text', words.bothLanguages, 'shared/a.ts', "const a = { zh: '', en: '' };"],
  ['shared imports server', layers.topFolders, 'shared/a.ts', "import { b } from '../server/b.ts';"],
  ['shared reads files', layers.topFolders, 'shared/a.ts', "import fs from 'node:fs';"],
  ['web imports server', layers.topFolders, 'web/app/a.ts', "import { b } from '../../server/b.ts';"],
  ['server imports web', layers.topFolders, 'server/a.ts', "import { b } from '../web/b.ts';"],
  [
    'the platform imports a module',
    layers.platformBelow,
    'server/platform/a.ts',
    "import { b } from '../modules/tills/index.ts';",
  ],
  ['a module to the right', direction, 'server/modules/ledger/a.ts', "import { b } from '../tills/index.ts';"],
  ['past the index', direction, 'server/modules/tills/a.ts', "import { b } from '../ledger/store.ts';"],
  ['a contract to the right', direction, 'shared/contracts/ledger/a.ts', "import { b } from '../tills/b.ts';"],
  ['an unknown module', direction, 'server/modules/parking/a.ts', ''],
  ['a rule that waits', layers.pureRules, 'server/modules/tills/rules/a.ts', 'export const f = async (x) => await x;'],
  [
    'a rule that asks the clock',
    layers.pureRules,
    'server/modules/tills/rules/a.ts',
    'export const f = () => Date.now();',
  ],
  ['a rule that asks today', layers.pureRules, 'server/modules/tills/rules/a.ts', 'export const f = () => new Date();'],
  [
    'a rule that imports the store',
    layers.pureRules,
    'server/modules/tills/rules/a.ts',
    "import { b } from '../store.ts';",
  ],
  ['rounding of money', arithmetic, 'server/modules/tills/a.ts', 'const a = Math.round(x);'],
  ['parsing of money', arithmetic, 'web/features/tills/a.ts', 'const a = parseFloat(x);'],
  ['fixing of money', arithmetic, 'web/features/tills/a.tsx', 'const a = x.toFixed(2);'],
  ['division by 100', arithmetic, 'web/features/tills/a.ts', 'const a = x / 100;'],
  ['division of an amount', arithmetic, 'server/modules/vending/a.ts', 'const a = row.amount / people;'],
  ['SQL from a template', sql, 'server/modules/tills/store.ts', 'query(`select * from drawer where id = ${id}`);'],
  ['SQL from a sum', sql, 'server/modules/tills/store.ts', "query('select * from drawer where id = ' + id);"],
  ['raw SQL', sql, 'server/modules/tills/store.ts', 'sql.raw(order);'],
  ['English in zh', words.bothLanguages, 'shared/a.ts', "const a = { zh: 'Open the drawer', en: 'Open the drawer' };"],
  ['Chinese in en', words.bothLanguages, 'shared/a.ts', "const a = { zh: '开箱', en: 'Open 箱' };"],
  ['Chinese punctuation in en', words.bothLanguages, 'shared/a.ts', "const a = { zh: '开箱。', en: 'Open。' };"],
  ['Chinese in a page', words.textsInPages, 'web/features/tills/a.tsx', 'const a = <p>开箱</p>;'],
  ['English in a page', words.textsInPages, 'web/features/tills/a.tsx', 'const a = <p>Open drawer</p>;'],
  [
    'English in an attribute',
    words.textsInPages,
    'web/features/tills/a.tsx',
    'const a = <input placeholder="Room" />;',
  ],
  ['a foreign word', words.onlyTheProduct, 'docs/a.md', `made with ${['zz', 'foreign', 'zz'].join('')}.`],
  ['a path of one machine', words.onlyTheProduct, 'docs/a.md', `see ${['', 'home', 'someone', 'x'].join('/')}`],
  ['a package host', words.onlyTheProduct, 'docs/a.md', `from ${['registry', 'example', 'org'].join('.')}`],
  ['a dead link', words.deadLinks, 'docs/a.md', '[x](no-such-file.md)'],
  ['a path out of the repository', words.staysInside, 'server/a.ts', `read(${outside});`],
  ['a document that points outside', words.staysInside, 'docs/a.md', `see ${outside}`],
  [
    'an unused refusal',
    (files) => contracts.refusalsUsed(files, ['till.closed']),
    'server/a.ts',
    "refuse('till.other');",
  ],
  ['an operation without test', contracts.operationsTested, 'server/modules/tills/operations/open-drawer.ts', 'x();'],
];

test.each(broken)('refused: %s', (_, rule, path, source) => {
  expect(rule([fileOf(path, source)])).not.toEqual([]);
});

const kept: readonly (readonly [string, Rule, string, string])[] = [
  ['a file at the limit', shape.fileLength, 'server/a.ts', manyLines(400)],
  ['a long list of tests', shape.functions, 'server/a.test.ts', `describe('x', () => {\n${manyLines(90)}});`],
  ['an index of a module', shape.barrels, 'server/modules/tills/index.ts', "export { a } from './store.ts';"],
  ['server imports shared', layers.topFolders, 'server/a.ts', "import { b } from '../shared/b.ts';"],
  ['a module to the left', direction, 'server/modules/tills/a.ts', "import { b } from '../ledger/index.ts';"],
  [
    'a pure rule',
    layers.pureRules,
    'server/modules/tills/rules/a.ts',
    "import { add } from '../../../../shared/values/money.ts'; export const f = (x) => add(x, x);",
  ],
  [
    'a rule that refuses',
    layers.pureRules,
    'server/modules/tills/rules/a.ts',
    "import { refuse } from '../../../platform/operations/refuse.ts'; export const f = () => refuse('till.closed');",
  ],
  ['arithmetic of times', arithmetic, 'server/modules/posts/a.ts', 'const a = Math.floor(elapsedMs / 1000);'],
  ['the name of a key', words.textsInPages, 'web/app/a.tsx', 'const a = <kbd>Ctrl+K</kbd>;'],
  ['two words of a call', words.textsInPages, 'web/app/a.tsx', "const a = word('保存', 'Save');"],
  ['milliseconds to seconds', arithmetic, 'server/modules/tills/a.ts', 'const a = elapsedMs / 1000;'],
  ['bound SQL', sql, 'server/modules/tills/store.ts', 'sql`select * from drawer where id = ${id}`;'],
  ['a text in both languages', words.bothLanguages, 'shared/a.ts', "const a = { zh: '开箱', en: 'Open' };"],
  ['a mark that is the same in both', words.bothLanguages, 'shared/a.ts', "const a = { zh: 'kWh', en: 'kWh' };"],
  [
    'a page that speaks from texts',
    words.textsInPages,
    'web/features/tills/a.tsx',
    "const t = { zh: '开箱', en: 'Open' }; const a = <p className=\"wide\">{say(t)}</p>;",
  ],
  ['a word of the product', words.onlyTheProduct, 'docs/a.md', 'the drawer is counted promptly'],
  [
    'a used refusal',
    (files) => contracts.refusalsUsed(files, ['till.closed']),
    'server/a.ts',
    "refuse('till.closed');",
  ],
];

test.each(kept)('allowed: %s', (_, rule, path, source) => {
  expect(rule([fileOf(path, source)])).toEqual([]);
});

test('an operation named in a scenario is tried', () => {
  const operation = fileOf('server/modules/tills/operations/open-drawer.ts', 'x();');
  const scenario = fileOf('test/scenarios/day.test.ts', "await clerk.do('tills.open-drawer');");
  expect(contracts.operationsTested([operation, scenario])).toEqual([]);
});

test('an allowance that is too wide is asked to sink', () => {
  const found = new Map([['a.ts', ['a.ts:1']]]);
  expect(againstAllowance(found, { 'a.ts': 1 }, 'x')).toEqual([]);
  expect(againstAllowance(found, {}, 'x')).toEqual(['a.ts:1']);
  expect(againstAllowance(found, { 'a.ts': 2 }, 'x')).toEqual(['a.ts: lower x in test/tidy/limits.json from 2 to 1']);
});

test('refusal texts are complete', () => {
  const good = { zh: '钱箱未开', en: 'The drawer is closed' };
  expect(contracts.refusalTexts({ 'till.closed': { text: good, next: good } })).toEqual([]);
  expect(contracts.refusalTexts({ 'till.closed': { text: good, next: { zh: '', en: '' } } })).toHaveLength(1);
  expect(contracts.refusalTexts({ Closed: { text: { zh: 'closed', en: 'closed' }, next: good } })).toHaveLength(2);
});

test('packages: pins, number, hosts, licences', () => {
  expect(packages.exactPins({ dependencies: { a: '^1.0.0', b: '1.2.3' } })).toHaveLength(1);
  const many = Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`package-${index}`, '1.0.0']));
  expect(packages.fewDependencies({ dependencies: many })).toHaveLength(1);
  expect(
    packages.fewDependencies({ optionalDependencies: { 'x-linux-x64': '1.0.0', 'x-linux-arm64': '1.0.0' } }),
  ).toEqual([]);
  expect(packages.lockWithoutHosts({ 'node_modules/a': { resolved: 'https://example.org/a.tgz' } })).toHaveLength(1);
  const parent = { optionalDependencies: { 'a-linux': '1.0.0' } };
  expect(packages.lockComplete({ 'node_modules/a': parent })).toHaveLength(1);
  expect(packages.lockComplete({ 'node_modules/a': parent, 'node_modules/a-linux': {} })).toEqual([]);
  expect(packages.lockComplete({ 'node_modules/a': parent, 'node_modules/a/node_modules/a-linux': {} })).toEqual([]);
  expect(['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND OFL-1.1'].every(packages.licenceAllowed)).toBe(true);
  expect(['GPL-3.0-only', 'MIT AND GPL-3.0-only', ''].some(packages.licenceAllowed)).toBe(false);
});

test('the order of the modules is read from the page', () => {
  expect(layers.moduleOrder('text\n`posts → duties → cases`\n')).toEqual(['posts', 'duties', 'cases']);
  expect(() => layers.moduleOrder('no such line')).toThrow(/ARCHITECTURE/);
});
