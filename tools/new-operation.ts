/**
 * `npm run new-operation -- tills open-drawer` makes the contract, the operation and its test, empty and in the
 * house's shape. Nothing that exists is overwritten. The test fails until it is written: an operation without its
 * happy, refused and forbidden case is not done.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MODULE_NAMES } from '../shared/contracts/contract.ts';
import { camelCase } from './dump-contracts.ts';

const root = join(import.meta.dirname, '..');

export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** What is wrong with the words given, or null. */
export function whyNot(module: string | undefined, name: string | undefined): string | null {
  if (module === undefined || name === undefined) return 'usage: npm run new-operation -- <module> <verb-noun>';
  if (!MODULE_NAMES.some((known) => known === module))
    return `no module ${module}; there are ${MODULE_NAMES.join(', ')}`;
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(name)) return `${name} is not verb-noun in kebab-case, as in open-drawer`;
  return null;
}

const contractText = (
  module: string,
  name: string,
): string => `/** TODO purpose: what this changes, and what stays true. */
import { z } from 'zod';
import { operation } from '../contract.ts';

export const ${camelCase(name)} = operation({
  module: '${module}',
  name: '${name}',
  title: { zh: '', en: '' },
  help: { zh: '', en: '' },
  posts: ['general-manager'],
  input: z.strictObject({}),
  output: z.strictObject({}),
  refusals: [],
  proves: [],
});
`;

const operationText = (
  module: string,
  name: string,
): string => `/** TODO the story, top to bottom: what is fetched, what is decided (in rules/), what is written. */
import { ${camelCase(name)} } from '../../../../shared/contracts/${module}/${name}.ts';
import { implement } from '../../../platform/operations/implement.ts';

export const ${camelCase(name)}Operation = implement(${camelCase(name)}, {
  run: async (_tx, _actor, _clock, _input) => {
    return {};
  },
});
`;

const testText = (module: string, name: string): string => `import { expect, test } from 'vitest';

test('${module}.${name}: happy, the ledger effect compared as text', () => {
  expect.unreachable('write this case');
});

test('${module}.${name}: refused, nothing is changed', () => {
  expect.unreachable('write this case');
});

test('${module}.${name}: forbidden for every other post', () => {
  expect.unreachable('write this case');
});
`;

export function newOperation(module: string, name: string): NewFile[] {
  return [
    { path: `shared/contracts/${module}/${name}.ts`, text: contractText(module, name) },
    { path: `server/modules/${module}/operations/${name}.ts`, text: operationText(module, name) },
    { path: `server/modules/${module}/operations/${name}.test.ts`, text: testText(module, name) },
  ];
}

if (import.meta.main) {
  const [module, name] = process.argv.slice(2);
  const wrong = whyNot(module, name);
  const files = wrong === null ? newOperation(module ?? '', name ?? '') : [];
  const taken = files.filter((file) => existsSync(join(root, file.path)));
  if (wrong !== null || taken.length > 0) {
    console.error(wrong ?? `already there: ${taken.map((file) => file.path).join(', ')}`);
    process.exitCode = 1;
  } else {
    for (const file of files) {
      mkdirSync(dirname(join(root, file.path)), { recursive: true });
      writeFileSync(join(root, file.path), file.text);
      console.log(`made ${file.path}`);
    }
    console.log(
      'next: titles in both languages, posts, input and output; node tools/dump-contracts.ts; the rule with its',
    );
    console.log(
      `table; the SQL in store.ts; the operation into the list of server/modules/${module}; its three tests; CHANGELOG.md`,
    );
  }
}
