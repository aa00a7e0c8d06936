/**
 * The cash window joined with the server: the queue of tickets, one of them open, its money by the counter's own steps.
 * What changed since it was prepared comes with the price in force now, and the new sum is typed before any tender.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';
import type { InputOf } from '../../../../shared/contracts/contract.ts';
import { preparedSale } from '../../../../shared/contracts/vending/prepared-sale.ts';
import { preparedSales } from '../../../../shared/contracts/vending/prepared-sales.ts';
import { receivePrepared } from '../../../../shared/contracts/vending/receive-prepared.ts';
import { toHalfWidth } from '../../../../shared/values/digits.ts';
import type { PreparedRowView } from '../../../../shared/vending/prepared.ts';
import type { SoldView } from '../../../../shared/vending/view.ts';
import { ask } from '../../../lib/api.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { type Counter, counterAfter, type Happened, NEXT_CUSTOMER, tendersOf } from '../counter/steps.ts';
import { useSending } from '../counter/use-counter.ts';
import { useSlip } from '../counter/use-slip.ts';

const MOST_WAITING = 200;
const REFRESH_MS = 30_000;
/** It is not as the screen shows it: shown anew, with the new sum to be typed. */
const SHOW_AGAIN: ReadonlySet<string> = new Set(['sale.price_changed', 'sale.total_changed', 'prepared.repriced']);

/** Oldest first: who came first is served first. */
function useQueue(): readonly PreparedRowView[] | undefined {
  const { data } = useAsk(
    preparedSales,
    { state: 'waiting', limit: MOST_WAITING },
    { refetchInterval: REFRESH_MS, staleTime: 0 },
  );
  return data?.rows.toReversed();
}

function inputOf(counter: Counter, ticket: PreparedRowView | null): InputOf<typeof receivePrepared> | null {
  const tenders = tendersOf(counter);
  const { quote, confirmFen } = counter;
  if (tenders === null || quote === null || ticket === null) return null;
  return {
    preparedId: ticket.preparedId,
    tenders: tenders.map((line) => ({ ...line })),
    expectedTotalFen: quote.priced.totalFen,
    priceVersionId: quote.priceVersionId,
    ...(confirmFen === null ? {} : { confirmFen }),
  };
}

/** The ticket that is open, with what it comes to now; the money goes by the counter's steps. */
function useOpened() {
  const queries = useQueryClient();
  const [ticket, setTicket] = useState<PreparedRowView | null>(null);
  const [repriced, setRepriced] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [counter, dispatch] = useReducer(counterAfter, NEXT_CUSTOMER);
  const close = (): void => {
    setTicket(null);
    dispatch({ is: 'next' });
  };
  const open = async (preparedId: string): Promise<void> => {
    setFailure(null);
    try {
      const now = await ask(preparedSale, { preparedId });
      setTicket(now.ticket);
      setRepriced(now.repriced);
      dispatch({ is: 'quoted', quote: now.quote });
    } catch (error) {
      setFailure(error);
      close();
      void queries.invalidateQueries({ queryKey: [preparedSales.module, preparedSales.name] });
    }
  };
  return { ticket, repriced, failure, setFailure, counter, dispatch, open, close };
}

/** Where the cashier stands in the queue: by the arrows, or by the number typed. */
function useQueueing() {
  const queue = useQueue();
  const [at, setPlace] = useState(0);
  const [typed, setTyped] = useState('');
  const last = Math.max(0, (queue?.length ?? 1) - 1);
  const place = Math.min(at, last);
  const move = (by: 1 | -1): void => setPlace(Math.max(0, Math.min(last, place + by)));
  const number = Number(toHalfWidth(typed));
  const chosen = typed.trim() === '' ? queue?.[place] : queue?.find((row) => row.ticketNo === number);
  return { queue, place, typed, setTyped, move, chosen };
}

export function useWindow() {
  const queueing = useQueueing();
  const opened = useOpened();
  const [sold, setSold] = useState<SoldView | null>(null);
  const slip = useSlip();
  const { typed, setTyped, chosen } = queueing;
  const { ticket, counter, dispatch, open, setFailure } = opened;
  const close = (): void => {
    setTyped('');
    opened.close();
  };
  const input = inputOf(counter, ticket);
  const sending = useSending(receivePrepared, input, (output) => {
    setSold(output);
    close();
    void slip.print(output.saleId);
  });
  const { sale, frozen } = sending;
  const choose = (preparedId: string): void => {
    sale.edited();
    setSold(null);
    void open(preparedId);
  };
  const enter = (): void => {
    if (chosen !== undefined) choose(chosen.preparedId);
    else if (typed.trim() !== '') setFailure('none');
  };
  const type = (text: string): void => {
    setFailure(null);
    setTyped(text);
  };
  const happen = (happened: Happened): void => {
    if (frozen) return;
    sale.edited();
    // One step back from the first step of the money is the queue.
    if (happened.is === 'back' && counterAfter(counter, happened).step === 'amount') close();
    else dispatch(happened);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    if (sale.refusal !== null && SHOW_AGAIN.has(sale.refusal.code) && ticket !== null) void open(ticket.preparedId);
  }, [sale.refusal]);
  return { ...queueing, ...opened, ...sending, sold, slip, input, choose, enter, type, happen };
}

export type WindowDesk = ReturnType<typeof useWindow>;
