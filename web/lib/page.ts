/**
 * How a feature's page is made known. Each feature exports `pages: readonly Page[]` from web/features/<module>/pages.ts
 * and is named once in web/app/pages.ts. The component is loaded when the page is opened, never before.
 */
import type { ComponentType } from 'react';
import type { ModuleName, WhoMay } from '../../shared/contracts/contract.ts';
import type { PostKey } from '../../shared/posts.ts';
import type { Text } from '../../shared/text.ts';
import { allows, mayCallNamed } from './abilities.ts';

/** The menu's groups, in its order. */
export const GROUPS = {
  today: { zh: '今日', en: 'Today' },
  counter: { zh: '柜台', en: 'Counter' },
  workshop: { zh: '车间', en: 'Workshop' },
  customers: { zh: '客户', en: 'Customers' },
  money: { zh: '钱款', en: 'Money' },
  prices: { zh: '价格', en: 'Prices' },
  meters: { zh: '远程表计', en: 'Meters on lines' },
  stock: { zh: '配件物资', en: 'Parts' },
  technical: { zh: '技术', en: 'Technical' },
  reports: { zh: '报表', en: 'Reports' },
  house: { zh: '内务', en: 'House' },
  system: { zh: '系统', en: 'System' },
} as const satisfies Record<string, Text>;

export type GroupKey = keyof typeof GROUPS;

export interface Page {
  /** '/vending/counter'; with parameters as react-router writes them. */
  readonly path: string;
  readonly title: Text;
  readonly module: ModuleName;
  readonly group: GroupKey;
  /**
   * Who may open it: the full name of the contract it stands on ('tills.open-drawer'; the contract says the posts), or
   * the posts themselves where a page stands on several.
   */
  readonly needs: string | readonly [PostKey, ...PostKey[]];
  /** Not in the menu: reached by links only. */
  readonly hidden?: true;
  /** The posts that work with it, where more may look: for the others it is not in the menu, but Ctrl+K finds it. */
  readonly menu?: readonly [PostKey, ...PostKey[]];
  /** Without menu and head, and without sign-in if its contract is public: a wall screen, a customer's page. */
  readonly bare?: true;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

export function mayOpen(page: Pick<Page, 'needs'>, post: PostKey | null): boolean {
  return typeof page.needs === 'string' ? mayCallNamed(page.needs, post) : allows(page.needs as WhoMay, post);
}

type Grouped = readonly (readonly [GroupKey, readonly Page[]])[];

/** Every page the acting post may open by itself, by group; groups without a page do not appear. */
export function pagesOf(pages: readonly Page[], post: PostKey | null): Grouped {
  const open = pages.filter((page) => !page.hidden && !page.bare && mayOpen(page, post));
  return (Object.keys(GROUPS) as GroupKey[])
    .map((group) => [group, open.filter((page) => page.group === group)] as const)
    .filter(([, inGroup]) => inGroup.length > 0);
}

/** Of these, what the post works with. */
export function menuOf(pages: readonly Page[], post: PostKey | null): Grouped {
  return pagesOf(
    pages.filter(({ menu }) => menu === undefined || allows(menu, post)),
    post,
  );
}
