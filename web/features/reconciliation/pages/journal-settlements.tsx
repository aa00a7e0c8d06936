/** 日记账月结: the month that is due, what stops it, its signature; and those settled. */
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { journalSettlements } from '../../../../shared/contracts/reconciliation/journal-settlements.ts';
import { settleJournal } from '../../../../shared/contracts/reconciliation/settle-journal.ts';
import { POSTS } from '../../../../shared/posts.ts';
import type { JournalSettlementView } from '../../../../shared/reconciliation/journal-month.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText } from '../../../lib/format.tsx';
import { usePreferences } from '../../../lib/preferences.ts';
import { printPdf } from '../../../lib/print.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk, useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { notify } from '../../../ui/notices.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { SignatureDialog } from '../../../ui/signature-dialog.tsx';
import { Digest } from '../components/digest.tsx';
import { JournalMonth } from '../components/journal-month.tsx';
import '../reconciliation.css';

const T = {
  empty: { zh: '还没有月结', en: 'No month is settled yet' },
  next: {
    zh: '一个月过完、每日都日结后，收费员在本页结出并签字。',
    en: 'When the month is over and each day is closed, the cashier settles and signs it on this page.',
  },
  due: { zh: '{month} 待月结', en: '{month} is to be settled' },
  dayOpen: {
    zh: '{date} 还没有日结。日清之后才能月结。',
    en: '{date} is not closed. Days are cleared before the month is settled.',
  },
  toDay: { zh: '去日结', en: 'Close the day' },
  sign: { zh: '月结并签字', en: 'Settle and sign' },
  waits: { zh: '等收费员月结签字。', en: 'Waits for the cashier to settle and sign.' },
  done: { zh: '已月结', en: 'Settled' },
  digest: { zh: '月结摘要', en: 'Digest' },
  signedBy: { zh: '签字', en: 'Signed' },
} as const satisfies Record<string, Text>;

type Due = NonNullable<OutputOf<typeof journalSettlements>['due']>;

function Settle({ due, contentDigest }: { due: Due; contentDigest: string }): ReactNode {
  const say = useSay();
  const operation = useOperation(settleJournal);
  const [signing, setSigning] = useState(false);
  const content = { month: due.month, contentDigest };
  const send = async (signatures: string[]): Promise<void> => {
    setSigning(false);
    if ((await operation.send({ ...content, signatures })) !== undefined) notify(T.done);
  };
  return (
    <>
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void send([])} />
      <div className="row">
        <Button type="primary" disabled={operation.busy} onClick={() => setSigning(true)}>
          {say(T.sign)}
        </Button>
      </div>
      {signing && (
        <SignatureDialog
          contract={settleJournal}
          content={content}
          kind="pin"
          summary={<Digest digest={contentDigest} />}
          onSigned={(signatureId) => void send([signatureId])}
          onClose={() => setSigning(false)}
        />
      )}
    </>
  );
}

function DueMonth(): ReactNode {
  const say = useSay();
  const due = useAsk(journalSettlements, { limit: 1 }).data?.due;
  if (due === undefined || due === null) return null;
  const may = due.can.includes(fullName(settleJournal));
  return (
    <section className="panel padded spaced">
      <h2>{say(T.due, { month: due.month })}</h2>
      {due.openDay !== null && (
        <p className="log-unchecked">
          {say(T.dayOpen, { date: due.openDay })} <Link to="/reconciliation/day">{say(T.toDay)}</Link>
        </p>
      )}
      {due.content !== null && <JournalMonth content={due.content} />}
      {may && due.contentDigest !== null && <Settle due={due} contentDigest={due.contentDigest} />}
      {!may && due.openDay === null && <p className="muted">{say(T.waits)}</p>}
    </section>
  );
}

function Settlement({ settlement, onClose }: { settlement: JournalSettlementView; onClose: () => void }): ReactNode {
  const say = useSay();
  const { language } = usePreferences();
  const href = `/api/reconciliation/journal-settlement.pdf?${new URLSearchParams({ settlementId: settlement.id, language })}`;
  return (
    <Dialog title={`${settlement.number} · ${settlement.month}`} place="right" wide onClose={onClose}>
      <JournalMonth content={settlement.content} />
      <dl className="details">
        <dt>{say(T.signedBy)}</dt>
        <dd>
          {settlement.signedBy} · {say(POSTS[settlement.post].title)} <InstantText value={settlement.signedAt} />
        </dd>
        <dt>{say(T.digest)}</dt>
        <dd>
          <Digest digest={settlement.contentDigest} />
        </dd>
      </dl>
      <div className="row">
        <Button onClick={() => void printPdf(href)}>{say(W.print)}</Button>
      </div>
    </Dialog>
  );
}

function Open({ settlementId, onClose }: { settlementId: string; onClose: () => void }): ReactNode {
  const [settlement] = useAsk(journalSettlements, { settlementId }).data?.rows ?? [];
  return settlement === undefined ? null : <Settlement settlement={settlement} onClose={onClose} />;
}

export default function JournalSettlementsPage(): ReactNode {
  const [search] = useSearchParams();
  return (
    <ListPage
      contract={journalSettlements}
      empty={{ text: T.empty, next: T.next }}
      href={(row) => openHref(search, String(row.id))}
      detail={(id, close) => <Open settlementId={id} onClose={close} />}
    >
      <DueMonth />
    </ListPage>
  );
}
