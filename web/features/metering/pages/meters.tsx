/** All meters, found by number, commodity, state or way of delivery. */
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { addMeter } from '../../../../shared/contracts/metering/add-meter.ts';
import { meters } from '../../../../shared/contracts/metering/meters.ts';
import type { MeterView } from '../../../../shared/metering/view.ts';
import { DELIVERY_KINDS } from '../../../../shared/metering/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { QuantityText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { CreditText } from '../components/credit.tsx';
import { MeterDrawer } from '../components/meter-drawer.tsx';
import { roomsProvider } from '../providers.ts';
import { METER_STATES, METERING_LABELS } from '../words.ts';
import '../metering.css';

const EMPTY = {
  text: { zh: '还没有表', en: 'No meters yet' },
  next: {
    zh: '导入房间表时表会一并登记，也可以逐块装表。',
    en: 'Importing a room list registers them; single ones are installed here.',
  },
} as const satisfies Record<string, Text>;

const asMeter = (row: Row): MeterView => row as unknown as MeterView;

function InstallButton(): ReactNode {
  const say = useSay();
  const [installing, setInstalling] = useState(false);
  const close = (): void => setInstalling(false);
  return (
    <>
      <Button type="primary" onClick={() => setInstalling(true)}>
        {say(addMeter.title)}
      </Button>
      {installing && (
        <Dialog title={say(addMeter.title)} onClose={close}>
          <OperationForm
            contract={addMeter}
            providers={{ premiseId: roomsProvider }}
            labels={METERING_LABELS}
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}

export default function MetersPage(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const post = useSession()?.post ?? null;
  return (
    <ListPage
      contract={meters}
      labels={METERING_LABELS}
      states={METER_STATES}
      empty={EMPTY}
      href={(row) => openHref(search, asMeter(row).meterId)}
      cells={{
        commodity: (row) => say(COMMODITIES[asMeter(row).commodity].title),
        delivery: (row) => say(DELIVERY_KINDS[asMeter(row).delivery]),
        credit: (row) => <CreditText meter={asMeter(row)} />,
        registerMilli: (row) => <QuantityText value={asMeter(row).registerMilli} commodity={asMeter(row).commodity} />,
      }}
      pageActions={mayCallNamed('metering.add-meter', post) && <InstallButton />}
      detail={(meterId, close) => <MeterDrawer meterId={meterId} onClose={close} />}
    />
  );
}
