/** One customer beside the list, masked; looking, changing and erasing start here. */
import { type ReactNode, useState } from 'react';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { changeCustomer } from '../../../../shared/contracts/customers/change-customer.ts';
import { customers } from '../../../../shared/contracts/customers/customers.ts';
import { eraseCustomer } from '../../../../shared/contracts/customers/erase-customer.ts';
import { revealCustomer } from '../../../../shared/contracts/customers/reveal-customer.ts';
import type { MaskedCustomer } from '../../../../shared/customers/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { Acts } from '../../../ui/acts.tsx';
import { Button } from '../../../ui/button.tsx';
import { DetailDrawer, Details } from '../../../ui/detail-drawer.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { CUSTOMER_KINDS } from '../words.ts';
import { RevealDialog } from './reveal-dialog.tsx';

const T = {
  customer: { zh: '客户', en: 'Customer' },
  gone: { zh: '没有这位客户', en: 'There is no such customer' },
  goneNext: { zh: '请回到列表重新查找。', en: 'Go back to the list and look again.' },
  masked: {
    zh: '资料已遮盖。需要核对本人时，写明原因查看完整资料。',
    en: 'The data is masked. When the person has to be checked, give the reason and look at all of it.',
  },
  erased: {
    zh: '个人资料已应要求删除，只剩编号；账目和单据不受影响。',
    en: 'The personal data was deleted on request; only the id is left. Accounts and documents stay.',
  },
  eraseWarning: {
    zh: '删除后无法恢复。仍住在户内的客户，删除后只显示“***”。',
    en: 'It cannot be undone. A customer who still lives in a household will be shown as "***".',
  },
} as const satisfies Record<string, Text>;

const SHOWS = [
  { key: 'name', title: { zh: '姓名', en: 'Name' } },
  { key: 'kind', title: { zh: '类型', en: 'Kind' }, as: 'state' },
  { key: 'phone', title: { zh: '电话', en: 'Phone' }, as: 'code' },
  { key: 'reference', title: { zh: '学号或工号', en: 'Student or staff number' }, as: 'code' },
] as const;

function CustomerActs({ customer }: { customer: MaskedCustomer }): ReactNode {
  const say = useSay();
  const [looking, setLooking] = useState(false);
  const { customerId } = customer;
  const shared = { given: { customerId }, hidden: ['customerId'], affects: ['metering'] } as const;
  return (
    <div className="row">
      {customer.can.includes(fullName(revealCustomer)) && (
        <Button onClick={() => setLooking(true)}>{say(revealCustomer.title)}</Button>
      )}
      <Acts
        can={customer.can}
        acts={[
          { contract: changeCustomer, ...shared },
          {
            contract: eraseCustomer,
            ...shared,
            danger: true,
            before: <p className="refusal tone-soon">{say(T.eraseWarning)}</p>,
          },
        ]}
      />
      {looking && <RevealDialog customerId={customerId} onClose={() => setLooking(false)} />}
    </div>
  );
}

export function CustomerDrawer({ customerId, onClose }: { customerId: string; onClose: () => void }): ReactNode {
  const say = useSay();
  return (
    <DetailDrawer contract={customers} input={{ customerId }} title={T.customer} shows={[]} onClose={onClose}>
      {({ rows: [customer] }) =>
        customer === undefined ? (
          <Empty text={T.gone} next={T.goneNext} />
        ) : (
          <>
            {!customer.erased && <Details record={customer} shows={SHOWS} states={CUSTOMER_KINDS} />}
            <p className="muted">{say(customer.erased ? T.erased : T.masked)}</p>
            <CustomerActs customer={customer} />
          </>
        )
      }
    </DetailDrawer>
  );
}
