/** Daily slips: sessions that still want one, the list, and each slip beside it with signatures and copies. */
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { printSlipCopy } from '../../../../shared/contracts/reconciliation/print-slip-copy.ts';
import { slip } from '../../../../shared/contracts/reconciliation/slip.ts';
import { slips } from '../../../../shared/contracts/reconciliation/slips.ts';
import { slipsToMake } from '../../../../shared/contracts/reconciliation/slips-to-make.ts';
import { SLIP_STATE_TITLES, SLIP_STATES } from '../../../../shared/reconciliation/slip-states.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { DetailDrawer } from '../../../ui/detail-drawer.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { MakeSlip } from '../components/make-slip.tsx';
import { PrintDocument } from '../components/print-document.tsx';
import { SignSlip, SlipSignatures } from '../components/sign-slip.tsx';
import { SlipContentView } from '../components/slip-content.tsx';
import { TallyShown, TallySlip } from '../components/tally-slip.tsx';
import { SLIP_STATES_SHOWN } from '../states.ts';

const T = {
  empty: { zh: '还没有日结单', en: 'There is no slip yet' },
  emptyNext: {
    zh: '结班以后，在本页为班次生成日结单。',
    en: 'When a drawer is closed, its slip is made on this page.',
  },
  toMake: { zh: '已结班、还没有日结单', en: 'Closed and without a slip' },
  from: { zh: '营业日从', en: 'From day' },
  to: { zh: '到', en: 'To day' },
  onlyDifferent: { zh: '只看有长短款的', en: 'Only with a difference' },
} as const satisfies Record<string, Text>;

const LABELS = {
  from: T.from,
  to: T.to,
  onlyDifferent: T.onlyDifferent,
  ...Object.fromEntries(SLIP_STATES.map((state) => [`state.${state}`, SLIP_STATE_TITLES[state]])),
};

function SlipsToMake(): ReactNode {
  const say = useSay();
  const answer = useAsk(slipsToMake, {});
  const [search, setSearch] = useSearchParams();
  if (answer.isError) return <RefusalAlert error={answer.error} />;
  const rows = answer.data?.rows ?? [];
  if (rows.length === 0) return null;
  const open = (slipId: string): void => setSearch(new URLSearchParams(openHref(search, slipId)));
  return (
    <section className="page day-close">
      <h2>{say(T.toMake)}</h2>
      <div className="panel">
        <DataTable
          caption={say(T.toMake)}
          columns={slipsToMake.columns ?? []}
          rows={rows}
          rowKey={(row) => String(row.drawerSessionId)}
          actions={(row) => <MakeSlip drawerSessionId={String(row.drawerSessionId)} onMade={open} />}
        />
      </div>
    </section>
  );
}

/** While the second signer enters the own account, no figure of the slip is on the page. */
const FIGURES: readonly string[] = ['receivedFen', 'refundedFen', 'countedFen', 'overShortFen'];

function SlipDrawer({ slipId, onClose }: { slipId: string; onClose: () => void }): ReactNode {
  const [tallying, setTallying] = useState(false);
  return (
    <DetailDrawer
      contract={slip}
      input={{ slipId }}
      title={slips.title}
      shows={(slips.columns ?? []).filter(({ key }) => !tallying || !FIGURES.includes(key))}
      states={SLIP_STATES_SHOWN}
      onClose={onClose}
    >
      {(found) => (
        <div className="stack">
          {found.content !== null && !tallying && <SlipContentView content={found.content} />}
          {!tallying && <TallyShown slip={found} />}
          <SlipSignatures slip={found} />
          <TallySlip slip={found} open={tallying} onOpen={setTallying} />
          <SignSlip slip={found} />
          <PrintDocument
            contract={printSlipCopy}
            id={{ slipId }}
            file="slip.pdf"
            prints={found.prints}
            may={found.can.includes('reconciliation.print-slip-copy')}
          />
        </div>
      )}
    </DetailDrawer>
  );
}

export default function SlipsPage(): ReactNode {
  const [search] = useSearchParams();
  const post = useSession()?.post ?? null;
  return (
    <>
      {mayCallNamed('reconciliation.slips-to-make', post) && <SlipsToMake />}
      <ListPage
        contract={slips}
        labels={LABELS}
        states={SLIP_STATES_SHOWN}
        empty={{ text: T.empty, next: T.emptyNext }}
        href={(row: Row) => openHref(search, String(row.slipId))}
        detail={(slipId, close) => <SlipDrawer key={slipId} slipId={slipId} onClose={close} />}
      />
    </>
  );
}
