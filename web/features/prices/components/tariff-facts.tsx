/** What holds for the whole tariff: period, basis, hours, tax; and the ladder read out in words. */
import type { ReactNode } from 'react';
import type { TariffSpec } from '../../../../shared/rating/tariff.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { BASIS_TITLES, hoursOf, PERIOD_TITLES, sentencesOf, taxText } from '../tariff-text.ts';

const T = {
  tax: { zh: '价格含税 {rate}', en: 'Prices contain {rate} tax' },
} as const satisfies Record<string, Text>;

export function TariffFacts({ spec }: { spec: TariffSpec }): ReactNode {
  const say = useSay();
  const hours = hoursOf(spec);
  // Where there is no ladder, nothing climbs: period and basis would only puzzle.
  const climbs = spec.tiers.length > 1 ? [PERIOD_TITLES[spec.period], BASIS_TITLES[spec.basis]] : [];
  const facts = climbs.map((text) => say(text));
  return (
    <div className="muted">
      <p>{[...facts, say(T.tax, { rate: taxText(spec.taxRateBasisPoints) })].join(' · ')}</p>
      {hours && <p>{say(hours)}</p>}
    </div>
  );
}

export function InWords({ spec }: { spec: TariffSpec }): ReactNode {
  const say = useSay();
  return (
    <ul>
      {sentencesOf(spec).map((sentence) => (
        <li key={sentence.en}>{say(sentence)}</li>
      ))}
    </ul>
  );
}
