import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/devices/check',
    title: { zh: '开工检查与收工', en: 'Before and after work' },
    module: 'devices',
    group: 'today',
    needs: 'devices.check-devices',
    load: () => import('./pages/check.tsx'),
  },
  {
    path: '/devices',
    title: { zh: '终端与设备', en: 'Terminals and devices' },
    module: 'devices',
    group: 'technical',
    needs: ['vending-technician', 'system-administrator', 'vending-supervisor', 'auditor'],
    load: () => import('./pages/terminals.tsx'),
  },
  {
    path: '/devices/checks',
    title: { zh: '开工检查记录', en: 'Checks before work' },
    module: 'devices',
    group: 'technical',
    needs: ['vending-technician', 'system-administrator', 'vending-supervisor', 'auditor'],
    hidden: true,
    load: () => import('./pages/checks.tsx'),
  },
  {
    path: '/devices/programs',
    title: { zh: '程序名单', en: 'List of programs' },
    module: 'devices',
    group: 'technical',
    needs: 'devices.programs',
    hidden: true,
    load: () => import('./pages/programs.tsx'),
  },
  {
    path: '/counter-ticket',
    title: { zh: '柜台终端', en: 'Counter' },
    module: 'devices',
    group: 'system',
    needs: 'devices.enter-counter',
    hidden: true,
    bare: true,
    load: () => import('./pages/counter-ticket.tsx'),
  },
];
