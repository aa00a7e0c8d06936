/** The small pure parts of web/lib. */
import { describe, expect, test } from 'vitest';
import { allows } from './abilities.ts';
import { asText, standsRight } from './format.tsx';
import { chooseKey, type Hotkey, nameOf } from './keyboard.ts';
import { topicsOf } from './live.ts';
import { menuOf, type Page, pagesOf } from './page.ts';
import { preferencesFrom } from './preferences.ts';
import { fill, sayIn } from './say.ts';

const settings = { language: 'zh', timeZone: 'Asia/Shanghai' } as const;

describe('cells', () => {
  test.each([
    ['money', 123456, {}, '1,234.56'],
    ['money', -5, {}, '-0.05'],
    ['quantity', 1234567, { commodity: 'electricity' }, '1,234.56 kWh'],
    ['quantity', 2000, { commodity: 'water' }, '2.00 m³'],
    ['price', 4883, {}, '0.4883'],
    ['instant', '2026-03-14T16:05:00.000Z', {}, '2026-03-15 00:05'],
    ['date', '2026-03-14', {}, '2026-03-14'],
    ['post', 'cashier', {}, '收费员'],
    ['yes-no', false, {}, '否'],
    ['text', { zh: '水', en: 'Water' }, {}, '水'],
    ['person', { personId: 'x', name: '甲' }, {}, '甲'],
    ['text', ['a', 'b'], {}, 'a、b'],
    ['text', null, {}, ''],
    ['money', 0.5, {}, '0.5'],
    ['instant', 'soon', {}, 'soon'],
  ] as const)('%s %j', (as, value, row, shown) => {
    expect(asText(as, value, settings, row)).toBe(shown);
  });

  test('figures stand right, words left', () => {
    expect(standsRight('money', 1)).toBe(true);
    expect(standsRight('text', 7)).toBe(true);
    expect(standsRight('text', '7')).toBe(false);
  });
});

describe('texts', () => {
  test('facts are filled in, a missing one stays visible', () => {
    expect(fill('等候 {seconds} 秒，{who}', { seconds: 3 })).toBe('等候 3 秒，{who}');
    expect(sayIn('en')({ zh: '甲 {n}', en: 'A {n}' }, { n: 1 })).toBe('A 1');
  });
});

describe('keys', () => {
  const event = { key: 'k', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  test('names', () => {
    expect(nameOf({ ...event, ctrlKey: true })).toBe('Ctrl+K');
    expect(nameOf({ ...event, metaKey: true })).toBe('Ctrl+K');
    expect(nameOf({ ...event, key: 'F6', shiftKey: true })).toBe('Shift+F6');
  });

  test('a key acts only in its legal state; the screen opened last comes first', () => {
    const key = (active: boolean, zh: string): Hotkey => ({
      keys: 'F9',
      says: { zh, en: zh },
      active,
      act: () => undefined,
    });
    expect(chooseKey([key(false, '过账')], 'F9')).toBeUndefined();
    expect(chooseKey([key(true, '页'), key(true, '窗')], 'F9')?.says.zh).toBe('窗');
    expect(chooseKey([key(true, '页'), key(false, '窗')], 'F9')?.says.zh).toBe('页');
    expect(chooseKey([key(true, '页')], 'F8')).toBeUndefined();
  });
});

describe('who may', () => {
  test('unknown is forbidden', () => {
    expect(allows(undefined, 'cashier')).toBe(false);
    expect(allows(['cashier'], null)).toBe(false);
    expect(allows('signed-in', null)).toBe(false);
    expect(allows('public', null)).toBe(true);
    expect(allows(['cashier'], 'cashier')).toBe(true);
    expect(allows(['cashier'], 'auditor')).toBe(false);
  });

  test('the menu has only the own pages, in the order of the groups', () => {
    const page = (path: string, group: Page['group'], extra: Partial<Page> = {}): Page => ({
      path,
      group,
      title: { zh: path, en: path },
      module: 'tills',
      needs: ['cashier'],
      load: async () => ({ default: () => null }),
      ...extra,
    });
    const pages = [
      page('/money', 'money'),
      page('/counter', 'counter'),
      page('/hidden', 'counter', { hidden: true }),
      page('/foreign', 'counter', { needs: ['auditor'] }),
      page('/unknown', 'counter', { needs: 'tills.no-such-act' }),
      page('/looked-at', 'counter', { menu: ['auditor'] }),
      page('/worked-with', 'money', { menu: ['cashier'] }),
    ];
    const paths = menuOf(pages, 'cashier').map(([group, own]) => [group, ...own.map(({ path }) => path)]);
    expect(paths).toEqual([
      ['counter', '/counter'],
      ['money', '/money', '/worked-with'],
    ]);
    const found = pagesOf(pages, 'cashier').flatMap(([, own]) => own.map(({ path }) => path));
    expect(found).toEqual(['/counter', '/looked-at', '/money', '/worked-with']);
  });
});

describe('what comes from outside', () => {
  test('live notices', () => {
    expect(topicsOf('{"topics":["tills","ledger"]}')).toEqual(['tills', 'ledger']);
    expect(topicsOf('{"topics":[1,"tills"]}')).toEqual(['tills']);
    expect(topicsOf('nonsense')).toEqual([]);
    expect(topicsOf('null')).toEqual([]);
  });

  test('stored preferences', () => {
    expect(preferencesFrom('{"language":"en","largeFont":true,"theme":"dark"}')).toEqual({
      language: 'en',
      largeFont: true,
      theme: 'dark',
      slipPaper: 'thermal-80',
    });
    expect(preferencesFrom('{"slipPaper":"A4"}')).toMatchObject({ slipPaper: 'A4' });
    const defaults = { language: 'zh', largeFont: false, theme: 'system', slipPaper: 'thermal-80' };
    for (const stored of [null, '{', '3', '{"language":"xx","theme":7,"slipPaper":"A3"}']) {
      expect(preferencesFrom(stored)).toEqual(defaults);
    }
  });
});
