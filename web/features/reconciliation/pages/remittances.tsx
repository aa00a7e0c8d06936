/** Cash in custody above, remittances below: what is due, what is on its way, what has come. */
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { cashCustody } from '../../../../shared/contracts/reconciliation/cash-custody.ts';
import { makeRemittance } from '../../../../shared/contracts/reconciliation/make-remittance.ts';
import { remittances } from '../../../../shared/contracts/reconciliation/remittances.ts';
import { REMITTANCE_STATE_TITLES, REMITTANCE_STATES } from '../../../../shared/reconciliation/remittance.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { MoneyText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { MakeRemittance } from '../components/make-remittance.tsx';
import { RemittanceDrawer } from '../components/remittance-drawer.tsx';
import { REMITTANCE_STATES_SHOWN } from '../states.ts';

const T = {
  empty: { zh: '还没有缴款单', en: 'No remittances yet' },
  next: {
    zh: '日结单双签后，在本页勾选并填缴款单。',
    en: 'When a daily slip is signed by both, tick it on this page and make its remittance.',
  },
  safe: { zh: '保险柜', en: 'In the safe' },
  inTransit: { zh: '在途资金', en: 'In transit' },
  due: { zh: '应缴未缴', en: 'Due' },
  nothingDue: { zh: '没有待缴的日结单现金。', en: 'No cash of daily slips is due.' },
  from: { zh: '营业日从', en: 'From day' },
  to: { zh: '到', en: 'To day' },
} as const satisfies Record<string, Text>;

const LABELS = {
  from: T.from,
  to: T.to,
  ...Object.fromEntries(REMITTANCE_STATES.map((state) => [`state.${state}`, REMITTANCE_STATE_TITLES[state]])),
};

function Custody(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [search, setSearch] = useSearchParams();
  const [making, setMaking] = useState(false);
  const answer = useAsk(cashCustody, {});
  if (answer.isError) return <RefusalAlert error={answer.error} />;
  const found = answer.data;
  if (found === undefined) return null;
  const figures = [
    [T.due, found.dueFen],
    [T.safe, found.safeFen],
    [T.inTransit, found.inTransitFen],
  ] as const;
  return (
    <section className="page">
      <h2>{say(cashCustody.title)}</h2>
      <dl className="details">
        {figures.map(([title, value]) => [
          <dt key={`${title.en}-name`}>{say(title)}</dt>,
          <dd key={title.en}>
            <MoneyText value={value} strong />
          </dd>,
        ])}
      </dl>
      {found.rows.length === 0 ? (
        <p className="muted">{say(T.nothingDue)}</p>
      ) : (
        <div className="panel">
          <DataTable
            caption={say(T.due)}
            columns={cashCustody.columns ?? []}
            rows={found.rows}
            rowKey={(row) => String(row.slipId)}
            href={(row) => `/reconciliation/slips?open=${String(row.slipId)}`}
          />
        </div>
      )}
      {mayCallNamed('reconciliation.make-remittance', post) && found.rows.length > 0 && (
        <div className="row">
          <Button type="primary" onClick={() => setMaking(true)}>
            {say(makeRemittance.title)}
          </Button>
        </div>
      )}
      {making && (
        <Dialog title={say(makeRemittance.title)} onClose={() => setMaking(false)}>
          <MakeRemittance
            custody={found}
            onClose={() => setMaking(false)}
            onMade={(remittanceId) => {
              setMaking(false);
              setSearch(new URLSearchParams(openHref(search, remittanceId)));
            }}
          />
        </Dialog>
      )}
    </section>
  );
}

export default function RemittancesPage(): ReactNode {
  const [search] = useSearchParams();
  return (
    <>
      <Custody />
      <ListPage
        contract={remittances}
        labels={LABELS}
        states={REMITTANCE_STATES_SHOWN}
        empty={{ text: T.empty, next: T.next }}
        href={(row) => openHref(search, String(row.remittanceId))}
        detail={(remittanceId, close) => <RemittanceDrawer remittanceId={remittanceId} onClose={close} />}
      />
    </>
  );
}
