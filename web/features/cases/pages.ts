import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/cases',
    title: { zh: '差错与异常', en: 'Cases and incidents' },
    module: 'cases',
    group: 'today',
    needs: 'cases.cases',
    load: () => import('./pages/cases.tsx'),
  },
  {
    path: '/cases/report',
    title: { zh: '上报异常', en: 'Report an incident' },
    module: 'cases',
    group: 'today',
    needs: 'cases.report-incident',
    load: () => import('./pages/report.tsx'),
  },
  {
    path: '/cases/incidents',
    title: { zh: '异常看板', en: 'Incident board' },
    module: 'cases',
    group: 'technical',
    needs: 'cases.cases',
    menu: [
      'vending-technician',
      'vending-supervisor',
      'service-manager',
      'system-administrator',
      'campus-director',
      'centre-leader',
      'general-manager',
      'auditor',
    ],
    load: () => import('./pages/incidents.tsx'),
  },
];
