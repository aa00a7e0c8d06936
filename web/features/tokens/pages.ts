import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/token-meters',
    title: { zh: '充值码表', en: 'Token meters' },
    module: 'tokens',
    group: 'technical',
    needs: 'tokens.token-meters',
    load: () => import('./pages/token-meters.tsx'),
  },
  {
    path: '/tokens',
    title: { zh: '充值码', en: 'Tokens' },
    module: 'tokens',
    group: 'technical',
    needs: 'tokens.tokens',
    load: () => import('./pages/tokens.tsx'),
  },
];
