/** What the sum is made of: tiers, arrears first, money left over before and after. Nothing hidden, nothing rounded here. */
import type { ReactNode } from 'react';
import type { Text } from '../../../../shared/text.ts';
import { formatMoneyGrouped, negate } from '../../../../shared/values/money.ts';
import { formatUnitPrice } from '../../../../shared/values/price.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import { QuantityText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import type { Quote } from './steps.ts';

const T = {
  caption: { zh: '报价', en: 'Quotation' },
  get: { zh: '买到', en: 'Buys' },
  byHours: { zh: '分时电价：充入金额，按表计结算', en: 'Prices by the hour: money is credited, rated from the meter' },
  tier: { zh: '第 {tier} 档', en: 'Tier {tier}' },
  each: { zh: '{price} 元/{unit}', en: '{price} yuan/{unit}' },
  arrears: { zh: '先清欠费', en: 'Arrears settled first' },
  used: { zh: '用上次余款', en: 'Left over before, used' },
  kept: { zh: '余款记入户头', en: 'Left over, kept' },
} as const satisfies Record<string, Text>;

interface SumProps {
  readonly name: Text;
  readonly text: string;
  readonly shown: boolean;
}

function Sum({ name, text, shown }: SumProps): ReactNode {
  const say = useSay();
  if (!shown) return null;
  return (
    <tr>
      <th scope="row" colSpan={3}>
        {say(name)}
      </th>
      <td className="figure">{text}</td>
    </tr>
  );
}

export function QuoteLines({ quote, by }: { quote: Quote; by: 'money' | 'quantity' }): ReactNode {
  const say = useSay();
  const { priced, commodity } = quote;
  const { unit } = COMMODITIES[commodity];
  return (
    <table className="counter-quote">
      <caption className="visually-hidden">{say(T.caption)}</caption>
      <tbody>
        {priced.quantityMilli === null ? (
          <tr>
            <th scope="row" colSpan={4}>
              {say(T.byHours)}
            </th>
          </tr>
        ) : (
          <tr className="counter-buys">
            <th scope="row">{say(T.get)}</th>
            <td colSpan={3}>
              <QuantityText value={priced.quantityMilli} commodity={commodity} decimals={3} />
            </td>
          </tr>
        )}
        {priced.lines.map((line) => (
          <tr key={line.tier}>
            <th scope="row">{say(T.tier, { tier: line.tier })}</th>
            <td>
              <QuantityText value={line.quantityMilli} commodity={commodity} decimals={3} />
            </td>
            <td className="muted figure">{say(T.each, { price: formatUnitPrice(line.unitPrice), unit })}</td>
            <td className="figure">{formatMoneyGrouped(line.amountFen)}</td>
          </tr>
        ))}
        <Sum name={T.arrears} text={formatMoneyGrouped(priced.arrearsFen)} shown={priced.arrearsFen > 0} />
        <Sum name={T.used} text={formatMoneyGrouped(negate(priced.residueUsedFen))} shown={priced.residueUsedFen > 0} />
        <Sum
          name={T.kept}
          text={formatMoneyGrouped(priced.residueKeptFen)}
          shown={priced.residueKeptFen > 0 && by === 'money'}
        />
      </tbody>
    </table>
  );
}
