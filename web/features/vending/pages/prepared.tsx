/** Everything that was prepared for the cash window, also what expired or was withdrawn, with why. */
import type { ReactNode } from 'react';
import { preparedSales } from '../../../../shared/contracts/vending/prepared-sales.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { PREPARED_FILTER_LABELS, PREPARED_STATES_SHOWN } from '../words.ts';

const EMPTY = {
  text: { zh: '还没有备单', en: 'Nothing prepared yet' },
  next: {
    zh: '售电员在售电台送收费窗口的每一笔都会出现在这里。',
    en: 'Everything a clerk sends to the cash window appears here.',
  },
};

export default function PreparedPage(): ReactNode {
  return (
    <ListPage
      contract={preparedSales}
      labels={PREPARED_FILTER_LABELS}
      states={PREPARED_STATES_SHOWN}
      empty={EMPTY}
      href={(row) => (row.saleId === null ? undefined : `/sales?open=${String(row.saleId)}`)}
    />
  );
}
