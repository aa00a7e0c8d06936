/** Customers, masked. Full data is shown one at a time, with a reason. */
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { addCustomer } from '../../../../shared/contracts/customers/add-customer.ts';
import { customers } from '../../../../shared/contracts/customers/customers.ts';
import { releaseList } from '../../../../shared/contracts/customers/release-list.ts';
import { LIST_APPROVERS } from '../../../../shared/customers/list.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { CustomerDrawer } from '../components/customer-drawer.tsx';
import { CUSTOMER_KINDS, CUSTOMER_LABELS } from '../words.ts';

const T = {
  agrees: { zh: '同意导出的第二人', en: 'The second person, who agrees' },
} as const satisfies Record<string, Text>;

const EMPTY = {
  text: { zh: '还没有客户', en: 'No customers yet' },
  next: {
    zh: '导入房间表时住户会一并登记，也可以在这里逐个登记。',
    en: 'Importing a room list registers its occupants; single customers are registered here.',
  },
} as const satisfies Record<string, Text>;

function AddButton(): ReactNode {
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const close = (): void => setAdding(false);
  return (
    <>
      <Button type="primary" onClick={() => setAdding(true)}>
        {say(addCustomer.title)}
      </Button>
      {adding && (
        <Dialog title={say(addCustomer.title)} onClose={close}>
          <OperationForm contract={addCustomer} labels={CUSTOMER_LABELS} onDone={close} onCancel={close} />
        </Dialog>
      )}
    </>
  );
}

/** Granted by the form, fetched as an ordinary file: the browser saves it. */
function ListButton(): ReactNode {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say(releaseList.title)}</Button>
      {asking && (
        <Dialog title={say(releaseList.title)} onClose={close}>
          <OperationForm
            contract={releaseList}
            second={(values) => (values.data === 'full' ? { title: T.agrees, posts: LIST_APPROVERS } : null)}
            onDone={({ releaseId }) => {
              close();
              window.location.assign(`/api/customers/customers.csv?releaseId=${releaseId}`);
            }}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}

export default function CustomersPage(): ReactNode {
  const [search] = useSearchParams();
  const post = useSession()?.post ?? null;
  return (
    <ListPage
      contract={customers}
      labels={CUSTOMER_LABELS}
      states={CUSTOMER_KINDS}
      empty={EMPTY}
      href={(row) => openHref(search, String(row.customerId))}
      pageActions={
        <>
          {mayCallNamed(fullName(releaseList), post) && <ListButton />}
          {mayCallNamed(fullName(addCustomer), post) && <AddButton />}
        </>
      }
      detail={(customerId, close) => <CustomerDrawer customerId={customerId} onClose={close} />}
    />
  );
}
