import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/cards',
    title: { zh: '卡务台', en: 'Card desk' },
    module: 'cards',
    group: 'counter',
    needs: 'cards.read-card',
    load: () => import('./pages/desk.tsx'),
  },
  {
    path: '/cards/all',
    title: { zh: '购电卡', en: 'Cards' },
    module: 'cards',
    group: 'counter',
    needs: 'cards.cards',
    menu: ['cashier', 'vending-supervisor', 'vending-technician', 'funds-administrator', 'auditor'],
    load: () => import('./pages/cards.tsx'),
  },
  {
    path: '/cards/stock',
    title: { zh: '空白卡库存', en: 'Blank cards' },
    module: 'cards',
    group: 'technical',
    needs: 'cards.card-stock',
    menu: ['vending-technician', 'vending-supervisor', 'funds-administrator', 'auditor'],
    load: () => import('./pages/stock.tsx'),
  },
  {
    path: '/cards/blacklist',
    title: { zh: '卡黑名单', en: 'Blacklist of cards' },
    module: 'cards',
    group: 'technical',
    needs: 'cards.blacklist',
    menu: ['vending-supervisor', 'vending-technician', 'auditor'],
    load: () => import('./pages/blacklist.tsx'),
  },
  {
    path: '/cards/terms',
    title: { zh: '卡押金与工本费', en: 'Card deposit and fee' },
    module: 'cards',
    group: 'prices',
    needs: 'cards.set-card-terms',
    load: () => import('./pages/terms.tsx'),
  },
];
