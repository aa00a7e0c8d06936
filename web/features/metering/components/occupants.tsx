/** Who lives in a household, masked; one at a time can be looked at in full, with a reason. */
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { type Column, fullName, mayCall } from '../../../../shared/contracts/contract.ts';
import { revealCustomer } from '../../../../shared/contracts/customers/reveal-customer.ts';
import { endOccupant } from '../../../../shared/contracts/metering/end-occupant.ts';
import type { occupantSchema } from '../../../../shared/metering/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Acts } from '../../../ui/acts.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { RevealDialog } from '../../customers/components/reveal-dialog.tsx';

type Occupant = z.output<typeof occupantSchema>;

const T = {
  none: { zh: '没有登记住户。', en: 'No occupant is registered.' },
  look: { zh: '查看', en: 'Look' },
  leaves: { zh: '搬出', en: 'Leaves' },
  lookAt: { zh: '查看 {name} 的完整资料', en: 'Look at the full data of {name}' },
  people: { zh: '住户', en: 'Occupants' },
} as const satisfies Record<string, Text>;

const COLUMNS: readonly Column[] = [
  { key: 'name', title: { zh: '姓名', en: 'Name' } },
  { key: 'phone', title: { zh: '电话', en: 'Phone' }, as: 'code' },
  { key: 'reference', title: { zh: '学号或工号', en: 'Number' }, as: 'code' },
  { key: 'fromDate', title: { zh: '入住', en: 'From' }, as: 'date' },
  { key: 'untilDate', title: { zh: '搬出', en: 'Until' }, as: 'date' },
];

const asOccupant = (row: Row): Occupant => row.occupant as Occupant;

export function Occupants({ occupants, open }: { occupants: readonly Occupant[]; open: boolean }): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [looking, setLooking] = useState<string | null>(null);
  if (occupants.length === 0) return <p className="muted">{say(T.none)}</p>;
  const maySee = mayCall(revealCustomer, post);
  const mayEnd = open && mayCall(endOccupant, post) ? [fullName(endOccupant)] : [];
  const rows = occupants.map((occupant) => ({
    occupant,
    id: occupant.occupantId,
    name: occupant.customer.name,
    phone: occupant.customer.phone,
    reference: occupant.customer.reference,
    fromDate: occupant.fromDate,
    untilDate: occupant.untilDate,
  }));
  const actions = (row: Row): ReactNode => {
    const { customer, occupantId, untilDate } = asOccupant(row);
    return (
      <span className="cell-acts">
        {maySee && !customer.erased && (
          <Button
            size="small"
            aria-label={say(T.lookAt, { name: customer.name })}
            onClick={() => setLooking(customer.customerId)}
          >
            {say(T.look)}
          </Button>
        )}
        {untilDate === null && (
          <Acts
            small
            can={mayEnd}
            of={customer.name}
            acts={[
              {
                contract: endOccupant,
                word: T.leaves,
                given: { occupantId },
                hidden: ['occupantId'],
                before: <p>{customer.name}</p>,
              },
            ]}
          />
        )}
      </span>
    );
  };
  return (
    <>
      <DataTable caption={say(T.people)} columns={COLUMNS} rows={rows} actions={actions} />
      {looking !== null && <RevealDialog customerId={looking} onClose={() => setLooking(null)} />}
    </>
  );
}
