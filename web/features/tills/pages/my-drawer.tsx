/** 钱箱: open it by counting, move cash in and out with the other party's signature, hand it over, close it blind. */
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { myDrawer } from '../../../../shared/contracts/tills/my-drawer.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import type { Closed } from '../components/blind-count.tsx';
import { ClosedFigures } from '../components/closed-figures.tsx';
import { HeldDrawer } from '../components/held-drawer.tsx';
import { OpenForm } from '../components/open-form.tsx';
import '../tills.css';

const T = {
  closed: { zh: '已结班', en: 'The drawer is closed' },
  handedOver: { zh: '已交接', en: 'The drawer was handed over' },
  undelivered: { zh: '已收款未到账，转为差错继续处理：', en: 'Paid and not delivered, carried on as cases:' },
  slip: { zh: '制作并签署日结单', en: 'Make and sign the daily slip' },
  sessionOf: { zh: '本班详情', en: 'This session in detail' },
  openAgain: { zh: '另开一班', en: 'Open another session' },
  toCounter: { zh: '去售电台', en: 'To the counter' },
} as const satisfies Record<string, Text>;

function ClosedPanel({ closed, onAgain }: { closed: Closed; onAgain: () => void }): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  return (
    <section className="panel padded stack" aria-label={say(T.closed)} role="status">
      <h2>{say(closed.nextSessionId === null ? T.closed : T.handedOver)}</h2>
      <ClosedFigures figures={closed} caseId={closed.caseId} />
      {closed.undelivered.length > 0 && (
        <p className="refusal tone-soon">
          {say(T.undelivered)} {closed.undelivered.map((document) => document.documentNumber).join(' ')}
        </p>
      )}
      <div className="row">
        {mayCallNamed('reconciliation.slips', post) && <Link to="/reconciliation/slips">{say(T.slip)}</Link>}
        <Link to={`/drawers/sessions?open=${closed.drawerSessionId}`}>{say(T.sessionOf)}</Link>
        <Button onClick={onAgain}>{say(T.openAgain)}</Button>
      </div>
    </section>
  );
}

export default function MyDrawerPage(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const { data, error, isPending } = useAsk(myDrawer, {});
  const [closed, setClosed] = useState<Closed | null>(null);
  const held = data?.session ?? null;
  return (
    <div className="page">
      <PageHeader
        title={say(myDrawer.title)}
        actions={
          held !== null && mayCallNamed('vending.sell-credit', post) && <Link to="/counter">{say(T.toCounter)}</Link>
        }
      />
      {isPending && <p className="muted">{say(W.loading)}</p>}
      {error && <RefusalAlert error={error} />}
      {closed !== null && <ClosedPanel closed={closed} onAgain={() => setClosed(null)} />}
      {data && held !== null && closed === null && <HeldDrawer session={held} onClosed={setClosed} />}
      {data && held === null && closed === null && <OpenForm />}
    </div>
  );
}
