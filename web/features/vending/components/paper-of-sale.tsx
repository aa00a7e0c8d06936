/** Of a sale that was entered from paper: its number, when and why it was written by hand, and its case. */
import type { ReactNode } from 'react';
import type { Column } from '../../../../shared/contracts/contract.ts';
import { paperSlips } from '../../../../shared/contracts/vending/paper-slips.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Details } from '../../../ui/detail-drawer.tsx';

const TITLE: Text = { zh: '纸质票补录', en: 'Entered from paper' };

const SHOWS: readonly Column[] = [
  { key: 'number', title: { zh: '票号', en: 'Paper number' }, as: 'code' },
  { key: 'writtenAt', title: { zh: '票面时间', en: 'Written' }, as: 'instant' },
  { key: 'paperQuantityMilli', title: { zh: '票面数量', en: 'Quantity on the paper' }, as: 'quantity' },
  { key: 'reason', title: { zh: '停机情况', en: 'Outage' } },
  { key: 'incidentNumber', title: { zh: '异常', en: 'Incident' }, as: 'code' },
  { key: 'samePrice', title: { zh: '票面时价格同现价', en: 'Same price then' }, as: 'yes-no' },
  { key: 'caseNumber', title: { zh: '案件', en: 'Case' }, as: 'code' },
];

export function PaperOfSale({ saleId }: { saleId: string }): ReactNode {
  const say = useSay();
  const may = mayCallNamed('vending.paper-slips', useSession()?.post ?? null);
  const [paper] = useAsk(paperSlips, { saleId }, { enabled: may }).data?.rows ?? [];
  if (paper === undefined) return null;
  return (
    <section className="sale-part">
      <h3>{say(TITLE)}</h3>
      <Details record={paper} shows={SHOWS} />
    </section>
  );
}
