/** Gives the money of a reversed sale back by the tenders it came in by; what was not cash needs its refund's reference. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { payBack } from '../../../../shared/contracts/vending/pay-back.ts';
import { TENDERS } from '../../../../shared/payments/tender.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatMoneyGrouped } from '../../../../shared/values/money.ts';
import type { SaleView } from '../../../../shared/vending/view.ts';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { notify } from '../../../ui/notices.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';

const T = {
  cash: { zh: '现金退 {amount} 元，从您的钱箱付出', en: '{amount} yuan in cash, out of your drawer' },
  reference: { zh: '{tender}退款 {amount} 元的参考号', en: 'Reference of the {tender} refund of {amount} yuan' },
} as const satisfies Record<string, Text>;

interface PayBackFormProps {
  readonly sale: SaleView;
  readonly reversalId: string;
  readonly affects: readonly string[];
}

export function PayBackForm({ sale, reversalId, affects }: PayBackFormProps): ReactNode {
  const say = useSay();
  const operation = useOperation(payBack, affects);
  const [references, setReferences] = useState<Readonly<Record<string, string>>>({});
  const came = sale.payments.filter((payment) => payment.direction === 'in');
  const submit = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    const done = await operation.send({ reversalId, references });
    if (done) notify({ zh: '已退款', en: 'The money was given back' });
  };
  return (
    <form className="stack" aria-label={say(payBack.title)} onSubmit={(event) => void submit(event)}>
      {payBack.help && <p className="muted">{say(payBack.help)}</p>}
      {came.map((payment) =>
        TENDERS[payment.tender].refundBy === 'drawer' ? (
          <p key={payment.paymentId}>
            <strong>{say(T.cash, { amount: formatMoneyGrouped(payment.amountFen) })}</strong>
          </p>
        ) : (
          <LabelledInput
            key={payment.paymentId}
            label={say(T.reference, {
              tender: say(TENDERS[payment.tender].title),
              amount: formatMoneyGrouped(payment.amountFen),
            })}
            className="no-ime"
            autoComplete="off"
            value={references[payment.paymentId] ?? ''}
            onText={(text) => {
              operation.edited();
              setReferences({ ...references, [payment.paymentId]: text.trim() });
            }}
          />
        ),
      )}
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void submit()} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={operation.busy || operation.phase === 'unknown'}>
          {say(payBack.title)}
        </Button>
      </div>
    </form>
  );
}
