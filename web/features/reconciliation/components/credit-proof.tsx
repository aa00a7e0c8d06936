/** The proof that nothing ever issued was left out: each line two figures from different rows, and what does not fit. */
import { type ReactNode, useState } from 'react';
import { creditProof } from '../../../../shared/contracts/reconciliation/credit-proof.ts';
import type { ProofLine } from '../../../../shared/reconciliation/credit-issued.ts';
import type { Text } from '../../../../shared/text.ts';
import { fen } from '../../../../shared/values/money.ts';
import { formatQuantity, milli } from '../../../../shared/values/quantity.ts';
import { InstantText, MoneyText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';

const T = {
  prove: { zh: '核验完整性', en: 'Prove that it is whole' },
  whole: { zh: '完整：没有遗漏，也没有多出', en: 'Whole: nothing left out, nothing beside' },
  broken: { zh: '不完整：下面标明的各项不符', en: 'Not whole: see the lines that differ' },
  agrees: { zh: '相符', en: 'agrees' },
  differs: { zh: '不符：{faults}', en: 'differs: {faults}' },
  what: { zh: '核验项目', en: 'What is proven' },
  one: { zh: '一方', en: 'One side' },
  other: { zh: '另一方', en: 'The other' },
  result: { zh: '结果', en: 'Result' },
} as const satisfies Record<string, Text>;

function Figure({ value, as }: { value: number; as: ProofLine['as'] }): ReactNode {
  if (as === 'money') return <MoneyText value={fen(value)} />;
  return <span className="figure">{as === 'count' ? value : formatQuantity(milli(value), 3)}</span>;
}

function Lines({ lines }: { lines: readonly ProofLine[] }): ReactNode {
  const say = useSay();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={say(creditProof.title)}>
      <table className="table">
        <caption className="visually-hidden">{say(creditProof.title)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(T.what)}</th>
            <th scope="col">{say(T.one)}</th>
            <th scope="col">{say(T.other)}</th>
            <th scope="col">{say(T.result)}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <td>{say(line.title)}</td>
              <td>
                {say(line.leftTitle)} <Figure value={line.left} as={line.as} />
              </td>
              <td>
                {say(line.rightTitle)} <Figure value={line.right} as={line.as} />
              </td>
              <td className={line.agrees ? 'muted' : 'log-differs'}>
                {line.agrees ? say(T.agrees) : say(T.differs, { faults: line.faults.join('、') || '—' })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function CreditProof(): ReactNode {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const answer = useAsk(creditProof, {}, { enabled: asked });
  return (
    <section className="panel padded spaced">
      <div className="row">
        <Button
          disabled={asked && answer.isFetching}
          onClick={() => {
            if (asked) void answer.refetch();
            setAsked(true);
          }}
        >
          {say(T.prove)}
        </Button>
        {asked && answer.isPending && <span className="muted">{say(W.loading)}</span>}
        {answer.data && (
          <strong className={answer.data.complete ? undefined : 'log-differs'}>
            {say(answer.data.complete ? T.whole : T.broken)} <InstantText value={answer.data.at} />
          </strong>
        )}
      </div>
      {answer.isError && <RefusalAlert error={answer.error} />}
      {answer.data && <Lines lines={answer.data.lines} />}
    </section>
  );
}
