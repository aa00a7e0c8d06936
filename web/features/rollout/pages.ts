import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/prices/rollout',
    title: { zh: '价格下发', en: 'Price roll-out' },
    module: 'rollout',
    group: 'prices',
    needs: 'rollout.rollouts',
    load: () => import('./pages/rollouts.tsx'),
  },
];
