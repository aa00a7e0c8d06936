/**
 * The counter 售电台: one customer after the other by keyboard alone. The focus always stands in the field of the step
 * at hand; F9 is dead unless the tenders add up to what is due and the drawer is open.
 */
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { myDrawer } from '../../../../shared/contracts/tills/my-drawer.ts';
import { salePosts } from '../../../../shared/contracts/vending/sale-posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { SLIP_PAPER_TITLES, SLIP_PAPERS, type SlipPaper } from '../../../../shared/vending/words.ts';
import { type Hotkey, useHotkeys } from '../../../lib/keyboard.ts';
import { setPreferences, usePreferences } from '../../../lib/preferences.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { CustomerFacts } from '../counter/customer-facts.tsx';
import { FindStrip } from '../counter/find-strip.tsx';
import { MyPrepared } from '../counter/my-prepared.tsx';
import { RecentSales } from '../counter/recent-sales.tsx';
import { SaleColumn } from '../counter/sale-column.tsx';
import { SoldPanel } from '../counter/sold-panel.tsx';
import { meterOf, preparationOf, saleOf } from '../counter/steps.ts';
import { TicketPanel } from '../counter/ticket-panel.tsx';
import { type CounterDesk, useCounter } from '../counter/use-counter.ts';
import { useQuote } from '../counter/use-quote.ts';
import { useStepFocus } from '../counter/use-step-focus.ts';
import '../counter/counter.css';

const SaleActDialog = lazy(async () => ({
  default: (await import('../components/sale-act-dialog.tsx')).SaleActDialog,
}));

const T = {
  title: { zh: '售电台', en: 'Counter' },
  paper: { zh: '凭证纸张', en: 'Slip paper' },
  noDrawer: { zh: '您还没有开钱箱，只能查询，不能收款。', en: 'You have no open drawer: look only, no money.' },
  orPrepare: {
    zh: '您还没有开钱箱：可以备单送收费窗口；要自己收款，请先开钱箱。',
    en: 'You have no open drawer: prepare for the cash window, or open a drawer to take money here.',
  },
  closing: { zh: '钱箱正在结班，不能收款。', en: 'Your drawer is being closed: no money can be taken.' },
  otherDay: { zh: '钱箱是前一天开的，请先结班。', en: 'Your drawer was opened on an earlier day: close it first.' },
  toDrawer: { zh: '去钱箱', en: 'Go to the drawer' },
  how: {
    zh: '输入或扫描后按 Enter；再输入金额按 Enter，付款方式按 Enter，F9 收款入账。',
    en: 'Type or scan, Enter; then the amount, Enter; the tender, Enter; F9 takes the money.',
  },
  howApart: {
    zh: '输入或扫描后按 Enter；再输入金额按 Enter，F9 送收费窗口，用户凭号交款。',
    en: 'Type or scan, Enter; then the amount, Enter; F9 sends it to the cash window, the customer pays by its number.',
  },
  post: { zh: '收款入账并打印凭证', en: 'Take the money, post, print the slip' },
  prepare: { zh: '送收费窗口', en: 'Send to the cash window' },
  switchBy: { zh: '按金额 / 按数量（或在数字后键入 d）', en: 'By money / by quantity (or type d after the figure)' },
  otherMeter: { zh: '换同一房间的另一块表（水、气）', en: 'Other meter of the same room (water, gas)' },
  back: { zh: '退回一步', en: 'One step back' },
  printLast: { zh: '上一笔凭证再打', en: "Print the last sale's slip" },
  toRecent: { zh: '到本班最近的销售', en: 'To the last sales of this session' },
} as const satisfies Record<string, Text>;

type Session = NonNullable<ReturnType<typeof useMyDrawer>>;

function useMyDrawer() {
  return useAsk(myDrawer, {}).data?.session;
}

function whyShut(session: Session | null | undefined): Text | null {
  if (session === undefined) return null;
  if (session === null) return T.noDrawer;
  if (session.otherDay) return T.otherDay;
  return session.state === 'closing' ? T.closing : null;
}

function PaperChoice(): ReactNode {
  const say = useSay();
  const { slipPaper } = usePreferences();
  return (
    <label className="counter-paper">
      {say(T.paper)}{' '}
      <select
        className="native-select"
        value={slipPaper}
        onChange={(event) => setPreferences({ slipPaper: event.target.value as SlipPaper })}
      >
        {SLIP_PAPERS.map((paper) => (
          <option key={paper} value={paper}>
            {say(SLIP_PAPER_TITLES[paper])}
          </option>
        ))}
      </select>
    </label>
  );
}

function keysOf(desk: CounterDesk, open: boolean): readonly Hotkey[] {
  const { counter, happen, frozen, apart } = desk;
  const toSend = apart ? preparationOf(counter) : saleOf(counter);
  const atAmount = counter.step === 'amount' && !frozen;
  return [
    {
      keys: 'F9',
      says: apart ? T.prepare : T.post,
      active: open && !frozen && toSend !== null,
      act: () => void desk.post(),
    },
    { keys: 'F2', says: T.switchBy, active: atAmount, act: () => happen({ is: 'switched-by' }) },
    {
      keys: 'F3',
      says: T.otherMeter,
      active: atAmount && (counter.room?.meters.length ?? 0) > 1,
      act: () => happen({ is: 'switched-meter' }),
    },
    {
      keys: 'Escape',
      says: T.back,
      active: !frozen && (counter.step !== 'find' || counter.find !== '' || counter.rooms.length > 0),
      act: () => happen({ is: 'back' }),
    },
  ];
}

interface DrawerNoticeProps {
  readonly shut: Text;
}

function DrawerNotice({ shut }: DrawerNoticeProps): ReactNode {
  const say = useSay();
  return (
    <div className="refusal tone-soon counter-shut" role="status">
      <strong>{say(shut)}</strong>
      <Link to="/drawer">
        {say(T.toDrawer)} <kbd>F4</kbd>
      </Link>
    </div>
  );
}

/** F7: a slip that did not come out is printed; one that did comes again with a reason, as a reprint. */
function useReprint({ sold, slip }: CounterDesk) {
  const [open, setOpen] = useState(false);
  const print = (): void => {
    if (sold !== null && slip.state === 'not-printed') void slip.print(sold.saleId);
    else setOpen(true);
  };
  const ready = slip.state === 'printed' || slip.state === 'not-printed';
  useHotkeys([{ keys: 'F7', says: T.printLast, active: sold !== null && ready && !open, act: print }]);
  return { open, close: () => setOpen(false) };
}

/** How this counter sells now, and what stands in the way. Without a drawer two persons can still serve a customer. */
function useStanding() {
  const session = useMyDrawer();
  const posts = useAsk(salePosts, {}).data;
  const alone = session === null && posts?.singleOperator === false;
  const apart = posts?.inEffect === true || alone;
  const shut = posts?.inEffect ? null : alone ? T.orPrepare : whyShut(session);
  return { session, apart, shut, open: apart || (session != null && shut === null) };
}

/** While no room is chosen: what was found wrong, and what became of the customer before. */
function BetweenCustomers({ desk }: { desk: CounterDesk }): ReactNode {
  const say = useSay();
  const { counter, failure, sold, ticket, apart } = desk;
  return (
    <>
      {counter.problem && (
        <p className="refusal tone-soon" role="alert">
          {say(counter.problem)}
        </p>
      )}
      {failure !== null && <RefusalAlert error={failure} />}
      {sold !== null && <SoldPanel desk={desk} sold={sold} />}
      {ticket !== null && <TicketPanel ticket={ticket} />}
      {sold === null && ticket === null && <p className="muted">{say(apart ? T.howApart : T.how)}</p>}
    </>
  );
}

export default function CounterPage(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const { session, apart, shut, open } = useStanding();
  const desk = useCounter(apart);
  const live = useQuote(desk.counter);
  const { counter, sold, frozen } = desk;
  const { root, stand } = useStepFocus(
    counter.step,
    `${counter.tender} ${counter.lines.length} ${counter.meterId} ${sold?.saleId} ${frozen}`,
  );
  const reprint = useReprint(desk);
  const meter = meterOf(desk.counter);
  useHotkeys([
    ...keysOf(desk, open),
    { keys: 'F4', says: T.toDrawer, active: !desk.frozen && shut !== null, act: () => void navigate('/drawer') },
    {
      keys: 'F6',
      says: T.toRecent,
      active: session != null || apart,
      act: () => root.current?.querySelector<HTMLElement>('.counter-recent a, .counter-recent button')?.focus(),
    },
  ]);
  const { room } = desk.counter;
  return (
    <div className="page counter" ref={root}>
      <header className="page-header">
        <h1>{say(T.title)}</h1>
        <div className="page-actions">
          <PaperChoice />
        </div>
      </header>
      {shut !== null && <DrawerNotice shut={shut} />}
      <div className="counter-grid">
        <div className="stack">
          <FindStrip desk={desk} />
          {room !== null && meter !== null && (
            <div className="counter-cols">
              <CustomerFacts room={room} meter={meter} account={live.account} />
              <SaleColumn desk={desk} live={live} open={open} />
            </div>
          )}
          {room === null && <BetweenCustomers desk={desk} />}
        </div>
        {apart && <MyPrepared frozen={frozen} />}
        {!apart && session != null && <RecentSales drawerSessionId={session.drawerSessionId} />}
      </div>
      <Suspense>
        {reprint.open && desk.sold !== null && (
          <SaleActDialog
            saleId={desk.sold.saleId}
            act="print"
            onClose={() => {
              reprint.close();
              stand();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
