/** Meters of one room or household; each opens beside the page. */
import { type ReactNode, useState } from 'react';
import type { Column } from '../../../../shared/contracts/contract.ts';
import type { MeterView } from '../../../../shared/metering/view.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import { QuantityText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { METER_STATES } from '../words.ts';
import { CreditText } from './credit.tsx';
import { MeterDrawer } from './meter-drawer.tsx';

const COLUMNS: readonly Column[] = [
  { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
  { key: 'commodity', title: { zh: '种类', en: 'Commodity' } },
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'credit', title: { zh: '余额', en: 'Balance' } },
  { key: 'registerMilli', title: { zh: '读数', en: 'Register' }, as: 'quantity' },
  { key: 'readAt', title: { zh: '抄表时间', en: 'Read at' }, as: 'instant' },
];

const asMeter = (row: Row): MeterView => row as unknown as MeterView;

export function MeterTable({ meters, caption }: { meters: readonly MeterView[]; caption: string }): ReactNode {
  const say = useSay();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <DataTable
        caption={caption}
        columns={COLUMNS}
        rows={meters as unknown as readonly Row[]}
        rowKey={(row) => asMeter(row).meterId}
        states={METER_STATES}
        cells={{
          meterNo: (row) => (
            <Button type="link" className="cell-button figure" onClick={() => setOpen(asMeter(row).meterId)}>
              {asMeter(row).meterNo}
            </Button>
          ),
          commodity: (row) => say(COMMODITIES[asMeter(row).commodity].title),
          credit: (row) => <CreditText meter={asMeter(row)} />,
          registerMilli: (row) => (
            <QuantityText value={asMeter(row).registerMilli} commodity={asMeter(row).commodity} />
          ),
        }}
      />
      {open !== null && <MeterDrawer meterId={open} onClose={() => setOpen(null)} />}
    </>
  );
}
