import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/reconciliation/slips',
    title: { zh: '日结单', en: 'Daily slips' },
    module: 'reconciliation',
    group: 'money',
    needs: 'reconciliation.slips',
    load: () => import('./pages/slips.tsx'),
  },
  {
    path: '/reconciliation/day',
    title: { zh: '营业日日结', en: 'Day close' },
    module: 'reconciliation',
    group: 'money',
    needs: 'reconciliation.day',
    load: () => import('./pages/day-close.tsx'),
  },
];
