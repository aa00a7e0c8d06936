/** A household: its account, who lives there, its meters, what was bought. Everything about it is done from here. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Column, OutputOf } from '../../../../shared/contracts/contract.ts';
import { account as accountContract } from '../../../../shared/contracts/metering/account.ts';
import { addOccupant } from '../../../../shared/contracts/metering/add-occupant.ts';
import { changeAccount } from '../../../../shared/contracts/metering/change-account.ts';
import { closeAccount } from '../../../../shared/contracts/metering/close-account.ts';
import { accountPurchases } from '../../../../shared/contracts/vending/account-purchases.ts';
import type { Text } from '../../../../shared/text.ts';
import { SALE_STATE_TITLES, type SaleState } from '../../../../shared/vending/words.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Acts } from '../../../ui/acts.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { Details } from '../../../ui/detail-drawer.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import type { States, Tone } from '../../../ui/state-tag.tsx';
import { customersProvider } from '../../customers/customers-provider.ts';
import { categoriesProvider } from '../providers.ts';
import { ACCOUNT_STATES, METER_STATES } from '../words.ts';
import { MeterTable } from './meter-table.tsx';
import { MoveOut } from './move-out.tsx';
import { Occupants } from './occupants.tsx';

export type AccountAnswer = OutputOf<typeof accountContract>;
type Account = AccountAnswer['account'];

const T = {
  meters: { zh: '表', en: 'Meters' },
  noMeters: { zh: '这一户还没有表', en: 'This household has no meter yet' },
  noMetersNext: {
    zh: '在房间页“装表”，表会归入这一户。',
    en: 'Install one from the room; it then goes to this household.',
  },
  people: { zh: '住户', en: 'Occupants' },
  purchases: { zh: '最近购买', en: 'Last purchases' },
  allPurchases: { zh: '全部购买', en: 'All purchases' },
  noPurchases: { zh: '这一户还没有买过。', en: 'Nothing has been bought for this household yet.' },
  changeRoom: {
    zh: '换房间：先办“销户”，余额转入新户，或记在住户名下；再到新房间“开户”，余额随住户转入新表。',
    en: 'To change rooms, close this account (its credit goes to the new account, or waits under the occupant), then open one in the new room: the credit follows.',
  },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'accountNo', title: { zh: '户号', en: 'Account' }, as: 'code' },
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'category', title: { zh: '用户类别', en: 'User category' } },
  { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
  { key: 'roomName', title: { zh: '房间名称', en: 'Name of the room' } },
  { key: 'capacity', title: { zh: '床位数', en: 'Beds' } },
  { key: 'openedOn', title: { zh: '开户日期', en: 'Opened on' }, as: 'date' },
  { key: 'closedOn', title: { zh: '销户日期', en: 'Closed on' }, as: 'date' },
];

const SALE_TONES: Readonly<Partial<Record<SaleState, Tone>>> = {
  paid: 'soon',
  delivering: 'soon',
  delivered: 'right',
  unknown: 'wrong',
  case: 'wrong',
};

const SALE_STATES: States = {
  ...METER_STATES,
  ...Object.fromEntries(
    Object.entries(SALE_STATE_TITLES).map(([state, title]) => {
      return [state, { title, tone: SALE_TONES[state as SaleState] ?? 'plain' }];
    }),
  ),
};

function Purchases({ accountId }: { accountId: string }): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const { data, isError, error } = useAsk(accountPurchases, { accountId, limit: 10 });
  return (
    <section>
      <div className="section-head">
        <h2>{say(T.purchases)}</h2>
        {mayCallNamed('vending.sales', post) && <Link to={`/sales?accountId=${accountId}`}>{say(T.allPurchases)}</Link>}
      </div>
      {isError && <RefusalAlert error={error} />}
      {data?.rows.length === 0 && <p className="muted">{say(T.noPurchases)}</p>}
      {data !== undefined && data.rows.length > 0 && (
        <DataTable
          caption={say(T.purchases)}
          columns={accountPurchases.columns ?? []}
          rows={data.rows as unknown as readonly Row[]}
          rowKey={(row) => String(row.saleId)}
          states={SALE_STATES}
        />
      )}
    </section>
  );
}

function AccountActs({ answer }: { answer: AccountAnswer }): ReactNode {
  const say = useSay();
  const { account } = answer;
  const given = { accountId: account.accountId };
  return (
    <div className="row">
      <Acts
        can={account.can}
        acts={[
          {
            contract: changeAccount,
            given: { ...given, categoryCode: account.categoryCode },
            hidden: ['accountId'],
            providers: { categoryCode: categoriesProvider },
          },
          {
            contract: closeAccount,
            before: <p className="muted">{say(T.changeRoom)}</p>,
            form: (close) => <MoveOut answer={answer} onClose={close} />,
          },
        ]}
      />
    </div>
  );
}

function Meters({ answer }: { answer: AccountAnswer }): ReactNode {
  const say = useSay();
  return (
    <section>
      <h2>{say(T.meters)}</h2>
      {answer.meters.length === 0 ? (
        <Empty text={T.noMeters} next={T.noMetersNext} />
      ) : (
        <MeterTable meters={answer.meters} caption={say(T.meters)} />
      )}
    </section>
  );
}

function People({ answer, account }: { answer: AccountAnswer; account: Account }): ReactNode {
  const say = useSay();
  return (
    <section>
      <div className="section-head">
        <h2>{say(T.people)}</h2>
        <div className="row">
          <Acts
            can={account.can}
            acts={[
              {
                contract: addOccupant,
                given: { accountId: account.accountId },
                hidden: ['accountId'],
                providers: { customerId: customersProvider },
                affects: ['customers'],
              },
            ]}
          />
        </div>
      </div>
      <Occupants occupants={answer.occupants} open={account.state === 'open'} />
    </section>
  );
}

export function Household({ accountId }: { accountId: string }): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const { data, isError, error, refetch } = useAsk(accountContract, { accountId });
  if (isError) {
    return (
      <RefusalAlert error={error}>
        <Button onClick={() => void refetch()}>{say(W.reload)}</Button>
      </RefusalAlert>
    );
  }
  if (data === undefined) return <p className="muted">{say(W.loading)}</p>;
  return (
    <div className="household">
      <AccountActs answer={data} />
      <Details record={data.account} shows={SHOWS} states={ACCOUNT_STATES} />
      <Meters answer={data} />
      <People answer={data} account={data.account} />
      {mayCallNamed('vending.account-purchases', post) && <Purchases accountId={accountId} />}
    </div>
  );
}
