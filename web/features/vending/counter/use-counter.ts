/**
 * The counter's steps joined with the server: search, quotation, sale, slip. A sale has one key from its quotation to
 * its end; nothing can be edited while its answer is being found out, and what stays unknown is asked about again until
 * it is known.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef, useState } from 'react';
import type { InputOf, OperationContract, OutputOf } from '../../../../shared/contracts/contract.ts';
import { search } from '../../../../shared/contracts/metering/search.ts';
import { prepareSale } from '../../../../shared/contracts/vending/prepare-sale.ts';
import { quoteSale } from '../../../../shared/contracts/vending/quote-sale.ts';
import { sellCredit } from '../../../../shared/contracts/vending/sell-credit.ts';
import { toHalfWidth } from '../../../../shared/values/digits.ts';
import type { PreparedRowView } from '../../../../shared/vending/prepared.ts';
import type { SoldView } from '../../../../shared/vending/view.ts';
import { ask } from '../../../lib/api.ts';
import { keyOf, useOperation } from '../../../lib/use-api.ts';
import { type Counter, counterAfter, type Happened, NEXT_CUSTOMER, preparationOf, saleOf, wantedOf } from './steps.ts';
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

const AFFECTED = ['tills', 'metering', 'posts'];

/** One operation under its one key; what stays unknown is asked about again until it is known. */
export function useSending<C extends OperationContract>(
  contract: C,
  input: InputOf<C> | null,
  onDone: (output: OutputOf<C>) => void,
) {
  const operation = useOperation(contract, AFFECTED);
  const frozen = operation.busy || operation.phase === 'unknown';
  const send = async (): Promise<void> => {
    const output = input === null ? undefined : await operation.send(input);
    if (output !== undefined) onDone(output);
  };
  const post = async (): Promise<void> => {
    if (!frozen) await send();
  };
  const held = useRef(send);
  held.current = send;
  useEffect(() => {
    if (operation.phase !== 'unknown') return;
    const timer = setTimeout(() => void held.current(), ASK_AGAIN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [operation.phase]);
  return { sale: operation, frozen, post, askAgain: send };
}

/** `apart`: the purchase goes to the cash window with a number; no money is taken here. */
export function useCounter(apart: boolean) {
  const [counter, dispatch] = useReducer(counterAfter, NEXT_CUSTOMER);
  const [failure, setFailure] = useState<unknown>(null);
  const [sold, setSold] = useState<SoldView | null>(null);
  const [ticket, setTicket] = useState<PreparedRowView | null>(null);
  const slip = useSlip();
  const selling = useSending(sellCredit, saleOf(counter), (output) => {
    setSold(output);
    setTicket(null);
    dispatch({ is: 'next' });
    void slip.print(output.saleId);
  });
  const preparing = useSending(prepareSale, preparationOf(counter), (output) => {
    setTicket(output);
    setSold(null);
    dispatch({ is: 'next' });
  });
  const { sale, frozen, post, askAgain } = apart ? preparing : selling;
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
  return { counter, happen, ...asking, sale, frozen, post, askAgain, slip, sold, ticket, failure, apart };
}

export type CounterDesk = ReturnType<typeof useCounter>;
/** What the lines of a sale and its tenders need, at the counter and at the cash window. */
export type PayDesk = Pick<CounterDesk, 'counter' | 'happen' | 'frozen'>;
