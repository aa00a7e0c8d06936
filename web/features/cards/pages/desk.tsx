/**
 * The card desk 卡务台: put a card down, read it, see whose it is and what is on it, do what may be done. F2 reads, F3
 * tests; the focus stays on the page.
 */
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { cards } from '../../../../shared/contracts/cards/cards.ts';
import { testCard } from '../../../../shared/contracts/cards/test-card.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useHotkeys } from '../../../lib/keyboard.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk, useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { notify } from '../../../ui/notices.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { VirtualDesk } from '../../devices/components/virtual-desk.tsx';
import { CardFacts } from '../components/card-facts.tsx';
import { DeskActs } from '../components/desk-acts.tsx';
import { Guide } from '../components/guide.tsx';
import { ReadButton } from '../components/read-button.tsx';
import { useReading } from '../components/use-reading.ts';
import { type Written, WrittenPanel } from '../components/written-panel.tsx';
import '../cards.css';

const T = {
  title: { zh: '卡务台', en: 'Card desk' },
  help: {
    zh: '把卡放在读卡器上，按 F2 读卡：看是谁的卡、卡上有什么、上次购买插表没有，再办发卡、退卡、过户。',
    en: 'Lay a card on the reader and press F2: whose it is, what is on it, whether it was inserted; then act.',
  },
  read: { zh: '读卡', en: 'Read the card' },
  test: { zh: '测卡', en: 'Test the card' },
  tested: { zh: '测卡完成，已记入维护记录', en: 'Tested; entered in the record of the card' },
  empty: { zh: '还没有读卡', en: 'No card was read yet' },
  next: {
    zh: '把卡放在读卡器上，按 F2。卡丢了的，到“购电卡”找到那张卡再补。',
    en: 'Lay a card on the reader and press F2. A lost card is replaced from the list of cards.',
  },
  toCards: { zh: '去找丢失的卡', en: 'Find a lost card' },
  record: { zh: '这张卡的全部记录', en: 'All records of this card' },
  onReader: { zh: '读卡器上的卡', en: 'The card on the reader' },
} as const satisfies Record<string, Text>;

function useDesk() {
  const post = useSession()?.post ?? null;
  const reading = useReading();
  const test = useOperation(testCard, ['cases']);
  const [written, setWritten] = useState<Written | null>(null);
  const busy = reading.operation.busy || test.busy;
  const read = (): void => {
    setWritten(null);
    void reading.read();
  };
  const runTest = async (): Promise<void> => {
    test.edited();
    const answer = await test.send({});
    if (answer?.onReader == null) return;
    reading.put(answer.onReader);
    notify(T.tested);
  };
  const afterWrite = (done: Written): void => {
    setWritten(done);
    void reading.read();
  };
  const mayTest = mayCallNamed('cards.test-card', post);
  return { reading, test, written, busy, read, runTest, afterWrite, mayTest };
}

/** The virtual desk with the cards that the house may issue. */
function AtHand({ meterNo }: { meterNo: string | null }): ReactNode {
  const blanks = useAsk(cards, { state: 'stock', limit: 50 }).data?.rows.map(({ serial }) => serial);
  return <VirtualDesk {...(meterNo === null ? {} : { meterNo })} {...(blanks === undefined ? {} : { blanks })} />;
}

export default function DeskPage(): ReactNode {
  const say = useSay();
  const desk = useDesk();
  const { reading, test } = desk;
  const { onReader } = reading;
  useHotkeys([
    { keys: 'F2', says: T.read, active: !desk.busy, act: desk.read },
    { keys: 'F3', says: T.test, active: !desk.busy && desk.mayTest, act: () => void desk.runTest() },
  ]);
  return (
    <div className="page">
      <PageHeader title={say(T.title)} help={say(T.help)} actions={<Link to="/cards/all">{say(T.toCards)}</Link>} />
      <div className="card-desk">
        <section className="panel padded stack" aria-label={say(T.onReader)}>
          <div className="card-step">
            <ReadButton reading={reading} onRead={desk.read} hotkey="F2" primary />
            {desk.mayTest && (
              <Button disabled={desk.busy} onClick={() => void desk.runTest()}>
                {say(T.test)} <kbd>F3</kbd>
              </Button>
            )}
          </div>
          {test.refusal && <RefusalAlert error={test.refusal} />}
          {desk.written !== null && <WrittenPanel written={desk.written} />}
          {onReader === null && <Empty text={T.empty} next={T.next} />}
          {onReader !== null && (
            <>
              <CardFacts on={onReader} />
              <DeskActs on={onReader} onWritten={desk.afterWrite} onChanged={() => void reading.read()} />
              {onReader.card !== null && <Link to={`/cards/all?open=${onReader.card.cardId}`}>{say(T.record)}</Link>}
            </>
          )}
        </section>
        <div className="stack">
          <AtHand meterNo={onReader?.content.meterNo ?? null} />
          <Guide cardId={onReader?.card?.cardId ?? null} />
        </div>
      </div>
    </div>
  );
}
