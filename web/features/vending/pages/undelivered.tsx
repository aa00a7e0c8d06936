/** Paid and neither delivered nor reversed. The page is empty on a good day; each row opens what may be done about it. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { undeliveredSales } from '../../../../shared/contracts/vending/undelivered-sales.ts';
import { DELIVERY_REASONS, type DeliveryReason } from '../../../../shared/metering/words.ts';
import { useSay } from '../../../lib/say.ts';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { SaleDrawer } from '../components/sale-drawer.tsx';
import { SALE_STATES_SHOWN } from '../words.ts';

const EMPTY = {
  text: { zh: '没有未到账的销售', en: 'Nothing is waiting for its delivery' },
  next: {
    zh: '已收款而表上还没有到账的会出现在这里，可查询到账、补充值或申请冲正。',
    en: 'What is paid and not in the meter appears here, to be looked up, delivered again or reversed.',
  },
};

function Reason({ row }: { row: Row }): ReactNode {
  const say = useSay();
  const reason = row.reason as DeliveryReason | null;
  return reason === null ? null : say(DELIVERY_REASONS[reason]);
}

export default function UndeliveredPage(): ReactNode {
  const [search] = useSearchParams();
  return (
    <ListPage
      contract={undeliveredSales}
      states={SALE_STATES_SHOWN}
      empty={EMPTY}
      href={(row) => openHref(search, String(row.saleId))}
      actions={(row) => <Reason row={row} />}
      detail={(id, close) => <SaleDrawer saleId={id} onClose={close} />}
    />
  );
}
