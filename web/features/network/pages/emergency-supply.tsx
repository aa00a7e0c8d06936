/** Emergency supply: asked for, approved by another person, carried out over the line or by hand, ended. */
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { approveSupply } from '../../../../shared/contracts/network/approve-supply.ts';
import { carryOutSupply } from '../../../../shared/contracts/network/carry-out-supply.ts';
import { endSupply } from '../../../../shared/contracts/network/end-supply.ts';
import { recordHandSupply } from '../../../../shared/contracts/network/record-hand-supply.ts';
import { refuseSupply } from '../../../../shared/contracts/network/refuse-supply.ts';
import { requestSupply } from '../../../../shared/contracts/network/request-supply.ts';
import { supplies } from '../../../../shared/contracts/network/supplies.ts';
import type { SupplyView } from '../../../../shared/network/view.ts';
import { LINK_FAILURES, SUPPLY_WAYS } from '../../../../shared/network/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { printPdf } from '../../../lib/print.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { type Act, Acts } from '../../../ui/acts.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { notify } from '../../../ui/notices.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { Age } from '../components/amounts.tsx';
import { networkMetersProvider } from '../providers.ts';
import { SUPPLY_LABELS, SUPPLY_STATES_SHOWN } from '../words.ts';

const EMPTY = {
  text: { zh: '没有应急供电单', en: 'No emergency supply' },
  next: {
    zh: '表计因充值结果不明停售、住户断电时，在这里申请；主管批准后送电。',
    en: 'When a meter is blocked by an unknown recharge and the room is dark, ask for it here.',
  },
};

const T = {
  notKept: { zh: '表计没有接受：{why}。请到现场送电并登记。', en: 'Not accepted: {why}. Switch it on by hand.' },
  print: { zh: '打印', en: 'Print' },
  kept: { zh: '已远程保电', en: 'The power is kept on' },
} as const satisfies Record<string, Text>;

const asSupply = (row: Row): SupplyView => row as unknown as SupplyView;

const tellCarried = (output: unknown): void => {
  const { state, failure } = output as OutputOf<typeof carryOutSupply>;
  if (state === 'supplied' || failure === null) {
    notify(T.kept);
    return;
  }
  const why = LINK_FAILURES[failure];
  notify({ zh: T.notKept.zh.replace('{why}', why.zh), en: T.notKept.en.replace('{why}', why.en) }, 'wrong');
};

function actsOf({ supplyId }: SupplyView): readonly Act[] {
  const shared = { given: { supplyId }, hidden: ['supplyId'] };
  return [
    { ...shared, contract: approveSupply, hidden: ['supplyId', 'signatures'], primary: true },
    { ...shared, contract: refuseSupply },
    { ...shared, contract: carryOutSupply, primary: true, onDone: tellCarried },
    { ...shared, contract: recordHandSupply },
    { ...shared, contract: endSupply },
  ];
}

function RequestButton(): ReactNode {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {say(requestSupply.title)}
      </Button>
      {asking && (
        <Dialog title={say(requestSupply.title)} onClose={close}>
          <OperationForm
            contract={requestSupply}
            providers={{ meterId: networkMetersProvider }}
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}

/** The state, and below it by what way, or why it did not work. */
function Standing({ supply }: { readonly supply: SupplyView }): ReactNode {
  const say = useSay();
  return (
    <>
      <StateTag state={supply.state} states={SUPPLY_STATES_SHOWN} />
      {supply.way !== null && <span className="muted"> {say(SUPPLY_WAYS[supply.way])}</span>}
      {supply.failure !== null && <span className="tone-wrong"> {say(LINK_FAILURES[supply.failure])}</span>}
    </>
  );
}

/** The paper goes along to the meter: count and credit are written on it there. */
function PrintButton({ supply }: { readonly supply: SupplyView }): ReactNode {
  const say = useSay();
  const href = `/api/network/supply.pdf?supplyId=${supply.supplyId}`;
  return (
    <Button size="small" aria-label={`${say(T.print)} ${supply.supplyNo}`} onClick={() => void printPdf(href)}>
      {say(T.print)}
    </Button>
  );
}

export default function EmergencySupplyPage(): ReactNode {
  const post = useSession()?.post ?? null;
  const mayPrint = mayCallNamed('network.carry-out-supply', post);
  return (
    <ListPage
      contract={supplies}
      labels={SUPPLY_LABELS}
      states={SUPPLY_STATES_SHOWN}
      empty={EMPTY}
      cells={{
        state: (row) => <Standing supply={asSupply(row)} />,
        ageMinutes: (row) => <Age minutes={asSupply(row).ageMinutes} />,
      }}
      actions={(row) => (
        <div className="row">
          <Acts can={asSupply(row).can} acts={actsOf(asSupply(row))} of={asSupply(row).supplyNo} small />
          {mayPrint && asSupply(row).state !== 'requested' && asSupply(row).state !== 'refused' && (
            <PrintButton supply={asSupply(row)} />
          )}
        </div>
      )}
      pageActions={mayCallNamed('network.request-supply', post) && <RequestButton />}
    />
  );
}
