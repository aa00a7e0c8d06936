/** The tiers of a tariff as a table: what is in each, and what it costs. */
import type { ReactNode } from 'react';
import type { TariffSpec } from '../../../../shared/rating/tariff.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatUnitPrice } from '../../../../shared/values/price.ts';
import { useSay } from '../../../lib/say.ts';
import { priceUnit, tiersOf } from '../tariff-text.ts';
import '../prices.css';

const T = {
  tier: { zh: '档', en: 'Tier' },
  range: { zh: '用量', en: 'Quantity' },
} as const satisfies Record<string, Text>;

export function Ladder({ spec, caption }: { spec: TariffSpec; caption: string }): ReactNode {
  const say = useSay();
  const tiers = tiersOf(spec);
  const bands = tiers[0]!.prices.map(({ band }) => band);
  const unit = say(priceUnit(spec.commodity));
  return (
    <table className="ladder">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say(T.tier)}</th>
          <th scope="col">{say(T.range)}</th>
          {bands.map((band) => (
            <th key={band?.en ?? 'one'} scope="col" className="right">
              {band === null ? unit : `${say(band)} ${unit}`}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tiers.map((tier) => (
          <tr key={tier.title.en}>
            <th scope="row">{say(tier.title)}</th>
            <td>{say(tier.range)}</td>
            {tier.prices.map(({ band, price }) => (
              <td key={band?.en ?? 'one'} className="right">
                {formatUnitPrice(price)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
