/**
 * The cash window's desk: the number, the money, the change, the next one; by keyboard alone. F9 is dead unless the
 * tenders add up to what is due and the cashier's drawer is open.
 */
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { myDrawer } from '../../../../shared/contracts/tills/my-drawer.ts';
import { salePosts } from '../../../../shared/contracts/vending/sale-posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { useHotkeys } from '../../../lib/keyboard.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { SoldPanel } from '../counter/sold-panel.tsx';
import { useStepFocus } from '../counter/use-step-focus.ts';
import { Queue } from './queue.tsx';
import { ReceivePanel } from './receive-panel.tsx';
import { useWindow } from './use-window.ts';
import '../counter/counter.css';

const T = {
  title: { zh: '收款', en: 'Taking money' },
  shut: {
    zh: '您还没有开钱箱（或正在结班、是前一天开的），现在不能收款。',
    en: 'You have no open drawer of today that takes money.',
  },
  toDrawer: { zh: '去钱箱', en: 'Go to the drawer' },
  post: { zh: '收款并打印凭证', en: 'Take the money, print the slip' },
  back: { zh: '退回一步，或回到队列', en: 'One step back, or to the queue' },
  print: { zh: '上一笔凭证再打', en: "Print the last sale's slip" },
  next: { zh: '可以直接输入下一个号。', en: 'Go on with the next ticket.' },
  all: { zh: '全部备单', en: 'All prepared sales' },
  wait: { zh: '备单等待交款 {minutes} 分钟', en: 'A prepared sale waits {minutes} minutes' },
} as const satisfies Record<string, Text>;

export function CashDesk(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const desk = useWindow();
  const session = useAsk(myDrawer, {}).data?.session;
  const posts = useAsk(salePosts, {}).data;
  const open = session != null && !session.otherDay && session.state === 'open';
  const { counter, ticket, sold, frozen } = desk;
  const { root } = useStepFocus(
    ticket === null ? 'find' : counter.step,
    `${counter.tender} ${counter.lines.length} ${ticket?.preparedId} ${sold?.saleId} ${frozen}`,
  );
  useHotkeys([
    { keys: 'F9', says: T.post, active: open && !frozen && desk.input !== null, act: () => void desk.post() },
    {
      keys: 'Escape',
      says: T.back,
      active: !frozen && (ticket !== null || desk.typed !== ''),
      act: () => (ticket === null ? desk.type('') : desk.happen({ is: 'back' })),
    },
    {
      keys: 'F7',
      says: T.print,
      active: sold !== null && desk.slip.state === 'not-printed',
      act: () => void (sold !== null && desk.slip.print(sold.saleId)),
    },
    { keys: 'F4', says: T.toDrawer, active: session !== undefined && !open, act: () => void navigate('/drawer') },
  ]);
  return (
    <section className="stack window-desk" aria-label={say(T.title)} ref={root}>
      {session !== undefined && !open && (
        <div className="refusal tone-soon counter-shut" role="status">
          <strong>{say(T.shut)}</strong>
          <Link to="/drawer">
            {say(T.toDrawer)} <kbd>F4</kbd>
          </Link>
        </div>
      )}
      <Queue desk={desk} />
      <ReceivePanel desk={desk} open={open} />
      {ticket === null && sold !== null && <SoldPanel desk={desk} sold={sold} next={T.next} />}
      <div className="row">
        {posts && <span className="muted">{say(T.wait, { minutes: posts.waitMinutes })}</span>}
        <Link to="/sales/prepared">{say(T.all)}</Link>
      </div>
    </section>
  );
}
