/** One tender for what is due for a card: deposit and fee. Nothing due, nothing asked. */
import { type ReactNode, useId } from 'react';
import { TENDER_KEYS, TENDERS, type Tender } from '../../../../shared/payments/tender.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatMoneyGrouped, type Money } from '../../../../shared/values/money.ts';
import { useSay } from '../../../lib/say.ts';
import { LabelledInput } from '../../../ui/labelled-input.tsx';

const T = {
  due: { zh: '应收', en: 'Due' },
  nothing: { zh: '不收费', en: 'Nothing is due' },
  by: { zh: '付款方式', en: 'Tender' },
  reference: { zh: '交易参考号', en: 'Reference' },
} as const satisfies Record<string, Text>;

export interface Paying {
  readonly tender: Tender;
  readonly reference: string;
}

export const PAYING: Paying = { tender: 'cash', reference: '' };

/** As the operation takes them. */
export const tendersOf = (dueFen: Money, { tender, reference }: Paying) =>
  dueFen === 0
    ? []
    : [{ tender, amountFen: dueFen, ...(TENDERS[tender].referenceNeeded ? { reference: reference.trim() } : {}) }];

interface PayForProps {
  readonly dueFen: Money;
  readonly paying: Paying;
  readonly onChange: (paying: Paying) => void;
}

export function PayFor({ dueFen, paying, onChange }: PayForProps): ReactNode {
  const say = useSay();
  const id = useId();
  if (dueFen === 0) return <p className="muted">{say(T.nothing)}</p>;
  return (
    <>
      <p>
        {say(T.due)} <strong className="figure">¥ {formatMoneyGrouped(dueFen)}</strong>
      </p>
      <div className="field">
        <label htmlFor={id}>{say(T.by)}</label>
        <select
          id={id}
          className="native-select"
          value={paying.tender}
          onChange={(event) => onChange({ ...paying, tender: event.target.value as Tender })}
        >
          {TENDER_KEYS.map((key) => (
            <option key={key} value={key}>
              {say(TENDERS[key].title)}
            </option>
          ))}
        </select>
      </div>
      {TENDERS[paying.tender].referenceNeeded && (
        <LabelledInput
          label={say(T.reference)}
          value={paying.reference}
          autoComplete="off"
          onText={(reference) => onChange({ ...paying, reference })}
        />
      )}
    </>
  );
}
