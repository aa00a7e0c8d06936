/** 维护计划: proposed by one, approved by another; never edited, only ended or replaced. */
import { type ReactNode, useState } from 'react';
import type { InputOf, OperationContract } from '../../../../shared/contracts/contract.ts';
import { approveItems } from '../../../../shared/contracts/upkeep/approve-items.ts';
import { endItem } from '../../../../shared/contracts/upkeep/end-item.ts';
import { items } from '../../../../shared/contracts/upkeep/items.ts';
import { proposeItem } from '../../../../shared/contracts/upkeep/propose-item.ts';
import { takeUsualPlan } from '../../../../shared/contracts/upkeep/take-usual-plan.ts';
import type { Text } from '../../../../shared/text.ts';
import type { ItemView } from '../../../../shared/upkeep/view.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Acts } from '../../../ui/acts.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { whenInWords } from '../components/when-words.ts';
import { placesProvider } from '../providers.ts';
import { ITEM_STATES_SHOWN, U, UPKEEP_LABELS, UPKEEP_TABS } from '../words.ts';

const T = {
  approve: { zh: '批准', en: 'Approve' },
  approveAll: { zh: '批准全部 {count} 项', en: 'Approve all {count}' },
  replace: { zh: '另拟替换', en: 'Replace' },
  end: { zh: '停用', en: 'End' },
  reject: { zh: '退回', en: 'Reject' },
  empty: { zh: '还没有维护计划', en: 'There is no upkeep plan' },
  next: {
    zh: '点“采用常用计划”一次拟入常用项目，由另一人批准后执行。',
    en: 'Take the usual plan to begin with; it is in force when another person has approved it.',
  },
} as const satisfies Record<string, Text>;

const itemOf = (row: Row): ItemView => row as unknown as ItemView;
const PROVIDERS = { terminalId: placesProvider };

/** The item as the form of its successor begins with. */
const successorOf = (item: ItemView): Partial<InputOf<typeof proposeItem>> => ({
  replaces: item.id,
  target: item.target,
  titleZh: item.title.zh,
  titleEn: item.title.en,
  howZh: item.how.zh,
  howEn: item.how.en,
  every: item.every,
  dueTime: item.dueTime,
  post: item.post as 'vending-clerk',
  ...(item.terminalId !== null && { terminalId: item.terminalId }),
  ...(item.weekday !== null && { weekday: item.weekday }),
  ...(item.monthDay !== null && { monthDay: item.monthDay }),
  ...(item.termDays !== null && { termDays: item.termDays }),
});

function Item({ item }: { item: ItemView }): ReactNode {
  const say = useSay();
  return (
    <>
      <strong>{say(item.title)}</strong>
      {item.terminalName && ` · ${item.terminalName}`}
      <br />
      <small className="muted">{item.endNote ?? say(item.how)}</small>
    </>
  );
}

function ItemActs({ item }: { item: ItemView }): ReactNode {
  const say = useSay();
  return (
    <Acts
      small
      can={item.can}
      of={say(item.title)}
      acts={[
        {
          contract: approveItems,
          word: T.approve,
          given: { itemIds: [item.id] },
          hidden: ['itemIds'],
          primary: true,
          affects: ['duties'],
          before: <p>{`${say(item.how)} ${say(whenInWords(item))}`}</p>,
        },
        {
          contract: proposeItem,
          word: T.replace,
          given: successorOf(item),
          hidden: ['replaces'],
          labels: UPKEEP_LABELS,
          providers: PROVIDERS,
        },
        {
          contract: endItem,
          word: item.state === 'proposed' ? T.reject : T.end,
          given: { itemId: item.id },
          hidden: ['itemId'],
          danger: true,
        },
      ]}
    />
  );
}

/** What the viewer may approve, at once with one signature. */
function ApproveAll(): ReactNode {
  const say = useSay();
  const waiting = useAsk(items, { state: 'proposed' }).data?.rows ?? [];
  const itemIds = waiting.filter((item) => item.can.includes('upkeep.approve-items')).map((item) => item.id);
  if (itemIds.length < 2) return null;
  const text = say(T.approveAll, { count: itemIds.length });
  const before = (
    <ul>
      {waiting.map((item) => (
        <li key={item.id}>{`${say(item.title)} · ${say(whenInWords(item))}`}</li>
      ))}
    </ul>
  );
  const act = { contract: approveItems, word: { zh: text, en: text }, given: { itemIds }, hidden: ['itemIds'] };
  return <Acts can={['upkeep.approve-items']} acts={[{ ...act, primary: true, before, affects: ['duties'] }]} />;
}

const PLANNING: readonly OperationContract[] = [takeUsualPlan, proposeItem];

function Planning(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [doing, setDoing] = useState<OperationContract | null>(null);
  const close = (): void => setDoing(null);
  if (!mayCallNamed('upkeep.propose-item', post)) return null;
  return (
    <>
      {PLANNING.map((contract) => (
        <Button key={contract.name} onClick={() => setDoing(contract)}>
          {say(contract.title)}
        </Button>
      ))}
      {doing && (
        <Dialog title={say(doing.title)} onClose={close}>
          <OperationForm
            contract={doing}
            labels={UPKEEP_LABELS}
            providers={PROVIDERS}
            hidden={['replaces']}
            submit={doing.title}
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}

export default function UpkeepPlanPage(): ReactNode {
  const say = useSay();
  return (
    <ListPage
      contract={items}
      labels={UPKEEP_LABELS}
      states={ITEM_STATES_SHOWN}
      cells={{
        title: (row) => <Item item={itemOf(row)} />,
        every: (row) => say(whenInWords(itemOf(row))),
      }}
      actions={(row) => <ItemActs item={itemOf(row)} />}
      empty={{ text: T.empty, next: T.next }}
      pageActions={
        <>
          <ApproveAll />
          <Planning />
        </>
      }
    >
      <Tabs label={say(U.parts)} tabs={UPKEEP_TABS} current="plan" />
    </ListPage>
  );
}
