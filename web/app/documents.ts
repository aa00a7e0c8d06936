/** The documents that entries and cases come from, in words, and where each is looked at. */
import type { Text } from '../../shared/text.ts';
import { mayOpen } from '../lib/page.ts';
import { useSession } from '../lib/session.ts';
import { PAGES } from './pages.ts';

const DOCUMENTS: Readonly<Record<string, { readonly title: Text; readonly page?: string }>> = {
  sale: { title: { zh: '售电单', en: 'Sale' }, page: '/sales' },
  'sale-reversal': { title: { zh: '冲正单', en: 'Reversal' } },
  delivery: { title: { zh: '充值记录', en: 'Delivery' } },
  reading: { title: { zh: '抄表记录', en: 'Reading' } },
  'drawer-session': { title: { zh: '钱箱班次', en: 'Drawer session' }, page: '/drawers/sessions' },
  'drawer-count': { title: { zh: '钱箱清点单', en: 'Drawer count' } },
  'pay-in': { title: { zh: '现金收入凭单', en: 'Pay-in voucher' } },
  'pay-out': { title: { zh: '现金支出凭单', en: 'Pay-out voucher' } },
  drop: { title: { zh: '交存凭单', en: 'Drop voucher' } },
  'day-sheet': { title: { zh: '日结单', en: 'Daily slip' } },
  'duty-task': { title: { zh: '职责事项', en: 'Duty' } },
  'repair-request': { title: { zh: '报修单', en: 'Repair request' }, page: '/upkeep/repairs' },
  'ledger-verification': { title: { zh: '账簿核验', en: 'Verification of the books' }, page: '/ledger/verify' },
};

/** A kind nobody has named here is shown as it is written in the books. */
export const documentTitle = (kind: string): Text => DOCUMENTS[kind]?.title ?? { zh: kind, en: kind };

/** The document's own page, where there is one and the acting post may open it. */
export function useDocumentHref(): (kind: string, id: string) => string | undefined {
  const post = useSession()?.post ?? null;
  return (kind, id) => {
    const path = DOCUMENTS[kind]?.page;
    const page = PAGES.find((one) => one.path === path);
    return page !== undefined && mayOpen(page, post) ? `${page.path}?open=${id}` : undefined;
  };
}
