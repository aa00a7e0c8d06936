/**
 * The counter's steps joined with the server: search, quotation, sale, slip. A sale has one key from its quotation to
 * its end; nothing can be edited while its answer is being found out, and what stays unknown is asked about again until
 * it is known.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef, useState } from 'react';
import { search } from '../../../../shared/contracts/metering/search.ts';
import { quoteSale } from '../../../../shared/contracts/vending/quote-sale.ts';
import { sellCredit } from '../../../../shared/contracts/vending/sell-credit.ts';
import { toHalfWidth } from '../../../../shared/values/digits.ts';
import type { SoldView } from '../../../../shared/vending/view.ts';
import { ask } from '../../../lib/api.ts';
import { keyOf, useOperation } from '../../../lib/use-api.ts';
import { type Counter, counterAfter, type Happened, NEXT_CUSTOMER, saleOf, wantedOf } from './steps.ts';
import { PROBLEMS } from './tendering.ts';
import { useSlip } from './use-slip.ts';

const ASK_AGAIN_AFTER_MS = 5_000;
const MOST_HITS = 12;

/** Steps that change what would be sent. */
const EDITS: ReadonlySet<Happened['is']> = new Set([
  'typed', 'quoted', 'entered', 'tender', 'back', 'chose', 'switched-meter', 'switched-by',
]); // biome-ignore format: a closed list

interface Asking {
  readonly counter: Counter;
  readonly happen: (happened: Happened) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Search and quotation: one at a time, so that a second Enter asks nothing twice. */
function useAsking({ counter, happen, onFailure }: Asking) {
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState<'search' | 'quote' | null>(null);
  const ahead = useRef('');
  const wait = async (what: 'search' | 'quote', work: () => Promise<void>): Promise<void> => {
    setWaiting(what);
    try {
      await work();
    } catch (error) {
      onFailure(error);
    } finally {
      setWaiting(null);
    }
  };
  /** What was typed, or what a card says. */
  const find = async (asked = counter.find): Promise<void> => {
    const text = toHalfWidth(asked).trim();
    if (text === '' || waiting !== null) return;
    ahead.current = '';
    onFailure(null);
    await wait('search', async () => {
      const { rows } = await ask(search, { find: text, limit: MOST_HITS });
      happen({ is: 'found', rooms: rows, ahead: ahead.current });
    });
  };
  const quote = async (): Promise<void> => {
    const wanted = wantedOf(counter);
    if (waiting !== null || counter.meterId === null) return;
    if (wanted === null) return happen({ is: 'wrong', text: PROBLEMS.unreadable });
    const input = { meterId: counter.meterId, ...wanted };
    await wait('quote', async () => {
      const queryFn = ({ signal }: { signal: AbortSignal }) => ask(quoteSale, input, { signal });
      happen({
        is: 'quoted',
        quote: await queries.fetchQuery({ queryKey: keyOf(quoteSale, input), queryFn, staleTime: 0 }),
      });
    });
  };
  /** Figures typed while the search is on its way begin the amount. */
  const typeAhead = (text: string): void => {
    ahead.current += text;
  };
  return { waiting, find, quote, typeAhead };
}

/** The sale under its one key; what stays unknown is asked about again until it is known. */
function useSelling(counter: Counter, onSold: (sold: SoldView) => void) {
  const sale = useOperation(sellCredit, ['tills', 'metering', 'posts']);
  const frozen = sale.busy || sale.phase === 'unknown';
  const send = async (): Promise<void> => {
    const input = saleOf(counter);
    const output = input === null ? undefined : await sale.send(input);
    if (output !== undefined) onSold(output);
  };
  const post = async (): Promise<void> => {
    if (!frozen) await send();
  };
  const held = useRef(send);
  held.current = send;
  useEffect(() => {
    if (sale.phase !== 'unknown') return;
    const timer = setTimeout(() => void held.current(), ASK_AGAIN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [sale.phase]);
  return { sale, frozen, post, askAgain: send };
}

export function useCounter() {
  const [counter, dispatch] = useReducer(counterAfter, NEXT_CUSTOMER);
  const [failure, setFailure] = useState<unknown>(null);
  const [sold, setSold] = useState<SoldView | null>(null);
  const slip = useSlip();
  const selling = useSelling(counter, (output) => {
    setSold(output);
    dispatch({ is: 'next' });
    void slip.print(output.saleId);
  });
  const { sale, frozen } = selling;
  const happen = (happened: Happened): void => {
    if (frozen) return;
    if (EDITS.has(happened.is)) {
      sale.edited();
      setFailure(null);
    }
    dispatch(happened);
  };
  const asking = useAsking({ counter, happen, onFailure: setFailure });
  useEffect(() => {
    if (sale.refusal !== null) dispatch({ is: 'refused', code: sale.refusal.code });
  }, [sale.refusal]);
  return { counter, happen, ...asking, ...selling, slip, sold, failure };
}

export type CounterDesk = ReturnType<typeof useCounter>;
