import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/',
    title: { zh: '本岗今日', en: 'My post today' },
    module: 'duties',
    group: 'today',
    needs: 'duties.my-day',
    load: () => import('./pages/my-day.tsx'),
  },
  {
    path: '/duties',
    title: { zh: '职责', en: 'Duties' },
    module: 'duties',
    group: 'house',
    needs: 'duties.duty-register',
    load: () => import('./pages/register.tsx'),
  },
  {
    path: '/duties/rules',
    title: { zh: '制度签阅', en: 'Rules' },
    module: 'duties',
    group: 'house',
    needs: 'duties.rules',
    load: () => import('./pages/rules.tsx'),
  },
];
