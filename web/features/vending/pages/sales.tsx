/** Every sale, found by any key the counter knows it by; each opens beside the list. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { sales } from '../../../../shared/contracts/vending/sales.ts';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { SaleDrawer } from '../components/sale-drawer.tsx';
import { SALE_FILTER_LABELS, SALE_STATES_SHOWN } from '../words.ts';

const EMPTY = {
  text: { zh: '还没有售出', en: 'Nothing sold yet' },
  next: { zh: '在售电台售出的每一笔都会出现在这里。', en: 'Every sale made at the counter appears here.' },
};

const FILES = [
  { title: 'CSV', href: '/api/vending/sales.csv' },
  { title: 'XLSX', href: '/api/vending/sales.xlsx' },
];

export default function SalesPage(): ReactNode {
  const [search] = useSearchParams();
  return (
    <ListPage
      contract={sales}
      labels={SALE_FILTER_LABELS}
      states={SALE_STATES_SHOWN}
      empty={EMPTY}
      files={FILES}
      href={(row) => openHref(search, String(row.saleId))}
      detail={(id, close) => <SaleDrawer saleId={id} onClose={close} />}
    />
  );
}
