import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/token-meters',
    title: { zh: '充值码表', en: 'Token meters' },
    module: 'tokens',
    group: 'meters',
    needs: 'tokens.token-meters',
    menu: ['vending-technician', 'vending-supervisor', 'auditor'],
    load: () => import('./pages/token-meters.tsx'),
  },
  {
    path: '/tokens',
    title: { zh: '充值码', en: 'Tokens' },
    module: 'tokens',
    group: 'meters',
    needs: 'tokens.tokens',
    menu: ['vending-technician', 'vending-supervisor', 'auditor'],
    load: () => import('./pages/tokens.tsx'),
  },
];
