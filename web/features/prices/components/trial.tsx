/** A trial calculation (试算) with the very code that sells: what a quantity costs, and what money buys. */
import { type ReactNode, useState } from 'react';
import { quantityForMoney, rateQuantity, rateRegisters } from '../../../../shared/rating/rate.ts';
import {
  BAND_KEYS,
  BANDS,
  type HoursTariff,
  isByHours,
  type QuantityTariff,
  type TariffSpec,
} from '../../../../shared/rating/tariff.ts';
import type { Text } from '../../../../shared/text.ts';
import { fen, formatMoneyGrouped, type Money } from '../../../../shared/values/money.ts';
import { type Milli, milli } from '../../../../shared/values/quantity.ts';
import { useSay } from '../../../lib/say.ts';
import { MoneyInput, QuantityInput } from '../../../ui/figure-input.tsx';
import type { Typed } from '../tariff-draft.ts';
import { shortQuantity, tiersOf, unitOf } from '../tariff-text.ts';
import { FigureField } from './typed-field.tsx';

const T = {
  title: { zh: '试算', en: 'Trial' },
  first: { zh: '价格填完整后，这里按它试算。', en: 'When the price is complete, it is tried out here.' },
  used: { zh: '本期已用', en: 'Used in the period' },
  quantity: { zh: '用量', en: 'Quantity' },
  money: { zh: '金额', en: 'Money' },
  costs: { zh: '{quantity} 需要', en: '{quantity} costs' },
  buys: { zh: '{money} 元可买', en: '{money} yuan buys' },
  residue: { zh: '余额留在账户', en: 'Left on the account' },
  yuan: { zh: '{money} 元', en: '{money} yuan' },
  banded: { zh: '{band}段用量', en: '{band} quantity' },
} as const satisfies Record<string, Text>;

const asMilli = (typed: Typed): Milli => milli(typeof typed === 'number' && typed > 0 ? typed : 0);
const asMoney = (typed: Typed): Money => fen(typeof typed === 'number' && typed > 0 ? typed : 0);

interface LinesProps {
  readonly title: string;
  readonly result: string;
  readonly lines: readonly { readonly key: string; readonly name: string; readonly amount: string }[];
}

function Lines({ title, result, lines }: LinesProps): ReactNode {
  return (
    <div className="trial-lines" role="status">
      {lines.map((line) => [<span key={line.key}>{line.name}</span>, <span key={`${line.key}=`}>{line.amount}</span>])}
      <span className="sum">{title}</span>
      <span className="sum">{result}</span>
    </div>
  );
}

function QuantityTrial({ spec }: { spec: QuantityTariff }): ReactNode {
  const say = useSay();
  const unit = unitOf(spec.commodity);
  const [used, setUsed] = useState<Typed>(0);
  const [quantity, setQuantity] = useState<Typed>(100_000);
  const [money, setMoney] = useState<Typed>(5000);
  const tiers = tiersOf(spec);
  const sized = (of: Milli): string => `${shortQuantity(of)} ${unit}`;
  const yuan = (of: Money): string => say(T.yuan, { money: formatMoneyGrouped(of) });
  const lineOf = (line: { tier: number; quantity: Milli; amount: Money }) => ({
    key: String(line.tier),
    name: `${say(tiers[line.tier - 1]!.title)} · ${sized(line.quantity)}`,
    amount: yuan(line.amount),
  });
  const costs = rateQuantity(spec, asMilli(used), asMilli(quantity));
  const bought = quantityForMoney(spec, asMilli(used), asMoney(money));
  const residue = bought.residue > 0 ? [{ key: 'residue', name: say(T.residue), amount: yuan(bought.residue) }] : [];
  return (
    <>
      {spec.tiers.length > 1 && (
        <FigureField
          label={say(T.used)}
          input={QuantityInput}
          suffix={unit}
          value={used}
          problem={undefined}
          onChange={setUsed}
        />
      )}
      <FigureField
        label={say(T.quantity)}
        input={QuantityInput}
        suffix={unit}
        value={quantity}
        problem={undefined}
        onChange={setQuantity}
      />
      <Lines
        title={say(T.costs, { quantity: sized(asMilli(quantity)) })}
        result={yuan(costs.money)}
        lines={costs.lines.length > 1 ? costs.lines.map(lineOf) : []}
      />
      <FigureField label={say(T.money)} input={MoneyInput} value={money} problem={undefined} onChange={setMoney} />
      <Lines
        title={say(T.buys, { money: formatMoneyGrouped(asMoney(money)) })}
        result={sized(bought.quantity)}
        lines={[...(bought.lines.length > 1 ? bought.lines.map(lineOf) : []), ...residue]}
      />
    </>
  );
}

function HoursTrial({ spec }: { spec: HoursTariff }): ReactNode {
  const say = useSay();
  const unit = unitOf(spec.commodity);
  const [registers, setRegisters] = useState<Readonly<Record<string, Typed>>>({
    peak: 60_000,
    flat: 0,
    valley: 40_000,
  });
  const bands = BAND_KEYS.filter((band) => spec.hours[band] !== undefined);
  const read = {
    peak: asMilli(registers.peak),
    valley: asMilli(registers.valley),
    ...(spec.hours.flat === undefined ? {} : { flat: asMilli(registers.flat) }),
  };
  const rated = rateRegisters(spec, milli(0), read);
  const tiers = tiersOf(spec);
  const total = milli(bands.reduce((sum, band) => sum + (read[band] ?? 0), 0));
  return (
    <>
      {bands.map((band) => (
        <FigureField
          key={band}
          label={say(T.banded, { band: say(BANDS[band]) })}
          input={QuantityInput}
          suffix={unit}
          value={registers[band]}
          problem={undefined}
          onChange={(value) => setRegisters({ ...registers, [band]: value })}
        />
      ))}
      <Lines
        title={say(T.costs, { quantity: `${shortQuantity(total)} ${unit}` })}
        result={say(T.yuan, { money: formatMoneyGrouped(rated.money) })}
        lines={rated.lines.map((line) => ({
          key: `${line.tier} ${line.band}`,
          name: [
            ...(tiers.length > 1 ? [say(tiers[line.tier - 1]!.title)] : []),
            say(BANDS[line.band]),
            `${shortQuantity(line.quantity)} ${unit}`,
          ].join(' · '),
          amount: say(T.yuan, { money: formatMoneyGrouped(line.amount) }),
        }))}
      />
    </>
  );
}

export function Trial({ spec }: { spec: TariffSpec | null }): ReactNode {
  const say = useSay();
  return (
    <section className="stack">
      <h2>{say(T.title)}</h2>
      {spec === null && <p className="muted">{say(T.first)}</p>}
      {spec !== null && (isByHours(spec) ? <HoursTrial spec={spec} /> : <QuantityTrial spec={spec} />)}
    </section>
  );
}
