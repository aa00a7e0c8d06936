import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/customers',
    title: { zh: '客户', en: 'Customers' },
    module: 'customers',
    group: 'customers',
    needs: 'customers.customers',
    load: () => import('./pages/customers.tsx'),
  },
];
