/** Reversals: asked for by the clerk, decided by a supervisor who holds no drawer, then the money is given back. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { reversals } from '../../../../shared/contracts/vending/reversals.ts';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { SaleDrawer } from '../components/sale-drawer.tsx';
import { REVERSAL_FILTER_LABELS, REVERSAL_STATES_SHOWN } from '../words.ts';

const EMPTY = {
  text: { zh: '没有冲正单', en: 'No reversal' },
  next: {
    zh: '售电员在凭证上申请冲正后，由未管钱箱的主管在这里审批。',
    en: 'A clerk asks for a reversal on the slip; a supervisor who holds no drawer decides here.',
  },
};

export default function ReversalsPage(): ReactNode {
  const [search] = useSearchParams();
  return (
    <ListPage
      contract={reversals}
      labels={REVERSAL_FILTER_LABELS}
      states={REVERSAL_STATES_SHOWN}
      empty={EMPTY}
      href={(row) => openHref(search, String(row.saleId))}
      detail={(id, close) => <SaleDrawer saleId={id} onClose={close} />}
    />
  );
}
