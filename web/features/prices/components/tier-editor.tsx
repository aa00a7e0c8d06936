/** The ladder being typed. Rows come and go by keyboard: Alt+Insert adds, Alt+Delete in a row removes it. */
import { type ReactNode, useEffect, useRef } from 'react';
import { BANDS, type Band } from '../../../../shared/rating/tariff.ts';
import type { Text } from '../../../../shared/text.ts';
import { useHotkeys } from '../../../lib/keyboard.ts';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { PriceInput, QuantityInput } from '../../../ui/figure-input.tsx';
import type { Problem } from '../../../ui/problems.ts';
import { type Draft, type DraftTier, withTier } from '../tariff-draft.ts';
import { priceUnit, unitOf } from '../tariff-text.ts';
import { FigureField, problemAt } from './typed-field.tsx';

const T = {
  legend: { zh: '阶梯与单价（{unit}）', en: 'Tiers and prices ({unit})' },
  tier: { zh: '第 {number} 档', en: 'Tier {number}' },
  upTo: { zh: '至（含）', en: 'Up to' },
  open: { zh: '不设上限', en: 'no limit' },
  price: { zh: '单价', en: 'Price' },
  banded: { zh: '{band}段单价', en: '{band} price' },
  add: { zh: '增加一档', en: 'Add a tier' },
  remove: { zh: '去掉', en: 'Remove' },
  removeTier: { zh: '去掉第 {number} 档', en: 'Remove tier {number}' },
  removeHere: { zh: '去掉光标所在的一档', en: 'Remove the tier the cursor is in' },
} as const satisfies Record<string, Text>;

const MOST_TIERS = 12;

interface TierRowProps {
  readonly draft: Draft;
  readonly index: number;
  readonly problems: readonly Problem[];
  readonly onTier: (tier: DraftTier) => void;
  readonly onRemove: () => void;
}

function TierRow({ draft, index, problems, onTier, onRemove }: TierRowProps): ReactNode {
  const say = useSay();
  const tier = draft.tiers[index]!;
  const last = index === draft.tiers.length - 1;
  const number = index + 1;
  const bands: readonly Band[] = draft.hours.flat.trim() === '' ? ['peak', 'valley'] : ['peak', 'flat', 'valley'];
  const whole = problemAt(problems, `tiers.${index}`);
  return (
    <div className="tier-row" data-tier={index}>
      <strong className="tier-no">{say(T.tier, { number })}</strong>
      {last ? (
        <div className="field">
          <span className="label">{say(T.upTo)}</span>
          <span className="tier-open muted">{say(T.open)}</span>
        </div>
      ) : (
        <FigureField
          label={say(T.upTo)}
          input={QuantityInput}
          value={tier.upTo}
          suffix={unitOf(draft.commodity)}
          problem={problemAt(problems, `tiers.${index}.upTo`)}
          onChange={(upTo) => onTier({ ...tier, upTo })}
        />
      )}
      {draft.byHours ? (
        bands.map((band) => (
          <FigureField
            key={band}
            label={say(T.banded, { band: say(BANDS[band]) })}
            input={PriceInput}
            value={tier[band]}
            problem={problemAt(problems, `tiers.${index}.prices.${band}`) ?? whole}
            onChange={(price) => onTier({ ...tier, [band]: price })}
          />
        ))
      ) : (
        <FigureField
          label={say(T.price)}
          input={PriceInput}
          value={tier.price}
          problem={problemAt(problems, `tiers.${index}.price`) ?? whole}
          onChange={(price) => onTier({ ...tier, price })}
        />
      )}
      <div className="tier-remove">
        <Button disabled={draft.tiers.length === 1} onClick={onRemove} aria-label={say(T.removeTier, { number })}>
          {say(T.remove)}
        </Button>
      </div>
    </div>
  );
}

interface TierEditorProps {
  readonly draft: Draft;
  readonly problems: readonly Problem[];
  readonly onDraft: (draft: Draft) => void;
}

/** After a row came or went, the keyboard stands in the row it concerns; never nowhere. */
function useRowFocus(count: number) {
  const element = useRef<HTMLFieldSetElement>(null);
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    if (wanted.current === null || count === 0) return;
    const row = element.current?.querySelector(`[data-tier="${wanted.current}"]`);
    row?.querySelector<HTMLElement>('input:not([disabled])')?.focus();
    wanted.current = null;
  }, [count]);
  return { element, wanted };
}

export function TierEditor({ draft, problems, onDraft }: TierEditorProps): ReactNode {
  const say = useSay();
  const { tiers } = draft;
  const { element, wanted } = useRowFocus(tiers.length);
  const remove = (index: number): void => {
    wanted.current = Math.min(index, tiers.length - 2);
    onDraft({ ...draft, tiers: tiers.toSpliced(index, 1) });
  };
  const add = (): void => {
    // The row that was open now needs its limit: that is what is typed next.
    wanted.current = tiers.length - 1;
    onDraft(withTier(draft));
  };
  const removeHere = (): void => {
    const row = document.activeElement?.closest<HTMLElement>('[data-tier]');
    if (row && element.current?.contains(row)) remove(Number(row.dataset.tier));
  };
  useHotkeys([
    { keys: 'Alt+Insert', says: T.add, active: tiers.length < MOST_TIERS, act: add },
    { keys: 'Alt+Delete', says: T.removeHere, active: tiers.length > 1, act: removeHere },
  ]);
  return (
    <fieldset ref={element} className="field-lines stack">
      <legend>{say(T.legend, { unit: say(priceUnit(draft.commodity)) })}</legend>
      {tiers.map((tier, index) => (
        <TierRow
          key={tier.key}
          draft={draft}
          index={index}
          problems={problems}
          onTier={(changed) => onDraft({ ...draft, tiers: tiers.with(index, changed) })}
          onRemove={() => remove(index)}
        />
      ))}
      <div className="row">
        <Button onClick={add} disabled={tiers.length >= MOST_TIERS} aria-keyshortcuts="Alt+Insert">
          {say(T.add)} <kbd>Alt+Ins</kbd>
        </Button>
      </div>
    </fieldset>
  );
}
