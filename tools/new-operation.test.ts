import { expect, test } from 'vitest';
import { fileOf } from '../test/tidy/tree.ts';
import { contractsIn } from './dump-contracts.ts';
import { newOperation, whyNot } from './new-operation.ts';

test.each([
  [undefined, undefined, 'usage'],
  ['parking', 'open-gate', 'no module parking'],
  ['tills', 'drawer', 'not verb-noun'],
  ['tills', 'Open-Drawer', 'not verb-noun'],
  ['tills', 'open-drawer', null],
])('%s %s → %s', (module, name, expected) => {
  const why = whyNot(module, name);
  if (expected === null) expect(why).toBeNull();
  else expect(why).toContain(expected);
});

test('three files that parse, the contract under its name', () => {
  const files = newOperation('tills', 'open-drawer');
  expect(files.map((file) => file.path)).toEqual([
    'shared/contracts/tills/open-drawer.ts',
    'server/modules/tills/operations/open-drawer.ts',
    'server/modules/tills/operations/open-drawer.test.ts',
  ]);
  for (const file of files) expect(fileOf(file.path, file.text).program).not.toBeNull();
  expect(contractsIn(files[0]?.text ?? '')).toEqual(['openDrawer']);
});
