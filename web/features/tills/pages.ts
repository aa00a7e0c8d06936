import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/drawer',
    title: { zh: '我的钱箱', en: 'My drawer' },
    module: 'tills',
    group: 'counter',
    needs: 'tills.open-drawer',
    load: () => import('./pages/my-drawer.tsx'),
  },
  {
    path: '/cash-window',
    title: { zh: '收费窗口', en: 'Cash window' },
    module: 'tills',
    group: 'counter',
    needs: ['cashier'],
    load: () => import('./pages/cash-window.tsx'),
  },
  {
    path: '/drawers',
    title: { zh: '钱箱管理', en: 'Drawers' },
    module: 'tills',
    group: 'money',
    needs: ['vending-supervisor', 'funds-administrator', 'finance', 'auditor'],
    load: () => import('./pages/drawers.tsx'),
  },
  {
    path: '/drawers/sessions',
    title: { zh: '班次', en: 'Drawer sessions' },
    module: 'tills',
    group: 'money',
    needs: 'tills.drawer-sessions',
    load: () => import('./pages/drawer-sessions.tsx'),
  },
  {
    path: '/cash-journal',
    title: { zh: '现金日记账', en: 'Cash journal' },
    module: 'tills',
    group: 'money',
    needs: 'tills.cash-journal',
    load: () => import('./pages/cash-journal.tsx'),
  },
];
