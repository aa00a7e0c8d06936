/** The documents entries come from, in words, and where each is looked at. */
import type { Text } from '../../../shared/text.ts';
import { PAGES } from '../../app/pages.ts';

const DOCUMENTS: Readonly<Record<string, { readonly title: Text; readonly page?: string }>> = {
  sale: { title: { zh: '售电单', en: 'Sale' }, page: '/vending/sales' },
  delivery: { title: { zh: '充值记录', en: 'Delivery' } },
  reversal: { title: { zh: '冲正单', en: 'Reversal' } },
  refund: { title: { zh: '退款单', en: 'Refund' } },
  reading: { title: { zh: '抄表记录', en: 'Reading' } },
  'drawer-session': { title: { zh: '钱箱班次', en: 'Drawer session' }, page: '/tills/sessions' },
  'drawer-count': { title: { zh: '钱箱清点单', en: 'Drawer count' } },
  'cash-voucher': { title: { zh: '现金收付凭单', en: 'Cash voucher' } },
  'day-sheet': { title: { zh: '日结单', en: 'Daily slip' } },
};

/** A kind nobody has named here is shown as it is written in the books. */
export const documentTitle = (kind: string): Text => DOCUMENTS[kind]?.title ?? { zh: kind, en: kind };

/** Only where such a page exists. */
export function documentHref(kind: string, id: string): string | undefined {
  const page = DOCUMENTS[kind]?.page;
  return page !== undefined && PAGES.some(({ path }) => path === page) ? `${page}?open=${id}` : undefined;
}
