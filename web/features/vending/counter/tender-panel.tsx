/** How it is paid: 1 to 4 or the arrows choose, Enter goes to the figures. Several tenders one after the other. */
import type { KeyboardEvent, ReactNode } from 'react';
import { TENDER_KEYS, TENDERS, type Tender } from '../../../../shared/payments/tender.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatMoney, formatMoneyGrouped } from '../../../../shared/values/money.ts';
import { useSay } from '../../../lib/say.ts';
import { onEnter } from './sale-column.tsx';
import { type Field, remainingOf, tenderBeside, tenderOfKey } from './steps.ts';
import type { PayDesk } from './use-counter.ts';

const T = {
  tender: { zh: '付款方式（1–4 或方向键）', en: 'Tender (1–4 or arrow keys)' },
  tendered: { zh: '实收现金', en: 'Cash handed over' },
  share: { zh: '{tender}金额', en: '{tender}, sum' },
  reference: { zh: '交易参考号', en: 'Reference' },
  rest: { zh: '还需付 {rest} 元', en: '{rest} yuan still to pay' },
} as const satisfies Record<string, Text>;

const ARROWS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function Choice({ desk }: { desk: PayDesk }): ReactNode {
  const say = useSay();
  const { counter, happen } = desk;
  const choosing = counter.step === 'tender';
  const enter = onEnter(() => happen({ is: 'entered' }));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!choosing) return;
    const arrow = ARROWS[event.key];
    const pressed = event.ctrlKey || event.altKey ? null : tenderOfKey(event.key);
    if (arrow !== undefined) happen({ is: 'tender', tender: tenderBeside(counter.tender, arrow), on: false });
    else if (pressed !== null) happen({ is: 'tender', tender: pressed, on: true });
    else enter(event);
    if (arrow !== undefined || pressed !== null) event.preventDefault();
  };
  return (
    <div className="counter-tenders" role="radiogroup" aria-label={say(T.tender)} onKeyDown={onKeyDown}>
      {TENDER_KEYS.map((tender: Tender, index) => (
        // biome-ignore lint/a11y/useSemanticElements: the choice is one stop of the keyboard with keys of its own
        <button
          key={tender}
          type="button"
          role="radio"
          aria-checked={tender === counter.tender}
          data-step={tender === counter.tender ? 'tender' : undefined}
          tabIndex={choosing && tender === counter.tender ? 0 : -1}
          onClick={() => happen({ is: 'tender', tender, on: true })}
        >
          <kbd>{index + 1}</kbd> {say(TENDERS[tender].title)}
        </button>
      ))}
    </div>
  );
}

interface FigureProps {
  readonly desk: PayDesk;
  readonly field: Field;
  readonly label: string;
  readonly placeholder?: string;
  readonly start?: boolean;
}

function Figure({ desk, field, label, placeholder, start = false }: FigureProps): ReactNode {
  const { counter, happen } = desk;
  const id = `counter-${field}`;
  return (
    <div className="counter-line">
      <label htmlFor={id}>{label}</label>
      <span className="counter-figure">
        <input
          id={id}
          data-step={start ? 'figures' : undefined}
          className="counter-input no-ime"
          inputMode={field === 'reference' ? 'text' : 'decimal'}
          autoComplete="off"
          readOnly={desk.frozen}
          placeholder={placeholder}
          value={counter[field]}
          onChange={(event) => happen({ is: 'typed', field, text: event.target.value })}
          onKeyDown={onEnter(() => happen({ is: 'entered' }))}
        />
        <span className="unit">{field === 'reference' ? '' : '¥'}</span>
      </span>
    </div>
  );
}

export function TenderPanel({ desk }: { desk: PayDesk }): ReactNode {
  const say = useSay();
  const { counter } = desk;
  const rest = remainingOf(counter);
  const cash = TENDERS[counter.tender].cash;
  return (
    <div className="stack counter-tendering">
      {counter.lines.length > 0 && (
        <ul className="counter-paid">
          {counter.lines.map((line) => (
            <li key={`${line.tender}-${line.reference ?? ''}`}>
              <span>
                {say(TENDERS[line.tender].title)} <small className="muted figure">{line.reference}</small>
              </span>
              <span className="figure">{formatMoneyGrouped(line.amountFen)}</span>
            </li>
          ))}
          <li>
            <strong>{say(T.rest, { rest: formatMoneyGrouped(rest) })}</strong>
          </li>
        </ul>
      )}
      <Choice desk={desk} />
      {counter.step === 'figures' && cash && (
        <Figure desk={desk} field="tendered" label={say(T.tendered)} placeholder={formatMoney(rest)} start />
      )}
      {counter.step === 'figures' && !cash && (
        <>
          <Figure
            desk={desk}
            field="share"
            label={say(T.share, { tender: say(TENDERS[counter.tender].title) })}
            placeholder={formatMoney(rest)}
          />
          <Figure desk={desk} field="reference" label={say(T.reference)} start />
        </>
      )}
    </div>
  );
}
