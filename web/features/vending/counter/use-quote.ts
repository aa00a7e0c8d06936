/**
 * The quotation beside the amount, asked anew a moment after the last key. While nothing is typed a customary sum is
 * quoted, unseen: what would stop a sale (blocked, undelivered, no price) is known before the customer counts money.
 */
import { useEffect, useState } from 'react';
import { quoteSale } from '../../../../shared/contracts/vending/quote-sale.ts';
import { Refused } from '../../../lib/api.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { type Counter, type Quote, type Wanted, wantedOf } from './steps.ts';

const AFTER_LAST_KEY_MS = 120;
const CUSTOMARY: Wanted = { moneyFen: 5_000 };
/** These speak of the customary sum, which nobody asked for. */
const OF_THE_SUM: ReadonlySet<string> = new Set(['sale.below_limit', 'sale.above_limit', 'sale.too_small']);
const NO_METER = '00000000-0000-4000-8000-000000000000';

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as T), AFTER_LAST_KEY_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return JSON.stringify(settled) === text ? value : settled;
}

export interface LiveQuote {
  /** Of the amount typed; the one confirmed once the sale is at its tenders. */
  readonly quote: Quote | null;
  /** What is known of the account in any case. */
  readonly account: Quote | null;
  readonly refusal: Refused | null;
  readonly reading: boolean;
}

export function useQuote(counter: Counter): LiveQuote {
  const asking = counter.step === 'amount' && counter.meterId !== null;
  const wanted = wantedOf(counter);
  const settled = useSettled(wanted);
  const typed = useAsk(
    quoteSale,
    { meterId: counter.meterId ?? NO_METER, ...settled },
    { enabled: asking && settled !== null && counter.amount !== '', staleTime: 0 },
  );
  const usual = useAsk(
    quoteSale,
    { meterId: counter.meterId ?? NO_METER, ...CUSTOMARY },
    { enabled: counter.meterId !== null, staleTime: 0 },
  );
  const isTyped = wanted !== null && settled !== null && counter.amount !== '';
  const live = asking ? (isTyped ? typed.data : undefined) : counter.quote;
  const error = isTyped ? typed.error : usual.error;
  const said = error instanceof Refused && (isTyped || !OF_THE_SUM.has(error.code)) ? error : null;
  return {
    quote: live ?? null,
    account: live ?? usual.data ?? null,
    refusal: asking ? said : null,
    reading: isTyped && typed.isFetching,
  };
}
