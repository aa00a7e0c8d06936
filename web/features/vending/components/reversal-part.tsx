/** The reversal of a sale: who asked and why, who decided, and what is to be done about it now. */
import type { ReactNode } from 'react';
import { type Column, fullName } from '../../../../shared/contracts/contract.ts';
import { approveReversal } from '../../../../shared/contracts/vending/approve-reversal.ts';
import { payBack } from '../../../../shared/contracts/vending/pay-back.ts';
import { refuseReversal } from '../../../../shared/contracts/vending/refuse-reversal.ts';
import type { Text } from '../../../../shared/text.ts';
import type { SaleView } from '../../../../shared/vending/view.ts';
import { useSay } from '../../../lib/say.ts';
import { Details } from '../../../ui/detail-drawer.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { REVERSAL_STATES_SHOWN } from '../words.ts';
import { PayBackForm } from './pay-back-form.tsx';

const TITLE: Text = { zh: '冲正单', en: 'Reversal' };
const AFFECTS = ['metering', 'ledger', 'tills', 'payments'];

const SHOWS: readonly Column[] = [
  { key: 'reversalNo', title: { zh: '冲正单号', en: 'Number' }, as: 'code' },
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'refundFen', title: { zh: '应退（元）', en: 'To give back (yuan)' }, as: 'money' },
  { key: 'reason', title: { zh: '申请原因', en: 'Reason' } },
  { key: 'requestedByName', title: { zh: '申请人', en: 'Asked by' } },
  { key: 'requestedAt', title: { zh: '申请时间', en: 'Asked at' }, as: 'instant' },
  { key: 'endedByName', title: { zh: '审批人', en: 'Decided by' } },
  { key: 'endedAt', title: { zh: '审批时间', en: 'Decided at' }, as: 'instant' },
  { key: 'endReason', title: { zh: '审批意见', en: 'Decision' } },
  { key: 'paidBackAt', title: { zh: '退款时间', en: 'Given back at' }, as: 'instant' },
];

interface ReversalPartProps {
  readonly sale: SaleView;
  readonly reversal: NonNullable<SaleView['reversal']>;
}

export function ReversalPart({ sale, reversal }: ReversalPartProps): ReactNode {
  const say = useSay();
  const may = (contract: Parameters<typeof fullName>[0]): boolean => sale.can.includes(fullName(contract));
  const given = { reversalId: reversal.reversalId };
  return (
    <section className="sale-part stack">
      <h3>{say(TITLE)}</h3>
      <Details record={reversal} shows={SHOWS} states={REVERSAL_STATES_SHOWN} />
      {may(approveReversal) && (
        <OperationForm
          contract={approveReversal}
          given={given}
          hidden={['reversalId']}
          submit={approveReversal.title}
          affects={AFFECTS}
        />
      )}
      {may(refuseReversal) && (
        <OperationForm contract={refuseReversal} given={given} hidden={['reversalId']} submit={refuseReversal.title} />
      )}
      {may(payBack) && <PayBackForm sale={sale} reversalId={reversal.reversalId} affects={AFFECTS} />}
    </section>
  );
}
