/** Head of the tariff being typed: commodity, how it climbs, tax, hours. */
import { Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';
import { BANDS, BASES, type Basis, PERIODS, type Period } from '../../../../shared/rating/tariff.ts';
import type { Text } from '../../../../shared/text.ts';
import { COMMODITIES, COMMODITY_KEYS, type Commodity } from '../../../../shared/values/quantity.ts';
import { useSay } from '../../../lib/say.ts';
import { type FigureInputProps, MoneyInput } from '../../../ui/figure-input.tsx';
import type { Problem } from '../../../ui/problems.ts';
import type { Draft } from '../tariff-draft.ts';
import { BASIS_TITLES, PERIOD_TITLES } from '../tariff-text.ts';
import { ChoiceField, FieldFrame, FigureField, problemAt } from './typed-field.tsx';

const T = {
  commodity: { zh: '品种', en: 'Commodity' },
  period: { zh: '阶梯累计周期', en: 'Period of the ladder' },
  basis: { zh: '累计依据', en: 'What climbs the ladder' },
  tax: { zh: '价格内含税率', en: 'Tax contained in the price' },
  byHours: { zh: '分时电价（峰谷）', en: 'Prices by hours (peak, valley)' },
  hours: { zh: '峰谷时段', en: 'Hours' },
  hoursHelp: {
    zh: '例如 08:00-11:00 18:00-23:00，三段合起来正好是一天；没有平段就留空。',
    en: 'For example 08:00-11:00 18:00-23:00; together they make the day exactly. No flat hours: leave empty.',
  },
  band: { zh: '{band}段', en: '{band} hours' },
} as const satisfies Record<string, Text>;

/** Percent with two decimals is read and shown as money is: 13.00 is 1300 basis points. */
const PercentInput = (props: FigureInputProps): ReactNode => <MoneyInput {...props} suffix="%" />;

interface TariffFieldsProps {
  readonly draft: Draft;
  readonly problems: readonly Problem[];
  readonly onDraft: (draft: Draft) => void;
}

export function TariffFields({ draft, problems, onDraft }: TariffFieldsProps): ReactNode {
  const say = useSay();
  const choices = <K extends string>(keys: readonly K[], titles: Readonly<Record<K, Text>>) =>
    keys.map((value) => ({ value, title: say(titles[value]) }));
  return (
    <>
      <ChoiceField
        label={say(T.commodity)}
        value={draft.commodity}
        options={COMMODITY_KEYS.map((value) => ({ value, title: say(COMMODITIES[value].title) }))}
        problem={problemAt(problems, 'commodity')}
        onChange={(value) => onDraft({ ...draft, commodity: value as Commodity })}
      />
      <ChoiceField
        label={say(T.period)}
        value={draft.period}
        options={choices(PERIODS, PERIOD_TITLES)}
        problem={problemAt(problems, 'period')}
        onChange={(value) => onDraft({ ...draft, period: value as Period })}
      />
      <ChoiceField
        label={say(T.basis)}
        value={draft.basis}
        options={choices(BASES, BASIS_TITLES)}
        problem={problemAt(problems, 'basis')}
        onChange={(value) => onDraft({ ...draft, basis: value as Basis })}
      />
      <FigureField
        label={say(T.tax)}
        input={PercentInput}
        value={draft.taxRateBasisPoints}
        problem={problemAt(problems, 'taxRateBasisPoints')}
        onChange={(taxRateBasisPoints) => onDraft({ ...draft, taxRateBasisPoints })}
      />
    </>
  );
}

export function HoursFields({ draft, problems, onDraft }: TariffFieldsProps): ReactNode {
  const say = useSay();
  const whole = problemAt(problems, 'hours');
  return (
    <>
      <Checkbox
        checked={draft.byHours}
        onChange={({ target }) =>
          // Hours are rated from the meter's registers, so nothing else can be the basis.
          onDraft({ ...draft, byHours: target.checked, basis: target.checked ? 'consumed' : draft.basis })
        }
      >
        {say(T.byHours)}
      </Checkbox>
      {draft.byHours && (
        <fieldset className="field-lines stack">
          <legend>{say(T.hours)}</legend>
          <p className="muted">{say(T.hoursHelp)}</p>
          <div className="form">
            {(['peak', 'flat', 'valley'] as const).map((band) => (
              <FieldFrame
                key={band}
                label={say(T.band, { band: say(BANDS[band]) })}
                problem={problemAt(problems, `hours.${band}`) ?? (band === 'peak' ? whole : undefined)}
              >
                {({ id, wrong, describedBy }) => (
                  <Input
                    id={id}
                    className="figure no-ime"
                    autoComplete="off"
                    value={draft.hours[band]}
                    status={wrong ? 'error' : ''}
                    aria-invalid={wrong || undefined}
                    aria-describedby={describedBy}
                    onChange={(event) => onDraft({ ...draft, hours: { ...draft.hours, [band]: event.target.value } })}
                  />
                )}
              </FieldFrame>
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}
