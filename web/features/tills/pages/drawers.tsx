/** Every drawer of the house: where it stands, its ceiling, in whose hands it is. */
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { drawers } from '../../../../shared/contracts/tills/drawers.ts';
import { registerDrawer } from '../../../../shared/contracts/tills/register-drawer.ts';
import { setCeiling } from '../../../../shared/contracts/tills/set-ceiling.ts';
import { withdrawDrawer } from '../../../../shared/contracts/tills/withdraw-drawer.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Acts } from '../../../ui/acts.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { DRAWER_STATES_SHOWN } from '../words.ts';

const T = {
  title: { zh: '钱箱管理', en: 'Drawers' },
  sessions: { zh: '班次', en: 'Sessions' },
} as const satisfies Record<string, Text>;

const EMPTY = {
  text: { zh: '还没有登记钱箱', en: 'No drawer is registered' },
  next: {
    zh: '每个收款窗口登记一个钱箱和现金限额，售电员才能开箱收款。',
    en: 'Register one for each window with its ceiling; then a clerk can open it and take money.',
  },
};

const HIDDEN = ['drawerId'];
const LEDGER = ['ledger'];

function RowActs({ row }: { row: Row }): ReactNode {
  const given = { drawerId: row.drawerId };
  return (
    <Acts
      small
      of={String(row.code)}
      can={row.can as string[]}
      acts={[
        { contract: setCeiling, given: { ...given, ceilingFen: row.ceilingFen }, hidden: HIDDEN },
        { contract: withdrawDrawer, given, hidden: HIDDEN, danger: true },
      ]}
    />
  );
}

export default function DrawersPage(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [registering, setRegistering] = useState(false);
  const close = (): void => setRegistering(false);
  return (
    <>
      <ListPage
        contract={drawers}
        title={T.title}
        states={DRAWER_STATES_SHOWN}
        empty={EMPTY}
        href={(row) => `/drawers/sessions?drawerId=${String(row.drawerId)}`}
        actions={(row) => <RowActs row={row} />}
        pageActions={
          <>
            <Link to="/drawers/sessions">{say(T.sessions)}</Link>
            {mayCallNamed('tills.register-drawer', post) && (
              <Button type="primary" onClick={() => setRegistering(true)}>
                {say(registerDrawer.title)}
              </Button>
            )}
          </>
        }
      />
      {registering && (
        <Dialog title={say(registerDrawer.title)} onClose={close}>
          <OperationForm
            contract={registerDrawer}
            submit={registerDrawer.title}
            affects={LEDGER}
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}
