/** Months of the books; closing one is for good. */
import { type ReactNode, useState } from 'react';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { closePeriod } from '../../../../shared/contracts/ledger/close-period.ts';
import { periods } from '../../../../shared/contracts/ledger/periods.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';

const T = {
  title: { zh: '会计期间与月结', en: 'Periods and closing' },
  open: { zh: '未结', en: 'Open' },
  empty: { zh: '还没有会计期间', en: 'No period yet' },
  emptyNext: { zh: '每个月第一笔钱款记账时自动开账。', en: 'A month opens by itself with its first posting.' },
  close: { zh: '月结', en: 'Close' },
  closing: { zh: '月结 {month}', en: 'Close {month}' },
} as const satisfies Record<string, Text>;

function useCells() {
  const say = useSay();
  return {
    closedBy: (row: Row) =>
      row.closedAt ? String(row.closedBy ?? '') : <span className="state-tag tone-soon">{say(T.open)}</span>,
    month: (row: Row) => <span className="figure">{String(row.month)}</span>,
  };
}

export default function PeriodsPage(): ReactNode {
  const say = useSay();
  const cells = useCells();
  const [month, setMonth] = useState<string | null>(null);
  const mayClose = (row: Row): boolean => Array.isArray(row.can) && row.can.includes(fullName(closePeriod));
  const done = (): void => setMonth(null);
  return (
    <>
      <ListPage
        contract={periods}
        title={T.title}
        empty={{ text: T.empty, next: T.emptyNext }}
        cells={cells}
        actions={(row) =>
          mayClose(row) && (
            <Button
              size="small"
              aria-label={say(T.closing, { month: String(row.month) })}
              onClick={() => setMonth(String(row.month))}
            >
              {say(T.close)}
            </Button>
          )
        }
      />
      {month && (
        <Dialog title={say(T.closing, { month })} onClose={done}>
          <OperationForm
            contract={closePeriod}
            given={{ month }}
            hidden={['month']}
            submit={closePeriod.title}
            onDone={done}
            onCancel={done}
          />
        </Dialog>
      )}
    </>
  );
}
