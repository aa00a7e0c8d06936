/** All pages of the product, feature by feature, in the order of the menu within each group. One line each. */
import { pages as cardsPages } from '../features/cards/pages.ts';
import { pages as casesPages } from '../features/cases/pages.ts';
import { pages as collectionPages } from '../features/collection/pages.ts';
import { pages as controlPages } from '../features/control/pages.ts';
import { pages as customersPages } from '../features/customers/pages.ts';
import { pages as devicesPages } from '../features/devices/pages.ts';
import { pages as dutiesPages } from '../features/duties/pages.ts';
import { pages as ledgerPages } from '../features/ledger/pages.ts';
import { pages as meteringPages } from '../features/metering/pages.ts';
import { pages as networkPages } from '../features/network/pages.ts';
import { pages as postsPages } from '../features/posts/pages.ts';
import { pages as pricesPages } from '../features/prices/pages.ts';
import { pages as reconciliationPages } from '../features/reconciliation/pages.ts';
import { pages as rolloutPages } from '../features/rollout/pages.ts';
import { pages as tillsPages } from '../features/tills/pages.ts';
import { pages as tokensPages } from '../features/tokens/pages.ts';
import { pages as upkeepPages } from '../features/upkeep/pages.ts';
import { pages as vendingPages } from '../features/vending/pages.ts';
import type { Page } from '../lib/page.ts';

export const PAGES: readonly Page[] = [
  ...dutiesPages,
  ...vendingPages,
  ...cardsPages,
  ...tillsPages,
  ...devicesPages,
  ...casesPages,
  ...upkeepPages,
  ...meteringPages,
  ...networkPages,
  ...collectionPages,
  ...controlPages,
  ...customersPages,
  ...tokensPages,
  ...pricesPages,
  ...rolloutPages,
  ...ledgerPages,
  ...reconciliationPages,
  ...postsPages,
];
