import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/prices',
    title: { zh: '价目表', en: 'Price book' },
    module: 'prices',
    group: 'prices',
    needs: 'prices.tariffs',
    load: () => import('./pages/price-book.tsx'),
  },
  {
    path: '/prices/proposals',
    title: { zh: '价格报批', en: 'Price proposals' },
    module: 'prices',
    group: 'prices',
    needs: 'prices.tariff-proposals',
    load: () => import('./pages/proposals.tsx'),
  },
  {
    path: '/prices/propose',
    title: { zh: '提出价格', en: 'Propose a price' },
    module: 'prices',
    group: 'prices',
    needs: 'prices.propose-tariff',
    load: () => import('./pages/propose.tsx'),
  },
];
