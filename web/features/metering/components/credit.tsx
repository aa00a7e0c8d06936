/** What is left on a meter, in the unit it counts; a balance below zero says so in words. */
import type { ReactNode } from 'react';
import type { MeterView } from '../../../../shared/metering/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { MoneyText, QuantityText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';

const T = {
  overdrawn: { zh: '欠', en: 'overdrawn' },
  elsewhere: { zh: '余额在表内', en: 'Kept in the meter' },
  yuan: { zh: '元', en: 'yuan' },
} as const satisfies Record<string, Text>;

type Shown = Pick<MeterView, 'credit' | 'commodity' | 'delivery'>;

function Amount({ meter: { credit, commodity } }: { meter: Shown }): ReactNode {
  const say = useSay();
  if (credit.balanceFen !== null) {
    return (
      <>
        <MoneyText value={credit.balanceFen} />
        <span className="unit"> {say(T.yuan)}</span>
      </>
    );
  }
  return credit.balanceMilli === null ? null : <QuantityText value={credit.balanceMilli} commodity={commodity} />;
}

export function CreditText({ meter }: { meter: Shown }): ReactNode {
  const say = useSay();
  if (meter.delivery !== 'balance') return <span className="muted">{say(T.elsewhere)}</span>;
  const below = (meter.credit.balanceFen ?? meter.credit.balanceMilli ?? 0) < 0;
  return (
    <span className={below ? 'credit credit-below' : 'credit'}>
      {below && <span>{say(T.overdrawn)} </span>}
      <Amount meter={meter} />
    </span>
  );
}
