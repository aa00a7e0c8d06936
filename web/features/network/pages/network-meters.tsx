/** All meters on lines, with how they stood when they were last asked. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { networkMeters } from '../../../../shared/contracts/network/network-meters.ts';
import type { NetworkMeterView } from '../../../../shared/network/view.ts';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { ClockError, CountInMeter, LeftInMeter } from '../components/amounts.tsx';
import { NetworkMeterDrawer } from '../components/meter-drawer.tsx';
import { METER_STATES_SHOWN, NETWORK_LABELS } from '../words.ts';

const EMPTY = {
  text: { zh: '还没有接入线路的表', en: 'No meter is on a line yet' },
  next: {
    zh: '在“线路”页新增线路，再把表接入；接入时会读取表号核对。',
    en: 'Add a line on the page Lines, then attach meters; each is asked for its number first.',
  },
};

const asMeter = (row: Row): NetworkMeterView => row as unknown as NetworkMeterView;

export default function NetworkMetersPage(): ReactNode {
  const [search] = useSearchParams();
  return (
    <ListPage
      contract={networkMeters}
      labels={NETWORK_LABELS}
      states={METER_STATES_SHOWN}
      empty={EMPTY}
      href={(row) => openHref(search, asMeter(row).meterId)}
      cells={{
        left: (row) => <LeftInMeter meter={asMeter(row)} />,
        purchaseCount: (row) => <CountInMeter meter={asMeter(row)} />,
        clock: (row) => <ClockError seconds={asMeter(row).clockErrorSeconds} />,
      }}
      detail={(meterId, close) => <NetworkMeterDrawer meterId={meterId} onClose={close} />}
    />
  );
}
