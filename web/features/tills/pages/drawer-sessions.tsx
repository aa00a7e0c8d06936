/** Sessions, latest first; counter posts see their own, and nobody a figure of one that is not closed. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { drawerSessions } from '../../../../shared/contracts/tills/drawer-sessions.ts';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { SessionDrawer } from '../components/session-drawer.tsx';
import { SESSION_STATES_SHOWN } from '../words.ts';

const LABELS = {
  from: { zh: '从（营业日）', en: 'From (business date)' },
  to: { zh: '到', en: 'To' },
  onlyDifferent: { zh: '只看有长短款的', en: 'Only with a difference' },
};

const EMPTY = {
  text: { zh: '还没有班次', en: 'No session yet' },
  next: { zh: '开钱箱后，每一班都列在这里。', en: 'Once a drawer is opened, each session is listed here.' },
};

export default function DrawerSessionsPage(): ReactNode {
  const [search] = useSearchParams();
  return (
    <ListPage
      contract={drawerSessions}
      labels={LABELS}
      states={SESSION_STATES_SHOWN}
      empty={EMPTY}
      href={(row) => openHref(search, String(row.drawerSessionId))}
      detail={(id, close) => <SessionDrawer id={id} onClose={close} />}
    />
  );
}
