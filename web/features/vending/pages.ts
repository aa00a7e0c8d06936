import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/counter',
    title: { zh: '售电台', en: 'Counter' },
    module: 'vending',
    group: 'counter',
    needs: 'vending.sell-credit',
    load: () => import('./pages/counter.tsx'),
  },
  {
    path: '/sales',
    title: { zh: '售电明细', en: 'Sales' },
    module: 'vending',
    group: 'counter',
    needs: 'vending.sales',
    load: () => import('./pages/sales.tsx'),
  },
  {
    path: '/sales/undelivered',
    title: { zh: '已收款未到账', en: 'Paid, not delivered' },
    module: 'vending',
    group: 'counter',
    needs: 'vending.undelivered-sales',
    load: () => import('./pages/undelivered.tsx'),
  },
  {
    path: '/sales/reversals',
    title: { zh: '冲正单', en: 'Reversals' },
    module: 'vending',
    group: 'counter',
    needs: 'vending.reversals',
    load: () => import('./pages/reversals.tsx'),
  },
  {
    path: '/sales/limits',
    title: { zh: '购买限额', en: 'Limits of a sale' },
    module: 'vending',
    group: 'prices',
    needs: 'vending.set-sale-limits',
    load: () => import('./pages/sale-limits.tsx'),
  },
  {
    path: '/verify',
    title: { zh: '凭证核验', en: 'Verify a slip' },
    module: 'vending',
    group: 'counter',
    needs: 'vending.verify-slip',
    bare: true,
    load: () => import('./pages/verify.tsx'),
  },
];
