/** For whoever knows of something, without sign-in: leave a tip, or come back to it with its code. */
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { TIP_STATES } from '../../../../shared/cases/tip.ts';
import { leaveTip } from '../../../../shared/contracts/cases/leave-tip.ts';
import { lookUpTip } from '../../../../shared/contracts/cases/look-up-tip.ts';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import type { Text } from '../../../../shared/text.ts';
import { EntryFrame } from '../../../app/entry-frame.tsx';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { TipThread } from '../components/tip-thread.tsx';
import '../cases.css';

const T = {
  parts: { zh: '分类', en: 'Parts' },
  leave: { zh: '提交', en: 'Leave one' },
  again: { zh: '查询', en: 'Come back' },
  left: { zh: '已收到，编号 {number}', en: 'Received, number {number}' },
  code: {
    zh: '这是查询码，只显示这一次，请记下。凭它查看答复和补充情况；遗失后无法找回。',
    en: 'This code is shown this once; write it down. It is the only way to read the answer and to add to what you said.',
  },
  advice: {
    zh: '如有凭证，请写上日期、时间和凭证号；不必写自己的姓名。请勿在单位的电脑上提交：那里的人可能看得到屏幕。',
    en: 'Date, time and slip number help; your own name is not needed. Better not from a computer of the house, where others may see the screen.',
  },
  another: { zh: '再提交一件', en: 'Leave another' },
} as const satisfies Record<string, Text>;

function Leave(): ReactNode {
  const say = useSay();
  const [left, setLeft] = useState<OutputOf<typeof leaveTip> | null>(null);
  if (left === null)
    return (
      <>
        <p className="muted">{say(T.advice)}</p>
        <OperationForm contract={leaveTip} submit={T.leave} onDone={setLeft} />
      </>
    );
  return (
    <div className="stack">
      <p className="refusal tone-right" role="status">
        {say(T.left, { number: left.number })}
      </p>
      <p>{say(T.code)}</p>
      <output className="one-time-code">{left.code}</output>
      <div>
        <Button onClick={() => setLeft(null)}>{say(T.another)}</Button>
      </div>
    </div>
  );
}

function ComeBack(): ReactNode {
  const say = useSay();
  const [found, setFound] = useState<OutputOf<typeof lookUpTip> | null>(null);
  return (
    <>
      <OperationForm contract={lookUpTip} submit={T.again} onDone={setFound} />
      {found !== null && (
        <section className="stack" aria-label={found.number}>
          <h2 className="row">
            {found.number} <span className="state-tag tone-plain">{say(TIP_STATES[found.state])}</span>
          </h2>
          <TipThread messages={found.messages} />
        </section>
      )}
    </>
  );
}

export default function TipPage(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const part = search.get('part') === 'again' ? 'again' : 'leave';
  return (
    <EntryFrame title={say(leaveTip.title)} wide>
      <Tabs
        label={say(T.parts)}
        tabs={[
          { key: 'leave', title: T.leave, href: '?part=leave' },
          { key: 'again', title: T.again, href: '?part=again' },
        ]}
        current={part}
      />
      {part === 'again' ? <ComeBack /> : <Leave />}
    </EntryFrame>
  );
}
