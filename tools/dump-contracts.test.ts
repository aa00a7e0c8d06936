import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contractsIn, listContracts, renderRegistry } from './dump-contracts.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'contracts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test('contracts are listed in the order of the modules, shapes and tests left out', () => {
  const folder = folderWith({
    'tills/open-drawer.ts': 'export const openDrawer = operation({',
    'ledger/entries.ts': 'export const entries = query({',
    'ledger/shapes.ts': 'export const entryView = z.object({',
    'ledger/entries.test.ts': 'export const other = query({',
  });
  const listed = listContracts(folder);
  expect(listed).toEqual([
    { module: 'ledger', file: 'entries' },
    { module: 'tills', file: 'open-drawer' },
  ]);
  expect(renderRegistry(listed)).toContain("import { openDrawer as tillsOpenDrawer } from './tills/open-drawer.ts';");
});

test('a contract under another name than its file is refused', () => {
  expect(() => listContracts(folderWith({ 'tills/open-drawer.ts': 'export const open = operation({' }))).toThrow(
    /openDrawer/,
  );
});

test('two contracts in one file are refused', () => {
  const text = 'export const openDrawer = operation({\n});\nexport const drawers = query({\n});';
  expect(contractsIn(text)).toEqual(['openDrawer', 'drawers']);
  expect(() => listContracts(folderWith({ 'tills/open-drawer.ts': text }))).toThrow(/exactly one/);
});
