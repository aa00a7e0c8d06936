/** Weekly bundles: the week that may be handed in, and those that were. */
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { bundles } from '../../../../shared/contracts/reconciliation/bundles.ts';
import { handInBundle } from '../../../../shared/contracts/reconciliation/hand-in-bundle.ts';
import { BUNDLE_STATE_TITLES, BUNDLE_STATES } from '../../../../shared/reconciliation/week.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { BundleDrawer } from '../components/bundle-drawer.tsx';
import { BUNDLE_STATES_SHOWN } from '../states.ts';

const T = {
  empty: { zh: '还没有周报', en: 'No weekly bundles yet' },
  next: {
    zh: '一周过完、日结单都双签后，在本页送交。',
    en: 'When the week is over and its slips are signed by both, hand it in on this page.',
  },
  handIn: { zh: '送交 {from} 起的一周', en: 'Hand in the week of {from}' },
} as const satisfies Record<string, Text>;

const LABELS = Object.fromEntries(BUNDLE_STATES.map((state) => [`state.${state}`, BUNDLE_STATE_TITLES[state]]));

function HandIn(): ReactNode {
  const say = useSay();
  const [making, setMaking] = useState(false);
  const fromDate = useAsk(bundles, { limit: 1 }).data?.nextWeek;
  if (fromDate === undefined || fromDate === null) return null;
  const close = (): void => setMaking(false);
  return (
    <>
      <Button type="primary" onClick={() => setMaking(true)}>
        {say(T.handIn, { from: fromDate })}
      </Button>
      {making && (
        <Dialog title={say(handInBundle.title)} onClose={close}>
          <OperationForm contract={handInBundle} given={{ fromDate }} onDone={close} onCancel={close} />
        </Dialog>
      )}
    </>
  );
}

export default function WeeksPage(): ReactNode {
  const [search] = useSearchParams();
  const post = useSession()?.post ?? null;
  return (
    <ListPage
      contract={bundles}
      labels={LABELS}
      states={BUNDLE_STATES_SHOWN}
      empty={{ text: T.empty, next: T.next }}
      href={(row) => openHref(search, String(row.bundleId))}
      pageActions={mayCallNamed('reconciliation.hand-in-bundle', post) && <HandIn />}
      detail={(bundleId, close) => <BundleDrawer key={bundleId} bundleId={bundleId} onClose={close} />}
    />
  );
}
