/** What the clerk checks the own account against, and the form to write it down. Numbers of sales, no sum of cash. */
import { type ReactNode, useState } from 'react';
import { handLog } from '../../../../shared/contracts/reconciliation/hand-log.ts';
import { writeLog } from '../../../../shared/contracts/reconciliation/write-log.ts';
import type { OwnSales } from '../../../../shared/reconciliation/hand-log.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/detail-drawer.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';

const T = {
  own: { zh: '我的账（只有笔数，不显示应有现金）', en: 'My account (numbers only; expected cash is not shown)' },
  session: { zh: '钱箱', en: 'Drawer' },
  day: { zh: '营业日', en: 'Day' },
  sales: { zh: '已售笔数', en: 'Sales' },
  lastSlip: { zh: '最后一张凭证', en: 'Last slip' },
  undelivered: { zh: '未到账', en: 'Not delivered' },
  unchecked: { zh: '上次核对后又售 {count} 笔', en: '{count} sales since the last check' },
  checked: { zh: '已核对到最后一笔', en: 'Checked up to the last sale' },
  noSales: { zh: '还没有售出', en: 'Nothing sold yet' },
  check: { zh: '核对并记录', en: 'Check and write' },
  note: { zh: '记一条备注', en: 'Write a remark' },
} as const satisfies Record<string, Text>;

function standingOf(own: OwnSales): { readonly text: Text; readonly count: number } {
  const count = own.sales - own.checkedSales;
  if (own.sales === 0) return { text: T.noSales, count };
  return { text: count > 0 ? T.unchecked : T.checked, count };
}

export function OwnLog(): ReactNode {
  const say = useSay();
  const [writing, setWriting] = useState<'sale-check' | 'remark' | null>(null);
  const own = useAsk(handLog, { limit: 1 }).data?.own ?? null;
  if (own === null) return null;
  const close = (): void => setWriting(null);
  const { text, count } = standingOf(own);
  const slip = own.lastSlipNo === null ? {} : { slipNo: own.lastSlipNo };
  return (
    <section className="panel padded spaced">
      <h2>{say(T.own)}</h2>
      <Details
        record={own}
        shows={[
          { key: 'businessDate', title: T.day, as: 'date' },
          { key: 'session', title: T.session },
          { key: 'sales', title: T.sales },
          { key: 'undelivered', title: T.undelivered },
          { key: 'lastSlipNo', title: T.lastSlip, as: 'code' },
        ]}
      />
      <p className={count > 0 ? 'log-unchecked' : 'muted'}>{say(text, { count })}</p>
      <div className="row">
        <Button type="primary" onClick={() => setWriting('sale-check')}>
          {say(T.check)}
        </Button>
        <Button onClick={() => setWriting('remark')}>{say(T.note)}</Button>
      </div>
      {writing !== null && (
        <Dialog title={say(writeLog.title)} onClose={close}>
          <OperationForm
            contract={writeLog}
            given={writing === 'sale-check' ? { kind: writing, ...slip } : { kind: writing }}
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
    </section>
  );
}
