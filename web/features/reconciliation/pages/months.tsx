/** Monthly statements: the month that is due, and those made, signed and locked. */
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { makeStatement } from '../../../../shared/contracts/reconciliation/make-statement.ts';
import { statements } from '../../../../shared/contracts/reconciliation/statements.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { StatementDrawer } from '../components/statement-drawer.tsx';
import { SLIP_STATES_SHOWN } from '../states.ts';

const T = {
  empty: { zh: '还没有月对账单', en: 'No monthly statements yet' },
  next: {
    zh: '一个月过完、每日都日结后，在本页生成，双方签字。',
    en: 'When the month is over and each day is closed, it is made on this page and signed by both sides.',
  },
  make: { zh: '生成 {month} 对账单', en: 'Make the statement of {month}' },
} as const satisfies Record<string, Text>;

function Make(): ReactNode {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const [making, setMaking] = useState(false);
  const month = useAsk(statements, { limit: 1 }).data?.nextMonth;
  if (month === undefined || month === null) return null;
  const close = (): void => setMaking(false);
  const made = (output: unknown): void => {
    close();
    const { statementId } = output as OutputOf<typeof makeStatement>;
    setSearch(new URLSearchParams(openHref(search, statementId)));
  };
  return (
    <>
      <Button type="primary" onClick={() => setMaking(true)}>
        {say(T.make, { month })}
      </Button>
      {making && (
        <Dialog title={say(makeStatement.title)} onClose={close}>
          <OperationForm contract={makeStatement} given={{ month }} onDone={made} onCancel={close} />
        </Dialog>
      )}
    </>
  );
}

export default function MonthsPage(): ReactNode {
  const [search] = useSearchParams();
  const post = useSession()?.post ?? null;
  return (
    <ListPage
      contract={statements}
      states={SLIP_STATES_SHOWN}
      empty={{ text: T.empty, next: T.next }}
      href={(row) => openHref(search, String(row.statementId))}
      pageActions={mayCallNamed('reconciliation.make-statement', post) && <Make />}
      detail={(statementId, close) => <StatementDrawer key={statementId} statementId={statementId} onClose={close} />}
    />
  );
}
