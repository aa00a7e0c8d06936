import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/network-meters',
    title: { zh: '网络表', en: 'Network meters' },
    module: 'network',
    group: 'meters',
    needs: 'network.network-meters',
    menu: ['vending-technician', 'vending-supervisor', 'auditor'],
    load: () => import('./pages/network-meters.tsx'),
  },
  {
    path: '/lines',
    title: { zh: '线路', en: 'Lines' },
    module: 'network',
    group: 'meters',
    needs: 'network.lines',
    menu: ['vending-technician', 'vending-supervisor', 'auditor'],
    load: () => import('./pages/lines.tsx'),
  },
  {
    path: '/line-events',
    title: { zh: '线路与表计事件', en: 'Events of lines and meters' },
    module: 'network',
    group: 'meters',
    needs: 'network.line-events',
    hidden: true,
    load: () => import('./pages/line-events.tsx'),
  },
  {
    path: '/recharges',
    title: { zh: '网络充值', en: 'Recharges over lines' },
    module: 'network',
    group: 'counter',
    needs: 'network.recharges',
    menu: ['vending-supervisor', 'vending-technician', 'funds-administrator', 'auditor'],
    load: () => import('./pages/recharges.tsx'),
  },
  {
    path: '/emergency-supply',
    title: { zh: '应急供电', en: 'Emergency supply' },
    module: 'network',
    group: 'counter',
    needs: 'network.supplies',
    menu: ['vending-clerk', 'vending-supervisor', 'vending-technician', 'auditor'],
    load: () => import('./pages/emergency-supply.tsx'),
  },
];
