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
  {
    path: '/reconciliation/remittances',
    title: { zh: '缴款', en: 'Remittances' },
    module: 'reconciliation',
    group: 'money',
    needs: 'reconciliation.remittances',
    load: () => import('./pages/remittances.tsx'),
  },
  {
    path: '/reconciliation/weeks',
    title: { zh: '周报', en: 'Weekly bundles' },
    module: 'reconciliation',
    group: 'money',
    needs: 'reconciliation.bundles',
    load: () => import('./pages/weeks.tsx'),
  },
  {
    path: '/reconciliation/months',
    title: { zh: '月对账', en: 'Monthly statements' },
    module: 'reconciliation',
    group: 'money',
    needs: 'reconciliation.statements',
    load: () => import('./pages/months.tsx'),
  },
];
