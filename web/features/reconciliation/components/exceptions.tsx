/** Reversals and undelivered sales, the same on a slip and on a day sheet. */
import type { ReactNode } from 'react';
import type { SlipContent } from '../../../../shared/reconciliation/slip-content.ts';
import type { Text } from '../../../../shared/text.ts';
import { MoneyText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';

const T = {
  reversals: { zh: '冲正', en: 'Reversals' },
  reversal: { zh: '第 {number} 号，原凭证 {slip}', en: 'No. {number}, of slip {slip}' },
  undelivered: { zh: '已收款未到账', en: 'Paid, not delivered' },
  case: { zh: '案件 {number}', en: 'case {number}' },
  none: { zh: '无', en: 'None' },
} as const satisfies Record<string, Text>;

export function Reversed({ reversals }: { reversals: SlipContent['reversals'] }): ReactNode {
  const say = useSay();
  return (
    <>
      <dt>{say(T.reversals)}</dt>
      <dd>
        {reversals.length === 0 && say(T.none)}
        {reversals.map((one) => (
          <div key={one.number}>
            {say(T.reversal, { number: one.number, slip: one.saleSlipNo })} <MoneyText value={one.refundFen} />
          </div>
        ))}
      </dd>
    </>
  );
}

export function Undelivered({ undelivered }: { undelivered: SlipContent['undelivered'] }): ReactNode {
  const say = useSay();
  return (
    <>
      <dt>{say(T.undelivered)}</dt>
      <dd>
        {undelivered.length === 0 && say(T.none)}
        {undelivered.map((one) => (
          <div key={one.saleId}>
            {one.slipNo} <MoneyText value={one.amountFen} /> {one.caseNumber && say(T.case, { number: one.caseNumber })}
          </div>
        ))}
      </dd>
    </>
  );
}
