import type { Page } from '../../lib/page.ts';

export const pages: readonly Page[] = [
  {
    path: '/ledger/trial-balance',
    title: { zh: '科目余额表', en: 'Trial balance' },
    module: 'ledger',
    group: 'money',
    needs: 'ledger.trial-balance',
    load: () => import('./pages/trial-balance.tsx'),
  },
  {
    path: '/ledger/account',
    title: { zh: '明细账', en: 'Ledger of an account' },
    module: 'ledger',
    group: 'money',
    needs: 'ledger.account-lines',
    hidden: true,
    load: () => import('./pages/account.tsx'),
  },
  {
    path: '/ledger/periods',
    title: { zh: '会计期间与月结', en: 'Periods and closing' },
    module: 'ledger',
    group: 'money',
    needs: 'ledger.periods',
    load: () => import('./pages/periods.tsx'),
  },
  {
    path: '/ledger/verify',
    title: { zh: '账簿核验', en: 'Verify the books' },
    module: 'ledger',
    group: 'money',
    needs: 'ledger.verifications',
    load: () => import('./pages/verify.tsx'),
  },
];
