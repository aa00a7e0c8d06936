/** Ctrl+K: rooms with their household and meters, and slips by number. */
import { search } from '../../../shared/contracts/metering/search.ts';
import { sales } from '../../../shared/contracts/vending/sales.ts';
import { formatMoneyGrouped } from '../../../shared/values/money.ts';
import { ask } from '../../lib/api.ts';
import type { SearchProvider } from '../../lib/search.ts';

const MOST = 6;

export const roomSearch: SearchProvider = {
  title: { zh: '房间', en: 'Room' },
  needs: 'metering.search',
  search: async (text, signal) => {
    const { rows } = await ask(search, { find: text.trim(), limit: MOST }, { signal });
    return rows.map((room) => ({
      id: room.roomId,
      title: room.roomCode,
      note: [room.account?.accountNo, ...room.meters.map((meter) => meter.meterNo)].filter(Boolean).join(' · '),
      href:
        room.account === null
          ? `/sales?room=${encodeURIComponent(room.roomCode)}`
          : `/accounts/${room.account.accountId}`,
    }));
  },
};

export const slipSearch: SearchProvider = {
  title: { zh: '凭证', en: 'Slip' },
  needs: 'vending.sales',
  search: async (text, signal) => {
    const { rows } = await ask(sales, { slipNo: text.trim(), limit: MOST }, { signal });
    return rows.map((sale) => ({
      id: sale.saleId,
      title: sale.slipNo,
      note: `${sale.roomCode} · ${formatMoneyGrouped(sale.totalFen)}`,
      href: `/sales?open=${sale.saleId}`,
    }));
  },
};
